// The numbers of an audit's rows as statements of the language, for any noise and family.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/row_model.hpp"
#include "model/softmax_model.hpp"

namespace dropcert::publish {

/// The beginning of the ledger: its title, which has no quotation mark, the definitions b, the bias, and d,
/// the probability of dropout, or s, the strength of other noise; c, the weights, if the noise is added.
std::string rows_ledger_opening(std::string_view title, const model::RowModel& model);

/// A claim about a row: its contributions, and the line that the audit writes about it, with the number of
/// the line first. What is out of reach there, or infinite, is not stated, nor R where the language has no
/// closed form of it.
std::string row_claim(const model::RowModel& model, const std::vector<exact::Rational>& contributions,
                      std::string_view line);
/// The same for several classes: the spread, R_2, and convergence where the spread is at most pi.
std::string row_claim(const model::SoftmaxModel& model, std::string_view line);

}  // namespace dropcert::publish
