// Means over the law of dropout of a list of any length.
#include "check/functions/functions.hpp"
#include "check/open/open_lists.hpp"
#include "check/recursion/induction.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr std::int64_t most_order = 12;

const Value one = mpq_class(1);

}  // namespace

std::optional<Value> Evaluator::OpenLists::call(const std::string& name,
                                                const std::vector<Value>& arguments) {
  if (name == "root" && is_form(arguments[1]) && equals(arguments[1] - length_, 0)) return root(arguments[0]);
  bool is_here = false;
  for (const Value& argument : arguments) is_here = is_here || get_if<OpenList>(argument);
  if (!is_here) return std::nullopt;
  const auto* list = get_if<OpenList>(arguments[0]);
  if (!list || list->delta) throw OutOfReach("a function of a list of open length");
  if (name == "length") return length_;
  if (name == "sum" || name == "prod")
    return over_elements(name == "prod", list->number, [](const Value& element) { return element; });
  if (name != "dropout" && name != "moment" && name != "regulariser")
    throw OutOfReach("a function of a list of open length");
  const Value& delta = arguments[1];
  const Truth inside = both(e_.compare(delta, Relation::greater, mpq_class(0)),
                            [&] { return e_.compare(delta, Relation::less, one); });
  if (inside.fails()) throw Undefined("a probability strictly between 0 and 1 is needed");
  if (!inside.holds()) note_perhaps_undefined();
  const OpenList law{list->number, std::make_shared<Value>(delta)};
  if (name == "dropout") return law;
  if (name == "moment") {
    const std::uint64_t order = natural(arguments[2]);
    require_at_most(order, most_order, "the order of a moment");
    return moments(law, static_cast<std::int64_t>(order), true).back();
  }
  const Value x = e_.forms_->variable(Bounds{});
  const Value mean = length_ * mean_of(list->number);
  return mean_of_part(apply_function(e_, "softplus", {x}), Induction::generator_of(x), law) -
         apply_function(e_, "softplus", {mean});
}

// From the 0-th on; a sum of independent parts has the cumulants k_i = c_i/q^i times the sum of the i-th
// powers of the elements, c_i being those of a number that is 1 with probability q and else 0: c_1 = q,
// c_(i+1) = q (1 - q) dc_i/dq.
std::vector<Value> Evaluator::OpenLists::moments(const OpenList& law, std::int64_t order, bool is_central) {
  const Value q = one - *law.delta;
  std::vector<mpq_class> polynomial = {0, 1};  // in q
  std::vector<Value> cumulants;
  for (std::int64_t i = 1; i <= order; ++i) {
    Value value = mpq_class(0);
    for (std::size_t k = polynomial.size(); k-- > 0;) value = value * q + Value(polynomial[k]);
    const Value total = sum_of(power(element_at(law.number, 0), i));
    cumulants.push_back(i == 1 && is_central ? Value(mpq_class(0)) : value / power(q, i) * total);
    std::vector<mpq_class> next(polynomial.size() + 1);
    for (std::size_t k = 1; k < polynomial.size(); ++k) {
      const mpq_class slope = polynomial[k] * mpq_class(to_mpz(k));
      next[k] += slope;
      next[k + 1] -= slope;
    }
    polynomial = std::move(next);
  }
  std::vector<Value> result = {one};
  for (std::int64_t k = 1; k <= order; ++k) {
    Value sum = mpq_class(0);
    mpq_class choices = 1;  // of i - 1 out of k - 1
    for (std::int64_t i = 1; i <= k; ++i) {
      sum = sum + Value(choices) * cumulants[static_cast<std::size_t>(i - 1)] *
                      result[static_cast<std::size_t>(k - i)];
      choices = choices * mpq_class(signed_mpz(k - i)) / mpq_class(signed_mpz(i));
    }
    result.push_back(sum);
  }
  return result;
}

Value Evaluator::OpenLists::mean(const Node& node, const OpenList& law) {
  if (!law.delta) throw OutOfReach("a law is expected");
  const Value x = e_.forms_->variable(Bounds{});
  const std::size_t g = Induction::generator_of(x);
  struct Around {
    std::vector<std::size_t>& all;
    ~Around() { all.pop_back(); }
  };
  Value form;
  {
    means_.push_back(g);
    const Around around{means_};
    Bound guard(e_);
    e_.bind(node.binders[0].names[0], x);
    form = e_.value(node.children[0]);
  }
  std::vector<std::size_t> others = means_;
  for (std::size_t depth = 0; depth < depth_; ++depth)
    for (const std::size_t element : elements_at(depth)) others.push_back(element);
  if (varies(form, others)) throw OutOfReach("a mean within a sum or a mean");
  if (is_form(form) && e_.forms_->is_complex(as_fraction(form)))
    throw OutOfReach("the mean of a circular function");
  Value sum = mpq_class(0);
  for (const auto& [part, coefficient] : summands_of(*e_.forms_, form, {g}))
    sum = sum + coefficient * mean_of_part(part, g, law);
  return sum;
}

// Powers by moments, exponentials by the product of their means; of another function what it is at the mean,
// and what Jensen's inequality tells the sign of.
Value Evaluator::OpenLists::mean_of_part(const Value& part, std::size_t x, const OpenList& law) {
  Forms& forms = *e_.forms_;
  if (!is_form(part)) return part;
  const Value variable = generator_value(x);
  const Fraction fraction = as_fraction(part);
  const std::int32_t degree = degree_in(fraction.numerator, x);
  if (degree > 0 && degree <= most_order && equals(part - power(variable, degree), 0))
    return moments(law, degree, false).back();
  if (fraction.numerator.is_monomial() && fraction.denominator.is_one()) {
    Value exponent = mpq_class(0);
    bool is_exponential = true;
    for (std::size_t g = first_free_generator; g < max_generators; ++g)
      if (const std::int32_t n = fraction.numerator.terms()[0].first[g]; n != 0) {
        is_exponential = is_exponential && forms.is_exponential(g);
        if (is_exponential) exponent = exponent + Value(mpq_class(n)) * forms.inside(g);
      }
    const Value slope = exponent / variable;
    if (is_exponential && !varies(slope, {x})) {
      const Value q = one - *law.delta;
      return product_of(*law.delta + q * forms.exp(slope * element_at(law.number, 0) / q), nullptr);
    }
  }
  require_differentiable(forms, part, x);
  const Value curvature = forms.derivative(forms.derivative(part, x), x);
  const Value there = substituted(forms, part, x, length_ * mean_of(law.number));
  if (sees(curvature, false)) return there + unknown("surplus", part, 0);
  if (sees(-curvature, false)) return there - unknown("surplus", part, 0);
  throw OutOfReach("the mean of a function that bends both ways");
}

}  // namespace dropcert::check
