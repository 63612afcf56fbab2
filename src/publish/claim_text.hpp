// A claim of a ledger as it is written.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "exact/rational.hpp"

namespace dropcert::publish {

/// The numbers as a list of the language.
inline std::string list_of(const std::vector<exact::Rational>& numbers) {
  std::string text = "[";
  for (const exact::Rational& x : numbers) text += (text.size() > 1 ? ", " : "") + x.str();
  return text + "]";
}

class ClaimText {
 public:
  ClaimText(std::string_view id, std::string_view place)
      : text_(fmt::format("claim {} \"{}\"\n", id, place)) {}

  void defines(std::string_view name, std::string_view term) {
    text_ += fmt::format("  where {} = {}\n", name, term);
  }
  void states(std::string_view statement) { text_ += fmt::format("  printed {}\n", statement); }
  /// Nothing is stated of a number that is not known or not finite, or that has no term.
  void prints(std::string_view term, std::string_view number) {
    if (term.empty() || number.empty() || number == "out of reach" || number == "not finite" ||
        number == "inf")
      return;
    states(fmt::format("prints({}, \"{}\")", term, number));
  }
  std::string text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace dropcert::publish
