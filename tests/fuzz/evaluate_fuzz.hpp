// One input of the fuzz target.
#pragma once

#include <string_view>

namespace dropcert::test {

/// Reads the text as an expression, or as a ledger if a claim is in it, and decides what it says with little
/// work allowed. Ends quietly for bad input, which the program refuses with a sentence. Aborts if a property
/// fails: what is printed is read back equal; a verdict or an enclosure contradicts none at a higher
/// precision; no exception other than those documented leaves the engine.
void fuzz_one(std::string_view text);

}  // namespace dropcert::test
