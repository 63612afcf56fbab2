// A stream of bytes cut into blocks of whole records.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "data/byte_source.hpp"

namespace dropcert::data {

/// The longest record; a longer one is refused, since a quotation mark that is never closed would make a
/// record of all the rest of a file.
inline constexpr std::size_t max_record_size = std::size_t{1} << 26;

/// Some whole records, and where they stand.
struct RecordBlock {
  std::uint64_t number = 0;      ///< blocks count from 0
  std::uint64_t first_byte = 0;  ///< in the uncompressed stream
  std::size_t first_line = 1;
  std::string text;  ///< ends with a record's end, or where the stream ends
};

/// Cuts a stream at the ends of records. The blocks depend on the stream and on `block_size` alone: the same
/// file gives the same blocks, whoever works on them, in whatever order.
class RecordBlocks {
 public:
  /// The length of the longest beginning of a text that consists of whole records (such as
  /// whole_csv_records).
  using WholeRecords = std::function<std::size_t(std::string_view)>;

  static constexpr std::size_t default_block_size = std::size_t{1} << 20;

  explicit RecordBlocks(ByteSource source, WholeRecords whole_records,
                        std::size_t block_size = default_block_size);

  /// The beginning of the stream, `size` bytes unless it is shorter; before any call of next(). They are
  /// given out by the functions below as if they had not been looked at.
  std::string_view peek(std::size_t size);

  /// Other ends of records, before any call of next().
  void cut_at(WholeRecords whole_records) { whole_records_ = std::move(whole_records); }

  /// Takes the records that `first_records` finds at the start of the stream, such as a header; before any
  /// call of next(). Empty if the stream is.
  std::string take_first(const WholeRecords& end_of_first);

  /// The next block, of about block_size bytes, more only if a record is longer; false at the end of the
  /// stream. Throws DataError for a record beyond max_record_size, or if the stream cannot be read.
  bool next(RecordBlock& block);

  /// Calls `observer` with all bytes of the stream, in their order, as they are read from now on.
  void observe(std::function<void(std::string_view)> observer) { observer_ = std::move(observer); }

  /// Reads what next() has not read, for the observer alone.
  void read_rest();

  const ByteSource& source() const { return source_; }

 private:
  void fill(std::string& text, std::size_t size);
  void advance(std::string_view text);

  ByteSource source_;
  WholeRecords whole_records_;
  std::function<void(std::string_view)> observer_;
  std::size_t block_size_;
  std::string pending_;  // read, but not given out yet
  bool at_end_ = false;
  std::uint64_t number_ = 0, byte_ = 0;
  std::size_t line_ = 1;
};

/// The length of the longest beginning that consists of whole lines.
std::size_t whole_lines(std::string_view text);

}  // namespace dropcert::data
