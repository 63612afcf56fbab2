// What an evaluation can come to: the outcomes that a statement may have, and the ways to end without a
// value.
#pragma once

#include <optional>
#include <stdexcept>

namespace dropcert::check {

/// A term has certainly no value: log 0, 1/0. What the innermost statement around it becomes is undefined.
struct Undefined : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// This checker does not know the value, or not at this precision: it says nothing about the statement.
struct OutOfReach : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The work allowed for a statement is done: no part of the statement may go on.
struct Spent : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Sets of possible outcomes of a statement; and, of those ways in which it may be true, whether it then says
/// nothing (vacuously true) or something.
enum : unsigned { true_bit = 1, false_bit = 2, undefined_bit = 4, any_outcome = 7 };
enum : unsigned { vacuous_bit = 1, substantial_bit = 2, any_vacuity = 3 };
/// Whether a quantifier's part has an element; with none it is true.
enum : unsigned { present_bit = 1, absent_bit = 2, any_presence = 3 };

struct Truth {
  unsigned outcomes = any_outcome;
  unsigned vacuity = substantial_bit;
  // Of a quantifier's part: it may be undefined by a domain of the quantifier itself, and have no element.
  bool by_domain = false;
  unsigned presence = present_bit;

  bool can(unsigned outcome) const { return (outcomes & outcome) != 0; }
  bool holds() const { return outcomes == true_bit; }
  bool fails() const { return outcomes == false_bit; }
  bool is_undefined() const { return outcomes == undefined_bit; }
  /// Surely false or undefined, one of them.
  bool is_refuted() const { return !can(true_bit); }
};

/// Says nothing against what it stands beside.
inline constexpr Truth nothing_wrong{true_bit, vacuous_bit};

inline Truth negated(Truth a) {
  const unsigned was_true = a.can(true_bit) ? false_bit : 0U;
  const unsigned was_false = a.can(false_bit) ? true_bit : 0U;
  return {was_true | was_false | (a.outcomes & undefined_bit), substantial_bit};
}

/// a and b(), where b is asked only if a may be true.
template <class Statement>
Truth both(Truth a, Statement b) {
  if (!a.can(true_bit)) return a;
  const Truth second = b();
  return {(a.outcomes & ~unsigned{true_bit}) | second.outcomes,
          (a.vacuity & second.vacuity & vacuous_bit) | ((a.vacuity | second.vacuity) & substantial_bit)};
}

/// The outcomes of `for` over elements, of which each adds its own. Where elements that are undefined do not
/// count (`wherever defined`), they are left out; but a domain that is undefined always counts.
class Elements {
 public:
  explicit Elements(bool only_where_defined) : only_where_defined_(only_where_defined) {}

  void add(Truth element) {
    if (element.by_domain) add_domain({element.outcomes | true_bit});
    if (element.by_domain && element.is_undefined()) return add_domain(element);
    if (element.presence == absent_bit) return;
    const bool may_be_absent = (element.presence & absent_bit) != 0;
    any_ = true;
    surely_any_ = surely_any_ || !may_be_absent;
    fails_ = fails_ || element.fails();
    some_ |= element.outcomes;
    all_ &= element.outcomes | (may_be_absent && only_where_defined_ ? undefined_bit : 0U);
    if (!element.can(true_bit)) return;
    const bool may_be_left_out = only_where_defined_ && element.can(undefined_bit);
    all_vacuous_ = all_vacuous_ && (may_be_left_out || (element.vacuity & vacuous_bit) != 0);
    vacuity_ |= element.vacuity & substantial_bit;
  }

  /// Whether the domain of further elements is defined.
  void add_domain(Truth domain) {
    by_domain_ |= domain.outcomes & (false_bit | undefined_bit);
    blocked_ = blocked_ || !domain.can(true_bit);
  }

  /// Whether nothing that follows can change the result.
  bool is_settled() const { return fails_; }

  Truth result() const {
    if (fails_) return {false_bit, substantial_bit};
    unsigned outcomes = any_ ? some_ & false_bit : unsigned{true_bit};
    if (any_ && only_where_defined_)
      outcomes |= (some_ & true_bit) | (some_ & all_ & undefined_bit);
    else if (any_)
      outcomes |= (some_ & undefined_bit) | (all_ & true_bit);
    outcomes |= by_domain_;
    if (blocked_) outcomes &= ~unsigned{true_bit};
    return {outcomes, vacuity_ | (all_vacuous_ ? vacuous_bit : 0U), (by_domain_ & undefined_bit) != 0,
            (any_ || by_domain_ != 0 ? present_bit : 0U) | (surely_any_ ? 0U : absent_bit)};
  }

 private:
  bool only_where_defined_;
  bool any_ = false;         // that may be there
  bool surely_any_ = false;  // that is there
  bool fails_ = false;
  bool blocked_ = false;  // a domain is certainly undefined
  bool all_vacuous_ = true;
  unsigned some_ = 0;
  unsigned all_ = any_outcome;
  unsigned by_domain_ = 0;
  unsigned vacuity_ = 0;
};

}  // namespace dropcert::check
