#include "data/svmlight.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "data/number.hpp"

namespace dropcert::data {

namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::string_view blanks = " \t";

class LineReader {
 public:
  LineReader(std::string_view line, const std::string& file, std::size_t number, SparseRow& row,
             std::size_t first_index)
      : line_(line),
        text_(line.substr(0, line.find('#'))),
        file_(file),
        number_(number),
        row_(row),
        first_index_(first_index) {}

  bool run() {
    if (const std::size_t bad = text_.find_first_of(std::string_view("\0\r", 2)); bad != npos)
      fail(bad, text_[bad] == '\0' ? "a NUL byte; expected text"
                                   : "a carriage return that ends no line; expected LF or CRLF");
    std::string_view token = next();
    if (token.empty()) return false;
    row_.label = {};
    if (token_ > 0 && token.find(':') != npos) {  // no label
      if (!token.starts_with("qid:")) entry(token);
    } else {
      check_label(token);
      row_.label = token;
    }
    while (!(token = next()).empty()) entry(token);
    return true;
  }

 private:
  [[noreturn]] void fail(std::size_t index, const std::string& sentence) const {
    throw DataError(file_, {number_, index + 1}, sentence);
  }

  // The next token, and its index in token_; empty at the end of the line.
  std::string_view next() {
    token_ = text_.find_first_not_of(blanks, at_);
    if (token_ == npos) return {};
    at_ = std::min(text_.find_first_of(blanks, token_), text_.size());
    return text_.substr(token_, at_ - token_);
  }

  void check_label(std::string_view label) const {
    if (label.find(':') != npos)
      fail(token_, "the line begins with " + shown(label) + "; expected a label, then index:value");
    for (std::size_t from = 0; from <= label.size();) {
      const std::size_t comma = std::min(label.find(',', from), label.size());
      parse_number({label.substr(from, comma - from), {number_, token_ + from + 1}}, file_);
      from = comma + 1;
    }
  }

  void entry(std::string_view token) {
    const std::size_t colon = token.find(':');
    if (colon == npos) fail(token_, shown(token) + " has no colon; expected index:value");
    const std::string_view index = token.substr(0, colon);
    if (index == "qid" && row_.entries.empty()) return;
    if (index.empty() || index.size() > 18 || index.find_first_not_of("0123456789") != npos)
      fail(token_, shown(index) + " is no index of a feature; expected a number from " +
                       std::to_string(first_index_) + " on");
    const auto value = static_cast<std::size_t>(std::stoull(std::string(index)));
    if (value < first_index_)
      fail(token_,
           "the index 0; indices start at 1: if those of this file start at 0, add --zero-based "
           "(scikit-learn: dump_svmlight_file writes so unless zero_based=False)");
    if (!row_.entries.empty() && value <= row_.entries.back().index)
      fail(token_, "the index " + std::to_string(value) + " does not exceed the one before it, " +
                       std::to_string(row_.entries.back().index));
    const DataPosition at{number_, token_ + colon + 2};
    row_.entries.push_back({value, {number_, token_ + 1}, {token.substr(colon + 1), at}});
  }

  std::string_view line_, text_;
  const std::string& file_;
  std::size_t number_;
  SparseRow& row_;
  std::size_t first_index_;
  std::size_t at_ = 0, token_ = 0;
};

}  // namespace

bool read_svmlight_line(std::string_view line, const std::string& file, std::size_t line_number,
                        SparseRow& row, std::size_t first_index) {
  row.entries.clear();
  row.line = line_number;
  return LineReader(line, file, line_number, row, first_index).run();
}

namespace {

// Entries in a line of the format, without a look at numbers; nullopt for another line.
std::optional<std::size_t> entries_in(std::string_view line) {
  line = line.substr(0, line.find('#'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  std::size_t entries = 0;
  std::size_t tokens = 0;
  for (std::size_t at = 0; (at = line.find_first_not_of(blanks, at)) != npos; ++tokens) {
    const std::size_t end = std::min(line.find_first_of(blanks, at), line.size());
    const std::string_view token = line.substr(at, end - at);
    const std::size_t colon = token.find(':');
    const bool is_label = tokens == 0 && colon == npos;
    if (is_label && token.find_first_not_of("0123456789+-.,eE") != npos) return std::nullopt;
    const std::string_view index = token.substr(0, colon);
    if (!is_label && index != "qid") {
      if (colon == npos || index.empty() || index.find_first_not_of("0123456789") != npos ||
          token.size() == colon + 1)
        return std::nullopt;
      ++entries;
    }
    at = end;
  }
  return entries;
}

}  // namespace

bool looks_like_svmlight(std::string_view text) {
  constexpr int most_lines = 50;
  std::size_t entries = 0;
  int lines = 0;
  for (std::size_t at = 0; at < text.size() && lines < most_lines; ++lines) {
    const std::size_t feed = text.find('\n', at);
    if (feed == npos && lines > 0) break;  // perhaps a part of a line
    const std::size_t end = std::min(feed, text.size());
    const std::optional<std::size_t> found = entries_in(text.substr(at, end - at));
    if (!found) return false;
    entries += *found;
    at = end + 1;
  }
  return entries > 0;
}

}  // namespace dropcert::data
