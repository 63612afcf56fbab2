#include "meaning/forgeries.hpp"

#include <stdexcept>
#include <utility>

#include "certificate/value.hpp"

namespace dropcert::meaning {

using namespace language;
using namespace certificate;

namespace {

// Another value than the one that `text` writes, or empty.
std::string another(const std::string& text) {
  if (text == "undefined") return "0";
  if (text.rfind("in [", 0) == 0) return "in [0.12345678901234567890, 0.12345678901234567891]";
  try {
    const CertifiedValue value = read_value(text);
    if (!value.exact || value.exact->kind != Kind::number) return "123456789";
    return mpq_class(value.exact->number + 1).get_str();
  } catch (const std::runtime_error&) {
    return "";
  }
}

bool is_rational(const std::string& text) {
  return text.find_first_not_of("-0123456789/") == std::string::npos;
}

// How many names are bound before the first region of the statement's prefix; none if there is no such
// region.
std::size_t finite_names(const Node& tree) {
  std::size_t count = 0;
  for (const Node* node = &tree; node->kind == Kind::quantifier && !node->wherever_defined;
       node = &node->children[0])
    for (const Binder& binder : node->binders) {
      if (is_over_region(binder.domain)) return count;
      count += binder.names.size();
    }
  return count;
}

}  // namespace

std::vector<Forgery> flipped(const CertifiedStatement& honest) {
  std::vector<Forgery> result;
  const auto add = [&](const char* what, CertifiedStatement statement) {
    result.push_back({what, std::move(statement)});
  };
  CertifiedStatement other = honest;
  other.vacuous.clear();
  if (honest.verdict == "refuted") {
    other.verdict = "holds";
    add("refuted becomes holds, evidence as it was", other);
    other.undefined = false;
    other.sides.clear();
    add("refuted becomes holds, without sides", other);
    other.assignment.clear();
    add("refuted becomes holds, without evidence", other);
    for (const char* vacuous : {"yes", "perhaps"}) {
      other.vacuous = vacuous;
      add("refuted becomes holds, vacuously", other);
    }
    return result;
  }
  other.verdict = "refuted";
  add("holds becomes refuted, evidence as it was", other);
  other.cases = "1";
  add("holds becomes refuted in the first case", other);
  other.sides.clear();
  add("holds becomes refuted, without sides", other);
  other.undefined = true;
  add("holds becomes refuted, as undefined", other);
  other.assignment.clear();
  add("holds becomes refuted, as undefined anywhere", other);
  other.cases = "0";
  add("holds becomes refuted, as a domain is undefined", other);
  other.undefined = false;
  add("holds becomes refuted, without evidence", other);
  return result;
}

std::vector<Forgery> false_evidence(const CertifiedStatement& honest, const Node& tree) {
  std::vector<Forgery> result;
  const auto add = [&](const char* what, const auto& change) {
    CertifiedStatement statement = honest;
    change(statement);
    result.push_back({what, std::move(statement)});
  };
  // At the point of a region another case may fail as well, and no earlier one be seen to.
  const bool has_point = honest.assignment.size() > finite_names(tree);
  const bool is_counted = honest.cases != uncounted_cases && !(has_point && honest.verdict == "refuted");
  if (is_counted)
    add("one case more",
        [](CertifiedStatement& s) { s.cases = mpz_class(mpz_class(s.cases) + 1).get_str(); });
  if (honest.verdict == "holds")
    add("uncounted cases", [](CertifiedStatement& s) { s.cases = uncounted_cases; });
  if (is_counted && honest.cases != "0")
    add("one case fewer",
        [](CertifiedStatement& s) { s.cases = mpz_class(mpz_class(s.cases) - 1).get_str(); });
  for (std::size_t i = 0; i < std::min(honest.assignment.size(), finite_names(tree)); ++i) {
    const std::string value = another(honest.assignment[i].second);
    if (!value.empty()) {
      add("another value of a variable", [&](CertifiedStatement& s) { s.assignment[i].second = value; });
      if (!has_point)
        add("another value of a variable, uncounted", [&](CertifiedStatement& s) {
          s.assignment[i].second = value;
          s.cases = uncounted_cases;
        });
    }
    add("another variable", [&](CertifiedStatement& s) { s.assignment[i].first += "_"; });
  }
  for (std::size_t i = 0; i < honest.sides.size(); ++i) {
    const std::string value = another(honest.sides[i]);
    if (!value.empty()) add("another side", [&](CertifiedStatement& s) { s.sides[i] = value; });
    // A value near 0 may be written in two ways; whole numbers are written in one.
    if (is_rational(honest.sides[i]) && is_rational(honest.sides[0]) && honest.sides[i] != honest.sides[0])
      add("sides exchanged", [&](CertifiedStatement& s) { std::swap(s.sides[i], s.sides[0]); });
  }
  if (!honest.sides.empty())
    add("a side more", [](CertifiedStatement& s) { s.sides.push_back(s.sides.back()); });
  if (honest.vacuous == "yes") add("not vacuous", [](CertifiedStatement& s) { s.vacuous.clear(); });
  if (honest.verdict == "holds" && honest.vacuous.empty())
    add("vacuous", [](CertifiedStatement& s) { s.vacuous = "yes"; });
  if (honest.verdict == "refuted" && !honest.sides.empty() && !honest.undefined)
    add("undefined", [](CertifiedStatement& s) {
      s.undefined = true;
      s.sides.clear();
    });
  return result;
}

}  // namespace dropcert::meaning
