// Somebody's printed digits against certified ones.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace dropcert::publish {

enum class Digits {
  right,              // every printed digit: the number is the certified one, correctly rounded
  rounded_wrong_way,  // the last digit is the neighbour on the wrong side
  wrong,              // an earlier digit differs
  undecided,          // the certified value is too near the middle of two decimals
};

struct Judgement {
  Digits verdict = Digits::undecided;
  std::size_t first_wrong = 0;  // of Digits::wrong: the first wrong digit, counted from 1 at the leading one
  std::string certified;        // exact, or correctly rounded to five digits more than printed
};

/// "all printed digits right", "last digit rounded the wrong way", "wrong from digit 5", "not decided".
std::string describe(const Judgement& judgement);

/// A value to so many significant digits: an exact integer or fraction p/q, else correctly rounded, with a
/// point or an exponent.
using CertifiedValue = std::function<std::string(long digits)>;

/// Judges a decimal ("-0.125", "1.5e-7"), an integer or a fraction, taken as exact as it is written; a
/// decimal is right if it is at most half a unit of its last digit away. The words "true" and "false" are
/// right if they are the value. Throws std::invalid_argument with a sentence if `printed` is none of these,
/// or the value is no number.
Judgement judge(const std::string& printed, const CertifiedValue& value);

struct ComparedEntry {
  std::size_t line = 0;
  std::string what;  // the term, or the row and column
  std::string printed;
  Judgement judgement;
};

struct ComparisonOptions {
  std::string table;       // the name of one of the tables; "": found by the header
  std::string expression;  // the name of the column of terms; "": expression, term or formula
  std::string value;       // the name of the column of values; "": value or printed, else all but the terms
  std::string sequence;    // of a b-file: see b_file_sequences; "": by the file's name
};

/// Whether the text looks like a b-file of the OEIS: an index and an integer on the first line that is no
/// comment.
bool looks_like_b_file(const std::string& text);

/// Compares a b-file: lines of an index and an integer; indices ascend by one; comments begin with #. Throws
/// DataError.
std::vector<ComparedEntry> compare_b_file(const std::string& text, const std::string& name,
                                          const ComparisonOptions& options);

/// The names that ComparisonOptions::sequence may have, with their meaning.
std::vector<std::pair<std::string, std::string>> b_file_sequences();

}  // namespace dropcert::publish
