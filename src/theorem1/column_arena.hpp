// One row of a triangle of big numbers, each column at a fixed place with room to grow.
#pragma once

#include <gmp.h>

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <vector>

namespace dropcert::theorem1 {

static_assert(GMP_NUMB_BITS == 64, "the kernels need full 64-bit limbs");

/// Columns 0, 1, ... of words, contiguous in one block of memory, each aligned to 64 bytes; all words are
/// zero at first, and the words of a column from its length on stay zero. Different threads may use different
/// columns.
class ColumnArena {
 public:
  /// words[j]: the room of column j. Throws std::bad_alloc.
  explicit ColumnArena(const std::vector<std::size_t>& words);

  mp_limb_t* operator[](std::size_t j) { return block_.get() + columns_[j].offset; }
  const mp_limb_t* operator[](std::size_t j) const { return block_.get() + columns_[j].offset; }

  std::size_t size() const { return columns_.size(); }
  std::size_t room(std::size_t j) const { return columns_[j].room; }
  std::size_t length(std::size_t j) const { return columns_[j].length; }
  /// Throws ArithmeticFault if the column has less room.
  void set_length(std::size_t j, std::size_t length);

  std::size_t bytes() const { return bytes_; }

 private:
  struct Column {
    std::size_t offset;
    std::size_t room;
    std::size_t length;
  };
  struct Free {
    void operator()(mp_limb_t* p) const { std::free(p); }
  };

  std::vector<Column> columns_;
  std::size_t bytes_ = 0;
  std::unique_ptr<mp_limb_t[], Free> block_;
};

}  // namespace dropcert::theorem1
