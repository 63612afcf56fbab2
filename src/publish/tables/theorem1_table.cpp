#include <algorithm>

#include "certificate/sha256.hpp"
#include "exact/surjections.hpp"
#include "publish/tables/catalogue.hpp"
#include "publish/tables/columns.hpp"

namespace dropcert::publish {

namespace {

constexpr unsigned long last_row = 1000;

TableSpecification specification() {
  TableSpecification s;
  s.name = "theorem1";
  s.title = "The rows of Theorem 1, k = 1 to 1000";
  s.caption = {
      "Theorem 1: the coefficients of the k-th derivative.",
      "Theorem 1: the coefficients $T(k,j)$ of $p^{(k)} = p' \\sum_{j=1}^{k} (-1)^{j-1} p^{j-1} T(k,j)$. The "
      "file has every $k$ to 1000, with the SHA-256 of each row."};
  s.remarks =
      "The canonical text of row k is T(k, 1), ..., T(k, k) in decimal digits with one blank between two "
      "numbers and "
      "a line feed at the end: `printf '1 6 6\\n' | sha256sum` is the digest of row 3. So two parties can "
      "compare "
      "rows of two million digits. That the theorem holds for these k is claim C23 (`dropcert theorem1`), "
      "and for all "
      "k the formal theorem theorem_1.";
  s.in_latex = [](const TableRow& row) {
    static const std::set<std::string> shown = {"1",  "2",   "3",   "4",   "5",   "10",  "20",  "30",
                                                "50", "100", "200", "300", "400", "500", "700", "1000"};
    return shown.count(row[0].text) > 0;
  };
  s.columns = {
      with_claims(exact_key("k", "k", "the order of the derivative of p(z) = 1/(1+exp(-z))"), "C23"),
      {.name = "terms",
       .heading = "Terms",
       .unit = "1",
       .rounding = Rounding::exact,
       .meaning = "the number of terms of the sum in Theorem 1; no coefficient is 0",
       .source = "theorem_1",
       .claims = "C23"},
      {.name = "largest_at",
       .heading = {"j of the largest", "$j$ of the largest"},
       .unit = "1",
       .rounding = Rounding::exact,
       .meaning = "the j of the largest coefficient T(k, j), the least one if there are several",
       .source = "surjections_recurrence",
       .claims = "C23"},
      {.name = "largest_bits",
       .heading = "Bits of the largest",
       .unit = "bit",
       .rounding = Rounding::exact,
       .meaning = "the number of binary digits of the largest coefficient",
       .source = "surjections_recurrence",
       .claims = "C23, C33"},
      {.name = "sha256",
       .heading = "SHA-256",
       .meaning = "the SHA-256 of the row in canonical text, in hexadecimal digits",
       .source = "FIPS 180-4",
       .claims = "C23",
       .in_latex = false},
  };
  return s;
}

std::string canonical_text(const std::vector<Integer>& row) {
  std::string text;
  for (std::size_t j = 1; j < row.size(); ++j) text += (j > 1 ? " " : "") + row[j].str();
  return text + '\n';
}

void fill(Table& table, const TableInputs& inputs) {
  SurjectionRows rows;
  for (unsigned long k = 1; k <= last_row; ++k) {
    stop_if_asked(inputs);
    rows.next();
    const std::vector<Integer>& row = rows.row();
    const auto largest = std::max_element(row.begin(), row.end());
    const auto terms =
        std::count_if(row.begin() + 1, row.end(), [](const Integer& t) { return !t.is_zero(); });
    RowBuilder builder(table.specification.columns);
    builder.exact(Integer(k)).exact(Integer(terms)).exact(Integer(largest - row.begin()));
    builder.exact(Integer(largest->bits())).text(sha256(canonical_text(row)));
    table.rows.push_back(std::move(builder).row());
  }
}

}  // namespace

TableUnit theorem1_table() {
  return {specification, fill, 12};
}

}  // namespace dropcert::publish
