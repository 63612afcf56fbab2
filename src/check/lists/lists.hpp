// Names in statements that stand for other trees.
#pragma once

#include <string>

#include "language/tree.hpp"

namespace dropcert::check {

/// Puts the other tree where its name is in sight; an element of a list so put, by its number, is the
/// element.
void put(language::Node& node, const std::string& name, const language::Node& other);

}  // namespace dropcert::check
