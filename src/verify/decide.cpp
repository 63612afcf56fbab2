#include "verify/decide.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

#include "certificate/case_files.hpp"
#include "certificate/theorems.hpp"
#include "language/grouping.hpp"
#include "language/print.hpp"
#include "verify/builtins.hpp"
#include "verify/evidence.hpp"
#include "verify/prefix.hpp"
#include "verify/region.hpp"

namespace dropcert::verify {

using namespace ball;
using namespace language;
using namespace certificate;

namespace {

constexpr long most_domain_bits = 4096;
// For cases after one that is not decided: they may still fail.
constexpr long bits_once_undecided = 256;
constexpr int pieces_once_undecided = 200;
constexpr long most_open_domains = 10'000;

// The prefix of a statement: finite quantifiers at its head, whose cases are run through in order; then a
// leaf.
class Decider {
 public:
  Decider(const Program& program, const Scope& scope, const Policy& policy, std::vector<Contact> contacts)
      : program_(program),
        policy_(policy),
        machine_(program, policy.limits, policy.stop),
        choices_(machine_, policy.digits),
        evidence_(machine_, choices_, policy),
        precision_(policy.first.value) {
    machine_.scope = &scope;
    machine_.contacts = std::move(contacts);
    if (policy.tells_margins) machine_.margins = &margins_;
  }

  Finding run() {
    std::string spent;
    auto leave = [&](std::string why) {
      machine_.trace = nullptr;
      spent = std::move(why);
    };
    try {
      translated([&] { return statement(program_.body); });
    } catch (const BudgetSpent& budget) {
      leave(budget.what());
    } catch (const Unsupported& error) {  // a number layer's, where nothing nearer took it
      leave(reach(error.what()));
    }
    if (policy_.all_counterexamples) finding_.all_cases = finding_.cases;
    if (at_first_failure_) {  // a certificate is about the case that fails first
      finding_.cases = at_first_failure_->cases;
      machine_.used_balls = at_first_failure_->used_balls;
      machine_.used_theorems = at_first_failure_->used_theorems;
    } else if (!spent.empty()) {
      finding_.verdict = Verdict::undecided;
      finding_.reason = spent;
      finding_.counterexample.reset();
    } else if (finding_.verdict != Verdict::refuted) {
      finding_.verdict = finding_.reason.empty() ? Verdict::holds : Verdict::undecided;
    }
    if (finding_.verdict != Verdict::holds) finding_.example.reset();
    if (finding_.verdict != Verdict::holds || finding_.cases != 1) finding_.margins.clear();
    finding_.trust = machine_.used_balls ? Trust::enclosure : Trust::exact;
    finding_.theorems.assign(machine_.used_theorems.begin(), machine_.used_theorems.end());
    for (const std::string& theorem : finding_.theorems)
      if (is_lemma(theorem)) finding_.trust = Trust::lemma;
    if (finding_.verdict == Verdict::holds)
      finding_.vacuity = total_.result() == Outcome::vacuous        ? Vacuity::yes
                         : total_.result().may_be(Outcome::vacuous) ? Vacuity::perhaps
                                                                    : Vacuity::no;
    finding_.coverage = coverage();
    return std::move(finding_);
  }

 private:
  // Each returns false once the statement is refuted.
  bool statement(const Code& code) {
    if (code.kind != Kind::quantifier) return leaf(code);
    if (!code.source->wherever_defined) return binder(code, 0);
    return code.binders[0].is_region() ? region(code, 0) : leaf(code);
  }

  bool binder(const Code& code, std::size_t index) {
    if (index == code.binders.size()) return statement(code.arguments[0]);
    const BinderCode& binder_code = code.binders[index];
    if (binder_code.is_region()) return region(code, index);
    if (binder_code.is_power()) return lists(code, index);
    return binder_code.kind() == DomainKind::range ? integers(code, index) : elements(code, index);
  }

  bool integers(const Code& code, std::size_t index) {
    const BinderCode& binder_code = code.binders[index];
    std::pair<long, long> ends{0, -1};
    const Outcomes defined = domain([&] { ends = machine_.range(binder_code); });
    if (defined == Outcome::undefined) return false;
    if (defined.may_be(Outcome::false_) || ends.second < ends.first) return true;
    Machine::Run run(machine_, static_cast<unsigned long>(ends.second - ends.first) + 1);
    const bool outer = std::exchange(doubtful_, doubtful_ || defined != Outcome::vacuous);
    for (long i = ends.first; i <= ends.second; ++i)
      if (!choose(code, index, {&binder_code, i, nullptr, nullptr, 0})) return false;
    doubtful_ = outer;
    return true;
  }

  bool lists(const Code& code, std::size_t index) {
    const BinderCode& binder_code = code.binders[index];
    auto cases = std::make_shared<ListCases>();
    const Outcomes defined = domain([&] { *cases = machine_.list_cases(binder_code); });
    if (defined == Outcome::undefined) return false;
    if (defined.may_be(Outcome::false_)) return true;
    Machine::Run run(machine_, std::max(1UL, cases->count));
    const bool outer = std::exchange(doubtful_, doubtful_ || defined != Outcome::vacuous);
    for (unsigned long i = 0; i < cases->count; ++i)
      if (!choose(code, index, {&binder_code, static_cast<long>(i), nullptr, cases, 0})) return false;
    doubtful_ = outer;
    return true;
  }

  bool elements(const Code& code, std::size_t index) {
    const BinderCode& binder_code = code.binders[index];
    Listed all;
    const Outcomes defined = domain([&] { all = machine_.listed(binder_code); });
    if (defined == Outcome::undefined) return false;
    if (defined.may_be(Outcome::false_)) return true;
    const auto count = static_cast<long>(all.values.size() / binder_code.slots.size());
    Machine::Run run(machine_, std::max(1UL, static_cast<unsigned long>(count)));
    std::shared_ptr<const std::vector<Value>> kept;
    if (all.are_exact()) kept = std::make_shared<const std::vector<Value>>(std::move(all.values));
    const bool outer = std::exchange(doubtful_, doubtful_ || defined != Outcome::vacuous);
    for (long i = 0; i < count; ++i)
      if (!choose(code, index, {&binder_code, i, kept, nullptr, count})) return false;
    doubtful_ = outer;
    return true;
  }

  // Evaluates the domain of a binder: {vacuous} if it is defined, {undefined} if the statement is refuted by
  // it. Otherwise the statement is not found to hold any more.
  template <class Evaluate>
  Outcomes domain(Evaluate evaluate) {
    Outcomes found;
    const long last = std::min(policy_.last.value, most_domain_bits);
    for (long bits = std::min(precision_, last);; bits *= 2) {
      machine_.obstacles = {};
      found = machine_.domain([&] {
        if (machine_.precision().value != bits) choices_.rebind(Bits{bits});
        evaluate();
      });
      if (found == Outcome::vacuous || found == Outcome::undefined ||
          !machine_.obstacles.precision_may_help || 2 * bits > last)
        break;
    }
    if (found == Outcome::vacuous) return found;
    if (found == Outcome::undefined) {
      finding_.verdict = Verdict::refuted;
      finding_.counterexample = evidence_.undefined_domain(machine_.obstacles.undefined);
    } else {
      total_.add_under(found, Gathering(false));
      finding_.passes_over_cases = true;
      if (++open_domains_ > most_open_domains) throw BudgetSpent(reach(machine_.obstacles.out_of_reach));
      leave_undecided(machine_.obstacles.out_of_reach.empty() ? "a domain is perhaps undefined"
                                                              : reach(machine_.obstacles.out_of_reach));
    }
    return found;
  }

  bool choose(const Code& code, std::size_t index, Choice choice) {
    choices_.push(std::move(choice));
    const bool is_bound = domain([&] { choices_.bind_last(); }) == Outcome::vacuous;
    const bool goes_on = !is_bound ? finding_.verdict != Verdict::refuted : binder(code, index + 1);
    choices_.pop();
    return goes_on;
  }

  // ---- leaves -------------------------------------------------------------------------------------------
  // One case: the precision is doubled until it is decided.
  bool leaf(const Code& code) {
    ++finding_.cases;
    const Outcomes found = decided(code);
    total_.add(found);
    auto evaluate = [&] { return machine_.truth(code); };
    if (found.is_refuted()) {
      refute(evaluate, &code, found);
      if (!goes_on_after_failure()) return false;
      if (found == Outcome::false_ && code.kind == Kind::conjunction) show_all_parts(code);
      return true;
    }
    if (found.holds() && finding_.cases == 1) finding_.example = evidence_.instance(evaluate, &code, false);
    return true;
  }

  // Of statements joined by `and`, those too that stand behind one that is false.
  void show_all_parts(const Code& code) {
    Instance& last = finding_.counterexamples.back();
    if (last.number != finding_.cases) return;  // one of those that are only counted
    last.comparisons = evidence_.instance([&] { return truth_of_each(code); }, nullptr, false).comparisons;
  }

  Outcomes truth_of_each(const Code& code) {
    if (code.kind != Kind::conjunction) return machine_.truth(code);
    Outcomes all = Outcome::true_;
    for (const Code& part : code.arguments) all = conjunction(all, truth_of_each(part));
    return all;
  }

  bool goes_on_after_failure() {
    if (!policy_.all_counterexamples) return false;
    if (!at_first_failure_)
      at_first_failure_ =
          FirstFailure{finding_.cases, machine_.used_balls, machine_.used_theorems, finding_.counterexample};
    ++finding_.failing_cases;
    if (finding_.counterexamples.size() < most_counterexamples) {
      finding_.counterexamples.push_back(std::move(*finding_.counterexample));
      finding_.counterexamples.back().number = finding_.cases;
    }
    finding_.counterexample = at_first_failure_->counterexample;
    return true;
  }

  template <class Evaluate>
  void refute(Evaluate evaluate, const Code* compared, Outcomes found) {
    finding_.verdict = Verdict::refuted;
    const bool is_sure = found == Outcome::false_ || found == Outcome::undefined;
    finding_.counterexample =
        evidence_.instance(evaluate, is_sure ? compared : nullptr, found == Outcome::undefined);
    if (!doubtful_) return;
    // The case is there only if its domain is defined: a certificate names none.
    finding_.counterexample->certified_assignment.clear();
    finding_.counterexample->certified_sides.clear();
    finding_.counterexample->is_certain = false;
  }

  Outcomes decided(const Code& code) {
    const long last =
        finding_.reason.empty() ? policy_.last.value : std::min(policy_.last.value, bits_once_undecided);
    Outcomes found;
    machine_.keeps_open_sides = true;
    for (long bits = std::min(precision_, last);; bits *= 2) {
      machine_.obstacles = {};
      if (machine_.precision().value != bits) machine_.domain([&] { choices_.rebind(Bits{bits}); });
      finding_.bits = std::max(finding_.bits, bits);
      found = machine_.truth(code);
      if (found.is_decided()) {
        precision_ = std::max(policy_.first.value, bits / 2);
        return found;
      }
      if (!machine_.obstacles.precision_may_help || 2 * bits > last) break;
    }
    leave_undecided(obstacle());
    return found;
  }

  // ---- regions ------------------------------------------------------------------------------------------
  bool region(const Code& code, std::size_t index) {
    ++finding_.cases;
    machine_.obstacles = {};
    machine_.keeps_open_sides = false;
    Region region(machine_, code, index, [this](Bits bits) {
      machine_.set_precision(bits);
      machine_.domain([&] { choices_.rebind(bits); });
    });
    if (!finding_.reason.empty()) region.limit_pieces(pieces_once_undecided);
    Gathering gathering(code.source->wherever_defined);
    region.solve(gathering);
    const Outcomes found = gathering.result();
    total_.add(found);
    pieces_ += region.pieces();
    how_ = region.how();
    if (finding_.cases == 1) finding_.margins = region.margins();
    identity_ = identity_ || (region.is_identity() && found.holds());
    if (region.has_undefined_ends()) {
      --finding_.cases;
      finding_.verdict = Verdict::refuted;
      finding_.counterexample = evidence_.undefined_domain(machine_.obstacles.undefined);
      return false;
    }
    if (found.is_refuted() && region.has_failing_point()) {
      show_failing_point(code, index, region, found);
      return false;
    }
    if (found == Outcome::undefined && code.source->wherever_defined) {
      finding_.verdict = Verdict::refuted;
      finding_.counterexample = evidence_.undefined_domain("undefined at all points");
      return false;
    }
    if (found.holds()) return true;
    const std::string& reason = region.reason().empty() ? obstacle() : region.reason();
    leave_undecided(reason);
    return true;
  }

  void show_failing_point(const Code& code, std::size_t index, const Region& region, Outcomes found) {
    std::vector<Value> values = region.failing_values();
    const std::size_t last = index + values.size();  // the binder after those
    std::vector<const BinderCode*> binders;
    for (std::size_t i = index; i < last; ++i) binders.push_back(&code.binders[i]);
    choices_.set_point(std::move(binders), std::move(values));
    if (region.fails_by_domain()) {
      finding_.verdict = Verdict::refuted;
      finding_.counterexample = evidence_.undefined_domain(machine_.obstacles.undefined);
    } else {
      auto evaluate = [&] {
        if (last == code.binders.size() && !code.source->wherever_defined)
          return machine_.truth(code.arguments[0]);
        Gathering inner(code.source->wherever_defined);
        machine_.elements(code, last, inner);
        return inner.result();
      };
      refute(evaluate, last == code.binders.size() ? &code.arguments[0] : nullptr, found);
    }
    choices_.clear_point();
  }

  // ---- reasons ------------------------------------------------------------------------------------------
  void leave_undecided(const std::string& reason) {
    if (finding_.reason.empty()) finding_.reason = choices_.where() + reason;
  }

  static std::string reach(const std::string& what) {
    return what.rfind("out of reach", 0) == 0 ? what : "out of reach: " + what;
  }

  // What stood in the way at the last precision tried: which comparison, by what margin, and what could be
  // done.
  std::string obstacle() {
    const Obstacles& obstacles = machine_.obstacles;
    if (obstacles.open) {
      const Node& node = *obstacles.open->source;
      std::string text = to_text(node);
      if (node.kind == Kind::relation)
        text =
            fmt::format("{} {} {}", to_text(node.children[obstacles.link]),
                        symbol(node.relations[obstacles.link]), to_text(node.children[obstacles.link + 1]));
      const bool is_printing = obstacles.open->builtin && obstacles.open->builtin->shows_argument;
      std::string reason =
          fmt::format("with {} bits '{}' is not decided: {} are not told apart", machine_.precision().value,
                      text, is_printing ? "the value and an end of what is printed" : "the two sides");
      if (std::optional<std::string> margin = margin_of(obstacles.sides))
        reason += fmt::format(", they differ by less than {}", *margin);
      return reason + "; if they are equal, state a bound, or an exact form";
    }
    if (!obstacles.out_of_reach.empty())
      return obstacles.precision_may_help
                 ? fmt::format("with {} bits {}", machine_.precision().value, obstacles.out_of_reach)
                 : reach(obstacles.out_of_reach);
    if (obstacles.perhaps_undefined)
      return fmt::format("with {} bits '{}' is not known to be defined", machine_.precision().value,
                         to_text(*obstacles.perhaps_undefined->source));
    if (!obstacles.undefined.empty())
      return fmt::format(
          "a part is undefined at a point ({}), and what it is at the others is not known; "
          "'wherever defined' leaves such points out",
          obstacles.undefined);
    return "it is not decided";
  }

  std::optional<std::string> margin_of(const std::vector<Value>& sides) {
    if (sides.size() != 2) return std::nullopt;
    std::optional<std::string> text;
    machine_.domain(
        [&] { text = power_of_ten_above(machine_.arithmetic().bound_of_difference(sides[0], sides[1])); });
    return text;
  }

  std::string coverage() const {
    std::string text;
    for (const Node* node = program_.body.source; node->kind == Kind::quantifier; node = &node->children[0]) {
      for (const Binder& binder : node->binders) text += (text.empty() ? "" : ", ") + to_text(binder);
      if (node->wherever_defined) text += " wherever defined";
    }
    if (text.empty()) return "one case";
    if (identity_ && pieces_ == 0 && how_.empty())
      return text + ": an identity" +
             (finding_.cases > 1 ? fmt::format(" in each of {} cases", finding_.cases) : "");
    const std::string how = how_.empty() ? "" : fmt::format(" ({})", how_);
    if (pieces_ > 0) return fmt::format("{}: {} piece{}{}", text, pieces_, pieces_ == 1 ? "" : "s", how);
    return fmt::format("{}: {} case{}{}", text, finding_.cases, finding_.cases == 1 ? "" : "s", how);
  }

  const Program& program_;
  const Policy& policy_;
  Machine machine_;
  Choices choices_;
  Evidence evidence_;
  Finding finding_;
  Gathering total_{false};
  long precision_;
  bool identity_ = false;
  long pieces_ = 0;
  std::string how_;  // of the last region
  std::vector<Margin> margins_;
  long open_domains_ = 0;
  struct FirstFailure {
    unsigned long cases;
    bool used_balls;
    std::set<std::string> used_theorems;
    std::optional<Instance> counterexample;
  };
  std::optional<FirstFailure> at_first_failure_;
  bool doubtful_ = false;  // a domain of the choices made is perhaps undefined
};

// Those that are known exactly, or are the exponential or logarithm of such a number.
std::vector<Contact> exact_contacts(const std::vector<ContactPoint>& given, const Scope& scope,
                                    const Policy& policy) {
  std::vector<Contact> result;
  auto exact = [&](const Node& term) -> std::optional<Value> {
    const Program program = compile(term, scope);
    Machine machine(program, policy.limits, policy.stop);
    std::optional<Value> found;
    machine.domain([&] {
      const Value value = machine.value(program.body);
      if (is_exact_real(value)) found = value;
    });
    return found;
  };
  for (const ContactPoint& point : given) {
    const char* function = nullptr;
    for (const char* name : {"exp", "log"})
      if (point.term.kind == Kind::call && point.term.name == name && scope.find(name) < 0) function = name;
    if (std::optional<Value> value = exact(point.term))
      result.push_back({*value, nullptr, point.name});
    else if (std::optional<Value> argument = function ? exact(point.term.children[0]) : std::nullopt)
      result.push_back({*argument, function, point.name});
  }
  return result;
}

}  // namespace

const char* name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::holds:
      return "holds";
    case Verdict::refuted:
      return "refuted";
    case Verdict::undecided:
      return "undecided";
  }
  return "?";
}

const char* name_of(Trust trust) {
  switch (trust) {
    case Trust::exact:
      return "exact";
    case Trust::enclosure:
      return "enclosure";
    case Trust::lemma:
      return "lemma";
  }
  return "?";
}

namespace {

Finding decide_written(const Node& statement, const Scope& scope, const Policy& policy,
                       const std::vector<ContactPoint>& contacts) {
  if (has_continuation(statement)) return decide_written(joined(statement), scope, policy, contacts);
  Program program = compile(statement, scope);
  return Decider(program, scope, policy, exact_contacts(contacts, scope, policy)).run();
}

void tell_parameters(Finding& finding, const Node& statement, const Scope& scope) {
  for (const Parameter& parameter : scope.parameters())
    if (mentions(statement, parameter.name))
      finding.coverage += fmt::format("; {} = {}", parameter.name, parameter.value.get_str());
}

bool names_files(const Node& statement, const Scope& scope) {
  return has_files(statement) && scope.find("file") < 0;
}

}  // namespace

std::size_t blocks_of(const Node& statement) {
  const CaseFile* file = file_at_head(statement);
  return file ? file->blocks() : 0;
}

Finding decide_block(const Node& statement, std::size_t block, const Scope& scope, const Policy& policy,
                     const std::vector<ContactPoint>& contacts) {
  Finding finding = decide_written(about_block(statement, block), scope, policy, contacts);
  finding.coverage.clear();
  if (block != 0) finding.example.reset();
  return finding;
}

void add_block(Finding& whole, Finding&& block) {
  const bool is_first_failure = whole.verdict != Verdict::refuted && block.verdict == Verdict::refuted;
  for (Instance& one : block.counterexamples) one.number += whole.all_cases;
  whole.failing_cases += block.failing_cases;
  whole.all_cases += block.all_cases;
  for (Instance& one : block.counterexamples)
    if (whole.counterexamples.size() < most_counterexamples) whole.counterexamples.push_back(std::move(one));
  if (whole.verdict == Verdict::refuted) return;
  whole.cases += block.cases;
  whole.bits = std::max(whole.bits, block.bits);
  whole.trust = std::max(whole.trust, block.trust);
  std::vector<std::string> theorems;
  std::set_union(whole.theorems.begin(), whole.theorems.end(), block.theorems.begin(), block.theorems.end(),
                 std::back_inserter(theorems));
  whole.theorems = std::move(theorems);
  whole.passes_over_cases = whole.passes_over_cases || block.passes_over_cases;
  if (whole.reason.empty()) whole.reason = std::move(block.reason);
  if (is_first_failure) whole.counterexample = std::move(block.counterexample);
  if (is_first_failure)
    whole.verdict = Verdict::refuted;
  else if (block.verdict == Verdict::undecided)
    whole.verdict = Verdict::undecided;
  if (block.vacuity == Vacuity::no || whole.vacuity == Vacuity::no)
    whole.vacuity = Vacuity::no;
  else if (block.vacuity == Vacuity::perhaps)
    whole.vacuity = Vacuity::perhaps;
}

void finish_blocks(Finding& whole, const Node& statement, const Scope& scope) {
  if (whole.verdict != Verdict::holds) {
    whole.example.reset();
    whole.vacuity = Vacuity::no;
  }
  whole.margins.clear();
  for (const Node* node = &statement; node->kind == Kind::quantifier; node = &node->children[0])
    for (const Binder& binder : node->binders)
      whole.coverage += (whole.coverage.empty() ? "" : ", ") + to_text(binder);
  whole.coverage += fmt::format(": {} case{}", whole.cases, whole.cases == 1 ? "" : "s");
  tell_parameters(whole, statement, scope);
}

Finding decide(const Node& statement, const Scope& scope, const Policy& policy,
               const std::vector<ContactPoint>& contacts) {
  if (!names_files(statement, scope)) {
    Finding finding = decide_written(statement, scope, policy, contacts);
    tell_parameters(finding, statement, scope);
    return finding;
  }
  if (const std::size_t blocks = blocks_of(statement); blocks > 0) {
    Finding whole = decide_block(statement, 0, scope, policy, contacts);
    for (std::size_t i = 1; i < blocks; ++i) {
      if (whole.verdict == Verdict::refuted && !policy.all_counterexamples) break;
      add_block(whole, decide_block(statement, i, scope, policy, contacts));
    }
    finish_blocks(whole, statement, scope);
    return whole;
  }
  Finding finding;
  Node written_out;
  try {
    written_out = with_cases_written_out(statement);
  } catch (const std::runtime_error& error) {  // that is not open, or has changed
    finding.reason = std::string("out of reach: ") + error.what();
    return finding;
  }
  finding = decide_written(written_out, scope, policy, contacts);
  finding.coverage = "one case";
  if (statement.kind == Kind::quantifier)
    finding.coverage = fmt::format("{}: {} cases", to_text(statement.binders[0]), finding.cases);
  tell_parameters(finding, statement, scope);
  return finding;
}

Finding decide(const Node& statement, const std::vector<Parameter>& parameters,
               const std::vector<const Definition*>& definitions, const std::string&, const Policy& policy) {
  return decide(statement, Scope(parameters, definitions), policy);
}

}  // namespace dropcert::verify
