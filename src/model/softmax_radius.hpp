#pragma once

#include "ball/complex_ball.hpp"
#include "model/exponential_sum.hpp"

namespace dropcert::model {

/// The radius of convergence of the Taylor series at t = 0 of log sum_k e^(eta_k + t v_k), A along a
/// direction v: the distance of the nearest complex zero of the sum.
struct SoftmaxRadius {
  ball::Ball radius;        ///< the least modulus of a zero
  ball::ComplexBall zero;   ///< a zero of that modulus in the upper half-plane (its conjugate is another one)
  long multiplicity = 0;    ///< of the zeros in that ball together
  ball::Ball lower_bound;   ///< pi/osc(v): no zero is nearer, for any logits
  unsigned long boxes = 0;  ///< boxes of the search
};

/// Best-first subdivision of the upper half-plane into boxes, nearest first. A box has no zero if one term
/// exceeds the others together on it, if a ball for f on it omits 0, or by the mean value theorem; a small
/// box that none of these excludes is enclosed in a disc, in which the zeros are counted by the argument
/// principle; Newton's method finds a point such that a disc of radius about 2^-precision around it has as
/// many. The search ends when all boxes nearer than the nearest such point are dealt with: this proves that
/// no zero is nearer. Zeros occur in conjugate pairs, as f is real on the real axis, where it is positive.
/// Throws std::domain_error if all entries of the direction are equal (no zero: the radius is infinite),
/// std::length_error if max_search_boxes boxes do not do.
SoftmaxRadius softmax_radius(const ExponentialSum& f, ball::Bits precision);

inline constexpr unsigned long max_search_boxes = 400'000;

}  // namespace dropcert::model
