#include "publish/table.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "ball/ladder.hpp"

namespace dropcert::publish {

using namespace exact;
using namespace ball;
using namespace language;

namespace {

std::optional<std::string> rounded(const Ball& x, Rounding rounding, long digits) {
  if (rounding == Rounding::significant) return correctly_rounded(x, digits);
  std::optional<Enclosure> enclosure = directed(x, digits);
  if (!enclosure) return std::nullopt;
  return rounding == Rounding::down ? enclosure->lower : enclosure->upper;
}

std::string rounded(const Rational& x, Rounding rounding, long digits) {
  if (rounding == Rounding::significant) return correctly_rounded(x, digits);
  const Enclosure enclosure = directed(x, digits);
  return rounding == Rounding::down ? enclosure.lower : enclosure.upper;
}

std::string until_told(const RealNumber& value, Rounding rounding, long digits) {
  const auto text = first_found(bits_for_digits(digits, 40), ladder_end,
                                [&](Bits bits) { return rounded(value(bits), rounding, digits); });
  if (text) return *text;
  throw std::runtime_error(fmt::format(
      "{} bits do not tell {} digits: the value is a number of few digits, such as 0, or very near "
      "to one, which was not decided",
      ladder_end.value, digits));
}

bool shows_rounded(const TableColumn& column) {
  return column.rounding != Rounding::text && column.rounding != Rounding::exact;
}

}  // namespace

std::size_t Table::column(const std::string& name) const {
  for (std::size_t i = 0; i < specification.columns.size(); ++i)
    if (specification.columns[i].name == name) return i;
  throw std::out_of_range(fmt::format("the table '{}' has no column '{}'", specification.name, name));
}

std::size_t TableSpecification::shown() const {
  return static_cast<std::size_t>(std::count_if(columns.begin(), columns.end(),
                                                [](const TableColumn& column) { return !column.hidden; }));
}

const TableColumn& RowBuilder::next() const {
  if (cells_.size() == columns_.size()) throw std::logic_error("a row of a table has too many cells");
  return columns_[cells_.size()];
}

RowBuilder& RowBuilder::text(std::string words, std::string latex) {
  next();
  cells_.push_back({std::move(words), true, std::move(latex)});
  return *this;
}

RowBuilder& RowBuilder::exact(const Rational& value) {
  return text(value.str());
}

RowBuilder& RowBuilder::rational(const Rational& value, std::size_t longest) {
  const TableColumn& column = next();
  if (!shows_rounded(column)) return exact(value);
  TableCell cell{value.str(), true, ""};
  if (cell.text.size() > longest) cell = {rounded(value, column.rounding, column.digits), false, ""};
  if (column.latex_digits && !value.is_integer())
    cell.latex = rounded(value, column.rounding, column.latex_digits);
  cells_.push_back(std::move(cell));
  return *this;
}

RowBuilder& RowBuilder::real(const RealNumber& value) {
  const TableColumn& column = next();
  if (!shows_rounded(column)) throw std::logic_error("a column of exact values meets a real number");
  TableCell cell{until_told(value, column.rounding, column.digits), false, ""};
  if (cell.text == "0" && column.rounding == Rounding::significant) cell.exact = true;
  if (column.latex_digits) cell.latex = until_told(value, column.rounding, column.latex_digits);
  cells_.push_back(std::move(cell));
  return *this;
}

TableRow RowBuilder::row() && {
  if (cells_.size() != columns_.size()) throw std::logic_error("a row of a table lacks cells");
  return std::move(cells_);
}

std::string describe(Rounding rounding, long digits) {
  switch (rounding) {
    case Rounding::text:
      return "words";
    case Rounding::exact:
      return "exact";
    case Rounding::significant:
      return fmt::format("{} significant digits", digits);
    case Rounding::down:
      return fmt::format("rounded down at {} decimals", digits);
    case Rounding::up:
      return fmt::format("rounded up at {} decimals", digits);
  }
  return "";
}

}  // namespace dropcert::publish
