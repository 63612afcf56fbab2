// limsup |c_n|^(1/n) for the coefficients of generating functions whose nearest singularity is known: by a
// formal theorem, or a lemma of proofs/README.md.
#include "check/functions/functions.hpp"
#include "language/parser.hpp"

namespace dropcert::check {

using namespace language;

namespace {

using Limit = Value (*)(Evaluator&, const Value& z);

// A term in which N is the index of the limit, J an index of the term's own, and Z any term without them; its
// limit as a function of Z, but along even N 0 if Z is `odd_at`; and the theorems that say so, along all N
// and along even N.
struct Rule {
  const char* shape;
  Limit limit;
  std::optional<mpq_class> odd_at;
  const char* theorem;
  const char* theorem_even;
};

const Value one = mpq_class(1);

Value none(Evaluator&, const Value&) {
  return mpq_class(0);
}

Value by_radius(Evaluator& evaluator, const Value& z) {
  return one / radius_value(evaluator, z);
}

Value by_circle(Evaluator&, const Value&) {
  return one / (mpq_class(2) * generator_value(generator_pi));
}

int known_sign(Evaluator& evaluator, const Value& x) {
  if (is_exact_real(x)) return exact_sign(x);
  const std::optional<int> found = sign(to_interval(x, evaluator.bits()));
  if (!found) imprecise("a number in a limit is not told from 0");
  return *found;
}

// 1/(1 - Z (e^x - 1)) has simple poles where e^x = w = (1 + Z)/Z, and none for Z = 0 or -1.
Value by_poles(Evaluator& evaluator, const Value& z) {
  if (!is_exact(z)) evaluator.used.enclosures = true;
  if (known_sign(evaluator, z) == 0 || known_sign(evaluator, one + z) == 0) return mpq_class(0);
  const Value w = (one + z) / z;
  if (known_sign(evaluator, w) < 0) return by_radius(evaluator, log_value(evaluator, -w));
  return one / absolute(log_value(evaluator, w));
}

const std::vector<Rule>& rules() {
  static const std::vector<Rule> table = {
      {"softplus_derivative(N, Z)/N!", by_radius, {}, "softplus_root_limsup", "softplus_even_root_limsup"},
      {"sigmoid_derivative(N, Z)/N!", by_radius, 0, "sigmoid_root_limsup", "lemma sigmoid_even_root_limsup"},
      {"bernoulli(N)/N!", by_circle, {}, "bernoulli_root_limsup", "bernoulli_root_limit"},
      {"2 * zeta(N)/(2 * pi)^N", by_circle, {}, "lemma zeta_tends_to_1", "lemma zeta_tends_to_1"},
      {"bell(N)/N!", none, {}, "lemma entire_generating_function", "lemma entire_generating_function"},
      {"sum(J = 1..N, Z^J * surjections(N, J))/N!", by_poles, mpq_class(-1, 2),
       "lemma surjection_generating_function", "lemma surjection_generating_function"},
      {"sum(J = 1..N, Z^J * J * stirling2(N, J))/N!",
       none,
       {},
       "lemma entire_generating_function",
       "lemma entire_generating_function"},
  };
  return table;
}

// Compares a shape with a term, and finds what its names stand for.
class Match {
 public:
  Match(const Evaluator& evaluator, std::string index) : evaluator_(evaluator), index_(std::move(index)) {}

  bool fits(const Node& shape, const Node& term) {
    if (shape.kind == Kind::name && shape.name == "Z") return fits_open(term);
    if (shape.kind == Kind::number) return term.kind == Kind::number && shape.number == term.number;
    if (shape.kind != term.kind || shape.children.size() != term.children.size() ||
        shape.binders.size() != term.binders.size())
      return false;
    if (shape.kind == Kind::name) return term.name == meaning(shape.name);
    // A function has to be the language's; the sorts leave no variable in its place.
    if (shape.name != term.name) return false;
    if (shape.kind == Kind::call && !evaluator_.is_of_language(term.name)) return false;
    for (std::size_t i = 0; i < shape.binders.size(); ++i)
      if (!fits(shape.binders[i], term.binders[i])) return false;
    for (std::size_t i = 0; i < shape.children.size(); ++i)
      if (!fits(shape.children[i], term.children[i])) return false;
    return true;
  }

  /// What Z stands for, if it does not depend on the indices.
  const Node* open() const { return open_; }
  bool is_clear() const {
    return index_ != own_index_ && (!open_ || (!mentions(*open_, index_) && !mentions(*open_, own_index_)));
  }

 private:
  bool fits(const Binder& shape, const Binder& term) {
    if (shape.domain.kind != term.domain.kind || term.names.size() != 1) return false;
    for (std::size_t i = 0; i < shape.domain.terms.size(); ++i)
      if (!fits(shape.domain.terms[i], term.domain.terms[i])) return false;
    own_index_ = term.names[0];
    return true;
  }

  bool fits_open(const Node& term) {
    if (open_) return *open_ == term;
    open_ = &term;
    return true;
  }

  std::string meaning(const std::string& name) const {
    return name == "N" ? index_ : name == "J" ? own_index_ : name;
  }

  const Evaluator& evaluator_;
  const std::string index_;
  std::string own_index_;
  const Node* open_ = nullptr;
};

}  // namespace

Value root_limsup(Evaluator& evaluator, const Node& node) {
  static const std::vector<Node> shapes = [] {
    std::vector<Node> trees;
    for (const Rule& rule : rules()) trees.push_back(parse_expression(rule.shape, "rule"));
    return trees;
  }();
  const bool even = node.name == "root_limsup_even";
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    Match match(evaluator, node.binders[0].names[0]);
    if (!match.fits(shapes[i], node.children[0]) || !match.is_clear()) continue;
    const Rule& rule = rules()[i];
    const Value z = match.open() ? evaluator.value(*match.open()) : Value();
    if (match.open()) require_real(z);
    if (evaluator.forms() && match.open() && is_function(z))
      throw OutOfReach("a limit superior in an identity");
    evaluator.used.theorems.insert(even ? rule.theorem_even : rule.theorem);
    if (even && rule.odd_at && !is_exact(z)) evaluator.used.enclosures = true;
    if (even && rule.odd_at && known_sign(evaluator, z - *rule.odd_at) == 0) return mpq_class(0);
    return rule.limit(evaluator, z);
  }
  throw OutOfReach("no theorem known here gives this limit superior");
}

}  // namespace dropcert::check
