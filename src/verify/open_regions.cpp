// A `for` over lists with as many elements as a variable of the same group says: for all lengths at once.
#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "verify/open_lists.hpp"
#include "verify/region.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace language;

namespace {

constexpr std::size_t most_lists = 3;
constexpr std::size_t most_variables = 6;

// A polynomial with integer coefficients in these.
bool is_integer_valued(const RationalFunction& form, const std::set<int>& integers) {
  const std::vector<int> generators = form.generators();
  const std::vector<RationalFunction::Term> terms = form.numerator_terms();
  return form.denominator().constant() == Rational(1) &&
         std::all_of(generators.begin(), generators.end(), [&](int g) { return integers.count(g) != 0; }) &&
         std::all_of(terms.begin(), terms.end(),
                     [](const RationalFunction::Term& term) { return term.coefficient.is_integer(); });
}

}  // namespace

// What all that follows comes out as for lists of every length, if it holds.
std::optional<Outcomes> Region::by_open_lists() {
  if (code_.source->wherever_defined || !at_precision_) return std::nullopt;
  const std::size_t count = code_.binders.size();
  std::vector<std::size_t> lists;
  for (std::size_t i = last_; i < count; ++i) {
    if (!code_.binders[i].is_region()) return std::nullopt;
    if (code_.binders[i].is_power()) lists.push_back(i);
  }
  if (lists.size() > most_lists || axes_.size() + count - last_ > most_variables) return std::nullopt;
  SymbolTable& symbols = machine_.symbols();
  const Arithmetic arithmetic = machine_.arithmetic();
  const bool balls = machine_.used_balls;
  const Obstacles obstacles = machine_.obstacles;
  OpenLists open(machine_);

  // Binds the variables, and the lists, of which some have an element that is 0; these are counted in
  // `mixed`.
  unsigned mixed = 0;
  auto bind_all = [&](unsigned choice, const std::function<std::string()>& new_name) {
    mixed = 0;
    std::set<int> integers;
    for (const Axis& axis : axes_) {
      if (!axis.is_integer) {
        set(axis, form_from(axis, new_name()));
        continue;
      }
      const std::string name = new_name();
      const bool is_positive = !axis.low_infinite && exact_sign(axis.low) > 0;
      const Symbolic n = symbols.variable(name, is_positive ? SymbolTable::Range::positive : range_of(axis),
                                          bounds_of(axis));
      set(axis, n);
      const int g = symbols.index_of_variable(name);
      if (n.function == RationalFunction::generator(g)) integers.insert(g);  // and no root of it
    }
    bool has_begun = false;
    Value length;
    Region rest(machine_, code_, last_, at_precision_);
    for (std::size_t i = last_; i < count; ++i) {
      const BinderCode& binder = code_.binders[i];
      if (!binder.is_power()) {
        rest.add_axis(binder, -1);
        Axis& axis = rest.axes_.back();
        if (axis.is_integer) throw Unsupported("integers after a list of open length");
        if (rest.evaluate_ends(rest.axes_.size() - 1) != Outcome::vacuous)
          throw Unsupported("the ends of an interval after a list of open length");
        machine_.slot(axis.slot) = rest.form_from(axis, new_name());
        continue;
      }
      const Value own = machine_.value(binder.terms.back());
      if (has_begun && !symbols.convert(arithmetic.subtract(own, length)).function.is_zero())
        throw Unsupported("lists of different open lengths");
      if (!has_begun) {
        if (!is_integer_valued(symbols.convert(own).function, integers))
          throw Unsupported("a length of lists that is perhaps no integer");
        if (!arithmetic.compare(own, Relation::greater_equal, Rational(1)).holds())
          throw Unsupported("a list of open length that is perhaps empty");
        open.begin(own);
      }
      has_begun = true;
      length = own;
      OpenLists::Elements elements;
      if (binder.base() != DomainKind::reals)
        for (const std::size_t end : {std::size_t{0}, std::size_t{1}}) {
          if (binder.terms[end].kind == Kind::infinity) continue;
          const Value value = machine_.value(binder.terms[end]);
          if (!get_if<Rational>(value)) throw Unsupported("an end that is not rational of an open list");
          (end == 0 ? elements.low : elements.high) = *get_if<Rational>(value);
        }
      elements.low_open = binder.source->domain.low_open && binder.base() != DomainKind::range;
      elements.high_open = binder.source->domain.high_open && binder.base() != DomainKind::range;
      const bool has_zero = elements.begins_at_zero() && (choice >> mixed & 1U) != 0;
      if (elements.begins_at_zero()) ++mixed;
      machine_.slot(binder.slots[0]) = open.add(elements, has_zero);
    }
    return Outcomes(Outcome::vacuous);
  };

  struct Force {
    Machine& machine;
    OpenLists* outer;
    Region& region;
    std::size_t last = region.last_;
    ~Force() {
      machine.exchange_open_lists(outer);
      region.last_ = last;
      region.has_open_length_ = true;
    }
  } force{machine_, machine_.exchange_open_lists(&open), *this};
  last_ = count;
  has_open_length_ = false;
  const std::size_t first_list = force.last;
  Outcomes all;
  bool holds = true;
  long work = most_work;
  for (unsigned choice = 0; holds && choice < 1U << mixed; ++choice) {
    const std::optional<Gathering> found = searched_as_form(
        false,
        [&](const std::function<std::string()>& new_name) {
          last_ = first_list;
          const Outcomes bound = bind_all(choice, new_name);
          last_ = count;
          return bound;
        },
        work);
    holds = found && found->result().holds();
    if (holds) all = all | found->result();
  }
  if (!holds) {
    machine_.used_balls = balls;
    machine_.obstacles = obstacles;
    return std::nullopt;
  }
  machine_.obstacles = obstacles;
  open_lists_ = "for lists of any length, with sums over their elements as unknowns";
  return all;
}

}  // namespace dropcert::verify
