// What recursive definitions were found to be.
#pragma once

#include "check/evaluator.hpp"

namespace dropcert::check {

/// A call of a recursive definition, and what it was found to be.
struct Evaluator::Call {
  std::vector<Value> arguments;
  Memory memory;
  std::optional<std::string> undefined;
  std::optional<std::string> out_of_reach;
  bool imprecise = false;
};

/// By precision, definition and first argument. Lasting: at rational arguments. Passing: within one call from
/// outside, at whatever the arguments stand for.
struct Evaluator::Calls {
  using Found = std::map<std::tuple<Bits, std::size_t, std::int64_t>, std::vector<Call>>;
  Found lasting;
  Found passing;
  int depth = 0;  // of calls within one another
};

class Evaluator::Afresh {
 public:
  explicit Afresh(Evaluator& evaluator)
      : calls_(*evaluator.calls_),
        depth_(std::exchange(calls_.depth, 0)),
        passing_(std::move(calls_.passing)) {
    calls_.passing.clear();
  }
  ~Afresh() {
    calls_.depth = depth_;
    calls_.passing = std::move(passing_);
  }
  Afresh(const Afresh&) = delete;
  Afresh& operator=(const Afresh&) = delete;

 private:
  Calls& calls_;
  int depth_;
  Calls::Found passing_;
};

}  // namespace dropcert::check
