// The quotient of a term at k + 1 and at k, simplified for powers, factorials and binomial coefficients.
#pragma once

#include <map>
#include <utility>

#include "verify/machine.hpp"

namespace dropcert::verify {

/// In a machine of models.
class TermRatio {
 public:
  /// The variable in that slot of the present frame is `now`, and then `next` = now + 1.
  TermRatio(Machine& machine, int slot, const Model& now, const Model& next);

  /// r with t(k + 1) = r(k) t(k), if t is defined at the first k; what is perhaps undefined leaves a mark.
  /// Throws Unsupported if none is found.
  Model of(const Code& code);

 private:
  using Moving = std::map<int, std::pair<Value, Value>>;  // slots of the present frame

  bool moves(const Code& code) const;
  Value now(const Code& code) { return machine_.value(code); }
  Value next(const Code& code);
  std::optional<long> step(const Code& code);
  Model of_call(const Code& code);
  Model of_definition(const Code& code);
  Model of_binomial(const Code& code);
  Model rising(const Model& from, long count);
  Model model(const Value& value);
  Model nonzero(const Model& ratio);

  Machine& machine_;
  Moving moving_;
};

}  // namespace dropcert::verify
