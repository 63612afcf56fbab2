#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ball/ball.hpp"
#include "model/interruption.hpp"
#include "model/noise.hpp"

namespace dropcert::model {

/// Families by their log-partition A: log(1+e^z), e^z, z^2/2, -log(-z) for z < 0, and log sum_k e^(eta_k).
enum class Family { logistic, poisson, gaussian, gamma, softmax };

std::string_view name(Family family);
const std::vector<Family>& all_families();
std::optional<Family> family_named(std::string_view name);

/// What is known of a noise with a family: when the series of the R_k converges to R.
enum class Validity {
  always,       ///< for every model
  conditional,  ///< exactly under `condition`
  never,        ///< for no model with noise
  sufficient,   ///< `condition` suffices; beyond it only single cases are decided
  never_if,     ///< for no model with noise under `condition`; beyond it not proved (a conjecture)
};
std::string_view name(Validity validity);

/// A cell of the map.
struct Cell {
  Noise noise;
  Family family;
  Validity validity;
  std::string_view condition;  ///< exact where the validity is `conditional`; the models that a proof covers
                               ///< for `never_if`
  std::string_view value;      ///< R, or when it is finite
  std::string_view theorem;    ///< names a section of proofs/README.md, or theorems of proofs/theorems.txt
  std::string_view reason;     ///< one sentence
};
/// The twenty-five cells, noise by noise.
const std::vector<Cell>& validity_map();
const Cell& validity(Noise noise, Family family);

/// The map applied to a model.
struct Assessment {
  exact::Rational z0;
  std::optional<exact::Rational> deviation;  ///< V = ess sup |Delta|; nullopt: unbounded
  std::optional<ball::Ball> radius;          ///< of the Taylor series of A at z0; nullopt: A is entire
  std::optional<bool> converges;             ///< nullopt: not proved either way
  bool finite = true;                        ///< R is finite (and defined)
  std::string reason;                        ///< why, with the numbers compared
  std::string_view theorem;                  ///< as in Cell
};

/// Decides whether the series of the R_k converges (to R), and whether R is finite, for a family with one
/// natural parameter (not softmax: see softmax.hpp). Every decision is exact or by balls of growing precision
/// that cannot fail to decide (pi^2 is irrational); `precision` is that of the radius alone. Throws
/// std::domain_error for the gamma family with z0 >= 0, std::invalid_argument for softmax.
Assessment assess(const NoisyPredictor& predictor, Family family, ball::Bits precision);

/// R = E A(z0 + Delta) - A(z0), with about `precision` correct bits. Throws std::domain_error where R is not
/// finite or not defined, std::length_error where the value is out of reach, std::invalid_argument for
/// softmax, Stopped.
ball::Ball regulariser(const NoisyPredictor& predictor, Family family, ball::Bits precision,
                       StopFlag stop = nullptr);

}  // namespace dropcert::model
