// Arithmetic on values: exact where both operands are, intervals where one of them is.
#pragma once

#include "check/value.hpp"
#include "language/tree.hpp"

namespace dropcert::check {

/// true, false, or nullopt: not known at this precision.
using Truth = std::optional<bool>;

/// The operations throw Undefined where the result certainly does not exist, Unsupported where they do not
/// know.
Value add(Value a, Value b, Bits bits);  // operands that nobody shares are used up
Value subtract(const Value& a, const Value& b, Bits bits);
Value multiply(Value a, Value b, Bits bits);
Value divide(const Value& a, const Value& b, Bits bits);
Value negate(const Value& a);
Value power(const Value& base, long exponent, Bits bits);
Value absolute(const Value& a);
Value greatest(const Value& a, const Value& b, Bits bits);
Value nth_root(const Value& a, unsigned long n, Bits bits);

Interval to_interval(const Value& a, Bits bits);

/// The sign of a number known exactly.
int exact_sign(const Value& a);

/// a relation b. Fractions in p are equal as such or not; of those in the variables of an identity only
/// equality is ever found.
Truth compare(const Value& a, Relation relation, const Value& b, Bits bits);

/// What an operation with the value costs: the size of a rational number in words, of a fraction in terms.
unsigned long size_of(const Value& value);

}  // namespace dropcert::check
