#pragma once

#include <cstddef>
#include <vector>

#include "ball/ball.hpp"
#include "model/dropout.hpp"
#include "model/interruption.hpp"
#include "model/trapezoidal_rule.hpp"

namespace dropcert::model {

/// Most nodes, and most factors (nodes times features that contribute), of one integral.
inline constexpr unsigned long max_nodes = 1UL << 22;
inline constexpr double max_factors = 1e10;

/// The regulariser of the logistic family under dropout, by the trapezoidal rule (trapezoidal_rule.hpp) with
///     phi(t) = e^(i b t) prod_j (delta + (1-delta) e^(i a_j t/(1-delta))),
/// a product of d factors of modulus at most 1, in fixed point.
///
/// Errors, in units u = 2^-f of the fixed point. Write w = e^(i theta), theta = a_j h/(1-delta).
///  1. The multiplier W has |W - w| <= 3/4: each part is rounded to nearest (1/2, or 0.7072 for the pair)
///  from
///     a ball of radius below u/64.
///  2. U_n, for u_n = (1-delta) w^n, starts from U_0 = 1-delta rounded (1/2) and is U_n = U_(n-1) W rounded
///     (0.7072). As |U_n - u_n| <= |U_(n-1) - u_(n-1)| |W| + (1-delta) |W - w| + 0.7072 and |W| <= 1 + u,
///     e_n := |U_n - u_n| <= (1.4572 n + 1/2)(1 + u)^n <= 1.5 n + 1/2 for n <= 2^40 (u <= 2^-100).
///  3. The factor U_n + delta, delta rounded (1/2), is wrong by at most e_n + 1/2.
///  4. P_J, the product of J factors, each step rounded (0.7072): |P~ f~ - P f| <= |P~ - P| |f~| + |P| |f~ -
///  f|
///     with |P| <= 1 and |f~| <= 1 + (1.5 n + 1) u gives |P~_J - P_J| <= J (1.5 n + 1.75), if J (1.5 n + 2) u
///     <= 2^-20 (required below), plus the error of the start e^(i b n h), at most 1.5 n + 1/2 by step 2.
///  5. cos(z0 n h) by the recurrence of step 2: at most 1.5 n + 1/2.
/// Together the numerator at node n is wrong by at most (J + 2)(1.5 n + 1.75) units. Nodes are given up from
/// the top as soon as w_n |P| is below a share of the error allowed, since the factors to come have modulus
/// at most 1; what is given up is in the result's radius.
class DropoutIntegral {
 public:
  /// Converts the contributions. `bits` is the highest accuracy that `value` will be asked for.
  DropoutIntegral(const Dropout& model, long bits, StopFlag stop = nullptr);

  /// R within about 2^-bits. Throws std::length_error beyond max_nodes or max_factors, Stopped. Cost: nodes
  /// times features; nodes grow like bits^2 times the standard deviation of z~ (at least like bits^2).
  ball::Ball value(long bits) const;
  /// R by a given rule, whose discretisation and tail must be what TrapezoidalRule says of them. What this
  /// adds to them, roundings and nodes given up, is about 2^-bits.
  ball::Ball value(const TrapezoidalRule& rule, long bits) const;
  /// About the nodes, and nodes times features, for that accuracy, without the early exit and without limit.
  double nodes(long bits) const;
  double factors(long bits) const;
  /// A guess at R from the normal law of the same variance and from the largest feature alone: for choosing
  /// the accuracy, nothing else.
  double guess() const;

 private:
  /// Re phi(n h) cut short for the nodes n > active, and the number of factors in each.
  template <typename Arithmetic>
  struct Products {
    std::vector<typename Arithmetic::Complex> value;
    std::vector<std::size_t> count;
    std::size_t active = 0;
  };

  ExponentialMoments moments() const;
  template <typename Arithmetic>
  Products<Arithmetic> products(const Arithmetic& arithmetic, const TrapezoidalRule& rule,
                                const std::vector<ball::Ball>& weights, long bits) const;
  template <typename Arithmetic>
  ball::Ball sum(const Arithmetic& arithmetic, const TrapezoidalRule& rule, long bits) const;

  ball::Bits precision_;
  StopFlag stop_;
  exact::Rational delta_;
  std::vector<ball::Ball> contributions_;  // those that are not 0, spread out
  ball::Ball bias_, z0_, variance_, squares_, deviation_, largest_;
};

}  // namespace dropcert::model
