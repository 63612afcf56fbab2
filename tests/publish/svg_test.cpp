// Pictures as SVG: well-formed, with everything that the plot has.
#include "publish/svg.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

using namespace dropcert;

namespace {

publish::Plot sample() {
  publish::Plot plot;
  plot.title = "A < B & \"C\"";
  plot.x = {"x", 0, 10, publish::Scale::linear, {}};
  plot.y = {"y", 1e-3, 1e3, publish::Scale::logarithmic, {}};
  plot.curves = {{"first", {{0, 1}, {10, 100}}, 0, publish::Drawing::line_and_points},
                 {"second", {{0, 10}, {10, 1}}, 1, publish::Drawing::line},
                 {"third", {{2, 10}, {3, 1}}, 2, publish::Drawing::bars}};
  plot.bands = {{"band", 1, 2}};
  plot.rules = {{"rule", false, 10, 3}};
  plot.notes = {{{5, 1}, "note"}};
  return plot;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

// Every tag that is opened is closed, in order; no stray angle brackets or ampersands.
bool well_formed(const std::string& text) {
  std::vector<std::string> open;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '>') return false;
    if (text[i] == '&' && text.find(';', i) > i + 6) return false;
    if (text[i] != '<') continue;
    const std::size_t end = text.find('>', i);
    if (end == std::string::npos) return false;
    const std::string tag = text.substr(i + 1, end - i - 1);
    i = end;
    if (tag.back() == '/') continue;
    if (tag.front() == '/') {
      if (open.empty() || open.back() != tag.substr(1)) return false;
      open.pop_back();
    } else {
      open.push_back(tag.substr(0, tag.find(' ')));
    }
  }
  return open.empty();
}

}  // namespace

TEST_CASE("a picture is well-formed and has its parts") {
  const std::string svg = publish::write_svg(sample());
  CHECK(well_formed(svg));
  CHECK(svg.find("<title>A &lt; B &amp; &quot;C&quot;</title>") != std::string::npos);
  for (const char* text :
       {">first<", ">second<", ">third<", ">band<", ">rule<", ">note<", ">x<", ">y<", ">10²<"})
    CHECK(svg.find(text) != std::string::npos);
  CHECK(count(svg, "<circle") == 2 + 1);       // two points, and the legend's
  CHECK(count(svg, "stroke-dasharray") >= 2);  // told apart without colour
  CHECK(publish::write_svg(sample()) == svg);
}

TEST_CASE("positions follow the axes") {
  const publish::Plot plot = sample();
  CHECK(publish::position_on(plot.x, 0) == 0);
  CHECK(publish::position_on(plot.x, 5) == doctest::Approx(0.5));
  CHECK(publish::position_on(plot.y, 1) == doctest::Approx(0.5));
  CHECK(publish::position_on(plot.y, 1e3) == doctest::Approx(1));
}

TEST_CASE("ticks are round numbers on the axis") {
  const std::vector<publish::Tick> ticks = publish::ticks_of({"", 0, 10, publish::Scale::linear, {}}, 5);
  REQUIRE(ticks.size() == 6);
  CHECK(ticks[1].at == 2);
  CHECK(ticks[5].label.text == "10");
  CHECK(publish::ticks_of({"", -0.05, 0.05, publish::Scale::linear, {}}, 5)[1].label.text == "-0.02");
  CHECK(publish::ticks_of({"", 0.31, 0.33, publish::Scale::linear, {}}, 4).front().label.text == "0.310");
  CHECK(publish::ticks_of({"", 1, 1e6, publish::Scale::logarithmic, {}}, 6).size() == 7);
  CHECK_THROWS_AS(publish::ticks_of({"", 1, 1, publish::Scale::linear, {}}, 5), std::invalid_argument);
  CHECK_THROWS_AS(publish::ticks_of({"", 0, 1, publish::Scale::logarithmic, {}}, 5), std::invalid_argument);
}

TEST_CASE("text that XML forbids") {
  CHECK(publish::xml_escaped("a<b>&'\"\x01") == "a&lt;b&gt;&amp;&#39;&quot;\\x01");
}
