#include "paper/argument.hpp"

#include <fmt/core.h>

#include <string_view>

#include "paper/tex.hpp"

namespace dropcert::paper {

namespace {

// An empty line from the line end at `at` on.
bool ends_paragraph(const std::string& text, std::size_t at) {
  for (++at; at < text.size() && is_blank(text[at]); ++at)
    if (text[at] == '\n') return true;
  return false;
}

// The place of the closing character; braces within are balanced.
std::size_t closing(const SourceText& source, std::size_t begin, char close) {
  const std::string& text = source.text();
  std::size_t depth = 0;
  for (std::size_t i = begin + 1; i < text.size() && i - begin <= max_argument_length; ++i) {
    const char c = text[i];
    if (c == close && depth == 0) return i;
    if (c == '\\') {
      ++i;
    } else if (c == '{') {
      ++depth;
    } else if (c == '}') {
      if (depth == 0) break;
      --depth;
    } else if (c == '\n' && ends_paragraph(text, i)) {
      throw source.error(begin,
                         fmt::format("the argument that begins here is not closed before the paragraph "
                                     "ends; expected '{}'",
                                     close));
    } else if (c == '#') {
      throw source.error(i,
                         "a parameter of a macro stands here; dropcert reads the text as it is written and "
                         "expands no macros");
    }
  }
  if (text.size() - begin > max_argument_length)
    throw source.error(begin, fmt::format("the argument that begins here is not closed within {} bytes; "
                                          "expected '{}'",
                                          max_argument_length, close));
  throw source.error(begin, fmt::format("the argument that begins here is not closed; expected '{}'", close));
}

// Whether the letter at `last` is one of a command.
bool ends_with_command(const std::string& text, std::size_t last) {
  while (last > 0 && is_tex_letter(text[last])) --last;
  return text[last] == '\\';
}

void trim(Argument& argument) {
  const std::size_t first = argument.text.find_first_not_of(' ');
  if (first == std::string::npos) {
    argument.text.clear();
    argument.offsets.clear();
    return;
  }
  std::size_t last = argument.text.find_last_not_of(' ');
  if (last + 1 < argument.text.size() && ends_with_command(argument.text, last))
    ++last;  // \ldots and its blank
  argument.text = argument.text.substr(first, last - first + 1);
  argument.offsets = {argument.offsets.begin() + static_cast<std::ptrdiff_t>(first),
                      argument.offsets.begin() + static_cast<std::ptrdiff_t>(last + 1)};
}

std::optional<Argument> delimited(const SourceText& source, std::size_t at, char open, char close) {
  const std::string& text = source.text();
  at = behind_blanks(text, at);
  if (at >= text.size() || text[at] != open) return std::nullopt;
  const std::size_t end = closing(source, at, close);
  Argument argument = argument_between(source, at + 1, end);
  argument.begin = at;
  argument.end = end + 1;
  return argument;
}

// A part of an argument.
Argument part(const Argument& whole, std::size_t begin, std::size_t end) {
  Argument result;
  result.text = whole.text.substr(begin, end - begin);
  result.offsets = {whole.offsets.begin() + static_cast<std::ptrdiff_t>(begin),
                    whole.offsets.begin() + static_cast<std::ptrdiff_t>(end)};
  result.begin = begin < whole.offsets.size() ? whole.offsets[begin] : whole.begin;
  result.end = whole.end;
  trim(result);
  return result;
}

}  // namespace

std::size_t behind_blanks(const std::string& text, std::size_t at) {
  while (at < text.size() && is_blank(text[at])) {
    if (text[at] == '\n' && ends_paragraph(text, at)) return at;
    ++at;
  }
  return at;
}

Argument argument_between(const SourceText& source, std::size_t begin, std::size_t end) {
  const std::string& text = source.text();
  Argument result;
  result.begin = begin;
  result.end = end + 1;
  auto put = [&](char c, std::size_t at) {
    result.text += c;
    result.offsets.push_back(at);
  };
  bool skips_blanks = true;
  for (std::size_t i = begin; i < end; ++i) {
    if (is_blank(text[i])) {
      if (!skips_blanks) put(' ', i);
      skips_blanks = true;
      continue;
    }
    if (text[i] == '\0') continue;  // as TeX
    skips_blanks = false;
    put(text[i], i);
    if (text[i] != '\\' || i + 1 >= end) continue;
    const std::size_t command = i;
    if (!is_tex_letter(text[i + 1])) {
      ++i;
      put(is_blank(text[i]) ? ' ' : text[i], i);
      skips_blanks = is_blank(text[i]);
      continue;
    }
    while (i + 1 < end && is_tex_letter(text[i + 1])) {
      ++i;
      put(text[i], i);
    }
    put(' ', command);
    skips_blanks = true;
  }
  trim(result);
  return result;
}

std::optional<Argument> braced_argument(const SourceText& source, std::size_t at) {
  return delimited(source, at, '{', '}');
}

std::optional<Argument> bracketed_argument(const SourceText& source, std::size_t at) {
  return delimited(source, at, '[', ']');
}

std::vector<Option> options_in(const SourceText& source, const Argument& argument) {
  std::vector<Option> result;
  const std::string& text = argument.text;
  std::size_t depth = 0, begin = 0, equals = std::string::npos;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] == '{') ++depth;
    if (i < text.size() && text[i] == '}' && depth > 0) --depth;
    if (i < text.size() && text[i] == '=' && depth == 0 && equals == std::string::npos) equals = i;
    if (i < text.size() && (text[i] != ',' || depth > 0)) continue;
    Option option;
    option.key = part(argument, begin, std::min(equals, i));
    if (equals != std::string::npos) {
      option.value = part(argument, equals + 1, i);
      const std::string& value = option.value.text;
      if (value.size() >= 2 && value.front() == '{' && value.back() == '}')
        option.value = part(option.value, 1, value.size() - 1);
      if (option.key.text.empty()) throw source.error(argument.offset(i), "expected a name before '='");
    }
    if (!option.key.text.empty()) result.push_back(std::move(option));
    begin = i + 1;
    equals = std::string::npos;
  }
  return result;
}

}  // namespace dropcert::paper
