// Lists with as many elements as a variable says: sums and products over their elements, and means over their
// dropout laws, as variables of their own while terms become forms.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "check/evaluator.hpp"
#include "check/open/summands.hpp"

namespace dropcert::check {

class Evaluator::OpenLists {
 public:
  /// Between which numbers the elements of a list lie; where that begins with 0, whether one of them is 0.
  struct Elements {
    std::optional<mpq_class> low, high;
    bool low_open = false, high_open = false;
    bool has_zero = false;

    bool begins_at_zero() const { return low && *low == 0 && !low_open; }
  };

  explicit OpenLists(Evaluator& evaluator) : e_(evaluator) {}

  /// The length is an integer >= 1 and the same for all lists.
  void set_length(Value length) { length_ = std::move(length); }
  const Value& length() const { return length_; }
  Value add(const Elements& elements);

  /// While a term becomes a form: nullopt where it is about no list here.
  std::optional<Value> call(const std::string& name, const std::vector<Value>& arguments);
  std::optional<Value> binding(const language::Node& node);
  Value element(const OpenList& list, const Value& number);
  /// Some element of the list that is the domain.
  std::optional<Value> any_element(const language::Domain& domain);
  /// Whether a form is seen to have one of these signs everywhere, where it is a sum over elements.
  bool is_seen(const Value& form, unsigned signs);
  /// The outcomes of a statement where the premise is true.
  Truth under(const language::Node& premise, const std::function<Truth()>& statement);

 private:
  struct Entry {
    Elements elements;
    std::vector<Value> variables;  // an element, by how many sums are around it
    std::optional<Value> mean;
  };
  struct Unknown {
    std::string what;
    Value key;
    Value value;
  };
  using Term = std::function<Value(const Value&)>;  // with an element in the place of the variable

  Value variable(const Elements& elements);
  Value element_at(std::size_t list, std::size_t depth);
  Value mean_of(std::size_t list);
  Value place(std::size_t depth);
  std::vector<std::size_t> elements_at(std::size_t depth) const;
  Value unknown(const std::string& what, const Value& key, std::optional<int> sign);
  std::optional<int> weak_sign(const Value& form);
  bool varies(const Value& form, const std::vector<std::size_t>& variables) const {
    return check::varies(*e_.forms_, form, variables);
  }
  std::optional<std::size_t> list_of(const Value& form) const;

  Value over_elements(bool is_product, std::optional<std::size_t> list, const Term& term);
  Value sum_of(const Value& form);
  Value product_of(const Value& form, const Term* term);
  Value root(const Value& radicand);
  Value mean(const language::Node& node, const OpenList& law);
  Value mean_of_part(const Value& part, std::size_t x, const OpenList& law);
  std::vector<Value> moments(const OpenList& law, std::int64_t order, bool is_central);
  bool is_nonnegative(const Value& form, bool strictly);
  bool is_good_for_each(const Value& each, std::size_t x, std::size_t list, bool strictly);
  bool is_nonnegative_sum(const Value& form, bool strictly);
  bool sees(const Value& form, bool strictly);
  bool assume_bounds(const language::Node& quantifier, std::vector<Entry>& entries);
  void assume_equation(const language::Node& relation);

  Evaluator& e_;
  Value length_;
  std::vector<Entry> lists_;
  std::vector<Unknown> unknowns_;
  std::vector<Value> places_;
  std::size_t depth_ = 0;
  std::vector<std::size_t> means_;  // the variables of those around a term
};

}  // namespace dropcert::check
