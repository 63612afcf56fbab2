#pragma once

#include <cstddef>
#include <optional>

#include "ball/ball.hpp"
#include "model/interruption.hpp"
#include "model/softmax_model.hpp"

namespace dropcert::model {

/// Most features that differ between the classes: a million masks.
inline constexpr std::size_t max_quick_masks_of = 20;

/// R of a softmax model under dropout over all masks, in some tens of nanoseconds a mask: within about 2^-45
/// absolutely.
///
/// Masks follow one another in Gray's order, so that one feature changes at a time. The logits are whole
/// multiples of a unit 2^-f. With m the greatest logit of a mask and s = sum_k e^(eta_k - m) in [1, K], log
/// sum_k e^(eta_k) = m + log s; masks that keep equally many features have equal weights, so that the m are
/// added up as integers and the s multiplied, one logarithm for all. The errors, u = 2^-53, K classes, d
/// features:
///  1. Each logit is a sum of d + 1 rounded numbers, within (d + 1)/2 units; the logarithm of the sum is
///  within the same.
///  2. e^-t for 0 <= t <= 36 is e^-c times a Taylor polynomial of degree 7, |t - c| <= 1/32, c the middle of
///  a cell of width
///     1/16: within 6 u, the remainder e^(1/32) 32^-8/8! < u/4 among it. Beyond 36 it is at most e^-36 and
///     left out.
///  3. So s is within K (7 u + e^-36), and log s, as s >= 1; a product's rounding adds u to the logarithm.
/// A mean of the masks is within the bound for one of them.
///
/// nullopt beyond max_quick_masks_of features, for other noise, or for logits of 2^40 and more. Throws
/// Stopped.
std::optional<ball::Ball> regulariser_over_masks(const SoftmaxModel& model, StopFlag stop = nullptr);

}  // namespace dropcert::model
