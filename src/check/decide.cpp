#include "check/decide.hpp"

#include <algorithm>

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
  Decider(const std::vector<Parameter>& parameters, const std::vector<const Definition*>& definitions,
          const CertifiedStatement& claimed, Sequences& sequences)
      : evaluator_(parameters, definitions, sequences), claimed_(claimed) {}

  void run(const Statement& statement) {
    bool holds = statement_or_case(statement.tree);
    if (claimed_.verdict != (holds ? "holds" : "refuted"))
      reject(holds ? "the statement holds" : "the statement fails in case " + std::to_string(cases_));
    if (claimed_.cases != std::to_string(cases_))
      reject(std::to_string(cases_) + " cases are decided, not " + claimed_.cases);
    const std::set<std::string>& used = evaluator_.used_theorems;
    if (claimed_.theorems != std::vector<std::string>(used.begin(), used.end()))
      reject("the theorems used are not those named");
    std::string trust = trust_in(holds, statement);
    bool weaker = trust == "exact" && claimed_.trust == "enclosure";  // exact arithmetic reaches farther here
    if (claimed_.trust != trust && !weaker) reject("the verdict is " + trust + ", not " + claimed_.trust);
    if (shows_a_case() && !shown_) reject("there is no such case to show");
  }

 private:
  std::string trust_in(bool holds, const Statement& statement) const {
    if (holds && !statement.proofs.empty()) return "formal";
    for (const std::string& theorem : evaluator_.used_theorems)
      if (theorem.rfind("lemma ", 0) == 0) return "lemma";
    return evaluator_.used_intervals ? "enclosure" : "exact";
  }

  // ---- finite domains, in order
  // ---------------------------------------------------------------------------- Each returns false once a
  // case has failed.
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
    for (const auto& [binder, place] : choices_)
      if (binder->domain.kind == DomainKind::elements)
        evaluator_.choose(*binder, evaluator_.cases(binder->domain), place);
      else
        evaluator_.choose(*binder, {}, place);
    for (const auto& [name, value] : point_) evaluator_.bind(name, value);
  }

  // Doubles the precision until evaluate() decides.
  template <class Evaluate>
  Truth search(Evaluate evaluate) {
    for (Bits bits = precision_; bits <= last_bits; bits *= 2) {
      Evaluator::Bound guard(evaluator_);
      try {
        bind_all(bits);
        Truth truth = evaluate();
        if (truth) precision_ = std::max(first_bits, bits / 2);
        if (truth) return truth;
      } catch (const Imprecise&) {
      }
    }
    return std::nullopt;
  }

  // One case; what is undefined fails. `compared` is the statement whose terms the certificate shows.
  template <class Evaluate>
  bool decided(Evaluate evaluate, const Node* compared) {
    bool undefined = false;
    Truth truth;
    try {
      truth = search(evaluate);
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
  // ----
  bool shows_a_case() const {
    return !claimed_.assignment.empty() || !claimed_.sides.empty() || claimed_.undefined;
  }

  void check_shown(bool undefined, const Node* compared) {
    const std::set<std::string> theorems = evaluator_.used_theorems;
    const bool intervals = evaluator_.used_intervals;
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
    evaluator_.used_theorems = theorems;  // the values shown are no part of the verdict
    evaluator_.used_intervals = intervals;
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
    auto index = static_cast<std::size_t>(place);
    if (domain.kind == DomainKind::elements)
      return agrees(text, [&] { return (*evaluator_.cases(domain).elements)[index].value; });
    const Node& term = domain.terms[index];
    return text == to_text(term.kind == Kind::tuple ? term.children[i] : term);
  }

  // Whether the value is what the certificate says, at some precision.
  template <class Evaluate>
  bool agrees(const std::string& text, Evaluate evaluate) {
    const CertifiedValue claimed = read_value(text);
    try {
      return search([&] { return is_value(evaluate(), claimed); }) == true;
    } catch (const Undefined&) {
      return claimed.undefined;
    }
  }

  Truth is_value(const Value& value, const CertifiedValue& claimed) {
    Bits bits = evaluator_.bits();
    if (claimed.undefined) return false;
    if (claimed.exact) return compare(value, Relation::equal, exact_value(*claimed.exact), bits);
    Truth above = compare(value, Relation::greater_equal, claimed.floor, bits);
    return above == true ? compare(value, Relation::less_equal, claimed.ceiling, bits) : above;
  }

  // Outside the scope of the statement's variables.
  static Value exact_value(const Node& term) {
    Sequences sequences;
    return Evaluator({}, {}, sequences).value(term);
  }

  // ---- intervals and all reals
  // -----------------------------------------------------------------------------
  bool region(const Node& node, std::size_t first) {
    std::size_t last = first;
    while (last < node.binders.size() && is_region(node.binders[last])) ++last;
    ++cases_;
    auto inner = [&] { return evaluator_.quantifier(node, last); };
    const Node* compared = last == node.binders.size() ? &node.children[0] : nullptr;
    std::optional<std::size_t> names = claimed_.verdict == "refuted" ? names_matched() : std::nullopt;
    if (names && claimed_.assignment.size() > *names) {
      find_point(node, first, last, *names);
      if (decided(inner, compared)) reject("the statement does not fail at this point");
      return false;
    }
    return identity(node, first, last, inner) || subdivision(node, first, last, inner);
  }

  // The point at which the certificate says that the statement fails.
  void find_point(const Node& node, std::size_t first, std::size_t last, std::size_t names) {
    std::vector<std::pair<std::string, Value>> point;
    for (std::size_t i = first; i < last; ++i) {
      std::size_t place = names + i - first;
      if (place >= claimed_.assignment.size() || claimed_.assignment[place].first != node.binders[i].names[0])
        reject("the counterexample does not name the point");
      const CertifiedValue coordinate = read_value(claimed_.assignment[place].second);
      Value value = coordinate.exact ? exact_value(*coordinate.exact) : Value();
      if (!get_if<mpq_class>(value)) reject("the coordinates of a point are rational numbers");
      if (search([&] { return in_domain(node.binders[i].domain, value); }) != true)
        reject("the point is outside the domain");
      point.emplace_back(node.binders[i].names[0], std::move(value));
    }
    point_ = std::move(point);
  }

  Truth in_domain(const Domain& domain, const Value& value) {
    if (domain.kind == DomainKind::reals) return true;
    Relation below = domain.kind == DomainKind::open_interval ? Relation::less : Relation::less_equal;
    Truth above_low = compare(evaluator_.value(domain.terms[0]), below, value, evaluator_.bits());
    return above_low == true ? compare(value, below, evaluator_.value(domain.terms[1]), evaluator_.bits())
                             : above_low;
  }

  // Whether the statement is made of identities of functions.
  template <class Inner>
  bool identity(const Node& node, std::size_t first, std::size_t last, Inner inner) {
    bool intervals = evaluator_.used_intervals;
    evaluator_.generators() = Generators();
    auto bind = [&](std::size_t i) {
      const std::string& name = node.binders[i].names[0];
      evaluator_.bind(name, evaluator_.generators().variable(name));
    };
    bool found = false;
    try {
      found = holds_with(first, last, bind, inner);
    } catch (const Unsupported&) {
    }
    evaluator_.used_intervals = intervals;
    return found;
  }

  // Whether the statement is found to hold with the variables of the region as bind(i) binds them.
  template <class Bind, class Inner>
  bool holds_with(std::size_t first, std::size_t last, Bind bind, Inner inner) {
    Evaluator::Bound guard(evaluator_);
    try {
      bind_all(region_bits);
      for (std::size_t i = first; i < last; ++i) bind(i);
      return inner() == true;
    } catch (const Undefined&) {
    } catch (const Imprecise&) {
    }
    return false;
  }

  // Halves the box until the statement holds on every piece.
  template <class Inner>
  bool subdivision(const Node& node, std::size_t first, std::size_t last, Inner inner) {
    std::vector<Box> boxes{box(node, first, last)};
    for (long pieces = 0; !boxes.empty(); ++pieces) {
      if (pieces > max_pieces)
        throw Unsupported("too many pieces of an interval do not decide the statement");
      Box piece = std::move(boxes.back());
      boxes.pop_back();
      auto bind = [&](std::size_t i) { evaluator_.bind(node.binders[i].names[0], piece[i - first]); };
      if (holds_with(first, last, bind, inner)) continue;
      auto widest = std::max_element(piece.begin(), piece.end(), [](const Interval& a, const Interval& b) {
        return mpfr_less_p(radius(a, region_bits).high(), radius(b, region_bits).high());
      });
      const Interval whole = *widest;
      const Interval middle = midpoint(whole, region_bits);
      *widest = span(whole, middle, region_bits);
      boxes.push_back(piece);
      *widest = span(middle, whole, region_bits);
      boxes.push_back(std::move(piece));
    }
    evaluator_.used_intervals = true;
    return true;
  }

  Box box(const Node& node, std::size_t first, std::size_t last) {
    Evaluator::Bound guard(evaluator_);
    bind_all(region_bits);
    Box result;
    for (std::size_t i = first; i < last; ++i) {
      if (node.binders[i].domain.kind == DomainKind::reals)
        throw Unsupported("over all reals only identities are decided, and none is found");
      const Interval low = to_interval(evaluator_.value(node.binders[i].domain.terms[0]), region_bits);
      const Interval high = to_interval(evaluator_.value(node.binders[i].domain.terms[1]), region_bits);
      if (!mpfr_lessequal_p(low.low(), high.high()))
        throw Unsupported("the ends of an interval are in disorder");
      result.push_back(span(low, high, region_bits));
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

void check_statement(const Statement& statement, const std::vector<Parameter>& parameters,
                     const std::vector<const Definition*>& definitions, const CertifiedStatement& claimed,
                     Sequences& sequences) {
  if (claimed.verdict != "holds" && claimed.verdict != "refuted") reject("the statement is not decided");
  Decider(parameters, definitions, claimed, sequences).run(statement);
}

}  // namespace dropcert::check
