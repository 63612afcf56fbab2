// What a paper has checked: numbers, values, ranges, claims, definitions, each with its place.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "paper/argument.hpp"

namespace dropcert::paper {

enum class ItemKind {
  number,      // \certified{TERM}{DIGITS}, or a cell of a certified column
  value,       // \certifiedvalue[digits=N]{TERM}
  range,       // \certifiedrange{TERM}{LOW}{HIGH}
  claim,       // \begin{claim}[ID]{STATEMENT}
  definition,  // \certifiedwhere{NAME(a, b) = TERM}
};

struct Item {
  ItemKind kind = ItemKind::number;
  std::size_t at = 0;     // of its command, in the paper's text
  std::size_t end = 0;    // behind its last argument; of a claim, behind its environment
  Argument expression;    // the term, the statement or the definition
  Argument digits;        // of a number; of a range the lower end
  Argument upper;         // of a range
  long value_digits = 0;  // of a value; 0: exact if it is rational
  std::string id;         // of a claim
  std::string words;      // of a claim, in LaTeX
  std::vector<std::pair<std::string, Argument>> keys = {};  // of a cell: what names of the term stand for

  /// By what the package finds it: the same characters, so the same statement. Braces in an argument are
  /// balanced, so no two differ and have one name.
  std::string name() const;
};

inline constexpr long default_value_digits = 6;
inline constexpr long max_value_digits = 1000;

/// The items in the order of the text. What is wrong with one is put into `faults`, and the next is read.
std::vector<Item> items_of(const SourceText& source, Faults& faults);

}  // namespace dropcert::paper
