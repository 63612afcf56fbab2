#include "certificate/case_file.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <stdexcept>

#include "language/cells.hpp"
#include "language/printed.hpp"
#include "language/source.hpp"
#include "language/utf8.hpp"

namespace dropcert::certificate {

using namespace language;

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view gzip_magic = "\x1F\x8B";
constexpr std::size_t chunk = std::size_t{1} << 18;
constexpr std::size_t most_faults = 100;  // that are told

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::ifstream opened(const std::string& path, const std::string& name) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  const std::string file = "the file '" + name + "' ";
  if (!std::filesystem::exists(status))
    throw std::runtime_error(file + "does not exist" +
                             (path == name ? "" : "; it stands beside the ledger, as '" + path + "'"));
  if (std::filesystem::is_directory(status))
    throw std::runtime_error(file + "is a directory; expected a file of cases");
  if (!std::filesystem::is_regular_file(status))
    throw std::runtime_error(file + "is no regular file, and cannot be read twice");
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw std::runtime_error(file + "cannot be read");
  return stream;
}

}  // namespace

// Lines of a stream, with the bytes as they are taken.
class CaseFile::Scan {
 public:
  Scan(std::ifstream& stream, std::string name) : stream_(stream), name_(std::move(name)) {}

  // The next line without its end; false where the stream ends. `taken` counts its bytes with the end.
  bool next(std::string_view& line, std::size_t& taken) {
    std::size_t end = buffer_.find('\n', at_);
    while (end == std::string::npos && !is_done_) {
      if (buffer_.size() - at_ > longest_line)
        throw std::runtime_error("the file '" + name_ + "' has a line of more than 2^20 bytes");
      end = more();
    }
    if (at_ == buffer_.size()) return false;
    const std::size_t stop = end == std::string::npos ? buffer_.size() : end;
    bytes_ = std::string_view(buffer_).substr(at_, stop + (end != std::string::npos ? 1 : 0) - at_);
    line = bytes_.substr(0, stop - at_);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    taken = bytes_.size();
    at_ += taken;
    return true;
  }
  std::string_view bytes() const { return bytes_; }

 private:
  std::size_t more() {
    buffer_.erase(0, at_);
    at_ = 0;
    const std::size_t before = buffer_.size();
    buffer_.resize(before + chunk);
    stream_.read(buffer_.data() + before, chunk);
    const auto got = static_cast<std::size_t>(stream_.gcount());
    buffer_.resize(before + got);
    is_done_ = got < chunk;
    if (stream_.bad()) throw std::runtime_error("the file '" + name_ + "' cannot be read");
    return buffer_.find('\n', before);
  }

  std::ifstream& stream_;
  std::string name_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::string_view bytes_;
  bool is_done_ = false;
};

CaseFile::CaseFile(const std::string& path, std::string name, const std::vector<std::string>& names,
                   std::vector<bool> are_texts)
    : path_(path), name_(std::move(name)), are_texts_(std::move(are_texts)) {
  std::ifstream stream = opened(path_, name_);
  Scan scan(stream, name_);
  std::string_view line;
  std::size_t taken = 0;
  int empty_line = 0;     // with no line but empty ones after it
  std::size_t rows = 0;   // of the last block,
  std::size_t bytes = 0;  // and its bytes
  std::vector<SourceError> faults;
  const auto gather = [&](auto look) {
    try {
      look();
    } catch (const SourceError& error) {
      if (faults.size() == most_faults)
        faults.emplace_back(name_, error.at(), "more is wrong from here on, and is not told");
      else
        faults.push_back(error);
    }
  };
  for (int number = 1; faults.size() <= most_faults && scan.next(line, taken); ++number) {
    bool is_row = true;
    if (number == 1 && line.substr(0, gzip_magic.size()) == gzip_magic)
      throw std::runtime_error("the file '" + name_ +
                               "' is compressed with gzip; expected text, as gunzip makes it");
    if (number == 1 && line.substr(0, byte_order_mark.size()) == byte_order_mark)
      line.remove_prefix(byte_order_mark.size());
    if (trimmed(line).empty()) {
      if (empty_line == 0) empty_line = number;
      is_row = false;
    } else if (empty_line != 0) {
      gather([&] {
        throw SourceError(name_, {empty_line, 1}, "an empty line stands here; expected a case");
      });
      empty_line = 0;
    }
    if (is_row)
      gather([&] {
        if (number == 1) is_row = !is_heading(cells_of(line, number), names, number);
        if (is_row) case_of(line, number);
      });
    if (is_row) {
      if (blocks_.empty() || rows == rows_of_block || bytes >= chunk) {
        blocks_.push_back({size_, rows_, number, whole_});
        rows = 0;
        bytes = 0;
      }
      ++rows;
      ++rows_;
    }
    bytes += taken;
    size_ += taken;
    whole_.update(scan.bytes());
  }
  if (!faults.empty()) throw SourceError(faults);
  if (rows_ == 0) throw std::runtime_error("the file '" + name_ + "' has no case; expected a line for each");
  digest_ = whole_.hex();
}

// A first line in which no cell of a number is one.
bool CaseFile::is_heading(const std::vector<std::string>& cells, const std::vector<std::string>& names,
                          int line) const {
  if (cells == names) return true;
  bool has_numbers = false;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (are_texts_[i]) continue;
    has_numbers = true;
    try {
      number_in_cell(cells[i]);
      return false;
    } catch (const std::invalid_argument&) {
    }
  }
  if (!has_numbers) return false;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const bool is_word = !cells[i].empty() &&
                         (std::isalpha(static_cast<unsigned char>(cells[i][0])) != 0 || cells[i][0] == '_');
    if (cells[i] != names[i] && is_word)
      throw SourceError(name_, {line, 1},
                        "the heading has '" + cells[i] + "' in column " + std::to_string(i + 1) +
                            "; expected '" + names[i] + "', the name in the ledger");
  }
  return false;
}

std::vector<std::string> CaseFile::cells_of(std::string_view line, int number) const {
  std::vector<std::string> cells;
  const auto tell = [&](std::size_t at, const std::string& sentence) {
    throw SourceError(name_, {number, static_cast<int>(at) + 1}, sentence);
  };
  std::string printable(line);
  std::replace(printable.begin(), printable.end(), '\t', ' ');
  if (!is_printable_utf8(printable)) {
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 32; };
    const auto found = std::find_if(printable.begin(), printable.end(), is_control);
    if (found == printable.end()) tell(0, "the line is no printable text in UTF-8");
    tell(static_cast<std::size_t>(found - printable.begin()),
         "a control character stands here; expected text");
  }
  for (std::size_t at = 0;;) {
    while (at < line.size() && is_blank(line[at])) ++at;
    std::string cell;
    if (at < line.size() && line[at] == '"') {
      const std::size_t begin = at++;
      for (;; ++at) {
        if (at >= line.size()) tell(begin, "the quotation mark here is not closed in its line");
        if (line[at] == '"' && (at + 1 >= line.size() || line[at + 1] != '"')) break;
        if (line[at] == '"') ++at;
        cell += line[at];
      }
      ++at;
      while (at < line.size() && is_blank(line[at])) ++at;
      if (at < line.size() && line[at] != ',')
        tell(at, "text stands behind a quotation mark; expected a comma");
      cell = trimmed(cell);
    } else {
      const std::size_t end = std::min(line.find(',', at), line.size());
      cell = trimmed(line.substr(at, end - at));
      at = end;
    }
    cells.push_back(std::move(cell));
    if (at >= line.size()) break;
    ++at;
  }
  if (cells.size() != are_texts_.size())
    tell(0, std::to_string(cells.size()) + (cells.size() == 1 ? " cell stands" : " cells stand") +
                " in this line; expected " + std::to_string(are_texts_.size()));
  return cells;
}

Node CaseFile::case_of(std::string_view line, int number) const {
  std::vector<std::string> cells = cells_of(line, number);
  Node tuple;
  tuple.kind = Kind::tuple;
  std::vector<SourceError> faults;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    std::string fault;
    Node term;
    if (are_texts_[i]) {
      term.kind = Kind::text;
      fault = fault_of_printed(cells[i]);
      term.name = std::move(cells[i]);
    } else {
      try {
        term = number_in_cell(cells[i]);
      } catch (const std::invalid_argument& error) {
        fault = cells[i].empty() ? "the cell is empty; expected a number" : error.what();
      }
    }
    if (!fault.empty()) {
      int column = 1;  // where the cell begins
      bool is_quoted = false;
      std::size_t commas = 0;
      for (const char c : line) {
        if (commas == i) break;
        if (c == '"') is_quoted = !is_quoted;
        if (c == ',' && !is_quoted) ++commas;
        ++column;
      }
      faults.emplace_back(name_, Position{number, column}, "column " + std::to_string(i + 1) + ": " + fault);
    }
    tuple.children.push_back(std::move(term));
  }
  if (!faults.empty()) throw SourceError(faults);
  return cells.size() == 1 ? std::move(tuple.children[0]) : std::move(tuple);
}

std::vector<Node> CaseFile::block(std::size_t index) const {
  const Block& block = blocks_.at(index);
  const bool is_last = index + 1 == blocks_.size();
  const std::uint64_t end = is_last ? size_ : blocks_[index + 1].first_byte;
  const std::string changed = "the file '" + name_ + "' has changed since its digest was taken";
  std::ifstream stream = opened(path_, name_);
  stream.seekg(static_cast<std::streamoff>(block.first_byte));
  std::string bytes(static_cast<std::size_t>(end - block.first_byte), '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (static_cast<std::size_t>(stream.gcount()) != bytes.size()) throw std::runtime_error(changed);
  Sha256 digest = block.digest;
  digest.update(bytes);
  if (digest.hex() != (is_last ? digest_ : blocks_[index + 1].digest.hex()))
    throw std::runtime_error(changed);
  std::vector<Node> result;
  int number = block.first_line;
  for (std::size_t at = 0; at < bytes.size(); ++number) {
    const std::size_t stop = std::min(bytes.find('\n', at), bytes.size());
    std::string_view line = std::string_view(bytes).substr(at, stop - at);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (number == 1 && line.substr(0, byte_order_mark.size()) == byte_order_mark)
      line.remove_prefix(byte_order_mark.size());
    if (!trimmed(line).empty()) result.push_back(case_of(line, number));
    at = stop + 1;
  }
  return result;
}

std::vector<Node> CaseFile::all() const {
  std::vector<Node> result;
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    std::vector<Node> rows = block(i);
    std::move(rows.begin(), rows.end(), std::back_inserter(result));
  }
  return result;
}

}  // namespace dropcert::certificate
