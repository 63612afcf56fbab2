// Regions by other statements, each decided by itself: steps, premises as ends, single comparisons, squares,
// arguments and slopes, ends and what is between them.
#include <fmt/core.h>

#include <algorithm>
#include <iterator>

#include "verify/induction.hpp"
#include "verify/monotone.hpp"
#include "verify/region.hpp"
#include "verify/slopes.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;
using namespace language;

// What all that follows comes out as for all integers of the only axis of such, which has a beginning and no
// end.
std::optional<Gathering> Region::by_induction() {
  const bool has_lists =
      std::any_of(axes_.begin(), axes_.end(), [](const Axis& axis) { return axis.element >= 0; });
  const auto is_integer = [](const Axis& axis) { return axis.is_integer; };
  const auto is_dependent = [](const Axis& axis) { return axis.is_dependent; };
  const auto place = std::find_if(axes_.begin(), axes_.end(), is_integer);
  if (has_lists || place == axes_.end() || std::count_if(axes_.begin(), axes_.end(), is_integer) > 1 ||
      std::any_of(axes_.begin(), axes_.end(), is_dependent))
    return std::nullopt;
  const auto* low = get_if<Rational>(place->low);
  if (place->low_infinite || !place->high_infinite || !low) return std::nullopt;
  Induction induction(machine_, place->slot, *low->numerator().to_long());
  struct Force {
    Machine& machine;
    Induction* outer;
    ~Force() { machine.exchange_induction(outer); }
  } force{machine_, machine_.exchange_induction(&induction)};
  long work = most_work / 10;
  const std::optional<Gathering> found = searched_as_form(
      false,
      [&](const std::function<std::string()>& new_name) {
        induction.bind(new_name());
        for (const Axis& axis : axes_)
          if (!axis.is_integer) machine_.slot(axis.slot) = form_from(axis, new_name());
        return Outcomes(Outcome::vacuous);
      },
      work);
  if (!found) return std::nullopt;
  if (found->result().holds())
    induction_ = fmt::format("by induction on {}, after {} case{}",
                             names_[static_cast<std::size_t>(place - axes_.begin())], induction.cases(),
                             induction.cases() == 1 ? "" : "s");
  return found;
}

// Whether it is found; nothing is noted of what obstacles there were, nor, if it is not, of balls.
bool Region::is_shown(const std::function<bool()>& find) {
  const Obstacles obstacles = machine_.obstacles;
  const bool balls = machine_.used_balls;
  const bool found = find();
  machine_.obstacles = obstacles;
  if (!found) machine_.used_balls = balls;
  return found;
}

// All that there is to add of what was shown.
void Region::add_shown(Gathering& whole, const char* how, const Outcomes& all) {
  reason_.clear();
  induction_ = how;
  whole = Gathering(false);
  whole.add(all);
}

// Whether these statements, which together are more, hold by themselves: then it does.
bool Region::by_statements(Gathering& whole, const std::vector<Code>& statements, const char* how,
                           int most_pieces) {
  if (first_ != 0 || statements.empty()) return false;
  const auto holds = [&](const Code& statement) {
    Region region(machine_, statement, 0, nullptr);
    region.limit_pieces(most_pieces);
    Gathering found(false);
    region.solve(found);
    return found.result().holds();
  };
  if (!is_shown([&] { return std::all_of(statements.begin(), statements.end(), holds); })) return false;
  add_shown(whole, how, Outcomes(Outcome::true_) | Outcome::vacuous);  // the points that were looked at tell
  return true;
}

bool Region::over_reals(Gathering& whole, int most_pieces) {
  return code_.steps &&
         by_statements(whole, code_.steps->over_reals.code, "over the real numbers", most_pieces);
}

// Premises that bound a variable as ends of its domain.
bool Region::by_premises(Gathering& whole, int most_pieces) {
  return code_.steps &&
         by_statements(whole, code_.steps->premises.code, "where its premise holds", most_pieces);
}

// Whether the first case and the steps to the next ones show that it holds, which is then added.
bool Region::by_steps(Gathering& whole) {
  const auto* low = get_if<Rational>(axes_[0].low);
  const bool needs_first_case = code_.steps->needs_first_case;
  if (code_.steps->sources.empty() || axes_.size() != 1 ||
      (needs_first_case ? last_ != code_.binders.size() || !low : first_ != 0))
    return false;
  const auto at_some_precision = [&](const std::function<bool()>& holds) {
    constexpr long precisions[] = {64, 256, 1024};
    const bool found = std::any_of(std::begin(precisions), std::end(precisions), [&](long bits) {
      set_precision(Bits(bits));
      return holds();
    });
    set_precision(Bits(64));
    return found;
  };
  const auto first_holds = [&] {
    bind({*low});
    return follow(false).result().holds();
  };
  const auto hold = [&](const std::vector<Code>& steps) {
    return std::all_of(steps.begin(), steps.end(), [&](const Code& step) {
      const auto holds = [&] { return machine_.truth(step).holds(); };
      return step.kind == Kind::quantifier ? holds() : at_some_precision(holds);
    });
  };
  const auto some_way_holds = [&](const std::vector<std::vector<Code>>& ways) {
    return std::any_of(ways.begin(), ways.end(), hold);
  };
  const auto& all = code_.steps->code;
  const auto all_hold = [&] {
    return (!needs_first_case || at_some_precision(first_holds)) &&
           std::all_of(all.begin(), all.end(), some_way_holds);
  };
  if (!is_shown(all_hold)) return false;
  machine_.used_balls = true;  // the checker may need enclosures where forms were enough here
  induction_ = needs_first_case ? fmt::format("by induction on {}, after 1 case", names_[0])
                                : "by the quotients of neighbours";
  whole.add(Outcomes(Outcome::true_));
  return true;
}

// Whether it is all that the quantifier says, of each of its elements.
bool Region::is_whole_quantifier() const {
  return last_ == code_.binders.size() && code_.kind == Kind::quantifier && !code_.source->wherever_defined;
}

// Whether each of the parts that the statement is made of holds by itself, which is then all there is to add.
bool Region::by_parts(Gathering& whole, const char* how, const std::function<bool(const Holds&)>& all_hold) {
  Outcomes all = Outcome::vacuous;  // until a part says something
  const auto holds = [&](const Code& part) {
    Gathering elements(false);
    machine_.elements(part, first_, elements);  // of the choices that were made before the region
    const Outcomes found = elements.result();
    all = conjunction(all, found);
    return found.holds();
  };
  if (!is_shown([&] { return all_hold(holds); })) return false;
  add_shown(whole, how, all);
  return true;
}

// A chain, or `and`: its comparisons, each for all points.
bool Region::by_links(Gathering& whole) {
  const Code& body = code_.arguments[0];
  const bool is_chain = body.kind == Kind::relation && body.arguments.size() > 2;
  if (!is_whole_quantifier() || (!is_chain && body.kind != Kind::conjunction)) return false;
  Node source = *code_.source;
  Code part = code_;
  part.source = &source;
  part.steps = nullptr;
  return by_parts(whole, "each comparison by itself", [&](const Holds& holds) {
    for (std::size_t i = 0; i + (is_chain ? 1 : 0) < body.arguments.size(); ++i) {
      if (is_chain) {
        const std::vector<Node>& sides = body.source->children;
        source.children[0] = relation_node(sides[i], body.source->relations[i], sides[i + 1]);
        part.arguments[0].source = &source.children[0];
        part.arguments[0].arguments = {body.arguments[i], body.arguments[i + 1]};
        part.arguments[0].squared = {body.squared[i]};
      } else {
        source.children[0] = body.source->children[i];
        part.arguments[0] = body.arguments[i];
      }
      if (!holds(part)) return false;
    }
    return true;
  });
}

// A comparison of products with square roots: their squares, and the signs that this needs.
bool Region::by_squares(Gathering& whole) {
  const Code& body = code_.arguments[0];
  if (!is_whole_quantifier() || body.squared.size() != 1 || !body.squared[0]) return false;
  Node source = *code_.source;
  source.children[0] = body.squared[0]->source;
  Code part = code_;
  part.source = &source;
  part.steps = nullptr;
  part.arguments[0] = body.squared[0]->statement;
  return by_parts(whole, "the squares of its sides", [&](const Holds& holds) { return holds(part); });
}

// Whether all that some way asks of it is seen to hold, each statement apart from this one; statements that
// are looked at so in their turn are at most so deep in one another.
bool Region::by_ways(Gathering& whole, const std::vector<WayFinder>& finders) {
  constexpr unsigned long steps = 5'000'000;  // of one statement
  constexpr int pieces = 200;
  const auto may_be_used = [&](const WayFinder& finder) { return machine_.apart < finder.most_apart; };
  if (!machine_.scope || std::none_of(finders.begin(), finders.end(), may_be_used) ||
      !machine_.is_at_statement() || first_ != 0 || !is_whole_quantifier() || !free_slots(code_).empty())
    return false;
  Node statement = *code_.source;
  for (std::size_t i = 0; i < statement.binders.size(); ++i) statement.binders[i] = *code_.binders[i].source;
  const Meanings meanings = meanings_of(statement, *machine_.scope);
  const std::optional<RegionComparison> comparison = region_comparison(statement, meanings);
  if (!comparison) return false;
  const auto is_seen = [&](const std::vector<Node>& way) {
    return std::all_of(way.begin(), way.end(),
                       [&](const Node& part) { return machine_.is_seen_apart(part, steps, pieces); });
  };
  for (const WayFinder& finder : finders) {
    if (!may_be_used(finder)) continue;
    for (const std::vector<Node>& way : finder.find(statement, *comparison, meanings)) {
      if (!is_shown([&] { return is_seen(way); })) continue;
      machine_.used_balls = true;  // the checker may need enclosures where forms were enough here
      add_shown(whole, finder.how, Outcomes(Outcome::true_) | Outcome::vacuous);  // points tell
      return true;
    }
  }
  return false;
}

// A comparison by functions that rise or fall; where several are said and this is for one of them, each.
bool Region::by_monotone_functions(Gathering& whole) {
  const std::vector<WayFinder> by_functions = {{"by the arguments of a function", 3, ways_by_arguments},
                                               {"by the logarithms of its sides", 2, ways_by_logarithms},
                                               {"by concavity", 2, ways_by_concavity}};
  const Node& body = code_.source->children[0];
  const std::size_t links = body.kind == Kind::relation ? body.children.size() - 1 : 1;
  if (links == 1) return by_ways(whole, by_functions);
  if (!machine_.scope || !is_whole_quantifier()) return false;
  Node link = *code_.source;
  for (std::size_t i = 0; i < links; ++i) {
    link.children[0] = relation_node(body.children[i], body.relations[i], body.children[i + 1]);
    const Meanings meanings = meanings_of(link, *machine_.scope);
    const std::optional<RegionComparison> comparison = region_comparison(link, meanings);
    if (comparison && std::any_of(by_functions.begin(), by_functions.end(), [&](const WayFinder& finder) {
          return !finder.find(link, *comparison, meanings).empty();
        }))
      return by_links(whole);
  }
  return false;
}

// A comparison by its sides at one place of a variable, and their slopes from there on.
bool Region::by_slopes(Gathering& whole) {
  return by_ways(whole, {{"by slopes", 2, ways_of_slopes}});
}

// The first interval with a closed end that is written as a number: its ends, and what is between them.
bool Region::by_faces(Gathering& whole) {
  if (!is_whole_quantifier()) return false;
  const auto is_split = [](const Domain& domain, std::size_t end) {
    return written_number(domain.terms[end]) && !(end == 0 ? domain.low_open : domain.high_open);
  };
  std::size_t axis = first_;
  while (axis < last_) {
    const Domain& domain = code_.binders[axis].source->domain;
    if (domain.kind == DomainKind::interval && (is_split(domain, 0) || is_split(domain, 1))) break;
    ++axis;
  }
  if (axis == last_) return false;
  looked_at_faces_ = true;
  const BinderCode& binder = code_.binders[axis];
  const Domain& domain = binder.source->domain;
  const std::vector<Node>& ends = domain.terms;
  if (const auto low = written_number(ends[0]), high = written_number(ends[1]); low && high && *low >= *high)
    return false;
  Binder source = *binder.source;
  Code part = code_;
  part.steps = nullptr;
  part.binders[axis].source = &source;
  return by_parts(whole, "its ends by themselves", [&](const Holds& holds) {
    for (const std::size_t end : {std::size_t{0}, std::size_t{1}}) {
      if (!is_split(domain, end)) continue;
      source.domain = {DomainKind::cases, {ends[end]}};
      part.binders[axis].terms = {binder.terms[end]};
      if (!holds(part)) return false;
    }
    source.domain = domain;
    source.domain.low_open = domain.low_open || is_split(domain, 0);
    source.domain.high_open = domain.high_open || is_split(domain, 1);
    part.binders[axis].terms = binder.terms;
    return holds(part);
  });
}

}  // namespace dropcert::verify
