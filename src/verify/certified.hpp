// Values as a certificate shows them.
#pragma once

#include <optional>
#include <string>

#include "verify/value.hpp"

namespace dropcert::verify {

/// A number of Q(pi) or a function of p in the language; "in [floor, ceiling]" with 20 decimals for a real
/// number; nullopt if its ball is too wide for that, or the value is no number. It depends on the value
/// alone.
std::optional<std::string> certified(const Value& value);

/// A coordinate of a point, which is known exactly: as above, but square roots as such; "?" if it is too
/// long.
std::string certified_coordinate(const Value& value);

}  // namespace dropcert::verify
