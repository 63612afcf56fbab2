// The numbers of a model under dropout as statements of the language: a ledger that the engine decides, and
// from whose certificate the checker decides them again.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/dropout.hpp"
#include "publish/regulariser_report.hpp"

namespace dropcert::publish {

/// The beginning of a ledger about models that share the dropout probability and the bias: its title, which
/// has no quotation mark, and the definitions d and b.
std::string model_ledger_opening(std::string_view title, const exact::Rational& delta,
                                 const exact::Rational& bias);

/// A claim: each number of the report on this model, of the logistic family, is what it prints; the series
/// converges or does not; bounds are bounds.
std::string model_claim(const model::Dropout& model, const RegulariserReport& report);

}  // namespace dropcert::publish
