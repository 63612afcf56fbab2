// The rows of a table from the terms of its columns.
#pragma once

#include <string>

#include "publish/tables/table_text.hpp"
#include "verify/policy.hpp"

namespace dropcert::publish {

/// All rows of the table; the cells of columns without a term are empty. `folder` is where files of cases
/// are. Throws SourceError with the line of what has no value, Unsupported for what is out of reach,
/// Interrupted. At most 100,000 rows.
Table filled(const TableText& text, const std::string& folder, const verify::Policy& policy);

/// The same rows with the cells of their keys alone.
Table with_keys_alone(const TableText& text, const std::string& folder, const verify::Policy& policy);

}  // namespace dropcert::publish
