// Evaluates terms and statements at one precision.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "check/identity.hpp"
#include "check/sequences.hpp"
#include "check/value.hpp"
#include "language/ledger.hpp"

namespace dropcert::check {

/// The cases of a finite domain: the integers of a range, or places of listed cases or of elements.
struct Cases {
  long first = 0;
  long last = -1;
  Value list;

  const Element& element(long place) const { return (*get_if<List>(list))[static_cast<std::size_t>(place)]; }
};

class Evaluator {
 public:
  /// For the terms and statements of a claim of a ledger, which must live on.
  Evaluator(const Ledger& ledger, const Claim& claim, Sequences& sequences);

  void set_bits(Bits bits) { bits_ = bits; }
  Bits bits() const { return bits_; }

  /// The value of a term, the truth of a statement, with the variables bound so far.
  Value value(const Node& node);
  Truth truth(const Node& node);
  /// The truth of a quantifier whose first `bound` binders have been bound.
  Truth quantifier(const Node& node, std::size_t bound);

  /// Throws Undefined if the end of a range is no integer.
  Cases cases(const Domain& domain);
  /// Binds the names of the binder to one of the cases of its domain.
  void choose(const Binder& binder, const Cases& cases, long place);
  /// Binds a variable while the innermost Bound lives; the last one of that name counts.
  void bind(const std::string& name, Value value) { variables_.emplace_back(name, std::move(value)); }
  struct Bound;

  /// The law of sum a_j xi_j, xi_j = 0 with probability delta, else 1/(1 - delta), independent: its values,
  /// equal ones merged if they are known exactly.
  Value dropout(const Value& contributions, const Value& delta);

  Sequences& sequences() { return sequences_; }
  Generators& generators() { return generators_; }

  /// Counts work; throws Unsupported where a statement asks for too much of it.
  void charge(unsigned long steps);

  bool only_equalities = false;  // may decide: what cancels in an identity may be undefined somewhere
  /// What the values and truths found rest on.
  struct Grounds {
    bool intervals = false;
    std::set<std::string> theorems;
  };
  Grounds used;

 private:
  struct Scope {
    std::size_t first = 0;    // variables from this on are in sight,
    std::size_t visible = 0;  // and so many definitions
    int depth = 0;            // of nesting
  };

  void descend();
  const Node* enter(const Node& call);
  std::vector<Value> values(const std::vector<Node>& nodes);
  Value named(const Node& node);
  Value binary(const Node& node);
  Value power_of(const Value& base, const Value& exponent);
  Value fold(const Node& node, const Binder* binder, const Cases& cases);
  Value settled(Value value) const;
  Truth relation(const Node& node);

  const std::vector<Parameter>& parameters_;
  std::vector<const Definition*> definitions_;
  Sequences& sequences_;
  Generators generators_;
  std::vector<std::pair<std::string, Value>> variables_;
  Scope scope_;
  Bits bits_ = 64;
  unsigned long steps_ = 0;
  std::vector<Fraction> last_model_;  // the last law made of numbers known exactly: delta, contributions
  Value last_law_;
};

/// Restores at its end the variables and what is in sight.
struct Evaluator::Bound {
  explicit Bound(Evaluator& of) : evaluator(of), outer(of.scope_), size(of.variables_.size()) {}
  ~Bound() {
    evaluator.scope_ = outer;
    evaluator.variables_.resize(size);
  }
  Evaluator& evaluator;
  const Scope outer;
  const std::size_t size;
};

/// An integer n >= 0: the index of a sequence, an order.
unsigned long natural(const Value& value);

/// A number or function of the language, by name; its arguments have the sorts that its entry in the table of
/// functions names.
Value apply_function(Evaluator& evaluator, const std::string& name, const std::vector<Value>& arguments);

/// converges(a, d).
Truth converges(Evaluator& evaluator, const std::vector<Value>& arguments);

/// root_limsup(n, term) and root_limsup_even(n, term).
Value root_limsup(Evaluator& evaluator, const Node& node);

}  // namespace dropcert::check
