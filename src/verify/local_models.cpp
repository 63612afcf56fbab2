#include "verify/local_models.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "language/print.hpp"
#include "verify/builtins.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

using namespace ball;
using namespace language;

namespace {

Value without_models(const Value& value, Bits precision) {
  if (const auto* model = get_if<Model>(value)) {
    const Value* constant = (*model)->constant();
    if (constant && is_exact_real(*constant)) return *constant;
    return (*model)->value.ball(precision);
  }
  if (const auto* list = get_if<List>(value)) {
    std::vector<Value> elements;
    for (const Value& element : **list) elements.push_back(without_models(element, precision));
    return std::make_shared<const std::vector<Value>>(std::move(elements));
  }
  throw Unsupported("a law that varies is not integrated");
}

// What a piece of its own changes in the machine, restored at its end.
class Apart {
 public:
  explicit Apart(Machine& machine)
      : machine_(machine),
        mode_(machine.mode()),
        expansion_(machine.expansion),
        doubt_(machine.is_doubtful()),
        obstacles_(machine.obstacles) {
    machine.clear_doubt();
  }
  ~Apart() {
    machine_.set_mode(mode_);
    machine_.expansion = expansion_;
    const bool help = machine_.obstacles.precision_may_help;
    machine_.obstacles = std::move(obstacles_);
    machine_.obstacles.precision_may_help |= help;
    machine_.clear_doubt();
    if (doubt_) machine_.doubt();
  }
  Apart(const Apart&) = delete;
  Apart& operator=(const Apart&) = delete;

 private:
  Machine& machine_;
  Machine::Mode mode_;
  Expansion expansion_;
  bool doubt_;
  Obstacles obstacles_;
};

}  // namespace

bool mentions_model(const Value& value) {
  if (const auto* list = get_if<List>(value))
    return std::any_of((*list)->begin(), (*list)->end(), mentions_model);
  if (const auto* law = get_if<DropoutLaw>(value))
    return mentions_model(law->contributions) || mentions_model(*law->delta);
  return is_model(value);
}

void require_precision_of(const Machine& machine, const Code& code, long most) {
  if (machine.precision().value > most)
    throw TooLarge(fmt::format("'{}' is not computed to more than {} bits", to_text(*code.source), most));
}

LocalModels::LocalModels(Machine& machine, const Code& binding) : machine_(machine), binding_(binding) {
  if (machine.mode() == Machine::Mode::forms)
    throw Unsupported("a limit, an integral or a derivative is not decided as a function");
  for (const int place : free_slots(term())) {
    if (place == slot()) continue;  // what it holds is of an evaluation before
    Value& held = machine.slot(place);
    if (!mentions_model(held)) continue;
    Value replacement = without_models(held, machine.precision());
    replaced_.emplace_back(place, std::exchange(held, std::move(replacement)));
  }
}

LocalModels::~LocalModels() {
  for (auto& [place, value] : replaced_) machine_.slot(place) = std::move(value);
}

Value LocalModels::plain(const Value& value) const {
  return mentions_model(value) ? without_models(value, machine_.precision()) : value;
}

Value LocalModels::number_in(const Interval& range, bool varies) const {
  if (!varies) return range.ball(machine_.precision());
  const Arithmetic arithmetic = machine_.arithmetic();
  return arithmetic.models().somewhere(range);
}

bool LocalModels::evaluate(const Expansion& expansion,
                           const std::function<Model(const ModelArithmetic&)>& variable, const Use& use) {
  return evaluate(
      expansion, variable, [this] { return machine_.arithmetic().models().convert(machine_.value(term())); },
      use);
}

bool LocalModels::evaluate(const Expansion& expansion,
                           const std::function<Model(const ModelArithmetic&)>& variable,
                           const std::function<Model()>& term, const Use& use) {
  const Apart apart(machine_);
  machine_.set_mode(Machine::Mode::models);
  machine_.expansion = expansion;
  try {
    const Arithmetic arithmetic = machine_.arithmetic();
    const ModelArithmetic models = arithmetic.models();
    machine_.slot(slot()) = variable(models);
    const Model found = term();
    const bool is_defined = !machine_.is_doubtful() && !machine_.expansion.doubt;
    use(models, found, is_defined);
    return true;
  } catch (const Unsupported&) {
    return false;
  }
}

std::optional<Value> LocalModels::at(const Value& point) {
  const Apart apart(machine_);
  if (machine_.mode() == Machine::Mode::models) machine_.set_mode(Machine::Mode::boxes);
  try {
    machine_.slot(slot()) = point;
    Value value = machine_.value(term());
    require_real(machine_, value, "a term");
    if (machine_.is_doubtful()) return std::nullopt;
    return value;
  } catch (const Unsupported&) {
    return std::nullopt;
  }
}

Expansion local_expansion(Machine& machine, const Interval& u, long order, bool has_centre) {
  Expansion result;
  result.machine = &machine;
  result.u = u;
  result.order = order;
  result.has_centre = has_centre;
  result.keeps_exact = false;
  return result;
}

}  // namespace dropcert::verify
