// Somebody's printed digits against certified ones.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "publish/printed_value.hpp"

namespace dropcert::publish {

enum class Digits {
  right,              // what is printed is right, by the rule of prints (proofs/README.md, section 3)
  rounded_wrong_way,  // the last digit is the neighbour on the wrong side
  wrong,              // an earlier digit differs, or a bound does not hold
  zero,               // 0 is printed for a value that is not 0
  not_finite,         // an infinity or no number is printed for a real value
  other_convention,   // right by another convention than the one compared with, which is named
  undecided,          // the certified value is too near to an end of what is printed
  not_comparable,     // the cell or the term cannot be read, or has no value
};

/// What kind of fault a wrong number has: a statement that is decided, and holds.
struct Fault {
  std::string kind;       // sign, power-of-ten, ...: see fault_kinds.hpp
  std::string statement;  // with x for the value: prints(-x, "-4.3439")
};

struct Judgement {
  Digits verdict = Digits::undecided;
  std::size_t first_wrong = 0;  // of Digits::wrong: the first wrong digit, counted from 1 at the leading one
  std::string certified;        // exact, or correctly rounded to five digits more than printed; may be empty
  std::string reason = {};      // why it is not comparable or not decided; the other convention
  std::vector<Fault> faults = {};
};

/// "all printed digits right", "last digit rounded the wrong way", "wrong from digit 5", "not comparable:
/// ...".
std::string describe(const Judgement& judgement);

/// A word for programs: right, last-digit, wrong, zero, not-finite, other-convention, undecided,
/// not-comparable.
const char* kind_of(Digits verdict);

/// Whether a number is what is printed: nullopt if that is not decided, with the reason.
struct Answer {
  std::optional<bool> truth;
  std::string reason = {};
};

/// Which decimal of its digits is right: the nearest one, or the next one above or below.
enum class Side { nearest, above, below };

/// A value that is known with proof. Both throw std::invalid_argument where it is no number or undefined.
struct CertifiedValue {
  /// To so many significant digits: an exact integer or fraction p/q, "true" or "false", else correctly
  /// rounded, with a point or an exponent.
  std::function<std::string(long digits)> text;
  std::function<Answer(const language::Printed&)> is_printed;
  bool is_statement = false;  // its text is "true" or "false"
  Side side = Side::nearest;
};

/// The value of which only this text is known: exact, or correctly rounded if it has a point or an exponent,
/// or `is_rounded`.
CertifiedValue known_by_text(std::function<std::string(long digits)> text, bool is_rounded = false);

/// The value where a bound of it is printed: a decimal is right if it is the least one of its digits that is
/// not below the value (`above`), or the greatest one that is not above it.
CertifiedValue bounded_by(CertifiedValue value, bool above);

/// The same rule for the numbers of an interval: whether what is printed is right for all of them, or none.
Answer is_printed_on(Side side, const Interval& x, const language::Printed& printed);

/// Judges what is printed by the rule of prints: decimals, uncertainties, digits cut off, bounds, exact
/// values. The words "true" and "false" are right if they are the value. What cannot be read or compared is
/// Digits::not_comparable.
Judgement judge(const std::string& printed, const CertifiedValue& value);

/// A judgement that nothing was compared.
Judgement not_comparable(const std::string& reason);

struct ComparedEntry {
  std::size_t line = 0;
  std::string what;  // the term, or the row and column
  std::string printed;
  Judgement judgement;
  bool is_note = false;  // about the file, and no entry to be counted
};

struct ComparisonOptions {
  std::string table;       // the name of one of the tables; "": found by the header
  std::string expression;  // the name of the column of terms; "": expression, term or formula
  std::string value;       // the name of the column of values; "": value or printed, else all but the terms
  std::string sequence;    // of a b-file: see b_file_sequences; "": by the file's name
  bool double_arguments = false;  // a decimal in a term or a key means the nearest double
};

/// Whether all of them are right.
bool all_right(const std::vector<ComparedEntry>& entries);

/// Whether the text looks like a b-file of the OEIS: an index and an integer on one of the first lines that
/// are no comments, and no heading before them.
bool looks_like_b_file(const std::string& text);

/// Compares a b-file: lines of an index and an integer; indices ascend by one; comments begin with #. Lines
/// that cannot be read are not comparable. If the terms are those of another sequence of these, of other
/// indices, or of another convention, it says so. Throws DataError if no sequence is known, or nothing is
/// there to compare.
std::vector<ComparedEntry> compare_b_file(const std::string& text, const std::string& name,
                                          const ComparisonOptions& options);

/// The names that ComparisonOptions::sequence may have, with their meaning.
std::vector<std::pair<std::string, std::string>> b_file_sequences();

}  // namespace dropcert::publish
