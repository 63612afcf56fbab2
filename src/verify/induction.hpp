// Comparisons for all integers n >= N by induction: terms as functions of m = 0, 1, 2, ..., where n = m + N,
// with the values of recursive definitions, powers, factorials and sums as unknowns.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "verify/machine.hpp"
#include "verify/telescoping.hpp"

namespace dropcert::verify {

/// What proofs/README.md calls induction. In force while a statement is evaluated with forms.
class Induction {
 public:
  /// The variable n is in that slot of the machine's frame, and runs from `first` on.
  Induction(Machine& machine, int slot, long first);

  /// Binds n to m + first; m is the variable of that name.
  void bind(const std::string& name);

  /// What a comparison comes out as for all n, with forms for the other variables; nullopt where it is not
  /// about n, or stands in a definition.
  std::optional<Outcomes> relation(const Code& code);
  /// A term at m + s and the next integer, where s is as small as that goes; beside it (-1)^m.
  struct Step {
    Symbolic here, next, sign;
    long shift = 0;
  };
  Step step(const Code& term);
  /// Whether m, or anything else that varies with it, stands in the form.
  bool varies(const Symbolic& form) const { return machine_.symbols_.depends_on(form.function, varying_); }
  bool has_unknowns(const Symbolic& form) const;
  int index_of_m() const { return m_index_; }

  /// In how many cases something was decided one by one.
  long cases() const { return cases_; }

  // While a term is evaluated: what it is as a function of m; nullopt where it does not vary with m.
  bool is_evaluating() const { return is_evaluating_; }
  std::optional<Value> call(const Code& code, const Procedure& procedure,
                            const std::vector<Value>& arguments);
  std::optional<Value> power(const Value& base, const Value& exponent);
  std::optional<Value> factorial(const Value& operand);
  std::optional<Value> binomial(const Value& above, const Value& below);
  /// A sum or product over a range.
  std::optional<Value> fold(const Code& code, bool is_sum);

 private:
  // slope m + offset.
  struct Linear {
    long slope = 0;
    long offset = 0;
  };
  // Of a recursive definition f the unknowns are f(m + b), ..., f(m + b + order - 1), where b is lowest +
  // shift.
  struct Family {
    long lowest = 0;
    long order = 0;
    long last_number = 0;  // of its equations
  };
  // An end of a sum or product, with the slopes of both ends; or the N of a sum S(N), with the end's slope
  // and remainder.
  enum class End { first, last, index };
  using Fold = std::tuple<const void*, End, long, long>;
  struct Unknown {
    const void* what;  // the definition, or the sum
    long place;        // from b on
    std::vector<Value> arguments;
    Value value;
  };
  struct Telescoped {
    const void* what;  // the sum
    std::vector<Value> arguments;
    Recurrence recurrence;
  };
  struct Restart {};  // thrown: something varies more than was thought
  using Powers = std::vector<long>;
  using Vector = std::map<Powers, Symbolic>;  // coefficients, by powers of unknowns
  struct Row {
    Vector vector;
    std::vector<Symbolic> combination;  // of the differences, that it is
  };

  std::optional<Linear> linear(const Value& value) const;
  bool is_constant(const Value& value) const;
  Value form(Linear linear);
  Value factorial_of(Linear linear);
  static bool are_same(const std::vector<Value>& a, const std::vector<Value>& b);
  const Value* find(const void* what, long place, const std::vector<Value>& arguments) const;
  void forget_unknowns();
  Value unknown(const void* what, long place, const std::vector<Value>& arguments, SymbolTable::Range range);
  Family& family(const Procedure& procedure, long offset, const std::vector<Value>& arguments);
  Value unfolded(const Procedure& procedure, long offset, const std::vector<Value>& arguments);
  [[noreturn]] void shift_by(long more);
  void require_low(Linear linear);
  long window(const Fold& fold, long slope, long offset);
  Value unfolded(const Code& code, bool is_sum, Linear low, Linear last, const std::vector<Value>& arguments);
  std::optional<Value> falling_factorial(const Code& sum, Linear last);
  Value telescoped(const Code& code, Linear end, long index, const std::vector<std::pair<int, long>>& varying,
                   std::vector<Value> arguments);

  bool is_shown(const Code& code, long more);
  bool shows(const Code& code);
  Value difference(const Code& a, const Code* b, const Value& n);
  std::optional<long> order_of_vanishing(const Code& a, const Code* b);
  bool vanishes(const Code& a, const Code* b);
  bool is_kept(const Code& code);
  std::vector<Symbolic> factors(const Symbolic& here, const Symbolic& next) const;
  std::optional<std::vector<Symbolic>> factors(const std::vector<Symbolic>& gaps);
  Row reduced(Vector vector, long number, const std::vector<Row>& rows);
  Vector coefficients(const Symbolic& difference) const;

  Machine& machine_;
  int slot_;
  long first_;
  std::size_t frame_;
  std::string name_;
  Value m_;
  int m_index_ = -1;
  std::set<int> varying_;  // generators: m and the unknowns
  bool is_busy_ = false;
  bool is_evaluating_ = false;
  bool is_telescoping_ = false;
  bool may_begin_later_ = false;  // where coefficients of the combination are defined
  const Procedure* finds_order_ = nullptr;
  long lowest_call_ = 0;
  long shift_ = 0;  // n is m + first + shift
  std::map<const void*, Family> families_;
  std::map<Fold, long> lowest_folds_;
  std::vector<Unknown> unknowns_;
  std::vector<Unknown> unfolded_;
  std::vector<Telescoped> recurrences_;
  long cases_ = 0;
};

}  // namespace dropcert::verify
