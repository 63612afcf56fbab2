// Columns that several tables have.
#pragma once

#include <string>

#include "publish/table.hpp"

namespace dropcert::publish {

/// A column of exact numbers that tells the rows apart: its name, the same in LaTeX's mathematics without
/// dollars, and what it means.
TableColumn exact_key(std::string name, const std::string& mathematics, std::string meaning);

/// "delta", the probability that a feature is dropped.
TableColumn dropout_column();

/// "a", the contributions a_j = x_j beta_j as a term of the language; in the data files only.
TableColumn contributions_column();

/// The column with these claims of the ledger.
TableColumn with_claims(TableColumn column, std::string claims);

/// The column in the data files only, not in LaTeX.
TableColumn not_in_latex(TableColumn column);

}  // namespace dropcert::publish
