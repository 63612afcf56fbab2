// Evaluates terms and statements at one precision.
#pragma once

#include <atomic>
#include <exception>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "verify/arithmetic.hpp"
#include "verify/budget.hpp"
#include "verify/cache.hpp"
#include "verify/margin.hpp"
#include "verify/outcome.hpp"
#include "verify/outcomes.hpp"
#include "verify/program.hpp"

namespace dropcert::verify {

/// One comparison or predicate met while a statement was decided.
struct Observation {
  std::string where;         // the case of an inner quantifier, like "at k = 3: "
  std::string text;          // in the language
  std::vector<Value> sides;  // of a relation; what is printed; empty for another predicate
  Outcomes outcomes;
  bool is_zero_printed = false;
};

/// What stood in the way of a decision, or refuted by being undefined: the first of each kind.
struct Obstacles {
  std::string undefined;       // why a term has no value
  std::string out_of_reach;    // why a value was not found
  const Code* open = nullptr;  // a comparison that was not decided,
  std::size_t link = 0;        // the link of its chain,
  std::vector<Value> sides;    // and the values of its sides, if they were kept
  const Code* perhaps_undefined = nullptr;
  bool precision_may_help = false;
};

/// The values of a finite domain. Those of a law are in ascending order only where all are known exactly, and
/// known to be equal only where they are: how many there are, and in which order, may depend on the
/// precision.
struct Listed {
  std::vector<Value> values;
  bool is_law = false;

  bool are_exact() const;
};

/// A number at which two sides may be equal: itself, or its exponential or logarithm.
struct Contact {
  Value value;
  const char* function = nullptr;
  std::string name = {};       // of the variable, where it is given
  const Code* term = nullptr;  // of an end that is not known exactly: what it is
};

/// About what an operation with that result costs more than one on small numbers, in steps.
unsigned long weight(const Value& value);

/// The lists of `length` elements of a finite domain, in lexicographic order.
struct ListCases {
  std::vector<Value> base;  // the elements of the domain
  unsigned long length = 0;
  unsigned long count = 0;

  /// Which element of the base stands at each place of the list with that number.
  std::vector<std::size_t> digits(unsigned long number) const;
  Value at(unsigned long number) const;
};
class Induction;
class OpenLists;

/// The state of one thread's evaluation of one program.
///
/// A term either has a value or throws: Undefined, or Unsupported and its kinds where it is out of reach;
/// what may be undefined leaves a mark. A statement has a set of possible outcomes and throws neither: each
/// relation, predicate, condition and domain gathers the marks and exceptions of its terms. Both throw
/// BudgetSpent and Interrupted.
class Machine {
  friend class Induction;
  friend class OpenLists;
  // The result of a definition without parameters, or of a call of a recursive one.
  struct Remembered {
    long bits = 0;  // 0: exact, the same at all precisions
    std::optional<Value> value;
    std::optional<Outcomes> outcomes;
    std::string undefined;
    std::exception_ptr out_of_reach;  // so that what is beyond reach is not tried again by each user
    bool doubt = false;
    bool used_balls = false;
    bool has_enclosed = false;  // a sign of a form
    bool precision_may_help = false;
    std::set<std::string> used_theorems;
  };

  // A call of a recursive definition, and what it was found to be; the first argument is an integer, by which
  // it is found.
  struct Found {
    std::vector<Value> arguments;
    Remembered result;
  };
  using Calls = std::map<std::pair<int, long>, std::vector<Found>>;
  // Thrown: a call to be evaluated first, as calls within one another are too deep here.
  struct Wanted {
    int definition;
    std::vector<Value> arguments;
  };

 public:
  /// What variables of regions stand for.
  enum class Mode {
    points,  // numbers
    boxes,   // balls: what is found holds at each of their points
    forms,   // functions of themselves
    models,  // functions of one of them near a centre
  };

  Machine(const Program& program, const Limits& limits, const std::atomic<bool>* stop);

  void set_precision(ball::Bits precision) { precision_ = precision; }
  ball::Bits precision() const { return precision_; }
  Arithmetic arithmetic() {
    return Arithmetic(precision_, limits_.number_bits, symbols_,
                      mode_ == Mode::models ? &expansion : nullptr);
  }
  SymbolTable& symbols() { return symbols_; }
  Mode mode() const { return mode_; }
  void set_mode(Mode mode) { mode_ = mode; }
  /// Whether that says so where what is evaluated is a form, in a symbol table of its own: anew until all
  /// denominators met are common. False where something has no form. What is noted meanwhile is forgotten.
  bool is_seen_with_forms(const std::function<bool()>& is_seen);
  /// Whether two numbers that are not told apart are looked at as forms, at this precision.
  bool looks_at_forms() const;
  /// What definitions without parameters were found to be as forms.
  void forget_forms() { remembered_forms_.clear(); }
  bool decides_forms() const {
    return mode_ == Mode::forms || (mode_ == Mode::models && expansion.keeps_exact);
  }

  /// Whether a comparison in the statement has a side that is a product of powers, factorials and the like,
  /// so that its logarithms may tell.
  bool compares_powers(const Code& statement);
  /// Whether such a part stands in the code, or in a definition that it reaches.
  bool has(const Code& code, const std::function<bool(const Code& part)>& is_wanted) const;
  /// 1 + 1/2 + ... + 1/n of a model that tends to infinity. Throws Unsupported if n may be no integer.
  Model harmonic(const Model& n);
  /// Throws Unsupported if the parity of the index is not known.
  Model bernoulli(const Model& index);

  Value value(const Code& code);
  Outcomes truth(const Code& code);
  /// Adds all elements of a quantifier whose first `bound` binders have been bound; an existence's are
  /// negated.
  void elements(const Code& quantifier, std::size_t bound, Gathering& gathering);

  Value& slot(int index) { return stack_[frame_ + static_cast<std::size_t>(index)]; }

  /// Evaluates (a part of) a domain: {vacuous} if it is defined, else as contexts do.
  template <class Evaluate>
  Outcomes domain(Evaluate evaluate) {
    return context([&] {
      evaluate();
      return Outcomes(Outcome::vacuous);
    });
  }
  /// All values of a finite domain that is listed: of each case its components, the elements of a list, the
  /// values of a law. Throws as value.
  Listed listed(const BinderCode& binder);
  /// The values of the components of one case.
  std::vector<Value> components(const BinderCode& binder, const Code& chosen);
  void bind(const BinderCode& binder, const Value* components);
  /// The number of elements that the lists of a power have. Throws Undefined if it is no integer >= 0.
  unsigned long length(const BinderCode& power);
  /// The lists of a power of a finite domain. Throws as value, and TooLarge beyond the limits.
  ListCases list_cases(const BinderCode& power);
  /// lo..hi as machine integers. Throws Undefined if an end is no integer, TooLarge beyond the limits.
  std::pair<long, long> range(const BinderCode& binder);
  /// The end of a range as a machine integer. Throws as range.
  long range_end(const Code& term);

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

  /// While it lives, variables stand for something else than outside: what recursive definitions were found
  /// to be for them is of no use, and what is found here is of none afterwards.
  class Afresh {
   public:
    explicit Afresh(Machine& machine) : machine_(machine), depth_(std::exchange(machine.calls_, 0)) {
      std::swap(passing_, machine.passing_);
    }
    ~Afresh() {
      std::swap(passing_, machine_.passing_);
      machine_.calls_ = depth_;
    }
    Afresh(const Afresh&) = delete;
    Afresh& operator=(const Afresh&) = delete;

   private:
    Machine& machine_;
    int depth_;
    Calls passing_;
  };
  /// The body of a definition, with these arguments (verify/frame.hpp).
  template <class Body>
  auto in_frame(const Code& code, std::vector<Value> arguments, Body body);

  /// Whether what is evaluated stands in the program's own body, not in that of a definition.
  bool is_at_statement() const { return frame_ == 0; }
  /// Whether another statement, in the same scope, is seen to hold, in so many steps and pieces of a region;
  /// false without a scope.
  bool is_seen_apart(const language::Node& statement, unsigned long steps, int pieces);

  void charge(unsigned long steps) { budget_.charge(steps); }
  const Budget& budget() const { return budget_; }
  Cache& cache() { return cache_; }
  const Limits& limits() const { return limits_; }

  /// Marks the term that is being evaluated as perhaps undefined.
  void doubt() { doubt_ = true; }
  bool is_doubtful() const { return doubt_; }
  void clear_doubt() { doubt_ = false; }

  /// The atoms of a law: value and probability, equal values merged.
  std::vector<std::pair<Value, Value>> atoms(const Value& law);
  /// Whether the probabilities of law([...]), whose code this is, sum to 1 as functions of the variables in
  /// them. False if that is not seen.
  bool sums_to_one(const Code& law);

  /// The induction in force; nullptr: none.
  Induction* exchange_induction(Induction* induction) { return std::exchange(induction_, induction); }

  /// The lists of open length in force; nullptr: none.
  OpenLists* exchange_open_lists(OpenLists* lists) { return std::exchange(open_lists_, lists); }

  /// The operation last begun: where an exception came from.
  const Code* current() const { return current_; }
  void current_is(const Code& code) { current_ = &code; }
  /// Whether each statement after finite choices has denominators of its own in forms.
  void set_own_denominators(bool own) { own_denominators_ = own; }
  /// A name for a variable of a form; names are given back in the opposite order.
  std::string enter_form_variable() { return "v" + std::to_string(form_variables_++); }
  void leave_form_variable() { --form_variables_; }

  const Scope* scope = nullptr;  // set: other statements may be looked at,
  int apart = 0;                 // which is done here, one within the other

  // What the verdict rests on, gathered as it is found.
  bool used_balls = false;
  std::set<std::string> used_theorems;
  std::vector<Observation>* trace = nullptr;  // set: comparisons are appended
  Obstacles obstacles;
  bool keeps_open_sides = false;
  std::vector<Contact> contacts;           // as the author of the statement says
  std::vector<Margin>* margins = nullptr;  // set: of comparisons over a piece of a region, appended
  Expansion expansion;                     // in the mode of models

 private:
  static bool is_same(const Value& a, const Value& b);
  Value recursive_value(int definition, const std::vector<Value>& arguments);
  class Context;

  Value node_value(const Code& code);
  Value by_equations(const Code& code);
  Value equation_value(const Procedure& procedure, const std::vector<Value>& arguments);
  const Code& fitting(const Procedure& procedure, const std::vector<Value>& arguments);
  const Remembered* found_call(int definition, const std::vector<Value>& arguments) const;
  const Remembered& find_call(int definition, const std::vector<Value>& arguments);
  template <class Find>
  Remembered found_apart(Find find);
  const Remembered& use(const Remembered& entry);
  Value call(const Code& code);
  Value conditional(const Code& code);
  Value either(const Code& first, const Code& second);
  Value list(const Code& code);
  Value element(const Code& code);
  Value factorial(const Code& code);
  Value binding(const Code& code);
  Value bound(const Code& code);
  bool is_short(const BinderCode& range);
  std::optional<Value> written(const WrittenCode& limit);
  void require_guards(const WrittenCode& limit);
  Value over_range(const Code& code, bool is_sum);
  Value over_values(const std::vector<Value>& values, const Code& code, bool is_sum);
  Value mean(const Code& code);
  Value term_perhaps_left_out(const Code& code);
  bool is_surely_positive(const Value& weight);
  std::vector<std::pair<Value, Value>> dropout_atoms(const DropoutLaw& law);
  void bind_forms(const std::set<int>& slots, const std::vector<Value>& values, bool all);
  Value form_for(const Value& value, bool all);
  Value exact_if_zero(const Code& term, Value value);
  template <class Operation>
  Value operate(const Code& code, Operation operation);

  template <class Evaluate>
  Outcomes context(Evaluate evaluate);
  Outcomes node_truth(const Code& code);
  Outcomes predicate(const Code& code);
  Outcomes definition_truth(const Code& code);
  Outcomes relation(const Code& code);
  Outcomes relation_of_logarithms(const Code& code);
  // Of a term that is nowhere 0: its sign, if it is known; its size is exp(log) times that of the factors and
  // of the factorials z!, each with its power.
  struct SizeAndSign {
    Model log;
    std::optional<int> sign;
    std::vector<std::pair<Model, long>> factors = {};
    std::vector<std::pair<Model, long>> factorials = {};
  };
  SizeAndSign log_of(const Code& code);
  SizeAndSign factorial_of(const Value& argument);
  SizeAndSign product(const SizeAndSign& a, const SizeAndSign& b, long power);
  Model whole_log(const SizeAndSign& a);
  Model with_sign(const std::optional<int>& sign, const Model& size);
  Model log_of_positive(const Code& code);
  Model log_factorial(const Value& argument);
  SizeAndSign log_of_bernoulli(const Value& index);
  bool is_product_of_powers(const Code& code, bool or_exponentials = false);
  bool is_over_integers(const Model& a) const;
  std::optional<Value> product_by_logarithm(const Code& code);
  Outcomes link(const Code& code, std::size_t i, Value& left);
  void note_margin(const Code& code, std::size_t link, const Value& left, const Value& right, bool holds);
  Outcomes quantifier(const Code& code);
  Outcomes body_truth(const Code& quantifier);
  void finite_elements(const Code& quantifier, std::size_t bound, Gathering& gathering);
  bool witness_works(const Code& existence);
  Outcomes membership(const BinderCode& binder, const Value* witnesses);
  Outcomes membership(const BinderCode& binder, language::DomainKind kind, const std::vector<Value>& values,
                      const Value* witnesses);
  Outcomes list_membership(const BinderCode& power, const Value& list);
  void keep_failing_observations(const Code& quantifier, std::size_t mark, bool failed);

  std::vector<Value> argument_values(const Code& code);
  template <class Body>
  auto in_frame_of(const Procedure& procedure, const Code& code, std::vector<Value> arguments, Body body);
  const Remembered& remembered(const Code& code, bool is_statement);
  void mark(const Code& code, const Value& value);

  const Program& program_;
  const Limits& limits_;
  Budget budget_;
  ball::Bits precision_{64};
  Mode mode_ = Mode::points;
  SymbolTable symbols_;
  int form_variables_ = 0;
  bool own_denominators_ = false;
  Cache cache_;
  std::vector<Value> stack_;
  std::size_t frame_ = 0;
  std::map<int, std::vector<Remembered>> remembered_;        // by definition
  std::map<int, std::vector<Remembered>> remembered_forms_;  // of one edition
  using FormEdition = std::tuple<unsigned long, Mode, const Induction*, bool, const OpenLists*>;
  FormEdition edition_of_forms_;
  std::map<std::pair<int, bool>, bool> products_;  // definitions that are products of powers
  std::set<const Code*> sums_to_one_;              // laws of which that is seen whatever their variables are
  Calls lasting_, passing_;                        // with rational arguments; within one call from outside
  int calls_ = 0;                                  // of recursive definitions within one another
  Induction* induction_ = nullptr;
  OpenLists* open_lists_ = nullptr;
  const Code* current_ = nullptr;
  bool doubt_ = false;
  int nesting_ = 0;
  unsigned long multiplicity_ = 1;  // product of the lengths of the ranges being run through
};

/// Keeps the mark of doubt of one context apart from that of the term around it.
class Machine::Context {
 public:
  explicit Context(Machine& machine) : machine_(machine), outer_(machine.doubt_) { machine.doubt_ = false; }
  ~Context() { machine_.doubt_ = outer_; }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  /// What was thrown, as outcomes; called in a handler. Throws on what ends the decision.
  Outcomes caught();

 private:
  Machine& machine_;
  bool outer_;
};

template <class Evaluate>
Outcomes Machine::context(Evaluate evaluate) {
  Context context(*this);
  try {
    Outcomes result = evaluate();
    return doubt_ ? result | Outcome::undefined : result;
  } catch (const std::exception&) {
    return context.caught();
  }
}

}  // namespace dropcert::verify
