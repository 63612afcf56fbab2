#include "data/record_blocks.hpp"

#include <algorithm>
#include <utility>

#include "data/data_error.hpp"

namespace dropcert::data {

RecordBlocks::RecordBlocks(ByteSource source, WholeRecords whole_records, std::size_t block_size)
    : source_(std::move(source)), whole_records_(std::move(whole_records)), block_size_(block_size) {}

// Appends up to `size` bytes of the stream.
void RecordBlocks::fill(std::string& text, std::size_t size) {
  const std::size_t before = text.size();
  text.resize(before + size);
  const std::size_t n = source_.read(text.data() + before, size);
  text.resize(before + n);
  at_end_ = n < size;
  if (observer_) observer_(std::string_view(text).substr(before));
}

void RecordBlocks::read_rest() {
  for (std::string text; !at_end_; text.clear()) fill(text, block_size_);
}

void RecordBlocks::advance(std::string_view text) {
  byte_ += text.size();
  line_ += static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

std::string_view RecordBlocks::peek(std::size_t size) {
  if (pending_.size() < size && !at_end_) fill(pending_, size - pending_.size());
  return std::string_view(pending_).substr(0, size);
}

std::string RecordBlocks::take_first(const WholeRecords& end_of_first) {
  std::size_t end = std::string::npos;
  while ((end = end_of_first(pending_)) == std::string::npos && !at_end_) {
    if (pending_.size() > max_record_size)
      throw DataError(source_.name(), {line_, 1},
                      "the first record is longer than " + std::to_string(max_record_size) + " bytes");
    fill(pending_, std::max(block_size_, pending_.size()));
  }
  std::string first = pending_.substr(0, end);
  pending_.erase(0, first.size());
  advance(first);
  return first;
}

bool RecordBlocks::next(RecordBlock& block) {
  std::string& text = block.text;
  text.clear();
  const auto from_pending = [&](std::size_t size) {
    text.append(pending_, 0, size);
    pending_.erase(0, size);
  };
  from_pending(block_size_);
  if (text.size() < block_size_ && !at_end_) fill(text, block_size_ - text.size());
  if (text.empty()) return false;
  std::size_t whole = 0;
  const auto at_last = [&] { return at_end_ && pending_.empty(); };
  while (!at_last() && (whole = whole_records_(text)) == 0) {
    if (text.size() > max_record_size)
      throw DataError(source_.name(), {line_, 1},
                      "a record that begins here is longer than " + std::to_string(max_record_size) +
                          " bytes; is a quotation mark or a line end missing?");
    if (pending_.empty())
      fill(text, text.size());
    else
      from_pending(text.size());
  }
  if (at_last()) whole = text.size();
  pending_.insert(0, text, whole);
  text.resize(whole);
  block.number = number_++;
  block.first_byte = byte_;
  block.first_line = line_;
  advance(text);
  return true;
}

std::size_t whole_lines(std::string_view text) {
  return text.rfind('\n') + 1;  // npos + 1 is 0
}

}  // namespace dropcert::data
