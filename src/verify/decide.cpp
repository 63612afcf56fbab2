#include "verify/decide.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <memory>

#include "ball/decimal.hpp"
#include "language/print.hpp"
#include "verify/certified.hpp"
#include "verify/outcome.hpp"
#include "verify/show.hpp"

namespace dropcert {

namespace {

bool is_region(DomainKind kind) {
  return kind == DomainKind::closed_interval || kind == DomainKind::open_interval ||
         kind == DomainKind::reals;
}

// An axis of a box: [low, high].
struct Edge {
  Rational low, high;
};
using Box = std::vector<Edge>;

bool contains(const Box& box, const std::vector<Rational>& point) {
  for (std::size_t i = 0; i < box.size(); ++i)
    if (point[i] < box[i].low || point[i] > box[i].high) return false;
  return true;
}

// The terms that a statement compares, outside definitions and inner quantifiers.
void compared_terms(const Code& code, std::vector<const Code*>& terms) {
  switch (code.kind) {
    case Kind::relation:
      for (const Code& argument : code.arguments) terms.push_back(&argument);
      break;
    case Kind::negation:
    case Kind::conjunction:
    case Kind::disjunction:
    case Kind::implication:
    case Kind::equivalence:
      for (const Code& argument : code.arguments) compared_terms(argument, terms);
      break;
    default:
      break;
  }
}

class Decider {
 public:
  Decider(const Program& program, const Policy& policy)
      : program_(program),
        policy_(policy),
        machine_(program, policy.limits, policy.stop),
        precision_(policy.first.value) {}

  Finding run() {
    quantifier_or_leaf(program_.body);
    if (finding_.verdict != Verdict::refuted)
      finding_.verdict = finding_.reason.empty() ? Verdict::holds : Verdict::undecided;
    if (finding_.verdict != Verdict::holds) finding_.example.reset();
    finding_.trust = machine_.used_balls ? Trust::enclosure : Trust::exact;
    finding_.theorems.assign(machine_.used_theorems.begin(), machine_.used_theorems.end());
    for (const std::string& theorem : finding_.theorems)
      if (theorem.rfind("lemma ", 0) == 0) finding_.trust = Trust::lemma;
    finding_.coverage = coverage();
    return std::move(finding_);
  }

  const Code* current() const { return machine_.current(); }

 private:
  // ---- finite domains, in order -------------------------------------------------------------------------
  // Each returns false once a counterexample is found.
  bool quantifier_or_leaf(const Code& code) {
    if (code.kind == Kind::quantifier) return binder(code, 0);
    return leaf(code);
  }

  bool binder(const Code& code, std::size_t index) {
    if (index == code.binders.size()) return quantifier_or_leaf(code.arguments[0]);
    const BinderCode& binder_code = code.binders[index];
    machine_.set_precision(Bits{precision_});
    switch (binder_code.source->domain.kind) {
      case DomainKind::range:
        return integers(code, index);
      case DomainKind::cases:
        for (const Code& term : binder_code.terms)
          if (!choose(code, index, {&binder_code, &term, 0, nullptr})) return false;
        return true;
      case DomainKind::elements: {
        std::vector<Value> values;
        if (!guarded([&] { values = machine_.listed(binder_code); })) return false;
        std::shared_ptr<const std::vector<Value>> exact;
        std::size_t count = values.size();
        if (std::all_of(values.begin(), values.end(), is_exact_real))
          exact = std::make_shared<const std::vector<Value>>(std::move(values));
        for (std::size_t i = 0; i < count; ++i)
          if (!choose(code, index, {&binder_code, nullptr, static_cast<long>(i), exact})) return false;
        return true;
      }
      default:
        return region(code, index);
    }
  }

  bool integers(const Code& code, std::size_t index) {
    const BinderCode& binder_code = code.binders[index];
    std::pair<long, long> ends{0, -1};
    if (!guarded([&] { ends = machine_.range(binder_code); })) return false;
    if (ends.second < ends.first) return true;
    Machine::Run run(machine_, static_cast<unsigned long>(ends.second - ends.first) + 1);
    for (long i = ends.first; i <= ends.second; ++i)
      if (!choose(code, index, {&binder_code, nullptr, i, nullptr})) return false;
    return true;
  }

  // One value of a binder: a listed case, an integer, or the position in a list or law, whose values are kept
  // if they are the same at every precision.
  struct Choice {
    const BinderCode* binder;
    const Code* term;
    long number;
    std::shared_ptr<const std::vector<Value>> values;
  };

  bool choose(const Code& code, std::size_t index, const Choice& choice) {
    choices_.push_back(choice);
    bool bound = guarded([&] { bind(choice); });
    bool holds = bound && binder(code, index + 1);
    choices_.pop_back();
    return holds;
  }

  void bind(const Choice& choice) {
    const BinderCode& binder_code = *choice.binder;
    switch (binder_code.source->domain.kind) {
      case DomainKind::range:
        machine_.slot(binder_code.slots[0]) = Rational(choice.number);
        break;
      case DomainKind::cases:
        machine_.bind_case(binder_code, *choice.term);
        break;
      default: {
        auto position = static_cast<std::size_t>(choice.number);
        machine_.slot(binder_code.slots[0]) =
            choice.values ? (*choice.values)[position] : machine_.listed(binder_code).at(position);
      }
    }
  }

  // Domains may hold real numbers, which a higher precision encloses more tightly.
  void rebind(Bits precision) {
    machine_.set_precision(precision);
    for (const Choice& choice : choices_) bind(choice);
    for (std::size_t i = 0; i < point_.size(); ++i) machine_.slot(point_slots_[i]) = point_[i];
  }

  // Evaluates the ends or elements of a domain; an undefined one refutes the statement.
  template <class Function>
  bool guarded(Function function) {
    try {
      function();
      return true;
    } catch (const Undefined& undefined) {
      refute_undefined(undefined);
      return false;
    } catch (const Unsupported& unsupported) {
      leave_undecided(unsupported.what());
      return false;
    }
  }

  // One case: the precision is doubled until it is decided.
  bool leaf(const Code& code) {
    ++finding_.cases;
    Truth truth = decided([&] { return machine_.truth(code); });
    if (truth == false) {
      if (!finding_.counterexample) {
        finding_.counterexample = instance([&] { return machine_.truth(code); });
        certify(*finding_.counterexample, &code);
      }
      return false;
    }
    if (truth && finding_.cases == 1) show_first(code);
    return true;
  }

  // The first case of a statement that holds, as an example of what was compared.
  void show_first(const Code& code) {
    finding_.example = instance([&] { return machine_.truth(code); });
    try {
      certify(*finding_.example, &code);
    } catch (const TooLarge&) {  // in a part that the statement did not need
      finding_.example->certified_assignment.clear();
      finding_.example->certified_sides.clear();
    }
  }

  template <class Evaluate>
  Truth decided(Evaluate evaluate) {
    long last = finding_.reason.empty() ? policy_.last.value : std::min(policy_.last.value, 256L);
    std::string obstacle = "the two sides are not told apart";
    for (long bits = precision_; bits <= last; bits *= 2) {
      try {
        if (bits != precision_ || machine_.precision().value != bits) rebind(Bits{bits});
        finding_.bits = std::max(finding_.bits, bits);
        if (Truth truth = evaluate()) {
          precision_ = std::max(policy_.first.value, bits / 2);
          if (*truth == false) {
            finding_.verdict = Verdict::refuted;
            machine_.set_precision(Bits{bits});
          }
          return truth;
        }
      } catch (const Undefined& undefined) {
        refute_undefined(undefined);
        return false;
      } catch (const Imprecise& imprecise) {
        obstacle = imprecise.what();
      } catch (const Unsupported& unsupported) {
        leave_undecided(unsupported.what());
        return std::nullopt;
      }
    }
    leave_undecided(fmt::format("with {} bits {}", last, obstacle));
    return std::nullopt;
  }

  void leave_undecided(const std::string& reason) {
    if (finding_.reason.empty()) finding_.reason = where() + reason;
  }

  void refute_undefined(const Undefined& undefined) {
    finding_.verdict = Verdict::refuted;
    Instance counterexample;
    counterexample.assignment = assignment();
    counterexample.undefined = undefined.what();
    if (machine_.current())
      counterexample.undefined += fmt::format(" in '{}'", to_text(*machine_.current()->source));
    certify(counterexample, nullptr);
    finding_.counterexample = std::move(counterexample);
  }

  std::string where() {
    std::string text;
    for (const auto& [name, value] : assignment())
      text += fmt::format("{}{} = {}", text.empty() ? "at " : ", ", name, value);
    return text.empty() ? text : text + ": ";
  }

  // ---- intervals and all reals --------------------------------------------------------------------------
  bool region(const Code& code, std::size_t first) {
    std::size_t last = first;
    while (last < code.binders.size() && is_region(code.binders[last].source->domain.kind)) ++last;
    ++finding_.cases;
    point_slots_.clear();
    point_names_.clear();
    bool bounded = true;
    for (std::size_t i = first; i < last; ++i) {
      point_slots_.push_back(code.binders[i].slots[0]);
      point_names_.push_back(code.binders[i].source->names[0]);
      bounded = bounded && code.binders[i].source->domain.kind != DomainKind::reals;
    }
    Region region;
    if (!guarded([&] { region = region_of(code, first, last); })) return finding_.verdict != Verdict::refuted;
    auto inner = [&] { return machine_.truth_after(code, last); };
    compared_ = last == code.binders.size() ? &code.arguments[0] : nullptr;
    bool holds = false;
    if (identity(code, first, last, inner) && defined_somewhere(region, inner)) {
      identity_ = true;
      holds = sampled(region, inner, 4);
    } else {
      holds = sampled(region, inner, 60);
      if (holds && bounded) holds = subdivide(region, inner);
      point_.clear();
      if (holds && !bounded)
        leave_undecided(
            "no identity was found, nor a point where it fails; over all reals only identities are decided");
    }
    point_.clear();
    return holds;
  }

  // The ends of an interval may be real numbers: `cover` contains every point, every point of `inside`, which
  // may be empty, is one.
  struct Region {
    Box cover, inside;
  };

  // Unbounded axes are cut off at +-8, where samples are taken.
  Region region_of(const Code& code, std::size_t first, std::size_t last) {
    Region region;
    machine_.set_precision(policy_.first);
    for (std::size_t i = first; i < last; ++i) {
      const BinderCode& binder_code = code.binders[i];
      if (binder_code.source->domain.kind == DomainKind::reals) {
        region.cover.push_back({Rational(-8), Rational(8)});
        region.inside.push_back(region.cover.back());
        continue;
      }
      for (std::size_t j = first; j < i; ++j)
        for (const Code& end : binder_code.terms)
          if (mentions(end, code.binders[j].slots[0]))
            throw Unsupported("the ends of an interval depend on the variable of another interval");
      auto [low, high] = ends(binder_code);
      region.cover.push_back({low.lower(), high.upper()});
      region.inside.push_back({low.upper(), high.lower()});
    }
    return region;
  }

  std::pair<Ball, Ball> ends(const BinderCode& binder_code) {
    Value low = machine_.value(binder_code.terms[0]);
    Value high = machine_.value(binder_code.terms[1]);
    return translated([&] {
      Arithmetic arithmetic = machine_.arithmetic();
      bool open = binder_code.source->domain.kind == DomainKind::open_interval;
      Truth in_order = arithmetic.compare(low, open ? Relation::less : Relation::less_equal, high);
      if (!in_order) throw Unsupported("it is not known which end of an interval is the greater");
      if (!*in_order)
        throw Undefined(open ? "an open interval that is empty"
                             : "an interval whose ends are the wrong way round");
      return std::pair(arithmetic.ball(low), arithmetic.ball(high));
    });
  }

  // Whether the statement is an identity of functions in closed form.
  template <class Inner>
  bool identity(const Code& code, std::size_t first, std::size_t last, Inner inner) {
    bool balls = machine_.used_balls;
    try {
      for (std::size_t i = first; i < last; ++i) {
        const BinderCode& binder_code = code.binders[i];
        machine_.slot(binder_code.slots[0]) =
            machine_.arithmetic().symbols().variable(binder_code.source->names[0]);
      }
      if (inner() == true) return true;
    } catch (const Unsupported&) {
    } catch (const Undefined&) {
    } catch (const TooLarge&) {
    }
    machine_.used_balls = balls;
    return false;
  }

  // Whether all sides are defined at one of the samples. A divisor that is 0 everywhere, in a form that is
  // not seen to be, makes an identity that says nothing.
  template <class Inner>
  bool defined_somewhere(const Region& region, Inner inner) {
    bool balls = machine_.used_balls;
    bool found = false;
    for (int i = 0; i < 8 && !found; ++i) found = defined_at(samples(region, i), inner);
    machine_.used_balls = balls;
    return found;
  }

  template <class Inner>
  bool defined_at(const std::vector<Rational>& point, Inner inner) {
    std::vector<Observation> atoms;
    if (point.empty()) return false;
    point_ = point;
    machine_.trace = &atoms;
    bool defined = false;
    try {
      rebind(Bits{256});
      inner();
      defined = std::all_of(atoms.begin(), atoms.end(), [](const Observation& atom) {
        return std::all_of(atom.sides.begin(), atom.sides.end(), [](const Value& side) {
          const auto* ball = get_if<Ball>(side);
          return !ball || ball->is_finite();
        });
      });
    } catch (const Undefined&) {
    } catch (const Unsupported&) {
    }
    machine_.trace = nullptr;
    return defined;
  }

  // Looks for a point that refutes the statement; also guards an identity against a wrong normal form.
  template <class Inner>
  bool sampled(const Region& region, Inner inner, int count) {
    bool balls = machine_.used_balls;
    for (int i = 0; i < count; ++i) {
      std::vector<Rational> point = samples(region, i);
      if (!point.empty() && !holds_at(point, inner)) return false;
    }
    machine_.used_balls = balls;
    return true;
  }

  // The i-th sample; none if no point is known to be inside.
  static std::vector<Rational> samples(const Region& region, int i) {
    std::vector<Rational> point;
    for (std::size_t axis = 0; axis < region.inside.size(); ++axis)
      point.push_back(sample(region.inside[axis], i, axis));
    return contains(region.inside, point) ? point : std::vector<Rational>();
  }

  // Points spread over the edge, different on each axis; never its ends.
  static Rational sample(const Edge& edge, int i, std::size_t axis) {
    static constexpr long strides[] = {29, 47, 61, 37, 53, 43, 31, 59};
    constexpr long parts = 97;
    long part =
        1 + (static_cast<long>(i) * strides[axis % 8] + 41 + 7 * static_cast<long>(axis)) % (parts - 1);
    Rational t{Integer(part), Integer(parts)};
    return edge.low + t * (edge.high - edge.low);
  }

  // False if the statement is refuted at the point. A point where it is not decided says nothing.
  template <class Inner>
  bool holds_at(const std::vector<Rational>& point, Inner inner) {
    point_ = point;
    for (long bits : {64L, 256L}) {
      try {
        rebind(Bits{bits});
        Truth truth = inner();
        if (!truth) continue;
        if (*truth) return true;
        finding_.verdict = Verdict::refuted;
        machine_.used_balls = true;
        finding_.counterexample = instance(inner);
        certify(*finding_.counterexample, compared_);
        return false;
      } catch (const Imprecise&) {
        continue;
      } catch (const Unsupported&) {
        return true;
      } catch (const Undefined& undefined) {
        refute_undefined(undefined);
        return false;
      }
    }
    return true;
  }

  // Halves the box until the statement holds on every piece, or fails at the centre of one.
  template <class Inner>
  bool subdivide(const Region& whole, Inner inner) {
    std::deque<Box> boxes = {whole.cover};
    constexpr long bits = 128;
    for (int pieces = 1; !boxes.empty(); ++pieces, ++pieces_) {
      if (pieces > policy_.limits.pieces) {
        point_.clear();
        leave_undecided(fmt::format("{} pieces of the interval do not decide it, near {}",
                                    policy_.limits.pieces, describe(boxes.front())));
        return true;
      }
      Box box = std::move(boxes.front());
      boxes.pop_front();
      if (holds_on(box, inner, Bits{bits})) continue;
      std::vector<Rational> centre;
      for (const Edge& edge : box) centre.push_back((edge.low + edge.high) / Rational(2));
      if (contains(whole.inside, centre) && !holds_at(centre, inner)) return false;
      if (!finding_.reason.empty()) return true;
      std::size_t widest = 0;
      for (std::size_t i = 1; i < box.size(); ++i)
        if (box[i].high - box[i].low > box[widest].high - box[widest].low) widest = i;
      Box left = box;
      left[widest].high = centre[widest];
      box[widest].low = centre[widest];
      boxes.push_back(std::move(left));
      boxes.push_back(std::move(box));
    }
    machine_.used_balls = true;
    return true;
  }

  template <class Inner>
  bool holds_on(const Box& box, Inner inner, Bits precision) {
    try {
      point_.clear();
      rebind(precision);
      for (std::size_t i = 0; i < box.size(); ++i)
        machine_.slot(point_slots_[i]) = Ball::hull(box[i].low, box[i].high, precision);
      return inner() == true;
    } catch (const Undefined&) {
      return false;
    } catch (const Unsupported& unsupported) {
      // A condition of if(...) may be undecided on a wide piece only; the centre and the halves tell.
      return false;
    }
  }

  static std::string describe(const Box& box) {
    std::string text;
    for (const Edge& edge : box) text += (text.empty() ? "" : ", ") + decimal(edge.low);
    return text;
  }

  static std::string decimal(const Rational& q) { return correctly_rounded(q, 6); }

  // ---- evidence -----------------------------------------------------------------------------------------
  // The case once more, keeping what is compared, with as much precision as the digits to be shown ask for.
  template <class Evaluate>
  Instance instance(Evaluate evaluate) {
    constexpr int attempts = 4;
    long enough = 4 * policy_.digits + 64;
    Instance result;
    long bits = std::max(machine_.precision().value, enough);
    for (int attempt = 0; attempt < attempts; ++attempt, bits *= 2) {
      result = Instance();
      result.assignment = assignment();
      std::vector<Observation> atoms;
      machine_.trace = &atoms;
      try {
        rebind(Bits{bits});
        evaluate();
      } catch (const Undefined& undefined) {
        result.undefined = undefined.what();
      } catch (const Unsupported&) {
      }
      machine_.trace = nullptr;
      if (put_comparisons(atoms, result)) break;
    }
    return result;
  }

  // The case as a certificate shows it. `compared` is the statement whose terms are shown, if any.
  void certify(Instance& instance, const Code* compared) {
    bool balls = machine_.used_balls;
    std::set<std::string> theorems = machine_.used_theorems;
    for (const Choice& choice : choices_)
      for (std::size_t i = 0; i < choice.binder->slots.size(); ++i) {
        bool is_element = choice.binder->source->domain.kind == DomainKind::elements;
        auto element = [&] { return machine_.slot(choice.binder->slots[0]); };
        instance.certified_assignment.emplace_back(
            choice.binder->source->names[i], is_element ? certified_value(element) : text_of(choice, i));
      }
    for (std::size_t i = 0; i < point_.size(); ++i)
      instance.certified_assignment.emplace_back(point_names_[i], *certified(point_[i]));
    std::vector<const Code*> terms;
    if (compared && instance.undefined.empty()) compared_terms(*compared, terms);
    for (const Code* term : terms)
      instance.certified_sides.push_back(certified_value([&] { return machine_.value(*term); }));
    machine_.used_balls = balls;
    machine_.used_theorems = std::move(theorems);
  }

  // "?" if no precision gives the decimals: a certificate that says so is not accepted.
  template <class Evaluate>
  std::string certified_value(Evaluate evaluate) {
    for (long bits = 2 * policy_.first.value; bits <= policy_.last.value; bits *= 2) {
      try {
        rebind(Bits{bits});
        if (std::optional<std::string> text = certified(evaluate())) return *text;
      } catch (const Undefined&) {
        return "undefined";
      } catch (const Unsupported&) {
      }
    }
    return "?";
  }

  // The last comparisons made; false if a real value is not known to the digits asked for.
  bool put_comparisons(std::vector<Observation>& atoms, Instance& result) {
    constexpr std::size_t most = 8;
    if (atoms.size() > most) atoms.erase(atoms.begin(), atoms.end() - most);
    bool complete = true;
    for (const Observation& atom : atoms) {
      Comparison comparison{atom.text, {}, atom.truth};
      for (const Value& side : atom.sides) {
        std::optional<std::string> text = shown(side);
        complete = complete && text;
        comparison.sides.push_back(text ? *text : get_if<Ball>(side)->str(static_cast<int>(policy_.digits)));
      }
      result.comparisons.push_back(std::move(comparison));
    }
    return complete;
  }

  std::vector<std::pair<std::string, std::string>> assignment() {
    std::vector<std::pair<std::string, std::string>> result;
    for (const Choice& choice : choices_)
      for (std::size_t i = 0; i < choice.binder->slots.size(); ++i)
        result.emplace_back(choice.binder->source->names[i], text_of(choice, i));
    for (std::size_t i = 0; i < point_.size(); ++i) result.emplace_back(point_names_[i], point_[i].str());
    return result;
  }

  std::string text_of(const Choice& choice, std::size_t i) {
    if (choice.term) {
      const Node& node = *choice.term->source;
      return to_text(choice.binder->slots.size() == 1 ? node : node.children[i]);
    }
    if (choice.binder->source->domain.kind == DomainKind::range) return std::to_string(choice.number);
    const Value& value = machine_.slot(choice.binder->slots[0]);
    std::optional<std::string> text = shown(value);
    return text ? *text : get_if<Ball>(value)->str(6);
  }

  // nullopt also for real numbers so large or small that their digits are out of reach.
  std::optional<std::string> shown(const Value& value) const {
    try {
      return show(value, policy_.digits);
    } catch (const std::length_error&) {
      return std::nullopt;
    }
  }

  std::string coverage() const {
    std::string text;
    for (const Node* node = program_.body.source; node->kind == Kind::quantifier; node = &node->children[0])
      for (const Binder& binder : node->binders) text += (text.empty() ? "" : ", ") + to_text(binder);
    if (text.empty()) return "one case";
    if (identity_)
      return text + ": an identity" +
             (finding_.cases > 1 ? fmt::format(" in each of {} cases", finding_.cases) : "");
    if (pieces_ > 0) return fmt::format("{}: {} pieces", text, pieces_);
    return fmt::format("{}: {} case{}", text, finding_.cases, finding_.cases == 1 ? "" : "s");
  }

  const Program& program_;
  const Policy& policy_;
  Machine machine_;
  Finding finding_;
  long precision_;
  std::vector<Choice> choices_;
  std::vector<int> point_slots_;
  std::vector<std::string> point_names_;
  std::vector<Rational> point_;
  const Code* compared_ = nullptr;  // the statement about the points of a region
  bool identity_ = false;
  long pieces_ = 0;
};

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
    case Trust::formal:
      return "formal";
    case Trust::lemma:
      return "lemma";
  }
  return "?";
}

Finding decide(const Node& statement, const std::vector<Parameter>& parameters,
               const std::vector<const Definition*>& definitions, const std::string& source,
               const Policy& policy) {
  Program program = compile(statement, parameters, definitions);
  Decider decider(program, policy);
  try {
    Finding finding = decider.run();
    for (const Parameter& parameter : parameters)
      if (mentions(statement, parameter.name))
        finding.coverage += fmt::format("; {} = {}", parameter.name, parameter.value.get_str());
    return finding;
  } catch (const TooLarge& error) {
    Position at = decider.current() ? decider.current()->source->at : statement.at;
    throw SourceError(source, at, fmt::format("this asks for too much: {}", error.what()));
  }
}

}  // namespace dropcert
