// Evaluates terms and statements at one precision.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "check/arithmetic.hpp"
#include "check/identity.hpp"
#include "check/sequences.hpp"
#include "language/ledger.hpp"

namespace dropcert::check {

/// The cases of a finite domain: the integers of a range, or places of listed cases or of elements.
struct Cases {
  long first = 0;
  long last = -1;
  Elements elements;
};

class Evaluator {
 public:
  Evaluator(const std::vector<Parameter>& parameters, const std::vector<const Definition*>& definitions,
            Sequences& sequences);

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
  void bind(const std::string& name, Value value) { scope_.variables.emplace_back(name, std::move(value)); }
  struct Bound {
    explicit Bound(Evaluator& evaluator) : variables(evaluator.scope_.variables), size(variables.size()) {}
    ~Bound() { variables.resize(size); }
    std::vector<std::pair<std::string, Value>>& variables;
    std::size_t size;
  };

  /// The law of sum a_j xi_j, xi_j = 0 with probability delta, else 1/(1 - delta), independent: its values,
  /// equal ones merged if they are known exactly.
  Elements dropout(const Value& contributions, const Value& delta);

  Sequences& sequences() { return sequences_; }
  Generators& generators() { return generators_; }

  /// Counts work; throws Unsupported where a statement asks for too much of it.
  void charge(unsigned long steps);

  bool used_intervals = false;
  std::set<std::string> used_theorems;

 private:
  struct Level;
  struct Scope {
    std::vector<std::pair<std::string, Value>> variables;
    std::size_t visible = 0;  // definitions that may be used
  };

  template <class Body>
  bool in_definition(const Node& call, Body body);
  std::vector<Value> values(const std::vector<Node>& nodes);
  Value named(const Node& node);
  Value binary(const Node& node);
  Value power_of(const Value& base, const Value& exponent);
  Value fold(const Node& node, const Binder* binder, const Cases& cases);
  Truth relation(const Node& node);

  const std::vector<Parameter>& parameters_;
  const std::vector<const Definition*>& definitions_;
  std::map<std::string, std::size_t> definition_index_;
  Sequences& sequences_;
  Generators generators_;
  Scope scope_;
  Bits bits_ = 64;
  unsigned long steps_ = 0;
  int depth_ = 0;
  // Laws whose contributions are known exactly, by these and the probability.
  std::map<std::vector<Fraction>, Elements> laws_;
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
