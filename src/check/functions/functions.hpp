// The functions of the language: a table of names, with a file a family. The table says nothing of their
// arguments' sorts, which src/language has checked.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "check/evaluator.hpp"
#include "check/forms/roots.hpp"

namespace dropcert::check {

using Arguments = std::vector<Value>;

struct Function {
  const char* name;
  Value (*apply)(Evaluator&, const Arguments&);
};

std::span<const Function> number_functions();      // numbers.cpp: sequences of numbers, binomial, zeta
std::span<const Function> elementary_functions();  // elementary.cpp
std::span<const Function> circular_functions();    // circular.cpp: tan, inverses, sinh, cosh, erf
std::span<const Function> bessel_functions();      // bessel.cpp
std::span<const Function> gamma_functions();       // gamma.cpp: the gamma function, constants
std::span<const Function> integral_functions();    // integral.cpp: integer parts, gcd
std::span<const Function> prime_functions();       // primes.cpp
std::span<const Function> logistic_functions();    // logistic.cpp: the sigmoid, and dropout
std::span<const Function> ring_functions();        // ring.cpp: R(p)

/// The function of that name at these arguments. Throws as Evaluator::value.
Value apply_function(Evaluator& evaluator, const std::string& name, const Arguments& arguments);

/// An integer: an index, an order, the end of a range. Throws Undefined if the value is no integer,
/// OutOfReach if it is beyond 62 bits, or not known.
std::int64_t integer(const Value& value);

/// An integer n >= 0. Throws Undefined for others, and as above.
std::uint64_t natural(const Value& value);

/// Throws OutOfReach, with `what`, for n greater than `most`.
void require_at_most(std::uint64_t n, std::uint64_t most, const char* what);

/// Of a value or probability of a law. Throws Undefined for a function of p, OutOfReach for one of p and
/// variables.
void require_number(const Value& value);  // lists/laws.cpp

/// Whether the value is this rational number.
bool equals(const Value& value, int number);

// What families share.
Value exp_value(Evaluator& evaluator, const Value& x);
Value log_value(Evaluator& evaluator, const Value& x);
/// sqrt(x) of a number known exactly as a form with sqrt(pi), if it is a multiple of that or of its inverse.
std::optional<Value> root_by_pi(Evaluator& evaluator, const Value& x);
/// The greatest integer that is not above a, and the least that is not below (integral.cpp).
mpz_class floor_of(const mpq_class& a);
mpz_class ceil_of(const mpq_class& a);
Value absolute(const Value& a);
/// A power whose exponent is no integer known as such.
Value real_power(Evaluator& evaluator, const Value& base, const Value& exponent);
Value sigmoid_value(Evaluator& evaluator, const Value& z);
Value radius_value(Evaluator& evaluator, const Value& z);  // logistic.cpp
/// The n-th derivative of the sigmoid as a polynomial in p.
Value derived_p(Evaluator& evaluator, std::uint64_t n);
/// A function of p at x. Throws Undefined at a pole.
Value at(const Value& function, const Value& x);

/// A comparison of what is printed with a number.
struct Limit {
  language::Relation relation;
  Value number;
};

// large_indices.cpp: beyond those of Sequences. Throw OutOfReach beyond a million, 200,000 for Bell numbers.
constexpr std::uint64_t last_exact_factorial = 20'000;
constexpr std::uint64_t last_exact_bell = 3000;
constexpr std::uint64_t last_exact_derivative = 2000;
Interval large_factorial(std::uint64_t n, Bits bits);
Interval large_bell(std::uint64_t n, Bits bits);
Interval large_sigmoid_derivative(std::uint64_t n, const Interval& z, Bits bits);

/// The comparisons that together say of a real number that it is printed so (printed.cpp).
std::vector<Limit> limits_of(const language::Printed& text);

/// The sum of (x + j)^(-n/r) over j >= 0, for n/r > 1 in lowest terms and x > 0.
Interval hurwitz_zeta(Sequences& sequences, int n, const Interval& x, Bits bits, int r = 1);

/// isprime(n).
Truth isprime(const Value& value);

/// A linear predictor under dropout with probability delta: the sum of the contributions, which are dropped,
/// and of a bias, which is not.
struct DropoutModel {
  List contributions;
  Value delta;
  Value bias;
};

constexpr std::size_t few_features = 6;  // whose law is enumerated without further ado

/// Its regulariser as an integral (dropout_integral.cpp), for numbers 0 < delta < 1; nullopt if that takes
/// more than so many steps. Throws OutOfReach.
std::optional<Interval> regulariser_by_integral(const DropoutModel& model, Bits bits, std::uint64_t at_most);

/// converges(a, d, b).
Truth converges(Evaluator& evaluator, const Arguments& arguments);

/// root_limsup(n, term) and root_limsup_even(n, term).
Value root_limsup(Evaluator& evaluator, const language::Node& node);

}  // namespace dropcert::check
