#include "verify/unfolding.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace dropcert::verify {

using namespace language;

namespace {

constexpr long most_terms = 8;     // from a sum to the next
constexpr long most_parts = 1000;  // of a statement: sums within sums make longer ones
constexpr int most_calls = 4;      // of definitions within one another

Node integer(long n) {
  Node result;
  result.number = n;
  result.name = std::to_string(n);
  return result;
}

Node name_of(const std::string& name) {
  Node result;
  result.kind = Kind::name;
  result.name = name;
  return result;
}

Node make(Kind kind, std::vector<Node> children) {
  Node result;
  result.kind = kind;
  result.children = std::move(children);
  return result;
}

Node compared(Node left, Relation relation, Node right) {
  Node result = make(Kind::relation, {std::move(left), std::move(right)});
  result.relations = {relation};
  return result;
}

Node shifted(const Node& term, long by) {
  return by == 0 ? term : make(Kind::add, {term, integer(by)});
}

Node with(const Node& term, const std::string& name, const Node& replacement) {
  if (term.kind == Kind::name && term.name == name) return replacement;
  Node result = term;
  for (Node& child : result.children) child = with(child, name, replacement);
  for (Binder& binder : result.binders)
    for (Node& end : binder.domain.terms) end = with(end, name, replacement);
  return result;
}

bool binds(const Node& term, const std::string& name) {
  return any_part(term, [&](const Node& part) {
    return std::any_of(part.binders.begin(), part.binders.end(), [&](const Binder& binder) {
      return std::find(binder.names.begin(), binder.names.end(), name) != binder.names.end();
    });
  });
}

// c, if the term is c n + what does not vary with n.
std::optional<long> slope(const Node& term, const std::string& n) {
  const auto part = [&](std::size_t i) { return slope(term.children[i], n); };
  if (!mentions(term, n)) return 0;
  switch (term.kind) {
    case Kind::name:
      return 1;
    case Kind::negate:
      if (const auto a = part(0)) return -*a;
      break;
    case Kind::add:
    case Kind::subtract:
      if (const auto a = part(0), b = part(1); a && b) return term.kind == Kind::add ? *a + *b : *a - *b;
      break;
    case Kind::multiply:
      for (std::size_t i = 0; i < 2; ++i) {
        const Node& factor = term.children[i];
        if (factor.kind == Kind::number && factor.number.get_den() == 1 && abs(factor.number) <= most_terms)
          if (const auto a = part(1 - i); a && std::abs(*a) <= most_terms)
            return factor.number.get_num().get_si() * *a;
      }
      break;
    default:
      break;
  }
  return std::nullopt;
}

bool is_fold(const Node& term) {
  return term.kind == Kind::binding && (term.name == "sum" || term.name == "prod") &&
         term.binders.size() == 1 && term.binders[0].domain.kind == DomainKind::range &&
         !has_infinite_end(term.binders[0].domain);
}

long size_of(const Node& statement) {
  long parts = 0;
  each_part(statement, [&](const Node&) { ++parts; });
  return parts;
}

bool has_value(const Node& term, const Meanings& meanings) {
  switch (term.kind) {
    case Kind::number:
      return true;
    case Kind::name:
      return meanings.is_variable(term.name);
    case Kind::divide:
      return has_value(term.children[0], meanings) && term.children[1].kind == Kind::number &&
             sgn(term.children[1].number) != 0;
    case Kind::negate:
    case Kind::add:
    case Kind::subtract:
    case Kind::multiply:
      return std::all_of(term.children.begin(), term.children.end(),
                         [&](const Node& part) { return has_value(part, meanings); });
    default:
      return false;
  }
}

// Whether the name stands there for something that is bound, or known, outside.
bool occurs_free(const Node& term, const std::string& name) {
  if (term.kind == Kind::name && term.name == name) return true;
  const auto occurs = [&](const Node& part) { return occurs_free(part, name); };
  for (const Binder& binder : term.binders) {
    if (std::any_of(binder.domain.terms.begin(), binder.domain.terms.end(), occurs)) return true;
    if (std::find(binder.names.begin(), binder.names.end(), name) != binder.names.end()) return false;
  }
  return std::any_of(term.children.begin(), term.children.end(), occurs);
}

std::size_t place_of(const std::vector<std::string>& names, const std::string& name) {
  return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

std::vector<std::string> bound_names(const Node& body) {
  std::vector<std::string> names;
  each_part(body, [&](const Node& part) {
    for (const Binder& binder : part.binders)
      names.insert(names.end(), binder.names.begin(), binder.names.end());
  });
  return names;
}

// The body with other names for what it binds, which no ledger has.
Node with_names_of_its_own(Node body, const std::string& mark) {
  const std::vector<std::string> names = bound_names(body);
  const std::function<void(Node&)> rename = [&](Node& part) {
    const auto change = [&](std::string& name) {
      if (std::find(names.begin(), names.end(), name) != names.end()) name += mark;
    };
    if (part.kind == Kind::name) change(part.name);
    for (Node& child : part.children) rename(child);
    for (Binder& binder : part.binders) {
      for (std::string& name : binder.names) change(name);
      for (Node& end : binder.domain.terms) rename(end);
    }
  };
  rename(body);
  return body;
}

Node written_out(const Node& term, const Node& statement, const Meanings& meanings, int depth) {
  Node result = term;
  for (Node& child : result.children) child = written_out(child, statement, meanings, depth);
  if (term.kind != Kind::call || depth == most_calls) return result;
  const Definition* definition = meanings.called(term.name);
  if (!definition || definition->parameters.size() != term.children.size() ||
      !any_part(definition->body, [&](const Node& part) {
        return is_fold(part) || (part.kind == Kind::call && meanings.called(part.name));
      }))
    return result;
  const auto& parameters = definition->parameters;
  const std::vector<std::string> bound = bound_names(definition->body);
  const bool has_two_meanings = std::any_of(bound.begin(), bound.end(), [&](const std::string& name) {
    return occurs_free(definition->body, name) || place_of(parameters, name) < parameters.size();
  });
  const bool has_statements =
      any_part(definition->body, [](const Node& part) { return part.kind == Kind::existence; });
  if (has_two_meanings || has_statements) return result;
  const Node body =
      with_names_of_its_own(definition->body, std::string(static_cast<std::size_t>(depth) + 1, '\''));
  const auto place = [&](const std::string& name) { return place_of(parameters, name); };
  const bool is_other = any_part(body, [&](const Node& part) {
    const bool is_name = part.kind == Kind::name || part.kind == Kind::call;
    if (!is_name ||
        (part.kind == Kind::name && (place(part.name) < parameters.size() || binds(body, part.name))))
      return false;
    return binds(statement, part.name) || !meanings.is_same(*definition, part.name);
  });
  if (is_other) return result;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const Node& argument = term.children[i];
    const bool is_captured = any_part(
        argument, [&](const Node& part) { return part.kind == Kind::name && binds(body, part.name); });
    if (is_captured || !has_value(argument, meanings)) return result;
  }
  const std::function<Node(const Node&)> put = [&](const Node& part) {
    if (part.kind == Kind::name && place(part.name) < parameters.size())
      return term.children[place(part.name)];
    Node copy = part;
    for (Node& child : copy.children) child = put(child);
    for (Binder& binder : copy.binders)
      for (Node& end : binder.domain.terms) end = put(end);
    return copy;
  };
  return written_out(put(body), statement, meanings, depth + 1);
}

class Comparison {
 public:
  Comparison(const Node& left, Relation relation, const Node& right, const std::string& n)
      : n_(n), fold_(&left), relation_(relation), other_(right) {}

  // What is to be shown, of what varies with n for all n; nullopt if the left side has no sum or product that
  // is unfolded. by_limit: where the other side does not vary, by the sum without end.
  std::optional<std::vector<Node>> steps(bool by_limit) {
    if (relation_ == Relation::not_equal || binds(other_, n_) || varies_with_folds(other_) || !isolate())
      return std::nullopt;
    const Binder& binder = fold_->binders[0];
    const Node& low = binder.domain.terms[0];
    const Node& high = binder.domain.terms[1];
    const std::string& k = binder.names[0];
    const Node& term = fold_->children[0];
    const bool is_sum = fold_->name == "sum";
    const std::optional<long> at_low = slope(low, n_);
    const std::optional<long> at_high = slope(high, n_);
    if (!at_low || !at_high || *at_low < 0 || *at_high < *at_low || *at_high > most_terms || *at_high == 0 ||
        (*at_low != 0 && !is_sum) || mentions(term, n_) || binds(term, k) || captures(term, low) ||
        captures(term, high))
      return std::nullopt;
    const auto at = [&](const Node& place, long by) { return with(term, k, shifted(place, by)); };
    Node change = at(high, 1);
    for (long i = 2; i <= *at_high; ++i)
      change = make(is_sum ? Kind::add : Kind::multiply, {std::move(change), at(high, i)});
    for (long i = 0; i < *at_low; ++i) change = make(Kind::subtract, {std::move(change), at(low, i)});
    // The range is never shorter than empty.
    needed_.push_back(compared(shifted(high, 1), Relation::greater_equal, low));
    const bool is_strict = relation_ == Relation::less || relation_ == Relation::greater;
    const bool is_less = relation_ == Relation::less || relation_ == Relation::less_equal;
    const Relation kept = relation_ == Relation::equal ? Relation::equal
                          : is_less                    ? Relation::less_equal
                                                       : Relation::greater_equal;
    if (by_limit && is_sum && *at_low == 0 && relation_ != Relation::equal && !mentions(other_, n_)) {
      Node endless = *fold_;
      endless.binders[0].domain.terms[1] = make(Kind::infinity, {});
      endless.binders[0].domain.terms[1].name = "oo";
      const Relation towards = is_less ? (is_strict ? Relation::greater : Relation::greater_equal)
                                       : (is_strict ? Relation::less : Relation::less_equal);
      needed_.push_back(compared(std::move(change), towards, integer(0)));
      needed_.push_back(compared(std::move(endless), kept, other_));
      return needed_;
    }
    const Node next = with(other_, n_, shifted(name_of(n_), 1));
    if (is_sum) {
      needed_.push_back(compared(std::move(change), kept, make(Kind::subtract, {next, other_})));
      return needed_;
    }
    if (relation_ != Relation::equal)
      needed_.push_back(
          compared(change, is_strict ? Relation::greater : Relation::greater_equal, integer(0)));
    needed_.push_back(compared(make(Kind::multiply, {std::move(change), other_}), kept, next));
    return needed_;
  }

 private:
  // Whether a name of the place, which is to stand in the term, means something else there.
  bool captures(const Node& term, const Node& place) const {
    return binds(term, n_) || any_part(place, [&](const Node& part) {
             return part.kind == Kind::name && binds(term, part.name);
           });
  }

  bool varies_with_folds(const Node& term) const {
    return any_part(term, [&](const Node& part) { return is_fold(part) && mentions(part, n_); });
  }

  void turn() {
    relation_ = relation_ == Relation::less            ? Relation::greater
                : relation_ == Relation::greater       ? Relation::less
                : relation_ == Relation::less_equal    ? Relation::greater_equal
                : relation_ == Relation::greater_equal ? Relation::less_equal
                                                       : relation_;
  }

  // Brings what stands around the only such sum or product to the other side.
  bool isolate() {
    while (!is_fold(*fold_)) {
      const Node& whole = *fold_;
      const bool is_binary = whole.children.size() == 2;
      if (whole.kind != Kind::negate && !is_binary) return false;
      const std::size_t inside = is_binary && !varies_with_folds(whole.children[0]) ? 1 : 0;
      if (!varies_with_folds(whole.children[inside])) return false;
      fold_ = &whole.children[inside];
      if (whole.kind == Kind::negate) {
        other_ = make(Kind::negate, {std::move(other_)});
        turn();
        continue;
      }
      const Node& beside = whole.children[1 - inside];
      if (varies_with_folds(beside) || binds(beside, n_)) return false;
      switch (whole.kind) {
        case Kind::add:
          other_ = make(Kind::subtract, {std::move(other_), beside});
          break;
        case Kind::subtract:
          if (inside == 0) {
            other_ = make(Kind::add, {std::move(other_), beside});
          } else {
            other_ = make(Kind::subtract, {beside, std::move(other_)});
            turn();
          }
          break;
        case Kind::multiply:
          needed_.push_back(compared(beside, Relation::greater, integer(0)));
          other_ = make(Kind::divide, {std::move(other_), beside});
          break;
        case Kind::divide:
          if (inside == 1) return false;
          needed_.push_back(compared(beside, Relation::greater, integer(0)));
          other_ = make(Kind::multiply, {std::move(other_), beside});
          break;
        default:
          return false;
      }
    }
    return true;
  }

  const std::string& n_;
  const Node* fold_;
  Relation relation_;
  Node other_;
  std::vector<Node> needed_;
};

Relation turned(Relation relation) {
  switch (relation) {
    case Relation::less:
      return Relation::greater;
    case Relation::less_equal:
      return Relation::greater_equal;
    case Relation::greater:
      return Relation::less;
    case Relation::greater_equal:
      return Relation::less_equal;
    default:
      return relation;
  }
}

// False if the body is made of something else. `unfolds`: whether one of its comparisons was.
bool collect(const Node& body, const std::string& n, std::vector<Ways>& all, bool& unfolds) {
  if (body.kind == Kind::conjunction)
    return std::all_of(body.children.begin(), body.children.end(),
                       [&](const Node& part) { return collect(part, n, all, unfolds); });
  if (body.kind != Kind::relation) return false;
  for (std::size_t i = 0; i + 1 < body.children.size(); ++i) {
    const Node& left = body.children[i];
    const Node& right = body.children[i + 1];
    Ways ways;
    for (const bool by_limit : {false, true}) {
      auto found = Comparison(left, body.relations[i], right, n).steps(by_limit);
      if (!found) found = Comparison(right, turned(body.relations[i]), left, n).steps(by_limit);
      if (found && (ways.empty() || ways[0] != *found)) ways.push_back(std::move(*found));
    }
    unfolds = unfolds || !ways.empty();
    if (ways.empty()) ways.push_back({compared(left, body.relations[i], right)});
    all.push_back(std::move(ways));
  }
  return true;
}

}  // namespace

Node with_sums_written_out(const Node& statement, const Meanings& meanings) {
  if (size_of(statement) > most_parts) return statement;
  return written_out(statement, statement, meanings, 0);
}

std::vector<Ways> ways_of_steps(const Node& statement) {
  if (statement.kind != Kind::quantifier || statement.wherever_defined) return {};
  const Binder& binder = statement.binders.back();
  if (binder.domain.kind != DomainKind::range || binder.domain.terms[1].kind != Kind::infinity ||
      binder.domain.terms[0].kind == Kind::infinity)
    return {};
  if (size_of(statement) > most_parts) return {};
  std::vector<Ways> all;
  bool unfolds = false;
  if (!collect(statement.children[0], binder.names[0], all, unfolds) || !unfolds) return {};
  for (Ways& ways : all)
    for (std::vector<Node>& steps : ways)
      for (Node& body : steps) {
        if (!mentions(body, binder.names[0])) continue;
        Node step = make(Kind::quantifier, {std::move(body)});
        step.binders = {binder};
        body = std::move(step);
      }
  return all;
}

}  // namespace dropcert::verify
