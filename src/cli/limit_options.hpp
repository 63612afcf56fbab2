// Options for how much the decision of one statement may do.
#pragma once

#include "cli/command.hpp"
#include "verify/machine.hpp"

namespace dropcert::cli {

/// Adds --steps, --seconds and --memory, which change `limits`, to a command.
void add_limit_options(Command& command, verify::Limits& limits);

}  // namespace dropcert::cli
