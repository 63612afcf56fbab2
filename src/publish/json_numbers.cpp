#include "publish/json_numbers.hpp"

#include <fmt/core.h>

#include <cctype>
#include <string_view>

#include "language/utf8.hpp"

namespace dropcert::publish {

using namespace language;

namespace {

/// Begins a string that is to be a number; no text of a report begins so: the control character is shown
/// otherwise.
constexpr char mark = '\x01';
constexpr std::string_view written_mark = "\"\\u0001";

std::string_view digits_of(std::string_view& text) {
  std::size_t n = 0;
  while (n < text.size() && std::isdigit(static_cast<unsigned char>(text[n])) != 0) ++n;
  const std::string_view digits = text.substr(0, n);
  text.remove_prefix(n);
  return digits;
}

/// The grammar of RFC 8259.
bool is_json_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const std::string_view whole = digits_of(text);
  if (whole.empty() || (whole.size() > 1 && whole.front() == '0')) return false;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (digits_of(text).empty()) return false;
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    if (digits_of(text).empty()) return false;
  }
  return text.empty();
}

}  // namespace

nlohmann::ordered_json decimal_number(const std::string& text) {
  if (text.empty()) return nullptr;
  return is_json_number(text) ? mark + text : text;
}

std::string json_text(const nlohmann::ordered_json& json, int indent) {
  const std::string text = json.dump(indent, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character character = first_character(std::string_view(text).substr(at));
    if (text[at] == '\n' || is_printable(character.code))
      result.append(text, at, character.length);
    else
      result += fmt::format("\\u{:04x}", character.code);
    at += character.length;
  }
  return result;
}

std::string dump_with_numbers(const nlohmann::ordered_json& json) {
  std::string text = json.dump(2, ' ', true, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  for (std::size_t at = 0; (at = text.find(written_mark, at)) != std::string::npos;) {
    // Only where nothing but a number follows: a file's name may begin with the same character.
    const std::size_t from = at + written_mark.size();
    const std::size_t end = text.find('"', from);
    if (end != std::string::npos && is_json_number(std::string_view(text).substr(from, end - from))) {
      text.erase(end, 1);
      text.erase(at, written_mark.size());
    } else {
      at = from;
    }
  }
  return text;
}

}  // namespace dropcert::publish
