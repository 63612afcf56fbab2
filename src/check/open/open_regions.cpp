// Quantifiers over lists with as many elements as a variable of their group says.
#include <algorithm>

#include "check/open/open_lists.hpp"
#include "check/recursion/equations.hpp"
#include "check/region.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr std::uint64_t steps_of_open_lists = 40'000'000;
constexpr int most_finer_forms = 40;
constexpr std::size_t most_variables = 6;

// A polynomial with integer coefficients in these.
bool is_integer_valued(const Value& value, const std::vector<std::size_t>& integers) {
  const Fraction fraction = as_fraction(value);
  if (!fraction.denominator.is_one() || fraction.numerator.has_roots()) return false;
  for (std::size_t g = 0; g < max_generators; ++g)
    if (fraction.mentions(g, g + 1) && std::find(integers.begin(), integers.end(), g) == integers.end())
      return false;
  return true;
}

}  // namespace

// The outcomes for lists of every length, if they are all true. The group is [bound, last).
std::optional<Truth> Evaluator::by_open_lists(const Node& node, std::size_t bound, std::size_t last) {
  if (forms_ || chart_ || pieces_ > 0 || node.wherever_defined || last != node.binders.size() ||
      last - bound > most_variables)
    return std::nullopt;
  return attempted(steps_of_open_lists, [&]() -> std::optional<Truth> {
    struct Outer {
      Evaluator& evaluator;
      ~Outer() {
        evaluator.forms_ = nullptr;
        evaluator.open_lists_ = nullptr;
      }
    } outer{*this};
    std::size_t mixed = 0;  // lists of which one element is 0, or none
    // Binds the group; which of those have a 0 the bits of `choice` say.
    const auto bind_group = [&](OpenLists& open, unsigned choice) {
      mixed = 0;
      std::vector<std::size_t> integers;  // their generators
      for (std::size_t i = bound; i < last; ++i) {
        const Domain& domain = node.binders[i].domain;
        const std::string& name = node.binders[i].names[0];
        const bool is_list = domain.kind == DomainKind::power;
        const Domain base = is_list ? base_of(domain) : domain;
        const bool is_range = base.kind == DomainKind::range;
        std::optional<mpq_class> ends[2];
        for (std::size_t end = 0; end < base.terms.size(); ++end) {
          if (base.terms[end].kind == Kind::infinity) continue;
          const Value found = value(base.terms[end]);
          const auto* rational = get_if<mpq_class>(found);
          if (!rational || (is_range && rational->get_den() != 1))
            throw OutOfReach("an end of an interval beside lists of open length is not rational");
          ends[end] = *rational;
        }
        const bool low_open = base.low_open && !is_range;
        if (!is_list) {
          const std::size_t g = forms_->count() + first_free_generator;
          if (ends[0] && base.high_open && ends[1])
            bind(name, forms_->variable({ends[0], ends[1], low_open, true}, true));
          else
            bind(name, forms_->variable(Bounds{ends[0], ends[1], low_open}));
          // The variable itself, and no root of it.
          if (is_range && are_equal(variables_.back().second, generator_value(g))) integers.push_back(g);
          continue;
        }
        const Value length = value(domain.terms.back());
        if (!is_integer_valued(length, integers))
          throw OutOfReach("a length of lists that is perhaps no integer");
        if (get_if<mpq_class>(open.length()) || is_form(open.length())) {
          const Value difference = length - open.length();
          if (const auto* zero = get_if<mpq_class>(difference); !zero || *zero != 0)
            throw OutOfReach("lists of different open lengths");
        } else if (!compare(length, Relation::greater_equal, mpq_class(1)).holds()) {
          throw OutOfReach("a list of open length that is perhaps empty");
        }
        open.set_length(length);
        OpenLists::Elements elements{ends[0], ends[1], low_open, base.high_open && !is_range, false};
        if (elements.begins_at_zero()) elements.has_zero = (choice >> mixed++ & 1U) != 0;
        bind(name, open.add(elements));
      }
    };
    Truth all{0, 0};
    for (unsigned choice = 0; choice == 0 || choice < 1U << mixed; ++choice) {
      Forms forms;
      forms.begin_search();
      forms_ = &forms;
      std::optional<Truth> found;
      for (int i = 0; i < most_finer_forms && !found; ++i) try {
          Bound guard(*this);
          const Afresh afresh(*this);
          forms.forget_after(0);
          OpenLists open(*this);
          open_lists_ = &open;
          Truth rest{any_outcome, any_vacuity};
          const Truth defined = in_context([&] {
            bind_group(open, choice);
            rest = quantifier(node, last);
            return nothing_wrong;
          });
          found = both(defined, [&] { return rest; });
        } catch (const FinerForms&) {
        }
      open_lists_ = nullptr;
      if (!found || !found->holds()) return std::nullopt;
      all.outcomes |= found->outcomes;
      all.vacuity |= found->vacuity;
    }
    return all;
  });
}

}  // namespace dropcert::check
