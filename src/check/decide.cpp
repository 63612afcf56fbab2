#include "check/decide.hpp"

#include <algorithm>

#include "check/evaluator.hpp"
#include "check/outcome.hpp"
#include "check/side.hpp"
#include "language/print.hpp"

namespace dropcert::check {

namespace {

constexpr Bits first_bits = 64;
constexpr Bits last_bits = 16384;
constexpr Bits region_bits = 128;
constexpr long max_pieces = 400'000;

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
    bool holds = statement_or_leaf(statement.tree);
    if (claimed_.verdict != (holds ? "holds" : "refuted"))
      reject(holds ? "the statement holds" : "the statement fails in case " + std::to_string(cases_));
    if (claimed_.cases != std::to_string(cases_))
      reject(std::to_string(cases_) + " cases are decided, not " + claimed_.cases);
    std::vector<std::string> theorems(evaluator_.used_theorems.begin(), evaluator_.used_theorems.end());
    if (claimed_.theorems != theorems) reject("the theorems used are not those named");
    std::string trust = trust_in(holds, statement);
    bool weaker = trust == "exact" && claimed_.trust == "enclosure";  // exact arithmetic reaches farther here
    if (claimed_.trust != trust && !weaker) reject("the verdict is " + trust + ", not " + claimed_.trust);
    if (holds && (!claimed_.assignment.empty() || !claimed_.sides.empty() || claimed_.undefined))
      reject("a statement that holds has no counterexample");
  }

 private:
  std::string trust_in(bool holds, const Statement& statement) const {
    if (holds && !statement.proofs.empty()) return "formal";
    for (const std::string& theorem : evaluator_.used_theorems)
      if (theorem.rfind("lemma ", 0) == 0) return "lemma";
    return evaluator_.used_intervals ? "enclosure" : "exact";
  }

  // ---- finite domains, in order ---------------------------------------------------------------------------
  // One value of a binder: a listed case, an integer, or the place in a list or law.
  struct Choice {
    const Binder* binder;
    const Node* term;
    long number;
  };

  // Each returns false once a case has failed.
  bool statement_or_leaf(const Node& node) {
    if (node.kind == Kind::quantifier) return binders(node, 0);
    ++cases_;
    return decided([&] { return evaluator_.truth(node); }, &node);
  }

  bool binders(const Node& node, std::size_t index) {
    if (index == node.binders.size()) return statement_or_leaf(node.children[0]);
    const Binder& binder = node.binders[index];
    if (is_region(binder)) return region(node, index);
    std::vector<Choice> choices;
    if (!defined([&] { choices = choices_of(binder); })) return false;
    for (const Choice& choice : choices) {
      choices_.push_back(choice);
      bool holds = (binder.domain.kind == DomainKind::range || defined([] {})) && binders(node, index + 1);
      choices_.pop_back();
      if (!holds) return false;
    }
    return true;
  }

  std::vector<Choice> choices_of(const Binder& binder) {
    std::vector<Choice> choices;
    if (binder.domain.kind == DomainKind::cases) {
      for (const Node& term : binder.domain.terms) choices.push_back({&binder, &term, 0});
      return choices;
    }
    std::pair<long, long> ends{0, 0};
    if (binder.domain.kind == DomainKind::range)
      ends = evaluator_.range(binder.domain);
    else
      ends.second = static_cast<long>(evaluator_.elements(binder.domain).size()) - 1;
    for (long i = ends.first; i <= ends.second; ++i) choices.push_back({&binder, nullptr, i});
    return choices;
  }

  // Binds the choices made, and the point of a region, at this precision.
  void bind_all(Bits bits) {
    evaluator_.set_bits(bits);
    for (const Choice& choice : choices_) {
      const Binder& binder = *choice.binder;
      std::vector<Value> values;
      if (choice.term)
        for (std::size_t i = 0; i < binder.names.size(); ++i)
          values.push_back(
              evaluator_.value(binder.names.size() == 1 ? *choice.term : choice.term->children[i]));
      else if (binder.domain.kind == DomainKind::range)
        values.push_back(mpq_class(choice.number));
      else
        values.push_back(evaluator_.elements(binder.domain)[static_cast<std::size_t>(choice.number)]);
      for (std::size_t i = 0; i < values.size(); ++i) evaluator_.bind(binder.names[i], values[i]);
    }
    for (const auto& [name, value] : point_) evaluator_.bind(name, value);
  }

  // Evaluates domains under the choices made; what is undefined fails the statement there.
  template <class Function>
  bool defined(Function function) {
    for (Bits bits = precision_; bits <= last_bits; bits *= 2) {
      Evaluator::Bound guard(evaluator_);
      try {
        bind_all(bits);
        function();
        return true;
      } catch (const Imprecise&) {
      } catch (const Undefined&) {
        check_counterexample(true, nullptr);
        return false;
      }
    }
    throw Unsupported("a domain is not decided");
  }

  // One case: the precision is doubled until it is decided. `compared` is the statement whose terms the
  // certificate shows, if it fails.
  template <class Evaluate>
  bool decided(Evaluate evaluate, const Node* compared) {
    for (Bits bits = precision_; bits <= last_bits; bits *= 2) {
      Evaluator::Bound guard(evaluator_);
      bool undefined = false;
      try {
        bind_all(bits);
        Truth truth = evaluate();
        if (!truth) continue;
        precision_ = std::max(first_bits, bits / 2);
        if (*truth) return true;
      } catch (const Imprecise&) {
        continue;
      } catch (const Undefined&) {
        undefined = true;
      }
      check_counterexample(undefined, compared);
      return false;
    }
    throw Unsupported(std::to_string(last_bits) + " bits do not decide case " + std::to_string(cases_));
  }

  // ---- the case that fails --------------------------------------------------------------------------------
  void check_counterexample(bool undefined, const Node* compared) {
    if (claimed_.verdict != "refuted") return;  // the verdict is rejected by run
    const std::set<std::string> theorems = evaluator_.used_theorems;
    const bool intervals = evaluator_.used_intervals;
    if (!choices_match() || claimed_.assignment.size() != choices_names() + point_.size())
      reject("the first case that fails is another one than claimed");
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
  }

  std::size_t choices_names() const {
    std::size_t count = 0;
    for (const Choice& choice : choices_) count += choice.binder->names.size();
    return count;
  }

  // Whether the certificate's counterexample begins with the choices made.
  bool choices_match() {
    std::size_t next = 0;
    for (const Choice& choice : choices_)
      for (std::size_t i = 0; i < choice.binder->names.size(); ++i, ++next) {
        if (next >= claimed_.assignment.size() || claimed_.assignment[next].first != choice.binder->names[i])
          return false;
        if (!choice_matches(choice, i, claimed_.assignment[next].second)) return false;
      }
    return true;
  }

  bool choice_matches(const Choice& choice, std::size_t i, const std::string& text) {
    if (choice.term)
      return text == to_text(choice.binder->names.size() == 1 ? *choice.term : choice.term->children[i]);
    if (choice.binder->domain.kind == DomainKind::range) return text == std::to_string(choice.number);
    return agrees(text, [&] {
      return evaluator_.elements(choice.binder->domain)[static_cast<std::size_t>(choice.number)];
    });
  }

  // Whether the value is what the certificate says, at some precision.
  template <class Evaluate>
  bool agrees(const std::string& text, Evaluate evaluate) {
    const Side side(text);
    for (Bits bits = 2 * first_bits; bits <= last_bits; bits *= 2) {
      Evaluator::Bound guard(evaluator_);
      try {
        bind_all(bits);
        if (Truth truth = side.holds(evaluate(), bits)) return *truth;
      } catch (const Imprecise&) {
      } catch (const Undefined&) {
        return side.is_undefined();
      }
    }
    return false;
  }

  // ---- intervals and all reals ----------------------------------------------------------------------------
  bool region(const Node& node, std::size_t first) {
    std::size_t last = first;
    while (last < node.binders.size() && is_region(node.binders[last])) ++last;
    ++cases_;
    auto inner = [&] { return evaluator_.quantifier(node, last); };
    const Node* compared = last == node.binders.size() ? &node.children[0] : nullptr;
    if (claimed_.verdict == "refuted" && choices_match_here() && claimed_.assignment.size() > choices_names())
      return point(node, first, last, inner, compared);
    if (identity(node, first, last, inner)) return true;
    return subdivision(node, first, last, inner);
  }

  bool choices_match_here() {
    Evaluator::Bound guard(evaluator_);
    return choices_match();
  }

  // The point at which the certificate says that the statement fails.
  template <class Inner>
  bool point(const Node& node, std::size_t first, std::size_t last, Inner inner, const Node* compared) {
    for (std::size_t i = first; i < last; ++i) {
      std::size_t place = choices_names() + i - first;
      if (place >= claimed_.assignment.size() || claimed_.assignment[place].first != node.binders[i].names[0])
        reject("the counterexample does not name the point");
      Value value = Side(claimed_.assignment[place].second).exact();
      if (!get_if<mpq_class>(value)) reject("the coordinates of a point are rational numbers");
      if (!in_domain(node.binders[i].domain, value)) reject("the point is outside the domain");
      point_.emplace_back(node.binders[i].names[0], std::move(value));
    }
    bool holds = decided(inner, compared);
    if (holds) reject("the statement does not fail at this point");
    point_.clear();
    return false;
  }

  bool in_domain(const Domain& domain, const Value& value) {
    if (domain.kind == DomainKind::reals) return true;
    Evaluator::Bound guard(evaluator_);
    bind_all(last_bits);
    Relation below = domain.kind == DomainKind::open_interval ? Relation::less : Relation::less_equal;
    return compare(evaluator_.value(domain.terms[0]), below, value, last_bits) == true &&
           compare(value, below, evaluator_.value(domain.terms[1]), last_bits) == true;
  }

  // Whether the statement is made of identities of functions. A point is tried too, against a fault of this
  // program.
  template <class Inner>
  bool identity(const Node& node, std::size_t first, std::size_t last, Inner inner) {
    bool intervals = evaluator_.used_intervals;
    bool found = false;
    try {
      Evaluator::Bound guard(evaluator_);
      bind_all(region_bits);
      evaluator_.generators() = Generators();
      for (std::size_t i = first; i < last; ++i)
        evaluator_.bind(node.binders[i].names[0], evaluator_.generators().variable(node.binders[i].names[0]));
      found = inner() == true;
    } catch (const Imprecise&) {
    } catch (const Unsupported&) {
    } catch (const Undefined&) {
    }
    if (found) try_point(node, first, last, inner);
    evaluator_.used_intervals = intervals;
    return found;
  }

  template <class Inner>
  void try_point(const Node& node, std::size_t first, std::size_t last, Inner inner) {
    Evaluator::Bound guard(evaluator_);
    bind_all(region_bits);
    for (std::size_t i = first; i < last; ++i)
      evaluator_.bind(node.binders[i].names[0], mpq_class(static_cast<long>(i - first + 3), 7));
    try {
      if (inner() == false) throw Unsupported("an identity fails at a point");
    } catch (const Imprecise&) {
    } catch (const Undefined&) {
    }
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
      if (holds_on(node, first, piece, inner)) continue;
      std::size_t widest = 0;
      for (std::size_t i = 1; i < piece.size(); ++i)
        if (mpfr_greater_p(width(piece[i]).high(), width(piece[widest]).high())) widest = i;
      Interval middle = midpoint(piece[widest], region_bits);
      Box left = piece;
      mpfr_set(left[widest].high(), middle.high(), MPFR_RNDN);
      mpfr_set(piece[widest].low(), middle.low(), MPFR_RNDN);
      boxes.push_back(std::move(left));
      boxes.push_back(std::move(piece));
    }
    evaluator_.used_intervals = true;
    return true;
  }

  static Interval width(const Interval& a) { return subtract(a, midpoint(a, region_bits), region_bits); }

  Box box(const Node& node, std::size_t first, std::size_t last) {
    Evaluator::Bound guard(evaluator_);
    bind_all(region_bits);
    Box result;
    for (std::size_t i = first; i < last; ++i) {
      if (node.binders[i].domain.kind == DomainKind::reals)
        throw Unsupported("over all reals only identities are decided, and none is found");
      Interval edge = to_interval(evaluator_.value(node.binders[i].domain.terms[0]), region_bits);
      Interval end = to_interval(evaluator_.value(node.binders[i].domain.terms[1]), region_bits);
      if (!mpfr_lessequal_p(edge.low(), end.high()))
        throw Unsupported("the ends of an interval are in disorder");
      mpfr_set(edge.high(), end.high(), MPFR_RNDU);
      result.push_back(std::move(edge));
    }
    return result;
  }

  template <class Inner>
  bool holds_on(const Node& node, std::size_t first, const Box& piece, Inner inner) {
    Evaluator::Bound guard(evaluator_);
    try {
      bind_all(region_bits);
      for (std::size_t i = 0; i < piece.size(); ++i)
        evaluator_.bind(node.binders[first + i].names[0], piece[i]);
      return inner() == true;
    } catch (const Undefined&) {
    } catch (const Imprecise&) {
    }
    return false;
  }

  Evaluator evaluator_;
  const CertifiedStatement& claimed_;
  Bits precision_ = first_bits;
  unsigned long cases_ = 0;
  std::vector<Choice> choices_;
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
