#include "publish/coq/integer_statement.hpp"

#include <fmt/core.h>

#include <map>
#include <set>

#include "language/functions.hpp"
#include "language/print.hpp"
#include "publish/coq/not_emitted.hpp"
#include "publish/coq/scope.hpp"

namespace dropcert::publish {

using namespace language;

namespace {

constexpr std::size_t longest_statement = 200'000;  // characters

// A term in Coq, and what is seen of its sign from its form.
struct Term {
  std::string text;                    // in parentheses unless it is one word
  bool natural = false;                // not negative, whatever the variables are within their ranges
  bool positive = false;               // at least 1
  std::vector<std::string> at_most{};  // of a variable: texts that its range bounds it by
};

class Translator {
 public:
  Translator(const std::vector<Parameter>& parameters, const std::vector<const Definition*>& definitions)
      : scope_(named_values(parameters), definitions) {}

  /// The statement in one case.
  IntegerStatement statement(const Node& node, const CaseValues& values, std::size_t next = 0) {
    if (next == values.size()) return statement(node);
    const Term value = term(values[next].second);
    return scope_.with({{values[next].first, value}}, [&] { return statement(node, values, next + 1); });
  }

  IntegerStatement statement(const Node& node) {
    switch (node.kind) {
      case Kind::relation:
        return relation(node);
      case Kind::conjunction:
        return compound("both", "/\\", node);
      case Kind::disjunction:
        return compound("either", "\\/", node);
      case Kind::implication:
        return compound("implies", "->", node);
      case Kind::equivalence:
        return compound("equivalent", "<->", node);
      case Kind::negation: {
        IntegerStatement inner = statement(node.children[0]);
        return limited(
            {fmt::format("~ ({})", inner.proposition), fmt::format("negated _ _ ({})", inner.proof)});
      }
      case Kind::quantifier:
        return quantifier(node, 0);
      default:
        throw NotEmitted(fmt::format("'{}' is no comparison of integers", to_text(node)));
    }
  }

  Term term(const Node& node) {
    switch (node.kind) {
      case Kind::number:
        if (node.number.get_den() != 1) throw NotEmitted(fmt::format("{} is no integer", to_text(node)));
        return literal(node.number.get_num());
      case Kind::name:
        return named(node);
      case Kind::negate:
        return {fmt::format("(- {})", term(node.children[0]).text)};
      case Kind::add:
        return operation(node, "+");
      case Kind::subtract:
        return difference(node);
      case Kind::multiply:
        return operation(node, "*");
      case Kind::power: {
        Term base = term(node.children[0]);
        Term exponent = natural(node.children[1], "an exponent");
        return {fmt::format("({} ^ {})", base.text, exponent.text), base.natural, base.positive};
      }
      case Kind::factorial:
        return {fmt::format("(factorial {})", natural(node.children[0], "the argument of a factorial").text),
                true, true};
      case Kind::call:
        return call(node);
      case Kind::binding:
        return binding(node);
      default:
        throw NotEmitted(
            fmt::format("'{}' is no term of integers by addition and multiplication", to_text(node)));
    }
  }

 private:
  static TranslationScope<Term>::Names named_values(const std::vector<Parameter>& parameters) {
    TranslationScope<Term>::Names names;
    for (const Parameter& parameter : parameters) names[parameter.name] = literal(parameter.value);
    return names;
  }

  static Term literal(const mpz_class& value) {
    std::string text = value.get_str();
    return {value < 0 ? "(" + text + ")" : text, value >= 0, value >= 1};
  }

  static IntegerStatement limited(IntegerStatement statement) {
    if (statement.proposition.size() + statement.proof.size() > longest_statement)
      throw NotEmitted("the statement is too long");
    return statement;
  }

  Term natural(const Node& node, const char* what) {
    Term result = term(node);
    if (!result.natural)
      throw NotEmitted(fmt::format("it is not seen from '{}' that {} is not negative", to_text(node), what));
    return result;
  }

  Term named(const Node& node) {
    if (const auto* value = scope_.find(node.name)) return *value;
    if (const Definition* definition = scope_.definition(node.name))
      return scope_.inside(*definition, {}, [&] { return term(definition->body); });
    throw NotEmitted(fmt::format("'{}' is no integer", node.name));
  }

  Term operation(const Node& node, const char* sign) {
    Term a = term(node.children[0]);
    Term b = term(node.children[1]);
    const bool natural = a.natural && b.natural;
    const bool positive = sign[0] == '+' ? natural && (a.positive || b.positive) : a.positive && b.positive;
    return {fmt::format("({} {} {})", a.text, sign, b.text), natural, positive};
  }

  // Natural if the range of the second is bounded by the first, or the first is positive and the second is 1.
  Term difference(const Node& node) {
    Term a = term(node.children[0]);
    Term b = term(node.children[1]);
    bool natural = a.positive && b.text == "1";
    for (const std::string& bound : b.at_most) natural = natural || bound == a.text;
    return {fmt::format("({} - {})", a.text, b.text), natural, false};
  }

  Term call(const Node& node) {
    static const std::set<std::string> triangles = {"binomial", "stirling2", "surjections"};
    if (const Definition* definition = scope_.definition(node.name)) return apply(*definition, node);
    if (!triangles.count(node.name))
      throw NotEmitted(
          fmt::format("the function '{}' has no counterpart on integers in the emitted file", node.name));
    Term n = natural(node.children[0], "the first index");
    Term k = natural(node.children[1], "the second index");
    return {fmt::format("({} {} {})", node.name, n.text, k.text), true, false};
  }

  Term apply(const Definition& definition, const Node& node) {
    if (definition.is_by_equations())
      throw NotEmitted(fmt::format("'{}' is defined by equations, which are not emitted", node.name));
    TranslationScope<Term>::Names arguments;
    for (std::size_t i = 0; i < definition.parameters.size(); ++i)
      arguments[definition.parameters[i]] = term(node.children[i]);
    return scope_.inside(definition, arguments, [&] { return term(definition.body); });
  }

  Term binding(const Node& node) {
    const Binder& binder = node.binders[0];
    if (binder.domain.kind != DomainKind::range || (node.name != "sum" && node.name != "prod"))
      throw NotEmitted(fmt::format("'{}' is no sum or product over a range", to_text(node)));
    Term low = term(binder.domain.terms[0]);
    Term high = term(binder.domain.terms[1]);
    std::string variable = fresh(binder.names[0]);
    Term body =
        scope_.with({{binder.names[0], bound(variable, low, high)}}, [&] { return term(node.children[0]); });
    return {fmt::format("({} {} {} (fun {} => {}))", node.name == "sum" ? "sum" : "product", low.text,
                        high.text, variable, body.text),
            body.natural, false};
  }

  static Term bound(const std::string& variable, const Term& low, const Term& high) {
    return {variable, low.natural, low.positive, {high.text}};
  }

  // A name that Coq does not keep for itself, and that nothing around has.
  std::string fresh(const std::string& name) {
    std::string result = "x_" + name;
    while (used_.count(result)) result += "'";
    used_.insert(result);
    return result;
  }

  IntegerStatement relation(const Node& node) {
    std::vector<Term> terms;
    for (const Node& child : node.children) terms.push_back(term(child));
    IntegerStatement result;
    for (std::size_t i = node.relations.size(); i-- > 0;) {
      IntegerStatement link = compare(terms[i].text, node.relations[i], terms[i + 1].text);
      result = result.proof.empty() ? link : join("both", "/\\", link, result);
    }
    return result;
  }

  static IntegerStatement compare(const std::string& a, Relation relation, const std::string& b) {
    auto made = [](const std::string& x, const char* sign, const std::string& y, const char* lemma) {
      return IntegerStatement{fmt::format("{} {} {}", x, sign, y), fmt::format("{} {} {}", lemma, x, y)};
    };
    switch (relation) {
      case Relation::equal:
        return made(a, "=", b, "equal");
      case Relation::not_equal:
        return made(a, "<>", b, "not_equal");
      case Relation::less:
        return made(a, "<", b, "less");
      case Relation::less_equal:
        return made(a, "<=", b, "less_equal");
      case Relation::greater:
        return made(b, "<", a, "less");
      case Relation::greater_equal:
        return made(b, "<=", a, "less_equal");
    }
    throw std::logic_error("a relation without a counterpart in Coq");
  }

  static IntegerStatement join(const char* lemma, const char* sign, const IntegerStatement& a,
                               const IntegerStatement& b) {
    return limited({fmt::format("({}) {} ({})", a.proposition, sign, b.proposition),
                    fmt::format("{} _ _ _ _ ({}) ({})", lemma, a.proof, b.proof)});
  }

  IntegerStatement compound(const char* lemma, const char* sign, const Node& node) {
    return join(lemma, sign, statement(node.children[0]), statement(node.children[1]));
  }

  IntegerStatement quantifier(const Node& node, std::size_t index) {
    if (node.wherever_defined) throw NotEmitted("'wherever defined' has no counterpart in the emitted file");
    if (index == node.binders.size()) return statement(node.children[0]);
    const Binder& binder = node.binders[index];
    if (binder.domain.kind == DomainKind::range) {
      Term low = term(binder.domain.terms[0]);
      Term high = term(binder.domain.terms[1]);
      std::string variable = fresh(binder.names[0]);
      IntegerStatement inner = scope_.with({{binder.names[0], bound(variable, low, high)}},
                                           [&] { return quantifier(node, index + 1); });
      return limited(
          {fmt::format("forall {}, {} <= {} <= {} ->\n  {}", variable, low.text, variable, high.text,
                       inner.proposition),
           fmt::format("for_all {} {} _ _ (fun {} => {})", low.text, high.text, variable, inner.proof)});
    }
    if (binder.domain.kind != DomainKind::cases)
      throw NotEmitted(fmt::format("'{}' is no range of integers and no list of cases", to_text(binder)));
    return cases(node, index, binder);
  }

  IntegerStatement cases(const Node& node, std::size_t index, const Binder& binder) {
    IntegerStatement result;
    for (std::size_t i = binder.domain.terms.size(); i-- > 0;) {
      const Node& value = binder.domain.terms[i];
      std::map<std::string, Term> names;
      for (std::size_t j = 0; j < binder.names.size(); ++j)
        names[binder.names[j]] = term(binder.names.size() == 1 ? value : value.children[j]);
      IntegerStatement one = scope_.with(names, [&] { return quantifier(node, index + 1); });
      result = result.proof.empty() ? one : join("both", "/\\", one, result);
    }
    return result;
  }

  TranslationScope<Term> scope_;
  std::set<std::string> used_;
};

}  // namespace

IntegerStatement integer_statement(const Node& statement, const std::vector<Parameter>& parameters,
                                   const std::vector<const Definition*>& definitions,
                                   const CaseValues& values) {
  return Translator(parameters, definitions).statement(statement, values);
}

std::string integer_term(const Node& term, const std::vector<Parameter>& parameters,
                         const std::vector<const Definition*>& definitions) {
  return Translator(parameters, definitions).term(term).text;
}

}  // namespace dropcert::publish
