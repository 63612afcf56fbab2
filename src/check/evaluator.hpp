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

/// A value of a law and its probability.
struct Atom {
  Value value;
  Value weight;
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

  /// Binds a variable while the innermost Bound lives; the last one of that name counts.
  void bind(const std::string& name, Value value) { scope_.variables.emplace_back(name, std::move(value)); }
  class Bound {
   public:
    explicit Bound(Evaluator& evaluator) : evaluator_(evaluator), size_(evaluator.bound()) {}
    ~Bound() { evaluator_.scope_.variables.resize(size_); }
    Bound(const Bound&) = delete;
    Bound& operator=(const Bound&) = delete;

   private:
    Evaluator& evaluator_;
    std::size_t size_;
  };
  std::size_t bound() const { return scope_.variables.size(); }
  Value& variable(std::size_t index) { return scope_.variables[index].second; }

  /// lo..hi. Throws Undefined if an end is no integer.
  std::pair<long, long> range(const Domain& domain);
  /// The values of a domain `elements`: those of a list, or of a law.
  std::vector<Value> elements(const Domain& domain);
  /// The values of a law in increasing order where they are known exactly, equal ones merged.
  const std::vector<Atom>& atoms(const Law& law);

  /// D^order of a polynomial in p. The last result is kept, and continued where it can be.
  Value derivation(const Polynomial& polynomial, unsigned long order);

  Sequences& sequences() { return sequences_; }
  Generators& generators() { return generators_; }

  /// Counts work; throws Unsupported where a statement asks for too much of it.
  void charge(unsigned long steps);

  bool used_intervals = false;
  std::set<std::string> used_theorems;

 private:
  class Level;
  struct Scope {
    std::vector<std::pair<std::string, Value>> variables;
    std::size_t visible = 0;  // definitions that may be used
  };

  Value name(const Node& node);
  Value call(const Node& node);
  Value factorial(const Node& node);
  Value power_of(const Node& node);
  Value binding(const Node& node);
  Value over(const std::vector<Value>& values, const Node& node);
  Value over_range(const Node& node);
  Value mean(const Node& node);
  Truth relation(const Node& node);
  Truth both(const Node& node, bool decisive);
  Truth implication(const Node& node);
  Truth predicate(const Node& node);
  const Definition* find_definition(const std::string& name, std::size_t& index) const;
  template <class Body>
  auto in_definition(const Definition& definition, std::size_t index, const Node& call, Body body);

  const std::vector<Parameter>& parameters_;
  const std::vector<const Definition*>& definitions_;
  std::map<std::string, std::size_t> definition_index_;
  Sequences& sequences_;
  Generators generators_;
  Scope scope_;
  Bits bits_ = 64;
  unsigned long steps_ = 0;
  int depth_ = 0;
  // The polynomial last derived, how often, and the result.
  Polynomial derived_;
  unsigned long derived_order_ = 0;
  Polynomial derivative_;
  // The law last enumerated, and the precision it was enumerated at.
  std::vector<Value> law_key_;
  Bits law_bits_ = 0;
  std::vector<Atom> law_atoms_;
};

/// A number or function of the language, by name; its arguments have the sorts that its entry in the table of
/// functions names.
Value apply_function(Evaluator& evaluator, const std::string& name, const std::vector<Value>& arguments);

/// converges(a, d).
Truth converges(Evaluator& evaluator, const std::vector<Value>& arguments);

/// root_limsup(n, term) and root_limsup_even(n, term).
Value root_limsup(Evaluator& evaluator, const Node& node);

}  // namespace dropcert::check
