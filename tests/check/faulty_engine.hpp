// An engine with a deliberate error in one function.
#pragma once

#include <string>

namespace dropcert::verify {

/// The function that is wrong; another name: none is.
extern std::string fault;

}  // namespace dropcert::verify
