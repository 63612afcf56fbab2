// Evaluates terms and statements: at a point, over a box of real numbers, or with functions of the variables.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "check/forms/forms.hpp"
#include "check/functions/sequences.hpp"
#include "check/outcome.hpp"
#include "check/value.hpp"
#include "check/work.hpp"
#include "language/ledger.hpp"

namespace dropcert::check {

/// The elements of a finite domain: the integers of a range, listed cases, the elements of a list or law, or
/// lists of numbers of a finite domain.
struct Cases {
  std::int64_t first = 0;                // of a range
  std::vector<std::vector<Value>> rows;  // of listed cases: a value a name
  Value list;
  std::uint64_t count = 0;
  std::shared_ptr<const Cases> base;  // of lists
  std::uint64_t length = 0;
};

/// What the values and truths found rest on.
struct Grounds {
  bool enclosures = false;  // a comparison had a side that is not known exactly
  std::set<std::string> theorems;
};

/// Whether the elements cannot be run through: an interval, all real numbers, integers without end.
inline bool is_over_region(const language::Binder& binder) {
  return language::is_over_region(binder.domain);
}

struct Chart;
struct RegionComparison;
struct WrittenTerm;

inline constexpr const char* outside_of_domain = "the point is outside the domain";

class Evaluator {
 public:
  /// For the terms and statements of a claim of a ledger, which must live on. Names mean what is innermost: a
  /// variable in sight; else a parameter or a definition of the ledger; else what the language has.
  Evaluator(const language::Ledger& ledger, const language::Claim& claim, Sequences& sequences);
  ~Evaluator();

  void set_bits(Bits bits) { bits_ = bits; }
  Bits bits() const { return bits_; }

  /// The value of a term with the variables bound so far. Throws Undefined if it certainly has none, notes if
  /// it may have none (work.hpp), throws OutOfReach if this is not known here.
  Value value(const language::Node& node);
  /// The outcomes that are possible for a statement.
  Truth truth(const language::Node& node);
  /// Those of a quantifier whose first `bound` binders have been bound; of an existence, those of `for` with
  /// the negated statement.
  Truth quantifier(const language::Node& node, std::size_t bound);
  /// The same where the next binders are a group over regions, as a statement by itself: with more pieces.
  Truth outermost_region(const language::Node& node, std::size_t bound);
  /// The end of that group: the first binder from `bound` on that is over no region.
  static std::size_t group_end(const language::Node& node, std::size_t bound);
  /// The same at one point of that group, a number or list a binder; nullopt where it is not seen to be in
  /// the group's domains, with the reason outside_of_domain if it is not.
  std::optional<Truth> at_point(const language::Node& node, std::size_t bound,
                                const std::vector<Value>& point);
  std::optional<Truth> at_point(const language::Node& node, std::size_t bound,
                                const std::vector<mpq_class>& point) {
    return at_point(node, bound, std::vector<Value>(point.begin(), point.end()));
  }

  /// The elements of a finite domain. Throws as value.
  Cases cases(const language::Domain& domain);
  /// Binds the names of the binder to one of the elements.
  void choose(const language::Binder& binder, const Cases& cases, std::uint64_t place);
  /// One of the lists of a power, and its text.
  Value list_at(const Cases& lists, std::uint64_t place);
  static std::string text_at(const language::Domain& power, const Cases& lists, std::uint64_t place);
  /// Binds a variable while the innermost Bound lives; the last one of that name counts.
  void bind(const std::string& name, Value value) { variables_.emplace_back(name, std::move(value)); }
  struct Bound;
  /// Binds intervals to the names in sight that stand for expansions; whether there were any.
  bool replace_expansions();

  /// Runs find() as the evaluation of one relation, predicate, condition or domain: if a term is certainly
  /// undefined, so is its result; if one may be, so may be the result; if something is out of reach, nothing
  /// is known.
  template <class Find>
  static Truth in_context(Find find);

  /// The function of that name is the language's here: no definition in sight has the name.
  bool is_of_language(const std::string& name) const { return !find_definition(name); }

  /// Whether the name is a constant of the language here.
  bool is_constant(const std::string& name) const;

  /// a/b, noted where b is a form that is perhaps 0.
  Value divided(const Value& a, const Value& b);
  /// log z! where z is an expansion, or a number of its chart, that is positive or 0.
  Value log_factorial(const Value& number);

  /// Not null while terms become functions of the variables of an identity.
  Forms* forms() { return forms_; }
  /// Not null while terms become expansions on a piece (calculus/expansion.hpp).
  Chart* chart() { return chart_; }
  Forms* exchange_forms(Forms* forms) { return std::exchange(forms_, forms); }
  Chart* exchange_chart(Chart* chart) { return std::exchange(chart_, chart); }
  Sequences& sequences() { return sequences_; }
  /// sum(k = a..oo, term) as a form (closed/closed_sums.cpp). Throws OutOfReach where none is known.
  Value endless_sum(const language::Node& node);
  static constexpr std::size_t most_atoms = 1 << 16;
  /// The law that dropout(contributions, delta) is: its values, equal ones merged if they are known exactly.
  /// Throws OutOfReach if there are more than that.
  Value dropout(const Value& contributions, const Value& delta, std::size_t most = most_atoms);
  /// Throws Undefined if delta is not between 0 and 1, notes if it may not be.
  void require_probability(const Value& delta);

  /// Where two sides meet, as the author of the statement says.
  void set_contacts(const std::vector<language::ContactPoint>& contacts) { contacts_ = &contacts; }
  const std::vector<language::ContactPoint>* contacts() const { return contacts_; }

  /// That comparisons which enclosures decide are looked at as forms too, as the verdict is claimed to be
  /// exact.
  void set_wants_exact() { wants_exact_ = true; }

  /// Whether values without a form are variables, the same for the same arguments.
  bool names_values() const;
  /// The function at these arguments so.
  Value function_as_form(const std::string& name, const std::vector<Value>& arguments,
                         Value (*function)(Evaluator&, const std::vector<Value>&));

  Grounds used;

 private:
  struct Scope {
    std::size_t first = 0;                            // variables from this on are in sight,
    std::size_t visible = 0;                          // and so many definitions
    int depth = 0;                                    // of nesting
    const language::Definition* equations = nullptr;  // whose equation this is in: a recursive definition's,
    std::int64_t argument = 0;                        // for this first argument
  };
  struct Call;   // recursion/equations.cpp: of a recursive definition
  class Afresh;  // what was found of such calls is of no use inside, nor outside what is found inside
  struct Calls;
  class Induction;    // recursion/induction.hpp
  class Telescoping;  // recursion/telescoping.hpp
  struct Writing;     // written/writing.hpp
  class OpenLists;    // open/open_lists.hpp
  // What a definition without parameters was found to be, and where: on a piece or not, on that chart, at
  // that precision.
  using Place = std::tuple<std::size_t, bool, std::uint64_t, Bits>;
  struct Memory {
    Value value;
    Truth truth;
    bool perhaps_undefined = false;
    bool imprecise = false;
    std::exception_ptr none;  // thrown: it has no value, or none that is known
    Grounds used;
    Forms::Known generators = {};  // of its forms
  };
  struct Region;
  class Separate;

  void descend();
  std::optional<std::size_t> find_definition(const std::string& name) const;
  void enter(std::size_t index, std::vector<Value> arguments);
  const Value* find_variable(const std::string& name) const;
  Memory remembered(std::size_t index, const std::function<void(Memory&)>& find);
  std::vector<Value> values(const std::vector<language::Node>& nodes);
  Value value_here(const language::Node& node);
  Value named(const language::Node& node);
  Value by_equations(std::size_t index, std::vector<Value> arguments);
  Value equation_value(std::size_t index, const std::vector<Value>& arguments);
  const Call& find_call(std::size_t index, const std::vector<Value>& arguments);
  static Value value_of(const Call& call, Evaluator& evaluator);
  Value exact_if_zero(const language::Node& node, Value value);
  Value operation(const language::Node& node);
  Value combined(language::Kind kind, Value a, Value b);
  Value bound(const language::Node& node);
  Value bound_as_form(const language::Node& node);   // forms/function_values.cpp
  bool reaches_p(const language::Node& node) const;  // written/written.cpp
  std::optional<WrittenTerm> written(const language::Node& binding) const;
  std::optional<Value> value_of_written(const language::Node& binding);
  void require_guards(const WrittenTerm& term);
  static bool is_short(const std::vector<Value>& ends_of_range);
  Value factorial_as_form(const Value& n);
  Value power_of(const Value& base, const Value& exponent);
  Value conditional(const language::Node& node);
  Value element(const language::Node& node);  // lists/lists.cpp
  std::uint64_t length_of_lists(const language::Domain& power);
  Cases cases_of_lists(const language::Domain& power);
  Truth contains_list(const language::Domain& power, const Value& list);
  static bool has_lists(const language::Node& node, std::size_t bound);
  language::Node written_out(const language::Node& node, std::size_t bound);
  void region_of_lists(const language::Node& node, std::size_t bound, bool is_outermost, Elements& elements);
  bool is_length_undefined(const language::Domain& power);
  Value law(const language::Node& node);  // lists/laws.cpp
  bool sums_to_one(const language::Node& law);
  void require_positive_weights(const List& law);
  Value term_perhaps_left_out(const language::Node& term);
  Value fold(const language::Node& node, const language::Binder* binder, const Cases& cases);

  Truth truth_here(const language::Node& node);
  Truth predicate(const language::Node& node);
  Truth relation(const language::Node& node);
  // In closed/closed_forms.cpp: the outcome of a comparison that is not decided, if its sides are equal as
  // forms, and defined, or of one that is to be exact; used.enclosures then says whether that rests on
  // enclosures.
  Truth by_forms(Truth found, language::Relation relation, const language::Node& a,
                 const std::function<Value()>& b, bool is_known, bool had_enclosures);
  Truth is_printed(const language::Node& term, const Value& x, const Value& text);
  Truth compare(const Value& a, language::Relation relation, const Value& b);
  Truth existence(const language::Node& node);
  Truth is_witness(const language::Node& node);
  Truth contains(const language::Domain& domain, const std::vector<Value>& values);
  Truth in_ends(const language::Domain& domain, const Value& value);
  void run(const language::Node& node, std::size_t bound, Elements& elements, bool in_doubt = false);

  void region(const language::Node& node, std::size_t bound, bool is_outermost, Elements& elements);
  Truth by_identity(const Region& region);
  Truth with_forms(const Region& region, bool substitutes);
  bool by_samples(Region& region, Elements& elements);
  bool may_be_taken_apart(const Region& region) const;     // calculus/apart.cpp
  std::optional<Truth> by_premises(const Region& region);  // calculus/premises.cpp
  std::optional<Truth> by_links(const Region& region);
  std::optional<Truth> by_squares(const Region& region);
  std::optional<Truth> by_faces(const Region& region);
  bool may_be_compared(const Region& region) const;
  RegionComparison compared(const Region& region);  // monotone/
  template <class IsShown>
  std::optional<Truth> by_other_statements(const Region& region, int most_within, std::uint64_t steps,
                                           const IsShown& is_shown);
  std::optional<Truth> by_arguments(const Region& region);
  std::optional<Truth> by_concavity(const Region& region);
  std::optional<Truth> by_logarithms(const Region& region);
  std::optional<Truth> by_slopes(const Region& region);
  Truth by_pieces(Region& region, std::uint64_t at_most);
  template <class Run>
  std::optional<Truth> attempted(std::uint64_t steps, Run run);
  std::optional<Truth> by_calculus(Region& region);
  std::optional<Truth> by_parts(const Region& region, bool widens);  // forms/parts.cpp
  std::optional<Truth> by_induction(const Region& region);
  std::optional<Truth> by_steps(const Region& region);
  std::optional<Truth> over_reals(const Region& region);    // recursion/over_reals.cpp
  std::optional<Truth> by_quotients(const Region& region);  // recursion/quotients.cpp
  std::optional<Truth> by_open_lists(const language::Node& node, std::size_t bound, std::size_t last);
  // On a piece, calculus/logarithms.cpp.
  Truth by_logarithms(const language::Node& a, language::Relation relation, const language::Node& b);
  bool is_product_of_powers(const language::Node& node, bool or_exponentials = false);
  // Of a term that is nowhere 0: its sign, if it is seen; its size is exp(log) times that of the factors and
  // of the factorials z!, each with its power.
  struct SizeAndSign {
    Value log;
    std::optional<int> sign;
    std::vector<std::pair<Value, int>> factors = {};
    std::vector<std::pair<Value, int>> factorials = {};
  };
  SizeAndSign logarithm_of(const language::Node& node);
  Value logarithm_of_positive(const language::Node& node);
  SizeAndSign factorial_of(const Value& z);
  SizeAndSign product(const SizeAndSign& a, const SizeAndSign& b, int power);
  Value whole_logarithm(const SizeAndSign& a);
  SizeAndSign logarithm_of_bernoulli(const language::Node& index);
  std::optional<Value> by_logarithm(const language::Node& node);
  Value index(const language::Node& node);
  friend class Cover;
  friend class Parts;
  Truth on_piece(const Region& region, std::vector<Interval>& piece);
  std::optional<Interval> hull_of(const language::Domain& domain);
  unsigned length_of(const language::Domain& domain);
  std::optional<std::vector<mpq_class>> sample(const Region& region, std::uint64_t number);

  const std::vector<language::Parameter>& parameters_;
  std::vector<const language::Definition*> definitions_;
  Sequences& sequences_;
  Forms* forms_ = nullptr;
  Chart* chart_ = nullptr;
  std::vector<std::pair<std::string, Value>> variables_;
  Scope scope_;
  Bits bits_ = 64;
  int pieces_ = 0;  // of so many regions, one in the other, the variables stand for a piece
  std::map<Place, Memory> lasting_, passing_;
  std::unique_ptr<Calls> calls_;
  Induction* induction_ = nullptr;    // not null while it is looked for
  OpenLists* open_lists_ = nullptr;   // likewise
  std::vector<Fraction> last_model_;  // the last law made of numbers known exactly: delta, contributions
  Value last_law_;
  const std::vector<language::ContactPoint>* contacts_ = nullptr;
  bool wants_exact_ = false;
  int statements_within_ = 0;  // so many are being decided, one by the other
};

template <class Find>
Truth Evaluator::in_context(Find find) {
  struct Outer {
    bool perhaps_undefined = std::exchange(notes().perhaps_undefined, false);
    ~Outer() { notes().perhaps_undefined = perhaps_undefined; }
  } outer;
  Truth result;
  try {
    result = find();
  } catch (const Undefined&) {
    return {undefined_bit};
  } catch (const OutOfReach& error) {
    notes().reason = error.what();
    return {any_outcome, any_vacuity};
  }
  if (notes().perhaps_undefined) result.outcomes |= undefined_bit;
  return result;
}

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

}  // namespace dropcert::check
