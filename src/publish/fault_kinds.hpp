// The kinds of fault that wrong numbers have, each by a statement that is decided.
#pragma once

#include <string>
#include <vector>

#include "publish/comparison.hpp"

namespace dropcert::publish {

/// What holds of a number that is not right, the value lying in the interval:
///   last-digit        right with the last digit one more or less, or another last digit
///   cut-off           right as digits cut off: prints(x, "3.1415...")
///   sign, power-of-ten
///                     right for -x, x * 10^k
///   one-digit, exchanged-digits, missing-digit, extra-digit
///                     right with another digit, two exchanged, one put in or left out
///   reciprocal, twice, half, complement
///                     right for 1/x, 2*x, x/2, 1 - x
/// In that order; what the interval does not decide is not named. Numbers of one digit have the first kind,
/// the sign and no other.
std::vector<Fault> kinds_of_fault(const language::Printed& printed, const Interval& x, Side side);

/// The power of ten alone, of a number whose exponent is far from that of the certified text.
std::vector<Fault> far_power_of_ten(const language::Printed& printed, const std::string& certified,
                                    Side side);

/// The fault that what is printed is right for another value, known to lie in the interval; `where` tells of
/// which: "of line 3". Nothing unless that is decided.
std::vector<Fault> fault_of_other_value(const std::string& kind, const std::string& printed,
                                        const Interval& other, Side side, const std::string& where);

}  // namespace dropcert::publish
