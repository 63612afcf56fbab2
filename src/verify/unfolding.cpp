#include "verify/unfolding.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace dropcert::verify {

using namespace language;

namespace {

constexpr long most_terms = 8;            // from a sum to the next
constexpr std::size_t most_parts = 1000;  // of a statement: sums within sums make longer ones

Node shifted(const Node& term, long by) {
  return by == 0 ? term : node_of(Kind::add, {term, number_node(by)});
}

bool is_fold(const Node& term) {
  return term.kind == Kind::binding && (term.name == "sum" || term.name == "prod") &&
         term.binders.size() == 1 && term.binders[0].domain.kind == DomainKind::range &&
         !has_infinite_end(term.binders[0].domain);
}

class Comparison {
 public:
  Comparison(const Node& left, Relation relation, const Node& right, const std::string& n)
      : n_(n), fold_(&left), relation_(relation), other_(right) {}

  // What is to be shown, of what varies with n for all n; nullopt if the left side has no sum or product that
  // is unfolded. by_limit: where the other side does not vary, by the sum without end.
  std::optional<std::vector<Node>> steps(bool by_limit) {
    if (relation_ == Relation::not_equal || binds_within(other_, n_) || varies_with_folds(other_) ||
        !isolate())
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
        (*at_low != 0 && !is_sum) || mentions(term, n_) || binds_within(term, k) || is_captured(low, term) ||
        is_captured(high, term))
      return std::nullopt;
    const auto at = [&](const Node& place, long by) { return with_values(term, {{k, shifted(place, by)}}); };
    Node change = at(high, 1);
    for (long i = 2; i <= *at_high; ++i)
      change = node_of(is_sum ? Kind::add : Kind::multiply, {std::move(change), at(high, i)});
    for (long i = 0; i < *at_low; ++i) change = node_of(Kind::subtract, {std::move(change), at(low, i)});
    // The range is never shorter than empty.
    needed_.push_back(relation_node(shifted(high, 1), Relation::greater_equal, low));
    const bool is_strict = says_strictly(relation_);
    const bool is_less = says_less(relation_);
    const Relation kept = relation_ == Relation::equal ? Relation::equal
                          : is_less                    ? Relation::less_equal
                                                       : Relation::greater_equal;
    if (by_limit && is_sum && *at_low == 0 && relation_ != Relation::equal && !mentions(other_, n_)) {
      Node endless = *fold_;
      endless.binders[0].domain.terms[1] = node_of(Kind::infinity, {}, "oo");
      needed_.push_back(relation_node(std::move(change), converse(relation_), number_node(0)));
      needed_.push_back(relation_node(std::move(endless), kept, other_));
      return needed_;
    }
    const Node next = with_values(other_, {{n_, shifted(name_node(n_), 1)}});
    if (is_sum) {
      needed_.push_back(relation_node(std::move(change), kept, node_of(Kind::subtract, {next, other_})));
      return needed_;
    }
    if (relation_ != Relation::equal)
      needed_.push_back(
          relation_node(change, is_strict ? Relation::greater : Relation::greater_equal, number_node(0)));
    needed_.push_back(relation_node(node_of(Kind::multiply, {std::move(change), other_}), kept, next));
    return needed_;
  }

 private:
  bool varies_with_folds(const Node& term) const {
    return any_part(term, [&](const Node& part) { return is_fold(part) && mentions(part, n_); });
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
        other_ = node_of(Kind::negate, {std::move(other_)});
        relation_ = converse(relation_);
        continue;
      }
      const Node& beside = whole.children[1 - inside];
      if (varies_with_folds(beside) || binds_within(beside, n_)) return false;
      switch (whole.kind) {
        case Kind::add:
          other_ = node_of(Kind::subtract, {std::move(other_), beside});
          break;
        case Kind::subtract:
          if (inside == 0) {
            other_ = node_of(Kind::add, {std::move(other_), beside});
          } else {
            other_ = node_of(Kind::subtract, {beside, std::move(other_)});
            relation_ = converse(relation_);
          }
          break;
        case Kind::multiply:
          needed_.push_back(relation_node(beside, Relation::greater, number_node(0)));
          other_ = node_of(Kind::divide, {std::move(other_), beside});
          break;
        case Kind::divide:
          if (inside == 1) return false;
          needed_.push_back(relation_node(beside, Relation::greater, number_node(0)));
          other_ = node_of(Kind::multiply, {std::move(other_), beside});
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
      if (!found) found = Comparison(right, converse(body.relations[i]), left, n).steps(by_limit);
      if (found && (ways.empty() || ways[0] != *found)) ways.push_back(std::move(*found));
    }
    unfolds = unfolds || !ways.empty();
    if (ways.empty()) ways.push_back({relation_node(left, body.relations[i], right)});
    all.push_back(std::move(ways));
  }
  return true;
}

}  // namespace

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

std::vector<Ways> ways_of_steps(const Node& statement, const Meanings& meanings) {
  if (statement.kind != Kind::quantifier || statement.wherever_defined) return {};
  const Binder& binder = statement.binders.back();
  if (binder.domain.kind != DomainKind::range || binder.domain.terms[1].kind != Kind::infinity ||
      binder.domain.terms[0].kind == Kind::infinity)
    return {};
  if (count_parts(statement) > most_parts) return {};
  Node written = statement;
  written.children = {with_definitions_written(statement.children[0], statement, meanings, is_fold)};
  if (count_parts(written) > most_parts) return {};
  std::vector<Ways> all;
  bool unfolds = false;
  if (!collect(written.children[0], binder.names[0], all, unfolds) || !unfolds) return {};
  for (Ways& ways : all)
    for (std::vector<Node>& steps : ways)
      for (Node& body : steps) {
        if (!mentions(body, binder.names[0])) continue;
        Node step = node_of(Kind::quantifier, {std::move(body)});
        step.binders = {binder};
        body = std::move(step);
      }
  return all;
}

}  // namespace dropcert::verify
