// One input of the fuzz target of the data readers.
#pragma once

#include <string_view>

namespace dropcert::test {

/// Reads the bytes as a weight file, a table and an SVMlight file with small blocks. Ends quietly for bad
/// input, which is refused with a DataError. Aborts if a property fails: the fast reader of a row agrees with
/// the exact one; what is cut into blocks is what is read as a whole; a message is one printable line; no
/// other exception leaves the readers.
void fuzz_data(std::string_view bytes);

}  // namespace dropcert::test
