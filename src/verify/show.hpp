// Values as text.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "verify/value.hpp"

namespace dropcert::verify {

/// Exact numbers and functions of p as they are, very long ones shortened; a real number correctly rounded to
/// so many significant digits, or nullopt if its ball is too wide for that.
std::optional<std::string> show(const Value& value, long digits);

/// As show, but exact numbers in full.
std::optional<std::string> show_in_full(const Value& value, long digits);

/// "k = 3, j = 2", of names and values as text; "" of none.
std::string describe_assignment(const std::vector<std::pair<std::string, std::string>>& assignment);

}  // namespace dropcert::verify
