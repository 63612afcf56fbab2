// Comparisons of products by their signs and the logarithms of their sizes: of powers, factorials, binomial
// coefficients, Bernoulli numbers and roots whose exponents or indices vary.
#include <algorithm>

#include "check/calculus/expansion.hpp"
#include "check/functions/functions.hpp"
#include "check/limits/local.hpp"
#include "check/written/written.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr int stirling_terms = 5;
constexpr int most_factors = 64;

bool is_one_of(const Node& node, std::initializer_list<Kind> kinds) {
  return std::find(kinds.begin(), kinds.end(), node.kind) != kinds.end();
}

bool is_call(const Node& node, const char* name) {
  return node.kind == Kind::call && node.name == name;
}

// 1 or -1, where the factor is positive or negative at all points.
int sign_of_factor(const Value& factor) {
  const unsigned signs = signs_of_difference(factor, mpq_class(0), true);
  if (signs != positive_sign && signs != negative_sign) throw OutOfReach("the sign of a factor is not seen");
  return signs == positive_sign ? 1 : -1;
}

}  // namespace

// Whether a factor of the product is such that logarithms help; for the logarithm itself, exponentials are.
bool Evaluator::is_product_of_powers(const Node& node, bool or_exponentials) {
  charge(1);
  if (node.kind == Kind::factorial) return true;
  const bool is_of_name = node.kind == Kind::call && is_of_language(node.name);
  if (is_of_name && (node.name == "binomial" || node.name == "gamma" || node.name == "bernoulli"))
    return true;
  if (is_of_name && node.name == "exp") return or_exponentials;
  if (node.kind == Kind::power && node.children[1].kind == Kind::number)
    return is_product_of_powers(node.children[0], or_exponentials);
  if (node.kind == Kind::power || is_call(node, "root")) return node.children[1].kind != Kind::number;
  if (node.kind == Kind::call && !is_of_name) {
    Bound guard(*this);
    scope_.visible = *find_definition(node.name);
    return is_product_of_powers(definitions_[scope_.visible]->body, or_exponentials);
  }
  if (node.kind == Kind::binding)
    if (const std::optional<WrittenTerm> term = written(node))
      return is_product_of_powers(term->result, or_exponentials);
  const bool is_product = is_one_of(node, {Kind::multiply, Kind::divide, Kind::negate});
  return (is_product || is_call(node, "sqrt") || is_call(node, "abs")) &&
         std::any_of(node.children.begin(), node.children.end(),
                     [&](const Node& child) { return is_product_of_powers(child, or_exponentials); });
}

// Both sides are defined where their logarithms are found. Of two with one sign the greater has the greater
// logarithm, if that is +.
Truth Evaluator::by_logarithms(const Node& a, Relation relation, const Node& b) {
  if (!is_product_of_powers(a) && !is_product_of_powers(b)) return {any_outcome, any_vacuity};
  const std::string reason = notes().reason;
  const auto side = [&](const Node& node) {
    return node.kind == Kind::number && node.number == 0 ? SizeAndSign{{}, 0} : logarithm_of(node);
  };
  const Truth found = in_context([&] {
    const SizeAndSign left = side(a);
    const SizeAndSign right = side(b);
    if (!left.sign || !right.sign) throw OutOfReach("the sign of a side is not seen");
    used.enclosures = true;  // by which signs are seen
    if (*left.sign != *right.sign || *left.sign == 0)
      return compare(mpq_class(*left.sign), relation, mpq_class(*right.sign));
    const SizeAndSign quotient = *left.sign > 0 ? product(left, right, -1) : product(right, left, -1);
    return compare(whole_logarithm(quotient), relation, Expansion(*chart_, mpq_class(0)));
  });
  notes().reason = reason;
  return found;
}

// log(product) by the logarithms of its factors; harmonic(n) = digamma(n + 1) + euler_gamma (DLMF 5.4.14);
// a product of powers and factorials by its logarithm, where that stays bounded.
std::optional<Value> Evaluator::by_logarithm(const Node& node) {
  if (!chart_) return std::nullopt;
  const bool is_of_call = node.kind == Kind::call && is_of_language(node.name);
  const bool is_log = is_of_call && node.name == "log" && is_product_of_powers(node.children[0], true);
  const bool is_harmonic = is_of_call && node.name == "harmonic";
  const bool is_bernoulli = is_of_call && node.name == "bernoulli";
  const bool is_product = chart_->whole != 0 && is_product_of_powers(node) &&
                          (is_bernoulli || is_one_of(node, {Kind::multiply, Kind::divide}));
  if (!is_log && !is_harmonic && !is_product) return std::nullopt;
  const bool was_doubtful = notes().perhaps_undefined;
  const std::string reason = notes().reason;
  try {
    if (is_log) return logarithm_of_positive(node.children[0]);
    if (is_harmonic) {
      const Value n = index(node.children[0]);
      if (!get_if<Expansion>(n) || signs_of_difference(n, mpq_class(0), true) != positive_sign)
        return std::nullopt;
      return apply_function(*this, "digamma", {n + Value(mpq_class(1))}) +
             apply_function(*this, "euler_gamma", {});
    }
    if (is_bernoulli) {  // B_n = 0 for odd n > 1
      const Value n = value(node.children[0]);
      if (sign_of_power(n) == -1 && signs_of_difference(n, mpq_class(1), true) == positive_sign)
        return mpq_class(0);
    }
    const SizeAndSign found = logarithm_of(node);
    const Value size = whole_logarithm(found);
    const auto* log = get_if<Expansion>(size);
    if (log && log->exponent.empty() && !log->logarithm && log->first >= 0 && log->range().is_finite()) {
      const Interval either = span(Interval(-1, bits_), Interval(1, bits_));
      const Value sign = found.sign ? Value(mpq_class(*found.sign)) : remainder_only(*chart_, 0, either);
      return sign * apply_function(*this, "exp", {size});
    }
  } catch (const OutOfReach&) {
  } catch (const Undefined&) {
  }
  notes().perhaps_undefined = was_doubtful;
  notes().reason = reason;
  return std::nullopt;
}

// What is found is shown to be defined, and not 0, at all points of the piece.
Evaluator::SizeAndSign Evaluator::logarithm_of(const Node& node) {
  Bound guard(*this);
  descend();
  auto child = [&](std::size_t i) -> const Node& { return node.children[i]; };
  switch (node.kind) {
    case Kind::negate: {
      SizeAndSign a = logarithm_of(child(0));
      if (a.sign) a.sign = -*a.sign;
      return a;
    }
    case Kind::multiply:
    case Kind::divide: {
      const SizeAndSign a = logarithm_of(child(0));
      return product(a, logarithm_of(child(1)), node.kind == Kind::multiply ? 1 : -1);
    }
    case Kind::power: {
      const Value exponent = value(child(1));
      if (child(0).kind == Kind::number && get_if<mpq_class>(exponent)) break;  // a number like others
      require_real(exponent);
      const SizeAndSign base = logarithm_of(child(0));
      const Value log = exponent * whole_logarithm(base);
      if (base.sign == 1) return {log, 1};
      if (!is_integer_valued(exponent)) throw OutOfReach("a power of what is not seen to be positive");
      const std::optional<int> sign = sign_of_power(exponent);
      return {log, sign == 1 ? sign : sign ? base.sign : std::nullopt};
    }
    case Kind::factorial:
      return factorial_of(index(child(0)));
    case Kind::call:
      if (const std::optional<std::size_t> definition = find_definition(node.name)) {
        if (definitions_[*definition]->is_by_equations()) break;
        enter(*definition, values(node.children));
        return logarithm_of(definitions_[*definition]->body);
      }
      if (node.name == "exp") return {value(child(0)), 1};
      if (node.name == "gamma") {
        const Value x = Expansion(*chart_, mpq_class(0)) + value(child(0));
        if (signs_of_difference(x, mpq_class(0), true) == positive_sign)
          return {apply_function(*this, "lgamma", {x}), 1};
        break;
      }
      if (node.name == "abs" && is_product_of_powers(child(0))) {
        SizeAndSign a = logarithm_of(child(0));
        a.sign = 1;
        return a;
      }
      if (node.name == "bernoulli") return logarithm_of_bernoulli(child(0));
      if (node.name == "sqrt") return {logarithm_of_positive(child(0)) / mpq_class(2), 1};
      if (node.name == "root" && child(1).kind != Kind::number) {
        const Value n = index(child(1));
        if (signs_of_difference(n, mpq_class(0), true) == positive_sign)
          return {logarithm_of_positive(child(0)) / n, 1};
      }
      if (node.name == "binomial" && child(1).kind != Kind::number) {
        const Value n = index(child(0));
        const Value k = index(child(1));
        return product(product(factorial_of(n), factorial_of(k), -1), factorial_of(n - k), -1);
      }
      break;
    case Kind::binding:
      if (node.name == "prod" && is_short(values(node.binders[0].domain.terms))) break;
      if (const std::optional<WrittenTerm> term = written(node)) {
        require_guards(*term);
        return logarithm_of(term->result);
      }
      break;
    default:
      break;
  }
  const Value x = value(node);
  return {mpq_class(0), sign_of_factor(x), {{x, 1}}};
}

Value Evaluator::logarithm_of_positive(const Node& node) {
  const SizeAndSign found = logarithm_of(node);
  if (found.sign != 1) throw OutOfReach("a factor is not seen to be positive");
  return whole_logarithm(found);
}

// z! as itself, where z tends to infinity, for others to cancel.
Evaluator::SizeAndSign Evaluator::factorial_of(const Value& z) {
  const auto* a = get_if<Expansion>(z);
  if (!a || a->first >= 0 || signs(*a) != positive_sign) return {log_factorial(z), 1};
  SizeAndSign result{mpq_class(0), 1};
  result.factorials.emplace_back(z, 1);
  return result;
}

// |a| |b|^power, for a power of 1 or -1. Equal factors are one; of factorials whose arguments differ by few
// the lesser one is kept: (z + d)! = z! (z + 1) ... (z + d).
Evaluator::SizeAndSign Evaluator::product(const SizeAndSign& a, const SizeAndSign& b, int power) {
  SizeAndSign result = a;
  result.log = a.log + mpq_class(power) * b.log;
  result.sign = a.sign && b.sign ? std::optional(*a.sign * *b.sign) : std::nullopt;
  const auto multiply_by = [&](const Value& factor, int count) {
    for (auto& [other, power_of_other] : result.factors)
      if (constant_of(factor - other) == mpq_class(0)) {
        power_of_other += count;
        return;
      }
    result.factors.emplace_back(factor, count);
  };
  for (const auto& [factor, count] : b.factors) multiply_by(factor, count * power);
  for (const auto& [z, count] : b.factorials) {
    const auto meets = [&, &z = z, &count = count](std::pair<Value, int>& other) {
      const std::optional<mpq_class> d = constant_of(z - other.first);
      if (!d || d->get_den() != 1 || abs(*d) > most_factors) return false;
      const Value least = *d > 0 ? other.first : z;
      for (int k = 1; k <= abs(*d); ++k)
        multiply_by(least + mpq_class(k), *d > 0 ? count * power : other.second);
      other = {least, other.second + count * power};
      return true;
    };
    if (std::none_of(result.factorials.begin(), result.factorials.end(), meets))
      result.factorials.emplace_back(z, count * power);
  }
  return result;
}

Value Evaluator::whole_logarithm(const SizeAndSign& a) {
  Value above = Expansion(*chart_, mpq_class(1));
  Value below = above;
  for (const auto& [factor, count] : a.factors) {
    Value& side = count > 0 ? above : below;
    if (count != 0) side = side * check::power(factor, std::abs(count));
  }
  const Value quotient = above / below;
  Value log = a.log + apply_function(*this, "log", {sign_of_factor(quotient) > 0 ? quotient : -quotient});
  for (const auto& [z, count] : a.factorials)
    if (count != 0) log = log + mpq_class(count) * log_factorial(z);
  return log;
}

// B_2m = (-1)^(m+1) 2 (2m)! zeta(2m)/(2 pi)^(2m) for m >= 1 (DLMF 25.6.2).
Evaluator::SizeAndSign Evaluator::logarithm_of_bernoulli(const Node& index) {
  const Value n = value(index);
  if (signs_of_difference(n, mpq_class(0), true) != positive_sign || sign_of_power(n) != 1)
    throw OutOfReach("a Bernoulli number whose index is not seen to be even");
  const auto log = [&](const Value& x) {
    return apply_function(*this, "log", {Expansion(*chart_, mpq_class(0)) + x});
  };
  const Value two = mpq_class(2);
  std::optional<int> sign = sign_of_power(n / two);
  if (sign) sign = -*sign;
  const Value size = log(two) - n * (log(two) + log(generator_value(generator_pi)));
  return product({size, sign, {{apply_function(*this, "zeta", {n}), 1}}}, factorial_of(n), 1);
}

// The value of a term that is an integer at all points of the region.
Value Evaluator::index(const Node& node) {
  const Value found = value(node);
  if (!is_integer_valued(found)) throw OutOfReach("an index that is not seen to be an integer");
  return found;
}

// 0 for 0! = 1. For z > 0 by Stirling's series (DLMF 5.11.1; 5.11(ii) says that what is left out has the sign
// of the first term left out, and is not greater):
//     log z! = (z + 1/2) log z - z + log(2 pi)/2 + sum_k B_2k/(2k (2k-1) z^(2k-1)).
Value Evaluator::log_factorial(const Value& number) {
  const auto* expansion = get_if<Expansion>(number);
  const Expansion z = expansion ? *expansion : Expansion(*chart_, number);
  if (z.is_zero()) return z;
  if (signs(z) != positive_sign) throw OutOfReach("a factorial of what is not seen to be positive");
  const Value half = mpq_class(1, 2);
  const Expansion two_pi(*chart_, mpq_class(2) * generator_value(generator_pi));
  Value sum =
      (z + half) * apply_function(*this, "log", {z}) - z + half * apply_function(*this, "log", {two_pi});
  for (int k = 1; k <= stirling_terms; ++k) {
    const mpq_class b = sequences_.bernoulli(static_cast<std::uint64_t>(2 * k)) / (2 * k * (2 * k - 1));
    Value term = mpq_class(b) / power(z, 2 * k - 1);
    const Interval unit = span(Interval(0, bits_), Interval(1, bits_));
    if (k == stirling_terms) term = term * remainder_only(*chart_, 0, unit);
    sum = sum + term;
  }
  return sum;
}

}  // namespace dropcert::check
