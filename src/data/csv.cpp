#include "data/csv.hpp"

#include <algorithm>
#include <utility>

namespace dropcert::data {

namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::string_view utf8_mark = "\xef\xbb\xbf";

// The index of the quotation mark that closes a field whose content begins at `at`; npos if there is none.
std::size_t closing_mark(std::string_view text, std::size_t at) {
  for (;;) {
    at = text.find('"', at);
    if (at == npos || at + 1 >= text.size() || text[at + 1] != '"') return at;
    at += 2;
  }
}

std::string with_single_marks(std::string_view content) {
  std::string result;
  for (std::size_t i = 0; i < content.size(); ++i) {
    result += content[i];
    if (content[i] == '"') ++i;
  }
  return result;
}

// Splits one record, given without its line end.
class Splitter {
 public:
  Splitter(std::string_view record, const std::string& name, std::size_t line, char separator,
           CsvRecord& result)
      : text_(record),
        name_(name),
        separator_(separator),
        result_(result),
        line_(line),
        next_feed_(record.find('\n')) {}

  void run() {
    if (const std::size_t nul = text_.find('\0'); nul != npos) fail(nul, "a NUL byte; expected text");
    skip_blanks();
    for (;;) {
      if (at_ < text_.size() && text_[at_] == '"')
        quoted();
      else
        unquoted();
      if (at_ == text_.size()) return;
      ++at_;  // the separator
      skip_blanks();
      if (separator_ == ' ' && at_ == text_.size()) return;
    }
  }

 private:
  void skip_blanks() {
    while (separator_ == ' ' && at_ < text_.size() && text_[at_] == ' ') ++at_;
  }

  // Line and column of a byte; called with ascending indices, so that all calls together read the record
  // once.
  DataPosition place(std::size_t index) {
    while (next_feed_ < index) {
      ++line_;
      line_start_ = next_feed_ + 1;
      next_feed_ = text_.find('\n', line_start_);
    }
    return {line_, index - line_start_ + 1};
  }

  [[noreturn]] void fail(std::size_t index, const std::string& sentence) {
    throw DataError(name_, place(index), sentence);
  }

  void quoted() {
    const std::size_t open = at_++;
    const std::size_t close = closing_mark(text_, at_);
    if (close == npos) fail(open, "a quotation mark is opened here and never closed");
    std::string_view content = text_.substr(at_, close - at_);
    if (content.find('"') != npos) content = result_.unescaped.emplace_back(with_single_marks(content));
    result_.fields.push_back({content, place(open + 1)});
    at_ = close + 1;
    if (at_ < text_.size() && text_[at_] != separator_)
      fail(at_, "text after a closing quotation mark; expected a " +
                    std::string(name_of_separator(separator_)) + " or the end of the line");
  }

  void unquoted() {
    const std::size_t end = std::min(text_.find(separator_, at_), text_.size());
    const std::string_view content = text_.substr(at_, end - at_);
    if (const std::size_t mark = content.find('"'); mark != npos)
      fail(at_ + mark,
           "a quotation mark inside an unquoted field; such a field is put in quotation marks, and those "
           "inside are written twice");
    if (const std::size_t mark = content.find('\r'); mark != npos)
      fail(at_ + mark, "a carriage return that ends no line; expected line feeds (LF or CRLF)");
    result_.fields.push_back({content, place(at_)});
    at_ = end;
  }

  std::string_view text_;
  const std::string& name_;
  char separator_;
  CsvRecord& result_;
  std::size_t at_ = 0;
  std::size_t line_;
  std::size_t line_start_ = 0;
  std::size_t next_feed_;
};

// Passes over a byte order mark; refuses that of UTF-16.
std::size_t byte_order_mark(std::string_view text, const std::string& name) {
  if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff"))
    throw DataError(name, {1, 1}, "the file is UTF-16; expected UTF-8 or ASCII");
  return text.starts_with(utf8_mark) ? utf8_mark.size() : 0;
}

}  // namespace

std::size_t csv_record_end(std::string_view text, std::size_t from, char separator) {
  const char ends[] = {separator, '\n'};
  while (from < text.size()) {
    if (text[from] == '"') {
      from = closing_mark(text, from + 1);
      if (from == npos) return npos;
      ++from;
    }
    from = text.find_first_of(std::string_view(ends, 2), from);
    if (from == npos) return npos;
    if (text[from++] == '\n') return from;
  }
  return npos;
}

std::size_t first_separated_record_end(std::string_view text, char separator) {
  return csv_record_end(text, text.starts_with(utf8_mark) ? utf8_mark.size() : 0, separator);
}

std::size_t first_csv_record_end(std::string_view text) {
  return first_separated_record_end(text, ',');
}

std::size_t whole_separated_records(std::string_view text, char separator) {
  if (text.find('"') == npos) return text.rfind('\n') + 1;  // npos + 1 is 0
  std::size_t whole = 0;
  for (std::size_t end; (end = csv_record_end(text, whole, separator)) != npos;) whole = end;
  return whole;
}

std::size_t whole_csv_records(std::string_view text) {
  return whole_separated_records(text, ',');
}

std::string_view name_of_separator(char separator) {
  switch (separator) {
    case ';':
      return "semicolon";
    case '\t':
      return "tab";
    case ' ':
      return "blank";
    default:
      return "comma";
  }
}

CsvReader::CsvReader(std::string_view text, std::string name, std::size_t first_line, char separator)
    : text_(text), name_(std::move(name)), line_(first_line), separator_(separator) {
  if (first_line == 1) text_.remove_prefix(byte_order_mark(text_, name_));
}

bool CsvReader::next(CsvRecord& record) {
  record.fields.clear();
  record.unescaped.clear();
  if (at_ == text_.size()) return false;
  const std::size_t end = std::min(csv_record_end(text_, at_, separator_), text_.size());
  std::string_view bytes = text_.substr(at_, end - at_);
  record.line = line_;
  line_ += static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
  at_ = end;
  if (bytes.ends_with("\r\n"))
    bytes.remove_suffix(2);
  else if (bytes.ends_with('\n'))
    bytes.remove_suffix(1);
  Splitter(bytes, name_, record.line, separator_, record).run();
  return true;
}

}  // namespace dropcert::data
