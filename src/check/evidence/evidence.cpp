// What a certificate says beside a verdict, compared with what was found.
#include <algorithm>

#include "certificate/theorems.hpp"
#include "certificate/value.hpp"
#include "check/decide.hpp"

namespace dropcert::check {

using namespace language;
using namespace certificate;

namespace {

CertifiedValue read(const std::string& text) {
  try {
    return read_value(text);
  } catch (const std::runtime_error& error) {
    throw Rejected(error.what());
  }
}

// In the language alone: no name of the ledger counts.
Value exact_value(const Node& term) {
  static const Ledger no_ledger;
  static const Claim no_claim;
  Sequences sequences;
  return Evaluator(no_ledger, no_claim, sequences).value(term);
}

Truth of_signs(unsigned possible, unsigned wanted) {
  if (possible != zero_sign && possible != negative_sign && possible != positive_sign)
    notes().imprecise = true;
  return {((possible & wanted) != 0 ? true_bit : 0U) | ((possible & ~wanted) != 0 ? false_bit : 0U)};
}

}  // namespace

void check_grounds(const CertifiedStatement& claimed, const Grounds& used) {
  const std::vector<std::string>& named = claimed.theorems;
  for (std::size_t i = 1; i < named.size(); ++i)
    if (!(named[i - 1] < named[i]))
      throw Rejected("the theorems used are not in alphabetical order, each once");
  for (const std::string& theorem : used.theorems)
    if (!std::binary_search(named.begin(), named.end(), theorem))
      throw OutOfReach("the verdict rests on '" + theorem + "' here, which is not named");
  if (claimed.trust != "exact" && claimed.trust != "enclosure" && claimed.trust != "lemma")
    throw Rejected("'" + claimed.trust + "' is nothing that a verdict rests on");
  const bool names_lemma = std::any_of(named.begin(), named.end(), is_lemma);
  if ((claimed.trust == "lemma") != names_lemma)
    throw Rejected(names_lemma ? "a lemma is named, and the verdict is not said to rest on one"
                               : "the verdict is said to rest on a lemma, and none is named");
  if (claimed.trust == "exact" && used.enclosures)
    throw OutOfReach("the verdict is claimed to be exact, and rests on enclosures here");
}

void check_vacuity(const CertifiedStatement& claimed, unsigned vacuity) {
  if (claimed.vacuous == "perhaps") return;
  const bool is_claimed = claimed.vacuous == "yes";
  if (!is_claimed && !claimed.vacuous.empty()) throw Rejected("'vacuous' is followed by 'yes' or 'perhaps'");
  if (vacuity == any_vacuity) throw OutOfReach("whether the statement says nothing is not known");
  if (is_claimed && vacuity != vacuous_bit)
    throw Rejected("the statement is claimed to say nothing, and does");
  if (!is_claimed && vacuity == vacuous_bit)
    throw Rejected("the statement says nothing in any case, which is not claimed");
}

Truth is_value(const Value& value, const std::string& text) {
  const CertifiedValue claimed = read(text);
  if (claimed.undefined) return {false_bit};  // it has a value
  if (claimed.exact)
    return of_signs(signs_of_difference(value, exact_value(*claimed.exact), false), zero_sign);
  const Truth above = of_signs(signs_of_difference(value, claimed.floor, true), positive_sign | zero_sign);
  return both(above, [&] {
    return of_signs(signs_of_difference(value, claimed.ceiling, true), negative_sign | zero_sign);
  });
}

std::optional<Value> coordinate(const std::string& text, bool is_list) {
  if (is_list) return list_of_coordinates(text);
  const CertifiedValue claimed = read(text);
  if (!claimed.exact) return std::nullopt;
  const Value value = exact_value(*claimed.exact);
  return is_exact_real(value) ? std::optional(value) : std::nullopt;
}

void compared_terms(const Node& node, bool knows_prints, std::vector<const Node*>& terms) {
  if (node.kind == Kind::relation)
    for (const Node& child : node.children) terms.push_back(&child);
  if (node.kind == Kind::negation || node.kind == Kind::conjunction || node.kind == Kind::disjunction ||
      node.kind == Kind::implication || node.kind == Kind::equivalence)
    for (const Node& child : node.children) compared_terms(child, knows_prints, terms);
  if (knows_prints && node.kind == Kind::call && node.name == "prints") terms.push_back(&node.children[0]);
}

}  // namespace dropcert::check
