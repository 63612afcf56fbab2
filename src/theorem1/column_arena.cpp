#include "theorem1/column_arena.hpp"

#include <algorithm>
#include <cstring>
#include <new>

#include "theorem1/theorem1.hpp"

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace dropcert::theorem1 {
namespace {

constexpr std::size_t words_per_line = 8;
constexpr std::size_t huge_page = std::size_t{1} << 21;

std::size_t round_up(std::size_t n, std::size_t unit) {
  return (n + unit - 1) / unit * unit;
}

mp_limb_t* allocate_zeroed(std::size_t bytes) {
  void* block = std::aligned_alloc(huge_page, bytes);
  if (block == nullptr) throw std::bad_alloc();
#ifdef __linux__
  madvise(block, bytes, MADV_HUGEPAGE);  // fewer page-table walks; only advice, so its result does not matter
#endif
  std::memset(block, 0, bytes);
  return static_cast<mp_limb_t*>(block);
}

}  // namespace

ColumnArena::ColumnArena(const std::vector<std::size_t>& words) {
  std::size_t offset = 0;
  columns_.reserve(words.size());
  for (const std::size_t w : words) {
    columns_.push_back({offset, w, 0});
    offset += round_up(w, words_per_line);
  }
  bytes_ = round_up(std::max<std::size_t>(offset, 1) * sizeof(mp_limb_t), huge_page);
  block_.reset(allocate_zeroed(bytes_));
}

void ColumnArena::set_length(std::size_t j, std::size_t length) {
  if (length > columns_[j].room)
    throw ArithmeticFault(
        "an entry of a triangle is longer than its proved bound: the machine or the program is at fault");
  columns_[j].length = length;
}

}  // namespace dropcert::theorem1
