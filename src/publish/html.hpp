// Pages for a browser: one file each, which loads nothing and can be read without scripts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "language/tree.hpp"
#include "publish/plot.hpp"

namespace dropcert::publish {

inline constexpr std::string_view html_opening = "<!DOCTYPE html>\n<!-- Written by dropcert ";

/// Text as content or attribute: whatever it is, it is shown and does nothing.
std::string html_text(std::string_view text);

/// A formula of parts between which a line may be broken.
std::string html_formula(const std::vector<std::string>& parts);
std::string html_formula(const language::Node& node);

/// The same of a text, if it is of the language; else the text as code.
std::string html_formula(const std::string& text);

/// The LaTeX of a label with its formulas as MathML, or without LaTeX its text.
std::string html_label(const Label& label);

struct HtmlPage {
  std::string title;
  std::string contents;  // links, inside <nav>
  std::string main;      // from its <h1> on
  std::string data;      // what scripts read; empty: there is none
};

/// The document, well-formed XML too.
std::string html_page(const HtmlPage& page);

/// Of html_page.
extern const char* const html_style;
extern const char* const html_script;
/// What a page with a checker has beside that: for a worker, and for the page.
extern const char* const html_worker;
extern const char* const html_check_script;

/// The bytes compressed (gzip, without name and time), in base64, as an element that scripts read. Throws
/// std::runtime_error if there is not enough memory.
std::string html_data(const std::string& id, std::string_view bytes);

}  // namespace dropcert::publish
