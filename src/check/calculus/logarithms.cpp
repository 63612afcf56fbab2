// Comparisons of products of positive factors by their logarithms: of powers, factorials, binomial
// coefficients and roots whose exponents or indices vary.
#include <algorithm>

#include "check/calculus/expansion.hpp"
#include "check/functions/functions.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr int stirling_terms = 5;

bool is_one_of(const Node& node, std::initializer_list<Kind> kinds) {
  return std::find(kinds.begin(), kinds.end(), node.kind) != kinds.end();
}

bool is_call(const Node& node, const char* name) {
  return node.kind == Kind::call && node.name == name;
}

}  // namespace

// Whether a factor of the product is such that logarithms help; for the logarithm itself, exponentials are.
bool Evaluator::is_product_of_powers(const Node& node, bool or_exponentials) {
  charge(1);
  if (node.kind == Kind::factorial) return true;
  if ((is_call(node, "binomial") || is_call(node, "gamma")) && is_of_language(node.name)) return true;
  if (is_call(node, "exp") && is_of_language(node.name)) return or_exponentials;
  if (node.kind == Kind::power || is_call(node, "root")) return node.children[1].kind != Kind::number;
  if (node.kind == Kind::call && !is_of_language(node.name)) {
    Bound guard(*this);
    scope_.visible = *find_definition(node.name);
    return is_product_of_powers(definitions_[scope_.visible]->body, or_exponentials);
  }
  return (is_one_of(node, {Kind::multiply, Kind::divide}) || is_call(node, "sqrt")) &&
         std::any_of(node.children.begin(), node.children.end(),
                     [&](const Node& child) { return is_product_of_powers(child, or_exponentials); });
}

// Both sides are defined and positive where their logarithms are found; the greater has the greater one.
Truth Evaluator::by_logarithms(const Node& a, Relation relation, const Node& b) {
  if (!is_product_of_powers(a) && !is_product_of_powers(b)) return {any_outcome, any_vacuity};
  const std::string reason = notes().reason;
  const Truth found = in_context(
      [&] { return compare(logarithm_of(a) - logarithm_of(b), relation, Expansion(*chart_, mpq_class(0))); });
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
  const bool is_product =
      is_one_of(node, {Kind::multiply, Kind::divide}) && has_integer_ && is_product_of_powers(node);
  if (!is_log && !is_harmonic && !is_product) return std::nullopt;
  const bool was_doubtful = notes().perhaps_undefined;
  const std::string reason = notes().reason;
  try {
    if (is_log) return logarithm_of(node.children[0]);
    if (is_harmonic) {
      const Value n = index(node.children[0]);
      if (!get_if<Expansion>(n) || signs_of_difference(n, mpq_class(0), true) != positive_sign)
        return std::nullopt;
      return apply_function(*this, "digamma", {n + Value(mpq_class(1))}) +
             apply_function(*this, "euler_gamma", {});
    }
    const Value found = logarithm_of(node);
    const auto* log = get_if<Expansion>(found);
    if (log && log->exponent.empty() && !log->logarithm && log->first >= 0 && log->range().is_finite())
      return apply_function(*this, "exp", {found});
  } catch (const OutOfReach&) {
  } catch (const Undefined&) {
  }
  notes().perhaps_undefined = was_doubtful;
  notes().reason = reason;
  return std::nullopt;
}

// log of the term, which is shown to be defined and positive at all points of the piece.
Value Evaluator::logarithm_of(const Node& node) {
  Bound guard(*this);
  descend();
  auto child = [&](std::size_t i) -> const Node& { return node.children[i]; };
  switch (node.kind) {
    case Kind::multiply:
      return logarithm_of(child(0)) + logarithm_of(child(1));
    case Kind::divide:
      return logarithm_of(child(0)) - logarithm_of(child(1));
    case Kind::power: {
      const Value exponent = value(child(1));
      if (child(0).kind == Kind::number && get_if<mpq_class>(exponent)) break;  // a number like others
      require_real(exponent);
      return exponent * logarithm_of(child(0));
    }
    case Kind::factorial:
      return log_factorial(index(child(0)));
    case Kind::call:
      if (const std::optional<std::size_t> definition = find_definition(node.name)) {
        if (definitions_[*definition]->is_by_equations()) break;
        enter(*definition, values(node.children));
        return logarithm_of(definitions_[*definition]->body);
      }
      if (node.name == "exp") return Expansion(*chart_, mpq_class(0)) + value(child(0));
      if (node.name == "gamma") {
        const Value x = Expansion(*chart_, mpq_class(0)) + value(child(0));
        if (signs_of_difference(x, mpq_class(0), true) == positive_sign)
          return apply_function(*this, "lgamma", {x});
        break;
      }
      if (node.name == "sqrt") return logarithm_of(child(0)) / mpq_class(2);
      if (node.name == "root" && child(1).kind != Kind::number) {
        const Value n = index(child(1));
        if (signs_of_difference(n, mpq_class(0), true) == positive_sign) return logarithm_of(child(0)) / n;
      }
      if (node.name == "binomial" && child(1).kind != Kind::number) {
        const Value n = index(child(0));
        const Value k = index(child(1));
        return log_factorial(n) - log_factorial(k) - log_factorial(n - k);
      }
      break;
    default:
      break;
  }
  const Value x = value(node);
  if (signs_of_difference(x, mpq_class(0), true) != positive_sign)
    throw OutOfReach("a factor is not seen to be positive");
  const auto* expansion = get_if<Expansion>(x);
  return apply_function(*this, "log", {expansion ? *expansion : Expansion(*chart_, x)});
}

// The value of a term that is an integer at all points of the region.
Value Evaluator::index(const Node& node) {
  const auto is_integer = [&](auto& self, const Node& term) -> bool {
    if (term.kind == Kind::number) return term.number.get_den() == 1;
    if (is_one_of(term, {Kind::add, Kind::subtract, Kind::multiply, Kind::negate}))
      return std::all_of(term.children.begin(), term.children.end(),
                         [&](const Node& child) { return self(self, child); });
    const Value* variable = term.kind == Kind::name ? find_variable(term.name) : nullptr;
    if (!variable) return false;
    const auto* rational = get_if<mpq_class>(*variable);
    const auto* expansion = get_if<Expansion>(*variable);
    return rational ? rational->get_den() == 1 : expansion && expansion->is_integer;
  };
  if (!is_integer(is_integer, node)) throw OutOfReach("an index that is not seen to be an integer");
  return value(node);
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
