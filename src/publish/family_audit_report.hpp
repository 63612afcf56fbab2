// Reports of an audit for any noise and family.
#pragma once

#include <string>

#include "audit/family_summary.hpp"
#include "model/validity.hpp"
#include "publish/plot.hpp"

namespace dropcert::publish {

struct FamilyAuditReport {
  std::string data, weights;  ///< the files
  std::size_t features = 0;
  std::size_t classes = 1;  ///< more for the softmax family
  Noise noise = Noise::dropout;
  Family family = Family::logistic;
  Rational level;
  Rational bias;  ///< not for the softmax family
  audit::FamilySummary summary;
};

std::string text_report(const FamilyAuditReport& report);
std::string json_report(const FamilyAuditReport& report);

/// The histogram of V/radius by verdict (softmax: of the spread over pi, its sufficient bound), where V and a
/// radius are finite; else the number of rows of each verdict.
Plot audit_plot(const FamilyAuditReport& report);

}  // namespace dropcert::publish
