#include "check/open/open_lists.hpp"

#include <algorithm>

#include "check/functions/functions.hpp"
#include "check/recursion/induction.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr std::size_t most_depth = 4;
constexpr std::size_t most_unknowns = 10;

}  // namespace

// ---- variables

Value Evaluator::OpenLists::add(const Elements& elements) {
  lists_.push_back({elements, {}, std::nullopt});
  return OpenList{lists_.size() - 1, nullptr};
}

// Of the mean too: it lies between the same ends, and is 0 only if all elements are.
Value Evaluator::OpenLists::variable(const Elements& elements) {
  return e_.forms_->variable(
      Bounds{elements.low, elements.high, elements.low && *elements.low == 0 && !elements.has_zero});
}

Value Evaluator::OpenLists::element_at(std::size_t list, std::size_t depth) {
  Entry& entry = lists_[list];
  while (entry.variables.size() <= depth) entry.variables.push_back(variable(entry.elements));
  return entry.variables[depth];
}

Value Evaluator::OpenLists::mean_of(std::size_t list) {
  Entry& entry = lists_[list];
  if (!entry.mean) entry.mean = variable(entry.elements);
  return *entry.mean;
}

Value Evaluator::OpenLists::place(std::size_t depth) {
  while (places_.size() <= depth) places_.push_back(e_.forms_->variable(Bounds{mpq_class(1), std::nullopt}));
  return places_[depth];
}

// The generators that stand for elements inside so many sums, and for their numbers.
std::vector<std::size_t> Evaluator::OpenLists::elements_at(std::size_t depth) const {
  std::vector<std::size_t> result;
  for (const Entry& entry : lists_)
    if (depth < entry.variables.size()) result.push_back(Induction::generator_of(entry.variables[depth]));
  return result;
}

Value Evaluator::OpenLists::unknown(const std::string& what, const Value& key, std::optional<int> sign) {
  for (const Unknown& known : unknowns_)
    if (known.what == what && are_equal(known.key, key)) return known.value;
  if (unknowns_.size() == most_unknowns) throw OutOfReach("too many sums over the elements of lists");
  Bounds bounds;
  if (sign) bounds = {mpq_class(0), std::nullopt, *sign > 0};
  unknowns_.push_back({what, key, e_.forms_->variable(bounds)});
  return unknowns_.back().value;
}

bool Evaluator::OpenLists::sees(const Value& form, bool strictly) {
  const std::optional<int> known = e_.forms_->sign(form);
  if (known) return *known > 0 || (*known == 0 && !strictly);
  return e_.forms_->is_seen(form, strictly ? positive_sign : positive_sign | zero_sign);
}

// 1: positive; 0: nowhere negative.
std::optional<int> Evaluator::OpenLists::weak_sign(const Value& form) {
  if (sees(form, true)) return 1;
  return sees(form, false) ? std::optional(0) : std::nullopt;
}

Value Evaluator::OpenLists::element(const OpenList& list, const Value& number) {
  for (std::size_t depth = 0; depth < depth_ && is_form(number); ++depth)
    if (are_equal(number, place(depth))) return element_at(list.number, depth);
  throw OutOfReach("an element of a list of open length");
}

std::optional<Value> Evaluator::OpenLists::any_element(const Domain& domain) {
  if (domain.kind != DomainKind::elements) return std::nullopt;
  std::optional<Value> result;
  in_context([&] {
    const Value list = e_.value(domain.terms[0]);
    if (const auto* open = get_if<OpenList>(list); open && !open->delta)
      result = variable(lists_[open->number].elements);
    return nothing_wrong;
  });
  return result;
}

std::optional<std::size_t> Evaluator::OpenLists::list_of(const Value& form) const {
  std::optional<std::size_t> result;
  for (std::size_t list = 0; list < lists_.size(); ++list) {
    if (lists_[list].variables.empty() || !varies(form, {Induction::generator_of(lists_[list].variables[0])}))
      continue;
    if (result) return std::nullopt;
    result = list;
  }
  return result;
}

// ---- sums and products over elements

// The term is looked at with variables for the elements of its own, so that it is seen not to vary with the
// elements of sums around it; then with the first ones, so that equal sums get equal variables.
Value Evaluator::OpenLists::over_elements(bool is_product, std::optional<std::size_t> list,
                                          const Term& term) {
  if (depth_ == most_depth) throw OutOfReach("sums over lists of open length within one another");
  struct Deeper {
    std::size_t& depth;
    ~Deeper() { --depth; }
  } deeper{++depth_};
  const std::size_t depth = depth_ - 1;
  const auto at = [&](std::size_t which) { return term(list ? element_at(*list, which) : place(which)); };
  Value found = at(depth);
  std::vector<std::size_t> others = means_;
  for (std::size_t outer = 0; outer <= depth; ++outer) {
    if (outer < places_.size()) others.push_back(Induction::generator_of(places_[outer]));
    if (outer < depth)
      for (const std::size_t g : elements_at(outer)) others.push_back(g);
  }
  if (varies(found, others)) throw OutOfReach("a sum over elements whose terms depend on more than these");
  if (depth > 0) found = at(0);
  if (is_form(found) && e_.forms_->is_complex(as_fraction(found)))
    throw OutOfReach("a sum of circular functions over the elements of a list");
  if (!is_product) return sum_of(found);
  return product_of(found, list && lists_[*list].elements.has_zero ? &term : nullptr);
}

Value Evaluator::OpenLists::sum_of(const Value& form) {
  Value sum = mpq_class(0);
  for (const auto& [key, coefficient] : summands_of(*e_.forms_, form, elements_at(0))) {
    const std::optional<std::size_t> list = list_of(key);
    const bool is_element = list && are_equal(key, element_at(*list, 0));
    const Value total = !is_form(key) ? length_ * key
                        : is_element  ? length_ * mean_of(*list)
                                      : unknown("sum", key, weak_sign(key));
    sum = sum + coefficient * total;
  }
  return sum;
}

// Positive factors: the exponential of a sum of logarithms. Otherwise 0, where one element is 0 and its
// factor too.
Value Evaluator::OpenLists::product_of(const Value& form, const Term* term) {
  if (equals(form, 0)) return mpq_class(0);
  if (e_.forms_->strict_sign(form) == 1) return e_.forms_->exp(sum_of(e_.forms_->log(form)));
  if (term && equals((*term)(mpq_class(0)), 0)) return mpq_class(0);
  return unknown("product", form, weak_sign(form));
}

std::optional<Value> Evaluator::OpenLists::binding(const Node& node) {
  const Domain& domain = node.binders[0].domain;
  std::optional<std::size_t> list;
  if (domain.kind == DomainKind::elements) {
    const Value over = e_.value(domain.terms[0]);
    const auto* open = get_if<OpenList>(over);
    if (!open) return std::nullopt;
    if (node.name == "mean") return mean(node, *open);
    list = open->number;
  } else if (domain.kind == DomainKind::range && domain.terms[1].kind != Kind::infinity &&
             (node.name == "sum" || node.name == "prod")) {
    const Value high = e_.value(domain.terms[1]);
    if (!is_form(high)) return std::nullopt;
    if (!equals(e_.value(domain.terms[0]), 1) || !are_equal(high, length_))
      throw OutOfReach("a range that is not that of all elements of a list");
  } else {
    return std::nullopt;
  }
  return over_elements(node.name == "prod", list, [&](const Value& element) {
    Bound guard(e_);
    e_.bind(node.binders[0].names[0], element);
    return e_.value(node.children[0]);
  });
}

// The root whose order is the length.
Value Evaluator::OpenLists::root(const Value& radicand) {
  if (equals(radicand, 0)) return radicand;
  if (e_.forms_->strict_sign(radicand) == 1) return e_.forms_->exp(e_.forms_->log(radicand) / length_);
  const std::optional<int> sign = weak_sign(radicand);
  if (!sign) throw OutOfReach("a root whose order is the length of a list");
  return unknown("root", radicand, sign);
}

}  // namespace dropcert::check
