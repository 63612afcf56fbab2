#include "check/decide.hpp"

#include <algorithm>
#include <functional>

#include "certificate/theorems.hpp"
#include "certificate/value.hpp"
#include "check/evaluator.hpp"
#include "check/outcome.hpp"
#include "language/print.hpp"

namespace dropcert::check {

namespace {

constexpr Bits first_bits = 64;
constexpr Bits last_bits = 16384;
constexpr Bits region_bits = 128;
constexpr long max_pieces = 100'000;

using Box = std::vector<Interval>;

[[noreturn]] void reject(const std::string& reason) {
  throw std::runtime_error(reason);
}

bool is_region(const Binder& binder) {
  return binder.domain.kind == DomainKind::closed_interval ||
         binder.domain.kind == DomainKind::open_interval || binder.domain.kind == DomainKind::reals;
}

// The terms that a statement compares, outside definitions and inner quantifiers.
void compared_terms(const Node& node, std::vector<const Node*>& terms) {
  if (node.kind == Kind::relation)
    for (const Node& child : node.children) terms.push_back(&child);
  if (node.kind == Kind::negation || node.kind == Kind::conjunction || node.kind == Kind::disjunction ||
      node.kind == Kind::implication || node.kind == Kind::equivalence)
    for (const Node& child : node.children) compared_terms(child, terms);
}

class Decider {
 public:
  Decider(const Ledger& stated, const Claim& claim, const CertifiedStatement& claimed, Sequences& sequences)
      : evaluator_(stated, claim, sequences), claimed_(claimed) {}

  void run(const Statement& statement) {
    bool holds = statement_or_case(statement.tree);
    if (claimed_.verdict != (holds ? "holds" : "refuted"))
      reject(holds ? "the statement holds" : "the statement fails in case " + std::to_string(cases_));
    if (claimed_.cases != std::to_string(cases_))
      reject(std::to_string(cases_) + " cases are decided, not " + claimed_.cases);
    const std::set<std::string>& used = evaluator_.used.theorems;
    if (claimed_.theorems != std::vector<std::string>(used.begin(), used.end()))
      reject("the theorems used are not those named");
    std::string trust = trust_in(holds, statement);
    bool weaker = trust == "exact" && claimed_.trust == "enclosure";  // exact arithmetic reaches farther here
    if (claimed_.trust != trust && !weaker) reject("the verdict is " + trust + ", not " + claimed_.trust);
    if (shows_a_case() && !shown_) reject("there is no such case to show");
  }

 private:
  using Question = const std::function<Truth()>&;

  // Adjacent binders of a quantifier that range over real numbers, and the truth of what they bind.
  struct Region {
    std::vector<const Binder*> binders;
    std::function<Truth()> inner;
  };

  std::string trust_in(bool holds, const Statement& statement) const {
    if (holds && !statement.proofs.empty()) return "formal";
    const std::set<std::string>& names = evaluator_.used.theorems;
    if (std::any_of(names.begin(), names.end(), is_lemma)) return "lemma";
    return evaluator_.used.intervals ? "enclosure" : "exact";
  }

  // ---- finite domains, in order: each function returns false once a case has failed
  bool statement_or_case(const Node& node) {
    if (node.kind == Kind::quantifier) return binders(node, 0);
    ++cases_;
    return decided([&] { return evaluator_.truth(node); }, &node);
  }

  bool binders(const Node& node, std::size_t index) {
    if (index == node.binders.size()) return statement_or_case(node.children[0]);
    const Binder& binder = node.binders[index];
    if (is_region(binder)) return region(node, index);
    Cases cases;
    auto find_cases = [&] {
      cases = evaluator_.cases(binder.domain);
      return Truth(true);
    };
    if (!decided(find_cases, nullptr)) return false;
    for (long place = cases.first; place <= cases.last; ++place) {
      choices_.emplace_back(&binder, place);
      bool is_integer = binder.domain.kind == DomainKind::range;
      bool holds = (is_integer || decided([] { return Truth(true); }, nullptr)) && binders(node, index + 1);
      choices_.pop_back();
      if (!holds) return false;
    }
    return true;
  }

  // Binds the choices made, and the point of a region, at this precision.
  void bind_all(Bits bits) {
    evaluator_.set_bits(bits);
    for (const auto& [binder, place] : choices_) {
      bool is_listed = binder->domain.kind == DomainKind::elements;
      evaluator_.choose(*binder, is_listed ? evaluator_.cases(binder->domain) : Cases(), place);
    }
    for (const auto& [name, value] : point_) evaluator_.bind(name, value);
  }

  // Doubles the precision until the question is decided.
  Truth search(Question question) {
    for (Bits bits = precision_; bits <= last_bits; bits *= 2) {
      Evaluator::Bound guard(evaluator_);
      try {
        bind_all(bits);
        Truth truth = question();
        if (truth) precision_ = std::max(first_bits, bits / 2);
        if (truth) return truth;
      } catch (const Imprecise&) {
      }
    }
    return std::nullopt;
  }

  // One case; what is undefined fails. `compared` is the statement whose terms the certificate shows.
  bool decided(Question question, const Node* compared) {
    bool undefined = false;
    Truth truth;
    try {
      truth = search(question);
    } catch (const Undefined&) {
      truth = false;
      undefined = true;
    }
    if (!truth)
      throw Unsupported(std::to_string(last_bits) + " bits do not decide case " + std::to_string(cases_));
    bool is_first = cases_ == 1 && compared && shows_a_case();
    if (claimed_.verdict == (*truth ? "holds" : "refuted") && (!*truth || is_first))
      check_shown(undefined, compared);
    return *truth;
  }

  // ---- the case that the certificate shows: the first that fails, or the first of a statement that holds
  bool shows_a_case() const {
    return !claimed_.assignment.empty() || !claimed_.sides.empty() || claimed_.undefined;
  }

  void check_shown(bool undefined, const Node* compared) {
    const Evaluator::Grounds used = evaluator_.used;
    std::optional<std::size_t> names = names_matched();
    if (!names || claimed_.assignment.size() != *names + point_.size())
      reject("the case shown is another one than claimed");
    if (claimed_.undefined != undefined)
      reject(undefined ? "a term is undefined in that case" : "every term is defined in that case");
    std::vector<const Node*> terms;
    if (compared && !undefined) compared_terms(*compared, terms);
    if (terms.size() != claimed_.sides.size())
      reject(std::to_string(terms.size()) + " values are compared, not " +
             std::to_string(claimed_.sides.size()));
    for (std::size_t i = 0; i < terms.size(); ++i)
      if (!agrees(claimed_.sides[i], [&] { return evaluator_.value(*terms[i]); }))
        reject("the value of '" + to_text(*terms[i]) + "' is not " + claimed_.sides[i]);
    evaluator_.used = used;  // the values shown are no part of the verdict
    shown_ = true;
  }

  // How many names of the case shown the choices made have given, if these are the first.
  std::optional<std::size_t> names_matched() {
    std::size_t next = 0;
    for (const auto& [binder, place] : choices_)
      for (std::size_t i = 0; i < binder->names.size(); ++i, ++next)
        if (next >= claimed_.assignment.size() || claimed_.assignment[next].first != binder->names[i] ||
            !choice_matches(binder->domain, place, i, claimed_.assignment[next].second))
          return std::nullopt;
    return next;
  }

  bool choice_matches(const Domain& domain, long place, std::size_t i, const std::string& text) {
    if (domain.kind == DomainKind::range) return text == std::to_string(place);
    if (domain.kind == DomainKind::elements)
      return agrees(text, [&] { return evaluator_.cases(domain).element(place).value; });
    const Node& term = domain.terms[static_cast<std::size_t>(place)];
    return text == to_text(term.kind == Kind::tuple ? term.children[i] : term);
  }

  // Whether the value is what the certificate says, at some precision.
  bool agrees(const std::string& text, const std::function<Value()>& evaluate) {
    const CertifiedValue claimed = read_value(text);
    try {
      return search([&] { return is_value(evaluate(), claimed); }) == true;
    } catch (const Undefined&) {
      return claimed.undefined;
    }
  }

  static Truth is_value(const Value& value, const CertifiedValue& claimed) {
    if (claimed.undefined) return false;
    if (claimed.exact) return compare(value, Relation::equal, exact_value(*claimed.exact));
    Truth above = compare(value, Relation::greater_equal, claimed.floor);
    return above == true ? compare(value, Relation::less_equal, claimed.ceiling) : above;
  }

  // Outside the scope of the statement's variables.
  static Value exact_value(const Node& term) {
    static const Ledger no_ledger;
    static const Claim no_claim;
    Sequences sequences;
    return Evaluator(no_ledger, no_claim, sequences).value(term);
  }

  // ---- intervals and all reals
  bool region(const Node& node, std::size_t first) {
    Region region;
    std::size_t last = first;
    while (last < node.binders.size() && is_region(node.binders[last]))
      region.binders.push_back(&node.binders[last++]);
    region.inner = [&, last] { return evaluator_.quantifier(node, last); };
    ++cases_;
    const Node* compared = last == node.binders.size() ? &node.children[0] : nullptr;
    std::optional<std::size_t> names = claimed_.verdict == "refuted" ? names_matched() : std::nullopt;
    if (names && claimed_.assignment.size() > *names) {
      find_point(region, *names);
      if (decided(region.inner, compared)) reject("the statement does not fail at this point");
      return false;
    }
    return identity(region) || subdivision(region);
  }

  // The point at which the certificate says that the statement fails.
  void find_point(const Region& region, std::size_t place) {
    for (const Binder* binder : region.binders) {
      if (place >= claimed_.assignment.size() || claimed_.assignment[place].first != binder->names[0])
        reject("the counterexample does not name the point");
      const CertifiedValue coordinate = read_value(claimed_.assignment[place++].second);
      Value value = coordinate.exact ? exact_value(*coordinate.exact) : Value();
      if (!get_if<mpq_class>(value)) reject("the coordinates of a point are rational numbers");
      if (search([&] { return in_domain(binder->domain, value); }) != true)
        reject("the point is outside the domain");
      point_.emplace_back(binder->names[0], std::move(value));
    }
  }

  Truth in_domain(const Domain& domain, const Value& value) {
    if (domain.kind == DomainKind::reals) return true;
    Relation below = domain.kind == DomainKind::open_interval ? Relation::less : Relation::less_equal;
    Truth above = compare(evaluator_.value(domain.terms[0]), below, value);
    return above == true ? compare(value, below, evaluator_.value(domain.terms[1])) : above;
  }

  // Whether the statement is made of identities of functions.
  bool identity(const Region& region) {
    const Evaluator::Grounds used = evaluator_.used;
    evaluator_.generators() = Generators();
    evaluator_.only_equalities = true;
    bool found = false;
    try {
      found = holds_with(region, [&](std::size_t i) {
        return evaluator_.generators().variable(region.binders[i]->names[0]);
      });
    } catch (const Unsupported&) {
    }
    evaluator_.only_equalities = false;
    evaluator_.used.intervals = used.intervals;
    return found;
  }

  // Whether the statement is found to hold with value(i) for the i-th variable of the region.
  bool holds_with(const Region& region, const std::function<Value(std::size_t)>& value) {
    Evaluator::Bound guard(evaluator_);
    try {
      bind_all(region_bits);
      for (std::size_t i = 0; i < region.binders.size(); ++i)
        evaluator_.bind(region.binders[i]->names[0], value(i));
      return region.inner() == true;
    } catch (const Undefined&) {
    } catch (const Imprecise&) {
    }
    return false;
  }

  // Halves the box until the statement holds on every piece.
  bool subdivision(const Region& region) {
    std::vector<Box> boxes{box(region)};
    for (long pieces = 0; !boxes.empty(); ++pieces) {
      if (pieces > max_pieces)
        throw Unsupported("too many pieces of an interval do not decide the statement");
      Box piece = std::move(boxes.back());
      boxes.pop_back();
      if (holds_with(region, [&](std::size_t i) { return piece[i]; })) continue;
      auto widest = std::max_element(piece.begin(), piece.end(), [](const Interval& a, const Interval& b) {
        return mpfr_less_p(radius(a).high(), radius(b).high());
      });
      const Interval whole = *widest;
      for (const Interval& half : {span(whole, midpoint(whole)), span(midpoint(whole), whole)}) {
        *widest = half;
        boxes.push_back(piece);
      }
    }
    evaluator_.used.intervals = true;
    return true;
  }

  Box box(const Region& region) {
    Evaluator::Bound guard(evaluator_);
    bind_all(region_bits);
    Box result;
    for (const Binder* binder : region.binders) {
      if (binder->domain.kind == DomainKind::reals)
        throw Unsupported("over all reals only identities are decided, and none is found");
      const Interval low = to_interval(evaluator_.value(binder->domain.terms[0]), region_bits);
      const Interval high = to_interval(evaluator_.value(binder->domain.terms[1]), region_bits);
      if (!mpfr_lessequal_p(low.low(), high.high()))
        throw Unsupported("the ends of an interval are in disorder");
      result.push_back(span(low, high));
    }
    return result;
  }

  Evaluator evaluator_;
  const CertifiedStatement& claimed_;
  Bits precision_ = first_bits;
  unsigned long cases_ = 0;
  bool shown_ = false;
  std::vector<std::pair<const Binder*, long>> choices_;
  std::vector<std::pair<std::string, Value>> point_;
};

}  // namespace

void check_statement(const Ledger& stated, const Claim& claim, const Statement& statement,
                     const CertifiedStatement& claimed, Sequences& sequences) {
  if (claimed.verdict != "holds" && claimed.verdict != "refuted") reject("the statement is not decided");
  Decider(stated, claim, claimed, sequences).run(statement);
}

}  // namespace dropcert::check
