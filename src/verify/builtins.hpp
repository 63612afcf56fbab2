// The engine's implementation of every function of the language.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "verify/machine.hpp"

namespace dropcert::verify {

using Arguments = std::vector<Value>;

/// One of the two is set: a function gives a value, a predicate what it comes out as. Both throw as
/// Arithmetic's functions do.
struct Builtin {
  std::string_view name;
  Value (*function)(Machine&, const Arguments&) = nullptr;
  Outcomes (*predicate)(Machine&, const Arguments&) = nullptr;
  bool shows_argument = false;  // of a predicate: it compares its first argument alone, which evidence shows
  std::string_view theorem = "";  // formal theorem that the implementation rests on
};

/// The implementation of that name; every name of functions() has one (tested).
const Builtin* find_builtin(std::string_view name);

/// limsup |term|^(1/n) along all n, or even n, for the terms of known generating functions. Throws
/// Unsupported for others.
Value root_limsup(Machine& machine, const Code& code);

/// The limit of sums, or products, over a range without end. Throws Undefined where there is none.
Value infinite_range(Machine& machine, const Code& code);
/// integral(x in DOMAIN, term), derivative(x = c, term, n), zero(x in DOMAIN, term).
Value integral(Machine& machine, const Code& code);
Value derivative(Machine& machine, const Code& code);
Value zero_of(Machine& machine, const Code& code);

// The parts of the table.
std::vector<Builtin> elementary_functions();
std::vector<Builtin> circular_functions();
std::vector<Builtin> integer_functions();
std::vector<Builtin> prime_functions();
std::vector<Builtin> gamma_functions();  // the constants euler_gamma and catalan, too
std::vector<Builtin> bessel_functions();
std::vector<Builtin> number_functions();
std::vector<Builtin> logistic_functions();
std::vector<Builtin> dropout_functions();
std::vector<Builtin> law_functions();
std::vector<Builtin> ring_functions();
std::vector<Builtin> printing_functions();

// Shared by them.

/// The index n of a sequence: an integer >= 0. Throws Undefined for others.
unsigned long index(const Machine& machine, const Value& value, std::string_view what);
/// Throws Undefined for a function of p, Unsupported for one of p and of variables of an identity.
void require_real(Machine& machine, const Value& value, std::string_view what);
/// Whether the value is the rational number 0.
bool is_zero(const Value& value);
/// The argument as a function, where identities are decided: constants too, as long as they are exact.
std::optional<Symbolic> as_form(Machine& machine, const Value& x);
/// Throws TooLarge beyond that precision, at which a single call takes long.
void require_precision(const Machine& machine, long most);
/// The same of a limit, an integral, a derivative or a zero.
void require_precision_of(const Machine& machine, const Code& code, long most);
/// The argument of a circular function. Throws TooLarge for one that takes as many digits of pi.
ball::Ball angle(Machine& machine, const Value& x);
Value sigmoid_value(Machine& machine, const Arguments& arguments);
Value softplus_value(Machine& machine, const Arguments& arguments);
Value softplus_derivative_value(Machine& machine, const Arguments& arguments);

}  // namespace dropcert::verify
