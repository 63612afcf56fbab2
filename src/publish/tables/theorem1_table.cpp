#include <cstdint>

#include "certificate/sha256.hpp"
#include "publish/tables/catalogue.hpp"

namespace dropcert::publish {

using namespace certificate;

namespace {

// The rows of T in decimals, 15 digits a limb: two million digits of them are written without a conversion.
class DecimalRows {
 public:
  // T(n, k) = k (T(n-1, k) + T(n-1, k-1)). A limb times two times k is a word up to k = 9000.
  void next() {
    row_.emplace_back();
    for (std::size_t k = row_.size() - 1; k > 0; --k) set_sum(row_[k], row_[k - 1], k);
    row_[0].clear();
  }

  // T(n, 1), ..., T(n, n), with spaces between them.
  std::string text() const {
    std::string text;
    for (std::size_t k = 1; k < row_.size(); ++k) {
      if (k > 1) text += ' ';
      const std::string leading = std::to_string(row_[k].back());
      text += leading;
      const std::size_t begin = text.size();
      text.resize(begin + (row_[k].size() - 1) * digits);
      std::size_t at = text.size();
      for (std::size_t i = 0; i + 1 < row_[k].size(); ++i) {
        std::uint64_t limb = row_[k][i];
        for (std::size_t j = 0; j < digits; ++j, limb /= 10) text[--at] = static_cast<char>('0' + limb % 10);
      }
    }
    return text;
  }

 private:
  using Limbs = std::vector<std::uint64_t>;  // the lowest one first; none: 0
  static constexpr std::size_t digits = 15;
  static constexpr std::uint64_t base = 1'000'000'000'000'000;

  static void set_sum(Limbs& one, const Limbs& other, std::uint64_t factor) {
    if (one.size() < other.size()) one.resize(other.size(), 0);
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < one.size(); ++i) {
      const std::uint64_t sum = (one[i] + (i < other.size() ? other[i] : 0)) * factor + carry;
      one[i] = sum % base;
      carry = sum / base;
    }
    if (carry > 0) one.push_back(carry);
  }

  std::vector<Limbs> row_ = {{1}};
};

}  // namespace

// The digests of the rows 1, 2, ... .
void complete_theorem1(Table& table, const TableInputs&) {
  const std::size_t place = table.column("sha256");
  DecimalRows rows;
  for (TableRow& row : table.rows) {
    rows.next();
    row[place].text = sha256(rows.text() + '\n');
  }
}

}  // namespace dropcert::publish
