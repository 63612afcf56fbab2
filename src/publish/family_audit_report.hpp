// Reports of an audit for any noise and family.
#pragma once

#include <string>

#include "audit/family_audit.hpp"

namespace dropcert {

struct FamilyAuditReport {
  std::string data, weights;  ///< the files
  std::size_t features = 0;
  FamilySetting setting;
  FamilySummary summary;
};

std::string text_report(const FamilyAuditReport& report);
std::string json_report(const FamilyAuditReport& report);

}  // namespace dropcert
