#include "publish/tables/sample_models.hpp"

#include <fmt/core.h>

#include <map>

namespace dropcert::publish {

namespace {

using List = std::vector<Rational>;

// a, -a, a, -a, ...
List alternating(std::size_t d, const Rational& a) {
  List list;
  for (std::size_t j = 0; j < d; ++j) list.push_back(j % 2 ? -a : a);
  return list;
}

// (1, -2, 3, -4, 1, -2, ...) times a.
List graded(std::size_t d, const Rational& a) {
  List list;
  for (std::size_t j = 0; j < d; ++j)
    list.push_back(a * Rational((j % 2 ? -1L : 1L) * static_cast<long>(j % 4 + 1)));
  return list;
}

}  // namespace

const std::vector<SampleModel>& sample_models() {
  static const std::vector<SampleModel> all = [] {
    const Rational half(1, 2), quarters(3, 4);
    auto q = [](long a, long b) { return Rational(Integer(a), Integer(b)); };
    return std::vector<SampleModel>{
        {"one-1", "convergent", {{1}, half}},
        {"one-7", "convergent beyond 2 pi", {{7}, half}},
        {"one-20", "convergent, far beyond 2 pi", {{20}, half}},
        {"one-rare", "convergent, rare dropout", {{5}, q(1, 1000)}},
        {"one-near-below", "convergent, near the boundary", {{q(111, 100)}, quarters}},
        {"one-near-above", "divergent, near the boundary", {{q(1111, 1000)}, quarters}},
        {"one-2", "divergent within 2 pi", {{2}, quarters}},
        {"one-heavy", "divergent, heavy dropout", {{1}, q(9, 10)}},
        {"pair-1", "convergent", {{1, -1}, half}},
        {"pair-near-below", "convergent, near the boundary", {{q(157, 100), q(-157, 100)}, half}},
        {"pair-boundary", "convergent, on the boundary", {{half, -half}, half, true}},
        {"pair-near-above", "divergent, near the boundary", {{q(1571, 1000), q(-1571, 1000)}, half}},
        {"pair-2", "divergent within 2 pi", {{2, -2}, half}},
        {"pair-3", "divergent within 2 pi", {{3, -3}, half}},
        {"pair-uneven", "divergent, one contribution small", {{-100, 1}, half}},
        {"same-sign", "convergent, same signs", {{50, 80}, half}},
        {"three", "convergent", {{3, -1, half}, q(3, 10)}},
        {"three-same-sign", "convergent, same signs", {{3, 4, 5}, q(1, 10)}},
        {"four-rare", "convergent, rare dropout", {{1, 1, 1, -1}, q(1, 100)}},
        {"d8", "divergent", {alternating(8, half), half}},
        {"d16", "convergent, same signs", {List(16, q(1, 4)), half}},
        {"d32", "convergent", {alternating(32, q(1, 8)), q(1, 5)}},
        {"d64", "divergent", {alternating(64, q(1, 16)), q(3, 5)}},
        {"d100-graded", "convergent", {graded(100, q(1, 200)), q(1, 5)}},
        {"d128-small", "convergent", {alternating(128, q(1, 100)), half}},
        {"d128", "divergent, yet R_2 is good", {alternating(128, q(1, 40)), half}},
        {"d128-graded", "divergent", {graded(128, q(1, 32)), half}}};
  }();
  return all;
}

std::string contributions_text(const Dropout& model) {
  std::string list;
  for (const Rational& a : model.contributions) list += (list.empty() ? "" : ", ") + a.str();
  return (model.in_units_of_pi ? "pi * [" : "[") + list + "]";
}

std::string contributions_latex(const Dropout& model) {
  auto number = [](const Rational& a) {
    const std::string sign = a.sign() < 0 ? "-" : "";
    return a.is_integer() ? a.str()
                          : fmt::format("{}{}/{}", sign, abs(a).numerator().str(), a.denominator().str());
  };
  std::vector<std::pair<Rational, std::size_t>> groups;
  for (const Rational& a : model.contributions) {
    std::size_t i = 0;
    while (i < groups.size() && !(groups[i].first == a)) ++i;
    if (i == groups.size()) groups.emplace_back(a, 0);
    ++groups[i].second;
  }
  std::string text;
  for (const auto& group : groups) {
    const std::string times = group.second == 1 ? "" : fmt::format("{}\\times ", group.second);
    text += (text.empty() ? "" : ",\\, ") + times + number(group.first);
  }
  return model.in_units_of_pi ? "$\\pi\\cdot(" + text + ")$" : "$" + text + "$";
}

}  // namespace dropcert::publish
