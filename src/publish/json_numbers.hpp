// Decimals in JSON as numbers, with all their digits.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace dropcert::publish {

/// A decimal such as -0.125 or 1.5e-30 as a number of the document that dump_with_numbers writes; other text,
/// such as 1/3, as a string; empty text as null.
nlohmann::ordered_json decimal_number(const std::string& text);

/// JSON text, with `indent` blanks a level (-1: on one line), as every report writes it: what is no printable
/// character of UTF-8 is escaped, broken bytes become U+FFFD.
std::string json_text(const nlohmann::ordered_json& json, int indent = 2);

/// The document, ASCII, with two blanks of indentation and a line end.
std::string dump_with_numbers(const nlohmann::ordered_json& json);

}  // namespace dropcert::publish
