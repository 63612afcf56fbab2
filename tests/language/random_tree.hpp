// Random trees that use every kind of node.
#pragma once

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "language/parser.hpp"
#include "language/tree.hpp"

namespace dropcert::test {

class RandomTree {
 public:
  explicit RandomTree(unsigned seed) : random_(seed) {}

  language::Node statement(int depth) {
    switch (depth <= 0 ? 0 : pick(7)) {
      case 1:
        return node(language::Kind::negation, {statement(depth - 1)});
      case 2:
        return node(language::Kind::conjunction, {statement(depth - 1), statement(depth - 1)});
      case 3:
        return node(language::Kind::disjunction, {statement(depth - 1), statement(depth - 1)});
      case 4:
        return node(language::Kind::implication, {statement(depth - 1), statement(depth - 1)});
      case 5:
        return node(language::Kind::equivalence, {statement(depth - 1), statement(depth - 1)});
      case 6:
        return quantifier(depth);
      default:
        return relation(depth);
    }
  }

  language::Node term(int depth) {
    switch (depth <= 0 ? pick(2) : pick(16)) {
      case 13:
        return text();
      case 14:
        return node(language::Kind::index, {term(depth - 1), term(depth - 1)});
      case 15: {
        language::Node result =
            node(language::Kind::list, {node(language::Kind::tuple, {term(depth - 1), term(depth - 1)})});
        if (pick(2))
          result.children.push_back(node(language::Kind::tuple, {term(depth - 1), term(depth - 1)}));
        return result;
      }
      case 0:
        return number();
      case 1:
        return name();
      case 2:
        return node(language::Kind::negate, {term(depth - 1)});
      case 3:
        return node(language::Kind::add, {term(depth - 1), term(depth - 1)});
      case 4:
        return node(language::Kind::subtract, {term(depth - 1), term(depth - 1)});
      case 5:
        return node(language::Kind::multiply, {term(depth - 1), term(depth - 1)});
      case 6:
        return node(language::Kind::divide, {term(depth - 1), term(depth - 1)});
      case 7:
        return node(language::Kind::power, {term(depth - 1), term(depth - 1)});
      case 8:
        return node(language::Kind::factorial, {term(depth - 1)});
      case 9:
        return call(depth);
      case 10:
        return binding(depth);
      case 11:
        return node(language::Kind::conditional, {statement(depth - 1), term(depth - 1), term(depth - 1)});
      default:
        return node(language::Kind::list, {term(depth - 1), term(depth - 1)});
    }
  }

 private:
  int pick(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }

  static language::Node node(language::Kind kind, std::vector<language::Node> children) {
    language::Node result;
    result.kind = kind;
    result.children = std::move(children);
    return result;
  }

  language::Node number() {
    static const char* const spellings[] = {
        "0", "1", "2", "17", "0.3", "12.50", "1e3", "2.5e-4", "123456789012345678901234567890"};
    return language::parse_expression(spellings[pick(9)], "t");
  }

  language::Node text() {
    static const char* const strings[] = {"", "1.23(4)", "< 1e-16", "1.23 \xc3\x97 10^{-5}",
                                          "\xe2\x88\x92\x30.5"};
    language::Node result = node(language::Kind::text, {});
    result.name = strings[pick(5)];
    return result;
  }

  language::Node name() {
    static const char* const names[] = {"pi", "p", "x", "z0", "kappa"};
    language::Node result = node(language::Kind::name, {});
    result.name = names[pick(5)];
    return result;
  }

  language::Node call(int depth) {
    static const char* const names[] = {"f", "exp", "max", "D"};
    language::Node result = node(language::Kind::call, {term(depth - 1)});
    if (pick(2)) result.children.push_back(term(depth - 1));
    result.name = names[pick(4)];
    return result;
  }

  language::Binder binder(language::DomainKind kind, std::vector<language::Node> terms) {
    language::Binder result;
    result.names = {"x"};
    result.domain = {kind, std::move(terms)};
    return result;
  }

  language::Node binding(int depth) {
    language::Node result = node(language::Kind::binding, {term(depth - 1)});
    switch (pick(6)) {
      case 0:
        result.name = "sum";
        result.binders = {binder(language::DomainKind::range, {term(depth - 1), term(depth - 1)})};
        break;
      case 1: {
        language::Node infinite = node(language::Kind::infinity, {});
        infinite.name = "oo";
        result.name = "prod";
        result.binders = {binder(language::DomainKind::range, {term(depth - 1), infinite})};
        break;
      }
      case 2:
        result.name = "derivative";
        result.binders = {binder(language::DomainKind::point, {term(depth - 1)})};
        if (pick(2)) result.binders[0].domain.terms.push_back(term(depth - 1));
        break;
      case 3:
        result.name = pick(2) ? "integral" : "zero";
        result.binders = {binder(language::DomainKind::interval, {term(depth - 1), term(depth - 1)})};
        result.binders[0].domain.high_open = pick(2) != 0;
        break;
      case 4:
        result.name = "mean";
        result.binders = {binder(language::DomainKind::elements, {term(depth - 1)})};
        break;
      default:
        result.name = "root_limsup";
        result.binders = {binder(language::DomainKind::none, {})};
    }
    return result;
  }

  language::Node relation(int depth) {
    language::Node result = node(language::Kind::relation, {term(depth - 1)});
    for (int i = 0; i <= pick(2); ++i) {
      result.relations.push_back(static_cast<language::Relation>(pick(6)));
      result.children.push_back(term(depth - 1));
    }
    return result;
  }

  language::Node quantifier(int depth) {
    language::Node result =
        node(pick(3) ? language::Kind::quantifier : language::Kind::existence, {statement(depth - 1)});
    std::size_t names = 0;
    for (int i = 0; i <= pick(2); ++i) {
      language::Binder binder = random_binder(depth - 1);
      for (std::string& name : binder.names) name += std::to_string(names++);
      result.binders.push_back(std::move(binder));
    }
    if (result.kind == language::Kind::existence && pick(2))
      for (std::size_t i = 0; i < names; ++i) result.children.push_back(term(depth - 1));
    result.wherever_defined = pick(3) == 0;
    return result;
  }

  language::Node infinity(const char* name) {
    language::Node result = node(language::Kind::infinity, {});
    result.name = name;
    return result;
  }

  // Any of the four pairs of brackets; a round one may stand beside an infinite end.
  language::Binder interval(int depth) {
    language::Binder result = binder(language::DomainKind::interval, {term(depth), term(depth)});
    result.domain.low_open = pick(2) != 0;
    result.domain.high_open = pick(2) != 0;
    if (result.domain.low_open && pick(3) == 0) result.domain.terms[0] = infinity("-oo");
    if (result.domain.high_open && pick(3) == 0) result.domain.terms[1] = infinity("oo");
    return result;
  }

  language::Binder random_binder(int depth) {
    language::Binder result = plain_binder(depth);
    if (pick(3) != 0 || result.names.size() > 1 || result.domain.kind == language::DomainKind::elements)
      return result;
    result.domain.base = result.domain.kind;
    result.domain.kind = language::DomainKind::power;
    result.domain.terms.push_back(term(depth));
    return result;
  }

  language::Binder plain_binder(int depth) {
    switch (pick(7)) {
      case 0:
        return binder(language::DomainKind::range,
                      {pick(3) ? name() : infinity("-oo"), pick(3) ? term(depth) : infinity("oo")});
      case 1:
        return interval(depth);
      case 2:
        return binder(language::DomainKind::elements, {term(depth)});
      case 3:
        return binder(language::DomainKind::reals, {});
      case 4:
        return binder(language::DomainKind::cases, {term(depth), term(depth)});
      default: {
        language::Binder result =
            binder(language::DomainKind::cases, {node(language::Kind::tuple, {term(depth), term(depth)})});
        result.names = {"a", "d"};
        return result;
      }
    }
  }

  std::mt19937 random_;
};

}  // namespace dropcert::test
