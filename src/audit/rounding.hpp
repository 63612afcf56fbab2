// Numbers as correctly rounded decimals, by whatever precision it takes.
#pragma once

#include "ball/ladder.hpp"

namespace dropcert::audit {
using dropcert::rounded_decimal;
}
