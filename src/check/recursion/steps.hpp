// From each integer to the next.
#pragma once

#include <optional>
#include <string>

#include "check/integers.hpp"
#include "language/tree.hpp"

namespace dropcert::check {

/// By how much the term grows from each n to the next, if that is one number; nullopt: not seen.
std::optional<mpq_class> growth(const language::Node& term, const std::string& n);

}  // namespace dropcert::check
