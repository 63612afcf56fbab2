// What a statement can come out as, as far as is known: a set of possible outcomes, and how sets combine.
#pragma once

#include <array>
#include <cstdint>

namespace dropcert::verify {

/// One way a statement can come out.
enum class Outcome : std::uint8_t {
  true_ = 1,
  vacuous = 2,  // true, but it says nothing there
  false_ = 4,
  undefined = 8,
};

/// A set of outcomes that contains every one that is possible; over a box, at any of its points. Connectives
/// act element by element (proofs/README.md, Meaning).
class Outcomes {
 public:
  constexpr Outcomes() = default;  // none
  constexpr Outcomes(Outcome outcome) : bits_(static_cast<std::uint8_t>(outcome)) {}

  static constexpr Outcomes any_truth() { return Outcomes(Outcome::true_) | Outcome::false_; }
  static constexpr Outcomes unknown() { return any_truth() | Outcome::undefined | Outcome::vacuous; }
  static constexpr Outcomes of(bool truth) { return truth ? Outcome::true_ : Outcome::false_; }

  constexpr bool empty() const { return bits_ == 0; }
  constexpr bool may_be(Outcomes others) const { return (bits_ & others.bits_) != 0; }
  constexpr bool may_be_true() const { return (bits_ & holding) != 0; }
  /// Whether every possible outcome is among these; false for the empty set.
  constexpr bool surely(Outcomes others) const { return bits_ != 0 && (bits_ & ~others.bits_) == 0; }
  constexpr bool holds() const { return bits_ != 0 && (bits_ & ~holding) == 0; }
  constexpr bool is_refuted() const { return bits_ != 0 && (bits_ & holding) == 0; }
  constexpr bool is_decided() const { return holds() || is_refuted(); }

  constexpr Outcomes without(Outcomes others) const { return from_bits(bits_ & ~others.bits_); }
  friend constexpr Outcomes operator|(Outcomes a, Outcomes b) { return from_bits(a.bits_ | b.bits_); }
  friend constexpr Outcomes operator&(Outcomes a, Outcomes b) { return from_bits(a.bits_ & b.bits_); }
  friend constexpr bool operator==(Outcomes a, Outcomes b) = default;

  /// The set of all f(a) for a in it.
  template <class F>
  constexpr Outcomes map(F f) const {
    Outcomes result;
    for (Outcome a : all)
      if (may_be(a)) result = result | f(a);
    return result;
  }
  template <class F>
  friend constexpr Outcomes combine(Outcomes a, Outcomes b, F f) {
    return a.map([&](Outcome x) { return b.map([&](Outcome y) { return Outcomes(f(x, y)); }); });
  }

  constexpr std::uint8_t bits() const { return bits_; }
  static constexpr Outcomes from_bits(unsigned bits) {
    Outcomes result;
    result.bits_ = static_cast<std::uint8_t>(bits);
    return result;
  }
  static constexpr std::array<Outcome, 4> all = {Outcome::true_, Outcome::vacuous, Outcome::false_,
                                                 Outcome::undefined};

 private:
  static constexpr unsigned holding = 3;

  std::uint8_t bits_ = 0;
};

constexpr bool is_true(Outcome a) {
  return a == Outcome::true_ || a == Outcome::vacuous;
}

constexpr Outcomes negation(Outcomes a) {
  return a.map([](Outcome x) {
    return Outcomes(is_true(x) ? Outcome::false_ : x == Outcome::false_ ? Outcome::true_ : x);
  });
}

constexpr Outcomes conjunction(Outcomes a, Outcomes b) {
  return combine(a, b, [](Outcome x, Outcome y) {
    if (!is_true(x)) return x;
    if (!is_true(y)) return y;
    return x == Outcome::vacuous && y == Outcome::vacuous ? x : Outcome::true_;
  });
}

constexpr Outcomes disjunction(Outcomes a, Outcomes b) {
  return combine(a, b, [](Outcome x, Outcome y) {
    if (x == Outcome::undefined) return x;
    if (is_true(x) || is_true(y)) return Outcome::true_;
    return y;
  });
}

constexpr Outcomes implication(Outcomes a, Outcomes b) {
  return combine(a, b, [](Outcome x, Outcome y) {
    if (x == Outcome::false_) return Outcome::vacuous;
    return x == Outcome::undefined ? x : y;
  });
}

constexpr Outcomes equivalence(Outcomes a, Outcomes b) {
  return combine(a, b, [](Outcome x, Outcome y) {
    if (x == Outcome::undefined || y == Outcome::undefined) return Outcome::undefined;
    return is_true(x) == is_true(y) ? Outcome::true_ : Outcome::false_;
  });
}

/// if(condition, a, b).
constexpr Outcomes choice(Outcomes condition, Outcomes a, Outcomes b) {
  Outcomes result;
  if (condition.may_be_true()) result = result | a;
  if (condition.may_be(Outcome::false_)) result = result | b;
  if (condition.may_be(Outcome::undefined)) result = result | Outcome::undefined;
  return result;
}

/// Whether two domains are both defined: each {vacuous} if it is, as Machine::domain gives it.
constexpr Outcomes both_defined(Outcomes a, Outcomes b) {
  return combine(a, b, [](Outcome x, Outcome y) {
    for (Outcome first : {Outcome::false_, Outcome::undefined, Outcome::true_})
      if (x == first || y == first) return first;
    return Outcome::vacuous;
  });
}

/// What a `for` comes out as, from its elements one after the other; their order does not matter. Each
/// element, and each run of elements, is one of six findings, of which the strongest is the whole's: a false
/// body; a domain that is undefined; an undefined body; a true one; a vacuous one; no element at all. Where
/// undefined bodies do not count (`wherever defined`), they are weaker than all but the last.
class Gathering {
 public:
  explicit Gathering(bool wherever_defined) : wherever_defined_(wherever_defined) {}

  bool wherever_defined() const { return wherever_defined_; }

  /// An element, several together, or something that contains what they come out as.
  void add(Outcomes body) { add_bits(body.bits()); }
  /// Something that may or may not be an element.
  void add_perhaps(Outcomes body) { add_bits(body.bits() | no_element); }
  /// All the elements of another.
  void add(const Gathering& other) { add_bits(other.bits_); }
  void add_perhaps(const Gathering& other) { add_bits(other.bits_ | no_element); }
  /// All the elements of another, whose domain is {true or vacuous} if it is defined: if it is not, there is
  /// none, and that it is not is never skipped.
  void add_under(Outcomes domain, const Gathering& other) {
    if (domain.may_be(Outcome::false_)) return add_bits(all_findings);  // out of reach
    add_bits((domain.may_be_true() ? other.bits_ : 0U) |
             (domain.may_be(Outcome::undefined) ? undefined_domain : 0U));
  }
  /// Elements of which one is undefined in a way that is not skipped, and others may be false.
  void add_undefined_point() { add_bits(bit(Outcome::false_) | undefined_domain); }
  /// What is known about the bodies of all elements from elsewhere.
  void restrict_to(Outcomes known) { keep(known.bits() | undefined_domain | no_element); }
  /// Elements, or none, of which nothing is known, nor whether their domains are defined.
  void add_anything() { add_bits(all_findings); }
  /// The same elements, found out about in another way.
  void restrict_to(const Gathering& other) { keep(other.bits_); }
  void exclude(Outcomes impossible) { keep(~static_cast<unsigned>(impossible.bits())); }
  /// There is an element.
  void exclude_no_element() { keep(~no_element); }

  /// What the elements may come out as together.
  Outcomes result() const {
    Outcomes found = Outcomes::from_bits(bits_ & (no_element - 1) & ~undefined_domain);
    if ((bits_ & undefined_domain) != 0) found = found | Outcome::undefined;
    if ((bits_ & no_element) != 0) found = found | Outcome::vacuous;
    return found;
  }
  /// Whether all is true at every element that counts, and no domain is undefined.
  bool is_good() const {
    const unsigned bad =
        undefined_domain | bit(Outcome::false_) | (wherever_defined_ ? 0U : bit(Outcome::undefined));
    return (bits_ & bad) == 0;
  }
  /// Whether an element is sure to fail: its body, or the domain of a binder after it.
  bool surely_fails() const {
    const unsigned failing =
        undefined_domain | bit(Outcome::false_) | (wherever_defined_ ? 0U : bit(Outcome::undefined));
    return (bits_ & ~failing) == 0;
  }
  /// Whether there is an element that counts.
  bool surely_counts() const {
    return (bits_ & (undefined_domain | no_element | bit(Outcome::undefined))) == 0;
  }
  bool may_have_undefined_domain() const { return (bits_ & undefined_domain) != 0; }
  /// No further element changes it.
  bool is_settled() const { return bits_ == bit(Outcome::false_); }

 private:
  static constexpr unsigned undefined_domain = 16;
  static constexpr unsigned no_element = 32;
  static constexpr unsigned all_findings = 63;

  static constexpr unsigned bit(Outcome outcome) { return static_cast<unsigned>(outcome); }

  void keep(unsigned possible) {
    if ((bits_ & possible) != 0) bits_ &= possible;
  }

  // The strongest of a pair, for every pair of possible findings.
  void add_bits(unsigned other) {
    static constexpr std::array<unsigned, 6> plain = {no_element,          bit(Outcome::vacuous),
                                                      bit(Outcome::true_), bit(Outcome::undefined),
                                                      undefined_domain,    bit(Outcome::false_)};
    static constexpr std::array<unsigned, 6> skipping = {
        no_element,          bit(Outcome::undefined), bit(Outcome::vacuous),
        bit(Outcome::true_), undefined_domain,        bit(Outcome::false_)};
    unsigned weaker_here = 0;
    unsigned weaker_there = 0;
    unsigned strongest = 0;
    for (const unsigned finding : wherever_defined_ ? skipping : plain) {
      weaker_here |= bits_ & finding;
      weaker_there |= other & finding;
      if (((bits_ & finding) != 0 && weaker_there != 0) || ((other & finding) != 0 && weaker_here != 0))
        strongest |= finding;
    }
    bits_ = strongest;
  }

  bool wherever_defined_;
  unsigned bits_ = no_element;
};

}  // namespace dropcert::verify
