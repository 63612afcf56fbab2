// Definitions: what is in sight in them, and what those without parameters were found to be.
#include "check/calculus/expansion.hpp"
#include "check/evaluator.hpp"
#include "check/functions/functions.hpp"

namespace dropcert::check {

using namespace language;

// What is found while it lives is noted apart, then beside what was noted before.
class Evaluator::Separate {
 public:
  explicit Separate(Evaluator& evaluator)
      : evaluator_(evaluator),
        used_(std::exchange(evaluator.used, {})),
        perhaps_undefined_(std::exchange(notes().perhaps_undefined, false)),
        imprecise_(std::exchange(notes().imprecise, false)) {}
  ~Separate() {
    evaluator_.used.enclosures |= used_.enclosures;
    evaluator_.used.theorems.merge(used_.theorems);
    notes().perhaps_undefined |= perhaps_undefined_;
    notes().imprecise |= imprecise_;
  }

 private:
  Evaluator& evaluator_;
  Grounds used_;
  bool perhaps_undefined_;
  bool imprecise_;
};

std::optional<std::size_t> Evaluator::find_definition(const std::string& name) const {
  for (std::size_t i = scope_.visible; i-- > 0;)
    if (definitions_[i]->name == name) return i;
  return std::nullopt;
}

// The body of a definition sees its parameters and the definitions before its own, nothing of where it is
// used.
void Evaluator::enter(std::size_t index, std::vector<Value> arguments) {
  const Definition& definition = *definitions_[index];
  scope_.first = variables_.size();
  scope_.visible = index;
  scope_.equations = nullptr;
  for (std::size_t i = 0; i < arguments.size(); ++i) bind(definition.parameters[i], std::move(arguments[i]));
}

// What find(memory) finds out about a definition without parameters, once in a place: of numbers it lasts, of
// forms and of what is on a chart that has some as long as the generators do.
Evaluator::Memory Evaluator::remembered(std::size_t index, const std::function<void(Memory&)>& find) {
  constexpr std::size_t most_passing = 1000;
  const Chart* chart = chart_ && chart_->forms ? chart_ : nullptr;
  const Forms* forms = forms_ ? forms_ : chart ? chart->forms : nullptr;
  const Place place(index, pieces_ > 0, chart ? chart->edition : 0, bits_);
  std::map<Place, Memory>& memory = forms ? passing_ : lasting_;
  const auto known = memory.find(place);
  Memory found;
  if (known != memory.end() && !(forms && !forms->knows(known->second.generators))) {
    found = known->second;
    notes().perhaps_undefined |= found.perhaps_undefined;
    notes().imprecise |= found.imprecise;
    used.enclosures |= found.used.enclosures;
    used.theorems.insert(found.used.theorems.begin(), found.used.theorems.end());
  } else {
    bool lasts = true;
    Separate apart(*this);
    try {
      find(found);
    } catch (const Undefined&) {
      found.none = std::current_exception();
    } catch (const OutOfReach&) {
      found.none = std::current_exception();
      lasts = !is_attempt_spent();
    }
    found.perhaps_undefined = notes().perhaps_undefined;
    found.imprecise = notes().imprecise;
    found.used = used;
    if (forms) found.generators = forms->known();
    if (passing_.size() > most_passing) passing_.clear();
    if (lasts && (chart || !mentions_expansion(found.value))) memory.insert_or_assign(place, found);
  }
  if (found.none) std::rethrow_exception(found.none);
  return found;
}

Truth Evaluator::predicate(const Node& node) {
  const std::optional<std::size_t> index = find_definition(node.name);
  if (!index)
    return in_context([&] {
      const std::vector<Value> arguments = values(node.children);
      if (get_if<OpenList>(arguments[0])) throw OutOfReach("a predicate of a list of open length");
      if (node.name == "isprime") return isprime(arguments[0]);
      return node.name == "prints" ? is_printed(node.children[0], arguments[0], arguments[1])
                                   : converges(*this, arguments);
    });
  const Node& body = definitions_[*index]->body;
  if (node.children.empty()) {
    enter(*index, {});
    return remembered(*index, [&](Memory& memory) { memory.truth = truth(body); }).truth;
  }
  std::vector<Value> arguments;
  const Truth defined = in_context([&] {
    arguments = values(node.children);
    return nothing_wrong;
  });
  if (arguments.size() != node.children.size()) return defined;
  return both(defined, [&] {
    enter(*index, std::move(arguments));
    return truth(body);
  });
}

}  // namespace dropcert::check
