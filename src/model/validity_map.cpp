#include <array>

#include "model/validity.hpp"

namespace dropcert::model {
namespace {

constexpr std::array<std::string_view, 5> family_names = {"logistic", "poisson", "gaussian", "gamma",
                                                          "softmax"};

constexpr std::string_view half_variance = "Var Delta/2";
constexpr std::string_view quadratic_reason =
    "the third derivative of z^2/2 is 0, so R_k = R = Var Delta/2 for every k >= 2";
constexpr std::string_view unbounded_reason =
    "Delta is unbounded, and the terms of even order of the series are then unbounded";
constexpr std::string_view entire_reason =
    "e^z is entire and E e^|Delta| is finite, so the series converges absolutely";
constexpr std::string_view gamma_unbounded =
    "z0 + Delta is positive with positive probability, where log(-z) is not defined: R is undefined";
constexpr std::string_view direction_condition = "two classes, or one noisy feature";
constexpr std::string_view direction_reason =
    "along one direction (two classes, or one noisy feature) the radius is finite and Delta unbounded: it "
    "never converges; that it never does with three classes or more and several noisy features is a "
    "conjecture, not proved";

std::vector<Cell> cells() {
  using enum Noise;
  using enum Family;
  const auto always = Validity::always;
  const auto conditional = Validity::conditional;
  const auto never = Validity::never;
  const auto never_if = Validity::never_if;
  std::vector<Cell> map = {
      {dropout, logistic, conditional, "V <= sqrt(pi^2 + z0^2)", "finite always",
       "dropout_converges_iff (Coq)",
       "the Taylor series of log(1+e^z) about z0 has that radius, and V is reached"},
      {dropout, poisson, always, "", "e^z0 (prod E e^(a_j (xi_j - 1)) - 1)", "exponential_family",
       entire_reason},
      {dropout, Family::gaussian, always, "", half_variance, "linear_regression_regulariser (Coq)",
       quadratic_reason},
      {dropout, gamma, conditional, "ess sup Delta < |z0| and ess sup -Delta <= |z0|",
       "finite if and only if ess sup Delta < |z0|; never without a bias, as all features may be dropped",
       "gamma_family", "the coefficients are |z0|^-n/n > 0, and an outcome z~ = 0 has positive probability"},
      {dropout, softmax, conditional, "for every mask no zero of sum_k pi_k e^(t v_k) in |t| < 1",
       "finite always", "softmax_criterion",
       "the series along a mask's direction has the nearest complex zero for its radius; a spread of at most "
       "pi suffices"},
  };
  for (const Noise noise : {gaussian_dropout, additive_gaussian}) {
    map.insert(
        map.end(),
        {{noise, logistic, never, "", "finite always", "gaussian_never_converges (Coq)", unbounded_reason},
         {noise, poisson, always, "", "e^z0 (e^(Var Delta/2) - 1)", "exponential_family", entire_reason},
         {noise, Family::gaussian, always, "", half_variance, "quadratic_family", quadratic_reason},
         {noise, gamma, never, "", "undefined", "gamma_family", gamma_unbounded},
         {noise, softmax, never_if, direction_condition, "finite always", "softmax_direction",
          direction_reason}});
  }
  map.insert(
      map.end(),
      {{uniform, logistic, conditional, "V <= sqrt(pi^2 + z0^2)", "finite always", "series_criterion",
        "the Taylor series of log(1+e^z) about z0 has that radius, and V is the end of Delta's range"},
       {uniform, poisson, always, "", "e^z0 (prod sinh(w c_j)/(w c_j) - 1)", "exponential_family",
        entire_reason},
       {uniform, Family::gaussian, always, "", half_variance, "quadratic_family", quadratic_reason},
       {uniform, gamma, conditional, "V <= |z0|", "finite if and only if V <= |z0|", "gamma_family",
        "beyond |z0| the noised parameter leaves the domain; at |z0| the density is bounded and log "
        "integrable"},
       {uniform, softmax, Validity::sufficient, "the spread of the noise over the classes is at most pi",
        "finite always", "softmax_criterion",
        "no zero of sum_k pi_k e^(t v_k) lies in |t| < pi/osc(v); along one direction (two classes, or one "
        "noisy "
        "feature) exactly if |U| stays within the radius [softmax_direction]"},
       {laplace, logistic, never, "", "finite always", "series_criterion", unbounded_reason},
       {laplace, poisson, conditional, "max_j b |c_j| < 1",
        "e^z0 (prod 1/(1 - b^2 c_j^2) - 1), finite under the same condition", "exponential_family",
        "the series is e^z0 times that of prod 1/(1 - b^2 c_j^2 s^2) at s = 1, which has its first pole at "
        "1/max b |c_j|"},
       {laplace, Family::gaussian, always, "", half_variance, "quadratic_family", quadratic_reason},
       {laplace, gamma, never, "", "undefined", "gamma_family", gamma_unbounded},
       {laplace, softmax, never_if, direction_condition, "finite always", "softmax_direction",
        direction_reason}});
  return map;
}

}  // namespace

std::string_view name(Family family) {
  return family_names.at(static_cast<std::size_t>(family));
}

const std::vector<Family>& all_families() {
  static const std::vector<Family> all = {Family::logistic, Family::poisson, Family::gaussian, Family::gamma,
                                          Family::softmax};
  return all;
}

std::optional<Family> family_named(std::string_view text) {
  for (const Family family : all_families())
    if (name(family) == text) return family;
  return std::nullopt;
}

std::string_view name(Validity validity) {
  constexpr std::array<std::string_view, 5> names = {"always", "if and only if", "never", "sufficient",
                                                     "never under the condition, else not proved"};
  return names.at(static_cast<std::size_t>(validity));
}

const std::vector<Cell>& validity_map() {
  static const std::vector<Cell> map = cells();
  return map;
}

const Cell& validity(Noise noise, Family family) {
  return validity_map().at(static_cast<std::size_t>(noise) * all_families().size() +
                           static_cast<std::size_t>(family));
}

}  // namespace dropcert::model
