// Evaluates terms and statements at one precision.
#pragma once

#include <atomic>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "verify/arithmetic.hpp"
#include "verify/cache.hpp"
#include "verify/program.hpp"

namespace dropcert {

/// true, false, or nullopt: the precision does not tell.
using Truth = std::optional<bool>;

/// How much an evaluation may do before it ends with TooLarge.
struct Limits {
  unsigned long steps = 2'000'000'000;       // nodes evaluated, weighted by the size of exact numbers
  unsigned long cases = 20'000'000;          // of one quantifier, sum or product, nested ones multiplied
  std::size_t atoms = std::size_t{1} << 20;  // of an enumerated law
  int pieces = 40'000;                       // of a subdivided interval
  std::size_t number_bits = std::size_t{1} << 26;  // of an exact number made by one operation
  unsigned long index = 1'000'000'000;             // of a sequence, a derivative, a moment
};

/// One comparison or predicate met while a statement was decided.
struct Observation {
  std::string text;          // in the language
  std::vector<Value> sides;  // of a relation; empty for a predicate
  Truth truth;
};

/// The state of one thread's evaluation of one program.
class Machine {
 public:
  Machine(const Program& program, const Limits& limits, const std::atomic<bool>* stop);

  void set_precision(Bits precision) { precision_ = precision; }
  Bits precision() const { return precision_; }
  Arithmetic arithmetic() { return Arithmetic(precision_, limits_.number_bits, symbols_); }

  /// The value of a term, or the truth of a statement. Both throw as Arithmetic's functions do, and TooLarge
  /// (with the place in the text) and Interrupted.
  Value value(const Code& code);
  Truth truth(const Code& code);
  /// The truth of a quantifier whose first `bound` binders have been bound.
  Truth truth_after(const Code& quantifier, std::size_t bound) { return this->quantifier(quantifier, bound); }

  Value& slot(int index) { return stack_[frame_ + static_cast<std::size_t>(index)]; }

  /// All values of a binder's domain if it is finite and listed: cases, the elements of a list, the values of
  /// a law.
  std::vector<Value> listed(const BinderCode& binder);
  /// One value of a list of cases.
  void bind_case(const BinderCode& binder, const Code& chosen);
  /// lo..hi as machine integers. Throws Undefined if an end is no integer, TooLarge beyond the limits.
  std::pair<long, long> range(const BinderCode& binder);

  /// Counts a quantifier over `length` cases as being run through until the guard goes.
  class Run {
   public:
    Run(Machine& machine, unsigned long length) : machine_(machine), outer_(machine.multiplicity_) {
      machine.multiplicity_ *= length;
    }
    ~Run() { machine_.multiplicity_ = outer_; }
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

   private:
    Machine& machine_;
    unsigned long outer_;
  };

  /// Charges work against the limits; throws TooLarge or Interrupted.
  void charge(unsigned long steps);

  Cache& cache() { return cache_; }
  const Limits& limits() const { return limits_; }

  /// The atoms of a law: value and probability, equal values merged.
  std::vector<std::pair<Value, Value>> atoms(const DropoutLaw& law);

  /// The operation last begun: where an exception came from.
  const Code* current() const { return current_; }

  // What the verdict rests on, gathered as it is found.
  bool used_balls = false;
  std::set<std::string> used_theorems;
  std::vector<Observation>* trace = nullptr;  // set: atoms are appended

 private:
  class Nesting;
  static constexpr int max_nesting = 1200;  // some 5 kB of stack each, of 8 MB

  Value call(const Code& code);
  Value list(const Code& code);
  Value factorial(const Code& code);
  Value binding(const Code& code);
  Value over_range(const Code& code, bool is_sum);
  Value over_values(const std::vector<Value>& values, const Code& code, bool is_sum);
  Value mean(const Code& code);
  Truth predicate(const Code& code);
  Truth relation(const Code& code);
  Truth link(const Code& code, std::size_t i, Value& left);
  template <class Evaluate>
  Truth if_reached(Truth before, Evaluate evaluate);
  Truth junction(const Code& code, bool decisive);
  Truth equivalence(const Code& code);
  Truth quantifier(const Code& code, std::size_t binder);
  template <class Body>
  auto in_frame(const Code& code, Body body);

  const Program& program_;
  const Limits& limits_;
  const std::atomic<bool>* stop_;
  Bits precision_{64};
  SymbolTable symbols_;
  Cache cache_;
  std::vector<Value> stack_;
  std::size_t frame_ = 0;
  const Code* current_ = nullptr;
  unsigned long steps_ = 0;
  int nesting_ = 0;
  unsigned long multiplicity_ = 1;  // product of the lengths of the ranges being run through
};

}  // namespace dropcert
