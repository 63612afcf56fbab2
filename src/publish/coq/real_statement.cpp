#include "publish/coq/real_statement.hpp"

#include <fmt/core.h>

#include <map>
#include <optional>

#include "exact/surjections.hpp"
#include "language/print.hpp"
#include "publish/coq/not_emitted.hpp"
#include "publish/coq/scope.hpp"
#include "verify/printed.hpp"

namespace dropcert::publish {

using namespace exact;
using namespace language;
using namespace verify;

namespace {

constexpr std::size_t most_comparisons = 200;
constexpr std::size_t longest_term = 20'000;  // characters
constexpr std::size_t most_features = 6;      // whose law is written out
constexpr long most_summands = 200;
constexpr long highest_derivative = 40;

// A closed term: a number in Coq, with its value if it is rational and known from its form, a list, or a
// string.
struct Value {
  std::string text;
  std::optional<mpq_class> exact{};
  std::vector<Value> items{};
  bool is_list = false;
  std::optional<std::string> string{};
};

// An outcome of dropout: its probability and the noised logit.
struct Outcome {
  Value probability;
  Value logit;
};

Value rational(const mpq_class& value) {
  std::string text = value.get_num().get_str();
  if (value.get_den() != 1) text += " / " + value.get_den().get_str();
  return {value < 0 || value.get_den() != 1 ? "(" + text + ")" : text, value};
}

class Translator {
 public:
  Translator(const std::vector<Parameter>& parameters, const std::vector<const Definition*>& definitions)
      : scope_(named_values(parameters), definitions) {}

  /// The statement in one case.
  void statement(const Node& node, const CaseValues& values, std::vector<std::string>& comparisons,
                 std::size_t next = 0) {
    if (next == values.size()) return statement(node, comparisons);
    const Value value = term(values[next].second);
    scope_.with({{values[next].first, value}}, [&] { statement(node, values, comparisons, next + 1); });
  }

  void statement(const Node& node, std::vector<std::string>& comparisons) {
    switch (node.kind) {
      case Kind::relation:
        return relation(node, comparisons);
      case Kind::conjunction:
        statement(node.children[0], comparisons);
        return statement(node.children[1], comparisons);
      case Kind::quantifier:
        return quantifier(node, 0, comparisons);
      case Kind::call:
        if (node.name == "prints" && !scope_.definition(node.name)) return printed(node, comparisons);
        [[fallthrough]];
      default:
        throw NotEmitted(fmt::format("'{}' is no comparison of numbers, nor several of them joined by 'and'",
                                     to_text(node)));
    }
  }

  Value term(const Node& node) {
    Value result = written(node);
    if (result.text.size() > longest_term) throw NotEmitted("a term is too long");
    return result;
  }

 private:
  static TranslationScope<Value>::Names named_values(const std::vector<Parameter>& parameters) {
    TranslationScope<Value>::Names names;
    for (const Parameter& parameter : parameters) names[parameter.name] = rational(parameter.value);
    return names;
  }

  Value written(const Node& node) {
    switch (node.kind) {
      case Kind::number:
        return rational(node.number);
      case Kind::name:
        return named(node);
      case Kind::text: {
        Value result;
        result.string = node.name;
        return result;
      }
      case Kind::list:
        return list(node);
      case Kind::negate:
        return negated(number(node.children[0]));
      case Kind::add:
      case Kind::subtract:
      case Kind::multiply:
      case Kind::divide:
        return arithmetic(node);
      case Kind::power:
        return power(number(node.children[0]), integer(node.children[1], "an exponent"));
      case Kind::factorial:
        return factorial(node);
      case Kind::call:
        return call(node);
      case Kind::binding:
        return binding(node);
      default:
        throw NotEmitted(fmt::format("'{}' has no counterpart in the emitted file", to_text(node)));
    }
  }

  Value number(const Node& node) {
    Value result = term(node);
    if (result.is_list) throw NotEmitted(fmt::format("'{}' is a list", to_text(node)));
    if (result.string) throw NotEmitted(fmt::format("'{}' is a string", to_text(node)));
    return result;
  }

  long integer(const Node& node, const char* what) {
    Value value = number(node);
    if (!value.exact || value.exact->get_den() != 1 || !value.exact->get_num().fits_slong_p())
      throw NotEmitted(fmt::format("it is not seen from '{}' which integer {} is", to_text(node), what));
    return value.exact->get_num().get_si();
  }

  Value named(const Node& node) {
    if (const auto* value = scope_.find(node.name)) return *value;
    if (const Definition* definition = scope_.definition(node.name))
      return scope_.inside(*definition, {}, [&] { return term(definition->body); });
    if (node.name == "pi") return {"PI"};
    throw NotEmitted(fmt::format("'{}' is no real number", node.name));
  }

  Value list(const Node& node) {
    Value result;
    result.is_list = true;
    for (const Node& child : node.children) result.items.push_back(number(child));
    return result;
  }

  static Value negated(const Value& a) {
    return {fmt::format("(- {})", a.text), a.exact ? std::optional<mpq_class>(-*a.exact) : std::nullopt};
  }

  static Value operation(const Value& a, Kind kind, const Value& b) {
    if (a.is_list || b.is_list) throw NotEmitted("arithmetic on lists is not written out");
    const bool known = a.exact && b.exact;
    std::optional<mpq_class> exact;
    const char* sign = "+";
    if (kind == Kind::add && known) exact = *a.exact + *b.exact;
    if (kind == Kind::subtract) {
      sign = "-";
      if (known) exact = *a.exact - *b.exact;
    } else if (kind == Kind::multiply) {
      sign = "*";
      if (known) exact = *a.exact * *b.exact;
    } else if (kind == Kind::divide) {
      sign = "/";
      if (b.exact && *b.exact == 0) throw NotEmitted("a divisor is 0");
      if (known) exact = *a.exact / *b.exact;
    }
    return {fmt::format("({} {} {})", a.text, sign, b.text), exact};
  }

  Value arithmetic(const Node& node) {
    return operation(term(node.children[0]), node.kind, term(node.children[1]));
  }

  // Coq's power has natural exponents.
  static Value power(const Value& base, long exponent) {
    if (exponent > 1000 || exponent < -1000) throw NotEmitted("an exponent is beyond 1000");
    if (exponent < 0 && base.exact && *base.exact == 0) throw NotEmitted("a divisor is 0");
    Value result = {fmt::format("({} ^ {})", base.text, exponent < 0 ? -exponent : exponent)};
    if (base.exact) {
      mpq_class product = 1;
      for (long i = 0; i < (exponent < 0 ? -exponent : exponent); ++i) product *= *base.exact;
      result.exact = product;
    }
    if (exponent >= 0) return result;
    if (result.exact) result.exact = 1 / *result.exact;
    result.text = fmt::format("(/ {})", result.text);
    return result;
  }

  Value factorial(const Node& node) {
    const long n = integer(node.children[0], "the argument of a factorial");
    if (n < 0 || n > most_summands) throw NotEmitted("the argument of a factorial is out of range");
    mpz_class value;
    mpz_fac_ui(value.get_mpz_t(), static_cast<unsigned long>(n));
    return rational(value);
  }

  Value call(const Node& node) {
    static const std::map<std::string, const char*> unary = {
        {"exp", "exp"},           {"log", "ln"},          {"sqrt", "sqrt"},
        {"sin", "sin"},           {"cos", "cos"},         {"abs", "Rabs"},
        {"tanh", "tanh"},         {"sigmoid", "sigmoid"}, {"atan", "atan"},
        {"softplus", "softplus"}, {"radius", "radius"}};
    if (const Definition* definition = scope_.definition(node.name)) return apply(*definition, node);
    if (auto found = unary.find(node.name); found != unary.end())
      return {fmt::format("({} {})", found->second, number(node.children[0]).text)};
    if (node.name == "root")
      return {fmt::format("(root {} {})", number(node.children[0]).text,
                          integer(node.children[1], "the order of a root"))};
    if (node.name == "sum" || node.name == "length") return of_list(node);
    if (node.name == "regulariser") return regulariser(node);
    if (node.name == "moment") return moment(node);
    if (node.name == "partial_regulariser") return partial_regulariser(node);
    if (node.name == "sigmoid_derivative") return derivative(order(node), number(node.children[1]));
    if (node.name == "softplus_derivative") return derivative(order(node) - 1, number(node.children[1]));
    throw NotEmitted(
        fmt::format("the function '{}' has no counterpart on real numbers in the emitted file", node.name));
  }

  Value apply(const Definition& definition, const Node& node) {
    if (definition.is_by_equations())
      throw NotEmitted(fmt::format("'{}' is defined by equations, which are not emitted", node.name));
    TranslationScope<Value>::Names arguments;
    for (std::size_t i = 0; i < definition.parameters.size(); ++i)
      arguments[definition.parameters[i]] = term(node.children[i]);
    return scope_.inside(definition, arguments, [&] { return term(definition.body); });
  }

  template <class Action>
  void with(const std::vector<std::string>& names, const std::vector<Value>& values, const Action& action) {
    TranslationScope<Value>::Names named;
    for (std::size_t i = 0; i < names.size(); ++i) named[names[i]] = values[i];
    scope_.with(named, action);
  }

  // The values that a binder's domain lists, each with one component a name.
  std::vector<std::vector<Value>> listed(const Binder& binder) {
    std::vector<std::vector<Value>> all;
    const std::vector<Node>& terms = binder.domain.terms;
    if (binder.domain.kind == DomainKind::range) {
      const long low = integer(terms[0], "an end of a range");
      const long high = integer(terms[1], "an end of a range");
      if (high - low >= most_summands) throw NotEmitted("a range is too long to be written out");
      for (long i = low; i <= high; ++i) all.push_back({rational(i)});
    } else if (binder.domain.kind == DomainKind::cases) {
      for (const Node& value : terms) {
        all.emplace_back();
        if (binder.names.size() == 1) all.back().push_back(term(value));
        for (std::size_t i = 0; binder.names.size() > 1 && i < binder.names.size(); ++i)
          all.back().push_back(term(value.children[i]));
      }
    } else if (binder.domain.kind == DomainKind::elements && terms[0].kind != Kind::call) {
      for (const Value& item : term(terms[0]).items) all.push_back({item});
    } else {
      throw NotEmitted(fmt::format("'{}' does not list its cases", to_text(binder)));
    }
    return all;
  }

  Value binding(const Node& node) {
    const Binder& binder = node.binders[0];
    if (node.name == "mean") {
      const Node& law = binder.domain.terms[0];
      if (law.kind != Kind::call || law.name != "dropout")
        throw NotEmitted(fmt::format("'{}' is no mean over dropout", to_text(node)));
      Value total = rational(0);
      for (const Outcome& outcome : outcomes(term(law.children[0]), number(law.children[1])))
        with(binder.names, {outcome.logit}, [&] {
          Value here = operation(outcome.probability, Kind::multiply, number(node.children[0]));
          total = operation(total, Kind::add, here);
        });
      return total;
    }
    if (node.name != "sum" && node.name != "prod")
      throw NotEmitted(fmt::format("'{}' is no finite sum", to_text(node)));
    const bool is_sum = node.name == "sum";
    Value total = rational(is_sum ? 0 : 1);
    for (const std::vector<Value>& values : listed(binder))
      with(binder.names, values, [&] {
        total = operation(total, is_sum ? Kind::add : Kind::multiply, number(node.children[0]));
        if (total.text.size() > longest_term) throw NotEmitted("a sum is too long to be written out");
      });
    return total;
  }

  // By definition: each feature is dropped with probability d, and else multiplied by 1/(1-d).
  static std::vector<Outcome> outcomes(const Value& contributions, const Value& d) {
    if (!d.exact || *d.exact <= 0 || *d.exact >= 1)
      throw NotEmitted("a dropout probability is no rational number between 0 and 1");
    if (!contributions.is_list || contributions.items.size() > most_features)
      throw NotEmitted(fmt::format("a law of more than {} features is not written out", most_features));
    const Value kept = rational(1 - *d.exact);
    const Value factor = rational(1 / (1 - *d.exact));
    std::vector<Outcome> all = {{rational(1), rational(0)}};
    for (const Value& a : contributions.items) {
      std::vector<Outcome> next;
      for (const Outcome& outcome : all) {
        next.push_back({operation(outcome.probability, Kind::multiply, d), outcome.logit});
        next.push_back({operation(outcome.probability, Kind::multiply, kept),
                        operation(outcome.logit, Kind::add, operation(a, Kind::multiply, factor))});
      }
      all = std::move(next);
    }
    return all;
  }

  // sum(a), length(a).
  Value of_list(const Node& node) {
    const Value a = term(node.children[0]);
    if (!a.is_list) throw NotEmitted(fmt::format("'{}' is no list", to_text(node.children[0])));
    return node.name == "sum" ? logit(a) : rational(static_cast<unsigned long>(a.items.size()));
  }

  static Value logit(const Value& contributions) {
    Value total = rational(0);
    for (const Value& a : contributions.items) total = operation(total, Kind::add, a);
    return total;
  }

  // Plus the bias, the argument of that place, which may be left out.
  Value with_bias(const Value& z, const Node& node, std::size_t place) {
    return node.children.size() > place ? operation(z, Kind::add, number(node.children[place])) : z;
  }

  Value regulariser(const Node& node) {
    const Value a = term(node.children[0]);
    Value total = rational(0);
    for (const Outcome& outcome : outcomes(a, number(node.children[1]))) {
      const Value noised = with_bias(outcome.logit, node, 2);
      total = operation(
          total, Kind::add,
          operation(outcome.probability, Kind::multiply, {fmt::format("(softplus {})", noised.text)}));
    }
    const Value plain = with_bias(logit(a), node, 2);
    return operation(total, Kind::subtract, {fmt::format("(softplus {})", plain.text)});
  }

  long order(const Node& node) {
    const long n = integer(node.children[0], "the order of a derivative");
    if (n < 0 || n > highest_derivative)
      throw NotEmitted(fmt::format("a derivative of order {} is not from 0 to {}", n, highest_derivative));
    return n;
  }

  // The n-th derivative of the sigmoid by Theorem 1; the softplus for n = -1.
  static Value derivative(long n, const Value& z) {
    if (n == -1) return {fmt::format("(softplus {})", z.text)};
    if (n == 0) return {fmt::format("(sigmoid {})", z.text)};
    std::string row;
    for (long j = 1; j <= n; ++j)
      row += (row.empty() ? "" : "; ") +
             surjections(static_cast<unsigned long>(n), static_cast<unsigned long>(j)).str();
    return {fmt::format("(derivative [{}] (sigmoid {}))", row, z.text)};
  }

  static Value moment(const Value& a, const std::vector<Outcome>& law, long n) {
    Value total = rational(0);
    for (const Outcome& outcome : law) {
      const Value delta = operation(outcome.logit, Kind::subtract, logit(a));
      total = operation(total, Kind::add, operation(outcome.probability, Kind::multiply, power(delta, n)));
    }
    return total;
  }

  Value moment(const Node& node) {
    const Value a = term(node.children[0]);
    return moment(a, outcomes(a, number(node.children[1])), integer(node.children[2], "an exponent"));
  }

  Value partial_regulariser(const Node& node) {
    const long k = order(node);
    const Value a = term(node.children[1]);
    const std::vector<Outcome> law = outcomes(a, number(node.children[2]));
    const Value z = with_bias(logit(a), node, 3);
    Value total = rational(0);
    mpz_class factorial = 1;
    for (long n = 2; n <= k; ++n) {
      factorial *= n;
      const Value taylor = operation(derivative(n - 1, z), Kind::divide, rational(factorial));
      total = operation(total, Kind::add, operation(taylor, Kind::multiply, moment(a, law, n)));
    }
    return total;
  }

  void relation(const Node& node, std::vector<std::string>& comparisons) {
    for (std::size_t i = 0; i < node.relations.size(); ++i) {
      const Value a = number(node.children[i]);
      const Value b = number(node.children[i + 1]);
      if (node.relations[i] == Relation::equal && !(a.exact && b.exact))
        throw NotEmitted(fmt::format("an enclosure does not decide the equality '{}'", to_text(node)));
      comparisons.push_back(compare(a.text, node.relations[i], b.text));
      if (comparisons.size() > most_comparisons)
        throw NotEmitted(fmt::format("it has more than {} cases", most_comparisons));
    }
  }

  // The comparisons that it means.
  void printed(const Node& node, std::vector<std::string>& comparisons) {
    const Value text = term(node.children[1]);
    if (!text.string) throw NotEmitted(fmt::format("'{}' is no string", to_text(node.children[1])));
    const Value x = number(node.children[0]);
    for (const auto& [relation, bound] : bounds_of(parse_printed(*text.string))) {
      const auto* end = get_if<Rational>(bound);
      if (!end || (relation == Relation::equal && !x.exact))
        throw NotEmitted(fmt::format("an enclosure does not decide the equality '{}'", to_text(node)));
      comparisons.push_back(compare(x.text, relation, rational(mpq_class(end->str(), 10)).text));
      if (comparisons.size() > most_comparisons)
        throw NotEmitted(fmt::format("it has more than {} cases", most_comparisons));
    }
  }

  static std::string compare(const std::string& a, Relation relation, const std::string& b) {
    if (relation == Relation::greater) return fmt::format("{} < {}", b, a);
    if (relation == Relation::greater_equal) return fmt::format("{} <= {}", b, a);
    if (relation == Relation::not_equal) return fmt::format("{} <> {}", a, b);
    return fmt::format("{} {} {}", a, symbol(relation), b);
  }

  void quantifier(const Node& node, std::size_t index, std::vector<std::string>& comparisons) {
    if (node.wherever_defined) throw NotEmitted("'wherever defined' has no counterpart in the emitted file");
    if (index == node.binders.size()) return statement(node.children[0], comparisons);
    const Binder& binder = node.binders[index];
    for (const std::vector<Value>& values : listed(binder))
      with(binder.names, values, [&] { quantifier(node, index + 1, comparisons); });
  }

  TranslationScope<Value> scope_;
};

}  // namespace

std::vector<std::string> real_comparisons(const Node& statement, const std::vector<Parameter>& parameters,
                                          const std::vector<const Definition*>& definitions,
                                          const CaseValues& values) {
  std::vector<std::string> comparisons;
  Translator(parameters, definitions).statement(statement, values, comparisons);
  return comparisons;
}

std::string real_term(const Node& term, const std::vector<Parameter>& parameters,
                      const std::vector<const Definition*>& definitions) {
  return Translator(parameters, definitions).term(term).text;
}

}  // namespace dropcert::publish
