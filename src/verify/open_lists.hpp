// Lists with as many elements as a variable says, while identities are decided: sums and products over their
// elements, and means over their dropout laws, as unknowns.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "verify/machine.hpp"

namespace dropcert::verify {

/// What proofs/README.md calls lists of any length. In force while a statement is evaluated with forms.
class OpenLists {
 public:
  /// Between which numbers the elements lie.
  struct Elements {
    std::optional<exact::Rational> low, high;
    bool low_open = false, high_open = false;

    bool begins_at_zero() const { return low && low->is_zero() && !low_open; }
  };

  explicit OpenLists(Machine& machine) : machine_(machine) {}

  /// Forgets all lists. The length is a positive form.
  void begin(const Value& length);
  /// One more list. Where its elements begin at 0, one of them is 0, or none: `has_zero`.
  Value add(const Elements& elements, bool has_zero);

  // While a term is evaluated; nullopt where it is about no list here.
  std::optional<Value> call(const Code& code, const std::vector<Value>& arguments);
  std::optional<Value> fold(const Code& code, bool is_sum);
  Value mean(const Code& code, const OpenLaw& law);
  Value element(const OpenList& list, const Value& number);
  /// An element of the list that is the domain.
  std::optional<Value> any_element(const BinderCode& binder);
  /// Whether a comparison that its form does not decide is seen to be true.
  bool is_seen(const Value& left, language::Relation relation, const Value& right);
  /// What a statement comes out as where the premise is true.
  Outcomes under(const Code& premise, const std::function<Outcomes()>& statement);

 private:
  struct List {
    Elements elements;
    bool has_zero = false;
    std::optional<Value> mean;  // of its elements, where that is known
  };
  struct Unknown {
    char kind;  // of a sum, product, root, mean
    exact::RationalFunction key;
    Value value;
  };
  using Parts = std::vector<std::pair<exact::RationalFunction, exact::RationalFunction>>;  // what depends,
                                                                                           // its coefficient

  Value element_at(int list, std::size_t depth);
  Value variable(const std::string& name, const Elements& elements, bool has_zero);
  Value mean_of(int list);
  Value place(std::size_t depth);
  std::set<int> inner_variables(std::size_t depth) const;
  Parts split(const exact::RationalFunction& form, const std::set<int>& variables) const;
  std::optional<int> list_of(const exact::RationalFunction& form) const;
  Value sum_of(const Value& form);
  Value product_of(const Value& form, const std::function<Value(const Value&)>* at_end);
  Value over_elements(const std::function<Value(std::size_t)>& term, bool is_sum, std::optional<int> list,
                      const std::function<Value(const Value&)>& at_end);
  Value unknown(char kind, const exact::RationalFunction& key, std::optional<int> sign);
  std::optional<int> weak_sign(const exact::RationalFunction& form);
  Value root(const Value& radicand);
  Value power_sum(int list, long k);
  std::vector<Value> cumulants(const OpenLaw& law, long order);
  std::vector<Value> moments(const std::vector<Value>& cumulants, long order);
  Value mean_of_part(const exact::RationalFunction& part, int x, const OpenLaw& law);
  Value central(const OpenLaw& law, long order);
  bool is_seen_nonnegative(const exact::RationalFunction& form, bool strictly);
  bool is_good_pointwise(const exact::RationalFunction& each, int x, int list,
                         const std::function<bool(const exact::RationalFunction&)>& is_good);
  bool is_seen_linear(const exact::RationalFunction& form, bool strictly);
  bool assume_bounds(const Code& quantifier);
  void assume_equation(const Code& relation);

  Machine& machine_;
  Value length_;
  std::vector<List> lists_;
  std::vector<Unknown> unknowns_;
  std::size_t depth_ = 0;  // of sums over elements within one another
  int means_ = 0;          // of means within one another
  int made_ = 0;           // variables, for their names
  int generation_ = 0;     // of elements, which an assumption makes anew
};

}  // namespace dropcert::verify
