#include "model/law.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>

#include "exact/factorial.hpp"

namespace dropcert::model {

using namespace exact;

namespace {

/// Sorts by position and adds up the weights of equal positions.
void join_equal(std::vector<Atom>& atoms) {
  std::sort(atoms.begin(), atoms.end(), [](const Atom& a, const Atom& b) { return a.position < b.position; });
  std::size_t last = 0;
  for (std::size_t i = 1; i < atoms.size(); ++i) {
    if (atoms[i].position == atoms[last].position)
      atoms[last].weight += atoms[i].weight;
    else
      std::swap(atoms[++last], atoms[i]);
  }
  atoms.resize(last + 1);
}

void require_size(std::size_t atoms, unsigned long copies, unsigned long weight_bits) {
  const std::size_t most = std::min(max_law_atoms, max_law_bits / weight_bits);
  if (copies >= most || atoms > most / (copies + 1))
    throw std::length_error("the law of the noised predictor has too many values to enumerate: more than " +
                            std::to_string(most));
}

/// The independent sum with `copies` features whose contribution, once kept, is `position`: weights u^(c-k)
/// w^k C(c,k) for k kept.
std::vector<Atom> convolve(const std::vector<Atom>& atoms, const Integer& position, unsigned long copies,
                           const Integer& u, const Integer& w) {
  std::vector<Atom> result;
  result.reserve(atoms.size() * (copies + 1));
  for (unsigned long kept = 0; kept <= copies; ++kept) {
    const Integer weight = binomial(copies, kept) * pow(u, copies - kept) * pow(w, kept);
    const Integer shift = position * Integer(kept);
    for (const Atom& atom : atoms) result.push_back({atom.position + shift, atom.weight * weight});
  }
  join_equal(result);
  return result;
}

}  // namespace

Law noised_predictor_law(const Dropout& model) {
  const Integer u = model.delta.numerator();
  const Integer v = model.delta.denominator();
  const Integer w = v - u;
  std::map<Rational, unsigned long> groups;
  Integer common = 1;
  for (const Rational& a : model.contributions) {
    if (a.is_zero()) continue;
    ++groups[a];
    common *= divide_exact(a.denominator(), gcd(common, a.denominator()));
  }
  // A kept feature adds a_j/(1-delta) = (a_j common) v/(w common).
  Law law{model.bias, Rational(v, w * common), 1, {{0, 1}}};
  for (const auto& [a, copies] : groups) {
    law.total *= pow(v, copies);
    require_size(law.atoms.size(), copies, law.total.bits() + 64);
    law.atoms = convolve(law.atoms, (a * Rational(common)).numerator(), copies, u, w);
  }
  return law;
}

}  // namespace dropcert::model
