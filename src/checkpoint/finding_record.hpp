// What was found out about a statement, as bytes for a checkpoint.
#pragma once

#include <string>
#include <string_view>

#include "verify/finding.hpp"

namespace dropcert::checkpoint {

/// read_finding(write_finding(f)) is f, field by field.
std::string write_finding(const verify::Finding& finding);

/// Throws RecordError for bytes that write_finding does not write.
verify::Finding read_finding(std::string_view bytes);

}  // namespace dropcert::checkpoint
