#include "verify/margin.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "ball/decimal.hpp"
#include "language/print.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;
using namespace language;

namespace {

constexpr std::size_t most_links = 6;
constexpr std::size_t most_near = 6;
constexpr unsigned long most_bits = 4096;

// Three digits, rounded down; x > 0.
std::string rounded_down(const Rational& x) {
  long exponent = 0;
  const Rational ten(10);
  Rational mantissa = x;
  for (; mantissa >= ten; ++exponent) mantissa /= ten;
  for (; mantissa < Rational(1); --exponent) mantissa *= ten;
  if (exponent >= -4 && exponent <= 2) return directed(x, 2 - exponent).lower;
  return fmt::format("{}e{}", directed(mantissa, 2).lower, exponent);
}

// The side that is to be greater, less the other.
std::string difference(const Node& chain, std::size_t link) {
  const bool right_is_greater = says_less(chain.relations[link]);
  const Node& greater = chain.children[right_is_greater ? link + 1 : link];
  const Node& smaller = chain.children[right_is_greater ? link : link + 1];
  if (smaller.kind == Kind::number && smaller.number == 0) return to_text(greater);
  return to_text(node_of(Kind::subtract, {greater, smaller}));
}

// factor * distance^(order/power).
std::string growth(const Rational& factor, const Nearness& place, long order) {
  const Rational exponent(order, place.power);
  const bool is_name = std::all_of(place.distance.begin(), place.distance.end(),
                                   [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; });
  std::string text = rounded_down(factor) + "*" + (is_name ? place.distance : "(" + place.distance + ")");
  if (exponent == Rational(1)) return text;
  return text +
         (exponent.is_integer() && exponent.sign() > 0 ? "^" + exponent.str() : "^(" + exponent.str() + ")");
}

}  // namespace

void Margins::add(const std::vector<Margin>& piece, const std::optional<Nearness>& near) {
  for (const Margin& margin : piece) {
    auto link = std::find_if(links_.begin(), links_.end(), [&](const Link& known) {
      return known.code == margin.code && known.link == margin.link;
    });
    if (link == links_.end())
      link = links_.insert(link, Link{margin.code, margin.link, true, {}, {}, false, false});
    link->holds = link->holds && margin.holds;
    auto is_short = [](const std::optional<Rational>& q) { return q && q->bits() <= most_bits; };
    if (is_short(margin.least)) {
      link->least = link->least ? std::min(*link->least, *margin.least) : *margin.least;
      link->has_rest = true;
    } else if (near && is_short(margin.factor)) {
      link->near.push_back({*near, *margin.factor, margin.order});
    } else {
      link->is_only_positive = link->has_rest = true;
    }
  }
}

std::vector<std::string> Margins::told() const {
  std::vector<std::string> result;
  for (const Link& link : links_) {
    if (!link.holds || link.near.size() > most_near) continue;
    if (result.size() == most_links) break;
    const bool is_strict = says_strictly(link.code->source->relations[link.link]);
    std::string text;
    for (const Near& near : link.near)
      text += fmt::format("{} >= {} {}", text.empty() ? "" : ",", growth(near.factor, near.place, near.order),
                          near.place.range);
    if (link.has_rest) {
      const std::string bound =
          link.is_only_positive ? (is_strict ? "> 0" : ">= 0") : ">= " + rounded_down(*link.least);
      text += fmt::format("{} {}{}", text.empty() ? "" : ",", bound, link.near.empty() ? "" : " on the rest");
    }
    result.push_back(difference(*link.code->source, link.link) + text);
  }
  return result;
}

}  // namespace dropcert::verify
