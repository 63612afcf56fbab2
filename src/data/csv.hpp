// Comma-separated values, as RFC 4180 defines them.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "data/data_error.hpp"

namespace dropcert::data {

/// One field: its bytes with the quotation marks of RFC 4180 removed, and the place of its first byte.
struct CsvField {
  std::string_view text;
  DataPosition at;
};

/// One record. The fields refer to the text read, or to `unescaped` where doubled quotation marks were
/// undone; both must live as long as the fields are used. So a record is moved, never copied: the fields of a
/// copy would refer to the original.
struct CsvRecord {
  CsvRecord() = default;
  CsvRecord(CsvRecord&&) = default;
  CsvRecord& operator=(CsvRecord&&) = default;

  std::vector<CsvField> fields;
  std::deque<std::string> unescaped;
  std::size_t line = 0;  ///< where the record begins
};

/// Reads the records of a text one by one:
///
///     CsvReader reader(text, "theirs.csv");
///     for (CsvRecord record; reader.next(record);) use(record.fields);
///
/// Records end with LF or CRLF, the last one perhaps with neither; an empty line is a record of one empty
/// field. Fields are exact bytes: blanks belong to them. A field in quotation marks may hold commas, line
/// ends, and quotation marks written twice. A UTF-8 byte order mark on line 1 is passed over. Refused: NUL
/// bytes, UTF-16, quotation marks inside an unquoted field or after a quoted one, quotation marks never
/// closed, and a carriage return that ends no line. Whether records have the same number of fields is the
/// caller's affair.
class CsvReader {
 public:
  /// `name` is the file's name in messages; `first_line` the number of the line that the text begins with;
  /// `separator` stands between fields: a comma, a semicolon, a tab, or blanks: one or more, and those at the
  /// ends of a record separate nothing.
  CsvReader(std::string_view text, std::string name, std::size_t first_line = 1, char separator = ',');

  /// False at the end of the text. Throws DataError for a bad record, after which next() reads the one that
  /// follows. Cost O(length of the record).
  bool next(CsvRecord& record);

 private:
  std::string_view text_;
  std::string name_;
  std::size_t at_ = 0;
  std::size_t line_;
  char separator_;
};

/// Where the record that begins at `from` ends: the index after its line feed, npos if the text ends before.
std::size_t csv_record_end(std::string_view text, std::size_t from, char separator = ',');

/// The same for the first record of a file, which may follow a byte order mark; of comma-separated values.
std::size_t first_separated_record_end(std::string_view text, char separator);
std::size_t first_csv_record_end(std::string_view text);

/// The length of the longest beginning of the text that consists of whole records with their line ends.
/// Without quotation marks in the text this is the search for the last line feed. The second one is for
/// comma-separated values.
std::size_t whole_separated_records(std::string_view text, char separator);
std::size_t whole_csv_records(std::string_view text);

/// "comma", "semicolon", "tab" or "blank".
std::string_view name_of_separator(char separator);

}  // namespace dropcert::data
