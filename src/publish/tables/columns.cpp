#include "publish/tables/columns.hpp"

#include <utility>

namespace dropcert::publish {

TableColumn exact_key(std::string name, const std::string& mathematics, std::string meaning) {
  return {.name = name,
          .key = true,
          .heading = {name, "$" + mathematics + "$"},
          .unit = "1",
          .rounding = Rounding::exact,
          .meaning = std::move(meaning),
          .source = "definition"};
}

TableColumn dropout_column() {
  return exact_key("delta", "\\delta", "the probability that a feature is dropped");
}

TableColumn contributions_column() {
  return {.name = "a",
          .key = true,
          .heading = {"a", "$a$"},
          .meaning = "the contributions a_j = x_j beta_j to the logit z0, as a term of the language",
          .source = "definition",
          .in_latex = false};
}

TableColumn with_claims(TableColumn column, std::string claims) {
  column.claims = std::move(claims);
  return column;
}

TableColumn not_in_latex(TableColumn column) {
  column.in_latex = false;
  return column;
}

}  // namespace dropcert::publish
