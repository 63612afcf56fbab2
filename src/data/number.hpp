// Numbers as data files write them, read exactly.
#pragma once

#include <string>
#include <string_view>

#include "data/csv.hpp"
#include "exact/rational.hpp"

namespace dropcert::data {

/// Most characters of one number, and the largest modulus of its decimal exponent. Doubles need 25 characters
/// and exponents up to 324; beyond this a file is damaged, or means to exhaust memory.
inline constexpr std::size_t max_number_length = 5000;
inline constexpr long max_number_exponent = 5000;

/// The exact value of a decimal number ("-12", "0.3", ".5", "1.25e-7", "+3E8") or of a quotient of two
/// integers ("-2/3"), with blanks before and after allowed. Throws std::invalid_argument with a sentence for
/// all else: no text, nan, infinity, an exponent or a length beyond the limits (at once, whatever the
/// exponent), division by 0. Cost O(length log^2 length).
exact::Rational parse_number(std::string_view text);

/// The same for a field of a table of features, where True, TRUE, T and yes are 1, False, FALSE, F and no 0,
/// in any case.
exact::Rational parse_cell(std::string_view text);

/// A number with a decimal comma, such as "-0,25" or "1,5e-3"; nothing else, and no point.
bool has_decimal_comma(std::string_view text);
/// Such a number with a point instead; other text as it is.
std::string with_point(std::string_view text);

/// The same as parse_number for a field; throws DataError with its place.
exact::Rational parse_number(const CsvField& field, const std::string& file);

/// The text without spaces and tabs at its ends.
std::string_view trimmed(std::string_view text);

/// With small letters for the capital ones of ASCII.
std::string lower_case(std::string_view text);

}  // namespace dropcert::data
