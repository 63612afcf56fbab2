// A term as a function of the variable that binds it, by models of its own: for sums without end, integrals,
// derivatives and zeros.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "verify/machine.hpp"

namespace dropcert::verify {

/// While it lives, the variables in sight of a binding's term that are models of an outer expansion are
/// balls.
class LocalModels {
 public:
  /// Throws Unsupported where terms become forms.
  LocalModels(Machine& machine, const Code& binding);
  ~LocalModels();
  LocalModels(const LocalModels&) = delete;
  LocalModels& operator=(const LocalModels&) = delete;

  /// Given the term on the piece that `expansion` describes, and whether it is surely defined there.
  using Use = std::function<void(const ModelArithmetic&, const Model&, bool is_defined)>;
  /// Evaluates the term with its variable bound to what `variable` makes; false if it is out of reach. Throws
  /// Undefined if the term is undefined at all points of the piece.
  bool evaluate(const Expansion& expansion, const std::function<Model(const ModelArithmetic&)>& variable,
                const Use& use);
  /// The same for what `term` makes of the variable, instead of the term.
  bool evaluate(const Expansion& expansion, const std::function<Model(const ModelArithmetic&)>& variable,
                const std::function<Model()>& term, const Use& use);
  /// The term at a number. Throws as Machine::value; nullopt if it is perhaps undefined, or out of reach.
  std::optional<Value> at(const Value& point);

  /// A value as it is, but a model as a ball.
  Value plain(const Value& value) const;
  /// Whether the term depends on a variable that is a model.
  bool varies() const { return !replaced_.empty(); }
  /// A number of the range, which depends on variables that are models if it varies.
  Value number_in(const ball::Interval& range, bool varies) const;
  const Code& term() const { return binding_.arguments[0]; }
  int slot() const { return binding_.binders[0].slots[0]; }

 private:
  Machine& machine_;
  const Code& binding_;
  std::vector<std::pair<int, Value>> replaced_;
};

/// Whether a value is a model, or a list or law of which a part is one: it varies on the piece.
bool mentions_model(const Value& value);

/// An expansion of that order, of a variable that runs through [0, end] or, about a middle, [-end, end].
Expansion local_expansion(Machine& machine, const ball::Interval& u, long order, bool has_centre);

}  // namespace dropcert::verify
