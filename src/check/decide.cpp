#include "check/decide.hpp"

#include <algorithm>
#include <cstdint>

#include "check/region.hpp"
#include "language/print.hpp"

namespace dropcert::check {

using namespace language;
using namespace certificate;

namespace {

constexpr Bits first_bits = 64;
constexpr Bits last_bits = 16384;

// An element chosen for a binder of the prefix. The elements are found once a precision.
struct Choice {
  const Binder* binder;
  std::uint64_t place = 0;
  std::map<Bits, Cases> elements;
  Cases found;  // at the precision at which it was begun
};

// The prefix of a statement is the quantifiers at its root, up to what cannot be run through in order. What
// follows is a leaf: a statement without one, or a quantifier from one of its binders on.
class Decider {
 public:
  Decider(const Ledger& stated, const Claim& claim, const Statement& statement,
          const CertifiedStatement& claimed, Sequences& sequences, std::uint64_t cases_before, Share share)
      : evaluator_(stated, claim, sequences),
        claimed_(claimed),
        is_refutation_(claimed.verdict == "refuted"),
        shows_case_(!claimed.assignment.empty() || !claimed.sides.empty() || claimed.undefined),
        share_(share),
        cases_before_(cases_before),
        cases_(cases_before) {
    evaluator_.set_contacts(statement.contacts);
    if (claimed.trust == "exact") evaluator_.set_wants_exact();
  }

  // Decides case by case, up to the first that fails.
  Tally run(const Node& statement) {
    const bool fails = !prefix(statement);
    return {cases_ - cases_before_, vacuity_,       may_be_vacuous_, shown_, fails,
            is_count_open_,         evaluator_.used};
  }

 private:
  // ---- the prefix: each function returns false once a case has failed
  bool prefix(const Node& node) {
    if (node.kind == Kind::quantifier && !node.wherever_defined) return binders(node, 0);
    return leaf(node, 0);
  }

  bool binders(const Node& node, std::size_t index) {
    if (index == node.binders.size()) return prefix(node.children[0]);
    const Binder& binder = node.binders[index];
    if (is_over_region(binder)) return leaf(node, index);
    Cases all;
    const Truth defined = search(
        [&] {
          return Evaluator::in_context([&] {
            all = evaluator_.cases(binder.domain);
            return nothing_wrong;
          });
        },
        [](Truth found) { return found.holds() || found.is_undefined(); });
    if (defined.is_undefined() && !is_refutation_)
      throw Rejected("the domain of '" + binder.names[0] + "' is undefined");
    if (defined.is_undefined() && is_uncounted() && !names_no_case() && !names_match())
      throw OutOfReach("the domain of '" + binder.names[0] + "' is undefined at another place already");
    if (defined.is_undefined()) return failure(nullptr, defined);
    if (!defined.holds()) throw OutOfReach(reason_of("the domain of '" + binder.names[0] + "'"));
    const std::uint64_t count = all.count;
    is_count_open_ = is_count_open_ || has_open_values(all, binder.domain);
    const Share share = choices_.empty() ? share_ : Share();
    choices_.push_back({&binder, 0, {}, std::move(all)});
    for (std::uint64_t place = share.place; place < count; place += share.of) {
      charge(1);
      choices_.back().place = place;
      if (!binders(node, index + 1)) return false;
    }
    choices_.pop_back();
    return true;
  }

  // ---- precision
  // Whether these are the values of a law of which all are known exactly; of others they come as written.
  static bool is_in_ascending_order(const Cases& all) {
    const List* list = get_if<List>(all.list);
    return list && std::all_of(list->begin(), list->end(), [](const Element& element) {
             return element.weight.is_something() && is_exact_real(element.value);
           });
  }

  // Binds the choices made, and the point of a region, at this precision.
  void bind_all(Bits bits) {
    evaluator_.set_bits(bits);
    for (Choice& choice : choices_) {
      const Domain& domain = choice.binder->domain;
      auto elements = choice.elements.find(bits);
      if (elements == choice.elements.end()) {  // which may throw, and then leaves nothing behind
        Cases all = evaluator_.cases(domain);
        if (all.count != choice.found.count ||
            is_in_ascending_order(all) != is_in_ascending_order(choice.found))
          throw OutOfReach("how many cases there are, or their order, depends on the precision");
        elements = choice.elements.emplace(bits, std::move(all)).first;
      }
      evaluator_.choose(*choice.binder, elements->second, choice.place);
    }
  }

  // Doubles the precision until the answer is enough, as long as that may help.
  template <class Question, class Enough>
  Truth search(Question question, Enough enough) {
    const Grounds before = evaluator_.used;
    Truth found;
    for (Bits bits = precision_; bits <= last_bits; bits *= 2) {
      Evaluator::Bound guard(evaluator_);
      evaluator_.used = before;
      notes() = Notes();
      found = Evaluator::in_context([&] {
        bind_all(bits);
        return question();
      });
      if (enough(found)) precision_ = std::max(first_bits, bits / 2);
      if (enough(found) || !notes().imprecise) break;
    }
    return found;
  }

  std::string reason_of(const std::string& what) const {
    const std::string why = notes().reason.empty() ? "it is not decided" : notes().reason;
    return what + ": " + why;
  }

  // ---- leaves
  // Of a law: two values that are known to be equal are one case, and who made the certificate may know more
  // of numbers that are not rational, or less; nor need it know of a function's value that it is rational.
  static bool has_open_values(const Cases& all, const Domain& domain) {
    const List* list = get_if<List>(all.list);
    if (!list || list->empty() || !list->front().weight.is_something()) return false;
    return std::any_of(list->begin(), list->end(),
                       [](const Element& element) { return !get_if<mpq_class>(element.value); }) ||
           any_part(domain.terms[0], [](const Node& part) {
             const bool is_law = part.kind == Kind::call && (part.name == "law" || part.name == "dropout");
             return part.kind == Kind::name || !part.binders.empty() || (part.kind == Kind::call && !is_law);
           });
  }

  [[noreturn]] void other_case(const std::string& what) const { check::other_case(what, is_count_open_); }

  bool is_uncounted() const { return claimed_.cases == uncounted_cases; }

  bool is_claimed_failure() {
    if (!is_refutation_) return false;
    return is_uncounted() ? choices_match() : claimed_.cases == std::to_string(cases_);
  }

  // A leaf that begins with a region at binder `index`, or that is a statement by itself.
  bool leaf(const Node& node, std::size_t index) {
    ++cases_;
    const bool is_region = node.kind == Kind::quantifier && is_over_region(node.binders[index]);
    const Node* compared = !is_region                                                 ? &node
                           : Evaluator::group_end(node, index) == node.binders.size() ? &node.children[0]
                                                                                      : nullptr;
    if (is_region && is_claimed_failure() && claimed_.assignment.size() > count_of_names())
      return failure_at_point(node, index, compared);
    const Grounds before = evaluator_.used;
    const Truth found = is_region ? of_region(node, index) : of_statement(node);
    const std::string place = "case " + std::to_string(cases_);
    if (is_region && found.is_refuted() && found.by_domain && (found.is_undefined() || claimed_.undefined)) {
      --cases_;  // a domain that is undefined is no case
      const std::string what = "the domain of '" + node.binders[index].names[0] + "' is undefined";
      if (!is_refutation_) throw Rejected(what);
      // Who made the certificate may have found an undefined body alone.
      if (!is_claimed_failure()) throw OutOfReach(what);
      shown_ = (names_no_case() || names_match()) && claimed_.sides.empty();
      return false;
    }
    if (found.is_refuted()) {
      if (!is_refutation_) throw Rejected("the statement fails in " + place);
      // The cases before the one shown may have been beyond the reach of who made the certificate.
      if (!is_claimed_failure() || names_later_domain())
        throw OutOfReach("the statement fails already in " + place);
      return failure(compared, found);
    }
    const bool may_be_later =
        claimed_.undefined && found.holds();  // a domain, which is no case, may fail next
    if (is_claimed_failure() && !may_be_later) {
      if (found.holds()) other_case("the statement holds in " + place);
      throw OutOfReach(reason_of(place));
    }
    if (!found.holds()) {
      if (!is_refutation_) throw OutOfReach(reason_of(place));
      evaluator_.used = before;  // no verdict rests on it
      return true;
    }
    vacuity_ |= found.vacuity & substantial_bit;
    may_be_vacuous_ = may_be_vacuous_ && (found.vacuity & vacuous_bit) != 0;
    if (cases_ == 1 && !is_region && shows_case_ && !is_refutation_) check_shown(compared, found);
    return true;
  }

  Truth of_statement(const Node& node) {
    return search([&] { return evaluator_.truth(node); },
                  [&](Truth found) {
                    if (found.is_refuted() && is_claimed_failure()) return is_as_shown(found);
                    return found.holds() || found.is_refuted();
                  });
  }

  Truth of_region(const Node& node, std::size_t index) {
    const Bits outer = std::exchange(precision_, region_bits);
    const Truth found =
        search([&] { return evaluator_.outermost_region(node, index); }, [](Truth) { return true; });
    precision_ = outer;
    return found;
  }

  // Whether it is known how the statement fails, as far as the certificate says how.
  bool is_as_shown(Truth found) const {
    return found.fails() || found.is_undefined() || (!claimed_.undefined && claimed_.sides.empty());
  }

  // At the point that the certificate names.
  bool failure_at_point(const Node& node, std::size_t index, const Node* compared) {
    const std::size_t last = Evaluator::group_end(node, index);
    std::vector<Value> point;
    std::size_t place = count_of_names();
    for (std::size_t i = index; i < last; ++i, ++place) {
      // Where the domain of an axis is undefined, the point has the coordinates before it.
      if (claimed_.undefined && i > index && place == claimed_.assignment.size()) break;
      if (place >= claimed_.assignment.size() || claimed_.assignment[place].first != node.binders[i].names[0])
        throw Rejected("the counterexample does not name the point");
      const bool is_list = node.binders[i].domain.kind == DomainKind::power;
      const std::optional<Value> value = coordinate(claimed_.assignment[place].second, is_list);
      if (!value) throw Rejected("the coordinates of a point are numbers known exactly");
      point.push_back(*value);
    }
    bool is_inside = true;
    const Truth found = search(
        [&] {
          const std::optional<Truth> there = evaluator_.at_point(node, index, point);
          is_inside = there.has_value();
          return there.value_or(Truth());
        },
        [&](Truth truth) { return truth.holds() || (truth.is_refuted() && is_as_shown(truth)); });
    if (!is_inside && notes().reason == outside_of_domain) throw Rejected(outside_of_domain);
    const bool is_left_out = node.wherever_defined && !found.by_domain;
    if (found.holds() || (is_left_out && found.is_undefined()))
      throw Rejected("the statement does not fail at this point");
    if (!found.is_refuted() || (is_left_out && !found.fails()))
      throw OutOfReach(reason_of("the point of case " + std::to_string(cases_)));
    for (std::size_t i = 0; i < point.size(); ++i)
      point_.emplace_back(node.binders[index + i].names[0], point[i]);
    return failure(compared, found);
  }

  // ---- the case that the certificate shows: the first that fails, or the first of a statement that holds
  // The first failure, compared with the one claimed. Returns false.
  bool failure(const Node* compared, Truth found) {
    if (!is_refutation_) throw Rejected("the statement fails in case " + std::to_string(cases_));
    if (found.fails() && claimed_.undefined) throw Rejected("every term is defined in that case");
    if (!is_as_shown(found)) throw OutOfReach("whether every term is defined in that case");
    check_shown(compared, found);
    return false;
  }

  std::size_t count_of_names() const {
    std::size_t count = 0;
    for (const Choice& choice : choices_) count += choice.binder->names.size();
    return count;
  }

  void check_shown(const Node* compared, Truth found) {
    if (is_refutation_ && !shows_case_) return;  // less is claimed
    if (!names_no_case() && !names_match()) other_case("the case shown is another one than claimed");
    if (claimed_.undefined && !found.is_undefined()) throw Rejected("every term is defined in that case");
    shown_ = true;
    if (claimed_.sides.empty() && is_refutation_) return;  // how it fails is not claimed, or is seen above
    if (found.is_undefined()) throw Rejected("a term is undefined in that case");
    std::vector<const Node*> terms;
    if (compared) compared_terms(*compared, evaluator_.is_of_language("prints"), terms);
    if (terms.size() != claimed_.sides.size())
      throw Rejected(std::to_string(terms.size()) + " values are compared, not " +
                     std::to_string(claimed_.sides.size()));
    for (std::size_t i = 0; i < terms.size(); ++i)
      if (!agrees(claimed_.sides[i], [&] { return evaluator_.value(*terms[i]); }))
        throw Rejected("the value of '" + to_text(*terms[i]) + "' is not " + claimed_.sides[i]);
  }

  // What is shown is no case but where, after other choices, a domain is undefined.
  bool names_later_domain() {
    return claimed_.undefined && !claimed_.assignment.empty() &&
           claimed_.assignment.size() < count_of_names() && !choices_match(claimed_.assignment.size());
  }

  // Its numbers may be out of reach for who made the certificate.
  bool names_no_case() const {
    return is_refutation_ && claimed_.assignment.empty() && claimed_.sides.empty();
  }

  bool names_match() {
    return claimed_.assignment.size() == count_of_names() + point_.size() && choices_match();
  }

  // Whether what is shown begins with the choices made, or with those of so many names.
  bool choices_match(std::size_t most = SIZE_MAX) {
    std::size_t next = 0;
    for (const Choice& choice : choices_)
      for (std::size_t i = 0; i < choice.binder->names.size() && next < most; ++i, ++next)
        if (next >= claimed_.assignment.size() ||
            claimed_.assignment[next].first != choice.binder->names[i] ||
            !choice_matches(choice, i, claimed_.assignment[next].second))
          return false;
    return true;
  }

  // The name's value is there under the name, but perhaps hidden by a later choice.
  bool choice_matches(const Choice& choice, std::size_t i, const std::string& text) {
    const Domain& domain = choice.binder->domain;
    if (domain.kind == DomainKind::cases) {
      const Node& term = domain.terms[static_cast<std::size_t>(choice.place)];
      return text == to_text(term.kind == Kind::tuple ? term.children[i] : term);
    }
    if (domain.kind == DomainKind::power)
      return text == Evaluator::text_at(domain, choice.found, choice.place);
    return agrees(text, [&] {
      const Cases& elements = choice.elements.at(evaluator_.bits());
      if (domain.kind == DomainKind::elements) return (*get_if<List>(elements.list))[choice.place].value;
      return Value(mpq_class(signed_mpz(elements.first + static_cast<std::int64_t>(choice.place))));
    });
  }

  // Whether the value is what the certificate says. What it takes to see that is no part of the verdict.
  template <class Evaluate>
  bool agrees(const std::string& text, Evaluate evaluate) {
    const Grounds before = evaluator_.used;
    const Truth found = search(
        [&] {
          for (const auto& [name, value] : point_) evaluator_.bind(name, value);
          return Evaluator::in_context([&] { return is_value(evaluate(), text); });
        },
        [&](Truth truth) {
          return truth.holds() || truth.fails() || truth.is_undefined() ||
                 (truth.is_refuted() && text != "undefined");
        });
    evaluator_.used = before;
    if (text == "undefined" && found.can(undefined_bit) && !found.is_undefined())
      throw OutOfReach("whether a value shown is undefined");
    if (found.can(true_bit) && !found.holds())
      throw OutOfReach("the value shown as " + text + " is not decided");
    return found.holds() || (found.is_undefined() && text == "undefined");
  }

  Evaluator evaluator_;
  const CertifiedStatement& claimed_;
  const bool is_refutation_;
  const bool shows_case_;
  Bits precision_ = first_bits;
  const Share share_;
  const std::uint64_t cases_before_;
  std::uint64_t cases_;
  bool is_count_open_ = false;
  unsigned vacuity_ = 0;
  bool may_be_vacuous_ = true;
  bool shown_ = false;
  std::vector<Choice> choices_;
  std::vector<std::pair<std::string, Value>> point_;
};

}  // namespace

Tally run_cases(const Ledger& stated, const Claim& claim, const Statement& statement,
                const CertifiedStatement& claimed, Sequences& sequences, const Node& tree,
                std::uint64_t cases_before, Share share) {
  return Decider(stated, claim, statement, claimed, sequences, cases_before, share).run(tree);
}

}  // namespace dropcert::check
