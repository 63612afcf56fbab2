#include "theorem1/difference_table.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "theorem1/difference_rounds.hpp"
#include "theorem1/theorem1.hpp"

namespace dropcert::theorem1 {
namespace {

// The arithmetic. Entry i starts as i^k and takes part in the rounds r = 1, ..., i: x_i becomes x_i -
// x_(i-1), so that after round r it is Delta^r x^k at i - r, and at last Delta^i x^k at 0. Such a difference
// counts the maps of a k-set to an i-set that hit r given elements, so 0 <= x_i <= i^k all the time.
//
// Entries are sums of signed digits d_w 2^(48 w). Digits are subtracted without carries for 14 rounds, then
// each passes c = floor(d / 2^48) on to the digit above it and keeps d - 2^48 c. With |d| <= B = 2^48 + 2^15
// before, |d| <= 2^14 B < 2^63 after 14 rounds, so |c| <= 2^14 + 2 and the digit that is kept, with what
// comes in, is within B again. The topmost digit of an entry passes nothing on. It stays small all the same:
// there is a digit more than i^k needs, so the entry is below 2^(48 top), and all digits below the topmost
// are together below 2^(48 top + 16); so |d_top| <= 2^16 + 1.
//
// Digits stand in slices of 8 digits of all entries: a slice fits a cache, and all the rounds of one slice
// are made before the next one is begun, which needs of the slice below only what it passed on.
constexpr unsigned radix_bits = difference_radix_bits;
constexpr std::size_t lanes = difference_lanes;
constexpr std::int64_t digit_mask = (std::int64_t{1} << radix_bits) - 1;

/// Eight digits of the entries first, ..., k.
struct Slice {
  unsigned long first = 0;
  std::vector<Lanes> entries;

  Lanes& operator[](unsigned long i) { return entries[i - first]; }
};

/// Slices for i^k, with a digit to spare; not decreasing in i. i^64 < 2^b gives i^k < 2^(k b / 64).
std::size_t slice_count(unsigned long i, unsigned long k) {
  constexpr unsigned long exponent = 64;
  mpz_class power;
  mpz_ui_pow_ui(power.get_mpz_t(), i, exponent);
  const std::size_t bits = k * mpz_sizeinbase(power.get_mpz_t(), 2) / exponent + 1;
  const std::size_t digits = (bits + radix_bits - 1) / radix_bits + 1;
  return (digits + lanes - 1) / lanes;
}

class DifferenceTable {
 public:
  DifferenceTable(unsigned long k, bool wide) : k_(k), wide_(wide) {
    slices_.resize(slice_count(k, k));
    for (unsigned long i = 0; i <= k; ++i) set_power(i);
    for (unsigned long done = 0; done < k; done += rounds_a_group) passed_on_.emplace_back(k - done);
  }

  std::vector<mpz_class> differences() {
    for (std::size_t s = 0; s < slices_.size(); ++s)
      for (std::size_t g = 0; g < passed_on_.size(); ++g) run_group(s, g);
    std::vector<mpz_class> values(k_ + 1);
    for (unsigned long i = 0; i <= k_; ++i) values[i] = value(i);
    return values;
  }

 private:
  void set_power(unsigned long i) {
    mpz_class power;
    mpz_ui_pow_ui(power.get_mpz_t(), i, k_);
    const std::size_t slices = slice_count(i, k_);
    std::vector<std::int64_t> digits(slices * lanes);
    constexpr std::size_t unused_bits = 64 - radix_bits;
    mpz_export(digits.data(), nullptr, -1, sizeof(std::int64_t), 0, unused_bits, power.get_mpz_t());
    for (std::size_t s = 0; s < slices; ++s) {
      if (slices_[s].entries.empty()) {
        slices_[s].first = i;
        slices_[s].entries.resize(k_ + 1 - i);
      }
      std::copy_n(digits.data() + s * lanes, lanes, slices_[s][i].begin());
    }
  }

  /// The first entry that has digits above slice s.
  unsigned long first_above(std::size_t s) const {
    return s + 1 < slices_.size() ? slices_[s + 1].first : k_ + 1;
  }

  // The rounds of group g on slice s. Entries below slice.first have no digits here: zero in every round.
  void run_group(std::size_t s, std::size_t g) {
    Slice& slice = slices_[s];
    const unsigned long done = g * rounds_a_group;
    const unsigned long begin = std::max(done, slice.first);
    if (begin > k_) return;
    run_rounds({&slice[begin], passed_on_[g].data(), begin, k_ + 1, done, std::min(rounds_a_group, k_ - done),
                first_above(s)},
               wide_);
  }

  /// The entry, from digits of either sign.
  mpz_class value(unsigned long i) {
    std::vector<std::int64_t> digits;
    std::int64_t carry = 0;
    for (std::size_t s = 0; s < slices_.size() && slices_[s].first <= i; ++s) {
      for (const std::int64_t digit : slices_[s][i]) {
        const std::int64_t sum = digit + carry;
        digits.push_back(sum & digit_mask);
        carry = sum >> radix_bits;
      }
    }
    if (carry != 0)
      throw ArithmeticFault(
          "a difference of powers is outside its proved bounds: the machine or the program is at fault");
    mpz_class value;
    constexpr std::size_t unused_bits = 64 - radix_bits;
    mpz_import(value.get_mpz_t(), digits.size(), -1, sizeof(std::int64_t), 0, unused_bits, digits.data());
    return value;
  }

  unsigned long k_;
  bool wide_;
  std::vector<Slice> slices_;
  std::vector<std::vector<std::int16_t>> passed_on_;  // by group and entry: what the slice below passed on
};

}  // namespace

std::vector<mpz_class> surjections_by_differences(unsigned long k, bool wide) {
  if (k < 1) throw std::invalid_argument("a row of the triangle T starts from k = 1");
  return DifferenceTable(k, wide).differences();
}

}  // namespace dropcert::theorem1
