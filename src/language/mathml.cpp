#include "language/mathml.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "language/print.hpp"
#include "language/utf8.hpp"
#include "language/xml.hpp"

namespace dropcert::language {

namespace {

// What decides about the sign and the spaces beside it.
enum class Class { ordinary, open, close, operation, relation, punctuation, large, function, space };

struct Atom {
  std::string mathml;
  Class kind = Class::ordinary;
  bool breaks_before = false;  // a line may
};

struct Symbol {
  std::string_view mathml;
  Class kind;
};

using Symbols = std::map<std::string_view, Symbol>;

// Commands without arguments.
const Symbols& symbols() {
  static const Symbols table = {
      {"infty", {"<mi>\u221e</mi>", Class::ordinary}},
      {"ldots", {"<mo>\u2026</mo>", Class::ordinary}},
      {"cdots", {"<mo>\u22ef</mo>", Class::ordinary}},
      {"le", {"<mo form=\"infix\">\u2264</mo>", Class::relation}},
      {"ge", {"<mo form=\"infix\">\u2265</mo>", Class::relation}},
      {"ne", {"<mo form=\"infix\">\u2260</mo>", Class::relation}},
      {"in", {"<mo>\u2208</mo>", Class::operation}},
      {"sim", {"<mo>\u223c</mo>", Class::operation}},
      {"to", {"<mo>\u2192</mo>", Class::operation}},
      {"cdot", {"<mo>\u22c5</mo>", Class::operation}},
      {"times", {"<mo>\u00d7</mo>", Class::operation}},
      {"lnot", {"<mo>\u00ac</mo>", Class::open}},
      {"land", {"<mo form=\"infix\">\u2227</mo>", Class::relation}},
      {"lor", {"<mo form=\"infix\">\u2228</mo>", Class::relation}},
      {"implies", {"<mo stretchy=\"false\" form=\"infix\">\u27f9</mo>", Class::relation}},
      {"iff", {"<mo stretchy=\"false\" form=\"infix\">\u27fa</mo>", Class::relation}},
      {"lvert", {"<mo stretchy=\"false\" form=\"prefix\">|</mo>", Class::open}},
      {"rvert", {"<mo stretchy=\"false\" form=\"postfix\">|</mo>", Class::close}},
      {"lfloor", {"<mo stretchy=\"false\">\u230a</mo>", Class::open}},
      {"rfloor", {"<mo stretchy=\"false\">\u230b</mo>", Class::close}},
      {"lceil", {"<mo stretchy=\"false\">\u2308</mo>", Class::open}},
      {"rceil", {"<mo stretchy=\"false\">\u2309</mo>", Class::close}},
      {"{", {"<mo stretchy=\"false\">{</mo>", Class::open}},
      {"}", {"<mo stretchy=\"false\">}</mo>", Class::close}},
      {"sum", {"<mo>\u2211</mo>", Class::large}},
      {"prod", {"<mo>\u220f</mo>", Class::large}},
      {"int", {"<mo>\u222b</mo>", Class::operation}},
      {"limsup", {"<mo movablelimits=\"false\">lim\u2006sup</mo>", Class::large}},
      {",", {"<mspace width=\"0.17em\"/>", Class::space}},
      {" ", {"<mspace width=\"0.3em\"/>", Class::space}},
      {"quad", {"<mspace width=\"0.6em\"/>", Class::space}},
  };
  return table;
}

// Letters by name; capital ones are upright, as in LaTeX.
std::string_view letter(std::string_view name) {
  static const std::map<std::string_view, std::string_view> table = {
      {"alpha", "\u03b1"},      {"beta", "\u03b2"},   {"gamma", "\u03b3"}, {"delta", "\u03b4"},
      {"varepsilon", "\u03b5"}, {"zeta", "\u03b6"},   {"eta", "\u03b7"},   {"theta", "\u03b8"},
      {"kappa", "\u03ba"},      {"lambda", "\u03bb"}, {"mu", "\u03bc"},    {"nu", "\u03bd"},
      {"xi", "\u03be"},         {"pi", "\u03c0"},     {"rho", "\u03c1"},   {"sigma", "\u03c3"},
      {"tau", "\u03c4"},        {"varphi", "\u03c6"}, {"chi", "\u03c7"},   {"psi", "\u03c8"},
      {"omega", "\u03c9"},      {"Gamma", "\u0393"},  {"Delta", "\u0394"}, {"Lambda", "\u039b"},
      {"Sigma", "\u03a3"},      {"Phi", "\u03a6"},    {"Psi", "\u03a8"},   {"Omega", "\u03a9"}};
  const auto found = table.find(name);
  return found == table.end() ? std::string_view() : found->second;
}

bool is_function(std::string_view name) {
  static constexpr std::string_view names[] = {"sin",    "cos",  "tan",  "arcsin", "arccos",
                                               "arctan", "sinh", "cosh", "tanh",   "log",
                                               "exp",    "min",  "max",  "gcd",    "lim"};
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

// Commands of text mode, and the signs that the printer writes there in math mode.
std::string character(std::string_view name) {
  static const std::map<std::string_view, std::string_view> table = {
      {"textbackslash", "\\"}, {"textasciicircum", "^"}, {"textasciitilde", "~"}, {"textless", "<"},
      {"textgreater", ">"},    {"textbar", "|"},         {"textquotedbl", "\""},  {"ldots", "\u2026"},
      {"times", "\u00d7"},     {"cdot", "\u22c5"},       {"pi", "\u03c0"}};
  if (const auto found = table.find(name); found != table.end()) return std::string(found->second);
  return (name.size() > 1 ? "\\" : "") + std::string(name);  // what is not known shows
}

std::string_view blackboard(std::string_view name) {
  static const std::map<std::string_view, std::string_view> table = {
      {"R", "\u211d"}, {"Z", "\u2124"}, {"N", "\u2115"}, {"Q", "\u211a"}, {"E", "\U0001d53c"}};
  const auto found = table.find(name);
  return found == table.end() ? name : found->second;
}

std::string element(std::string_view tag, const std::string& content) {
  return "<" + std::string(tag) + ">" + content + "</" + std::string(tag) + ">";
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Behind these a sign is that of a number, and no operation.
bool wants_operand(const std::vector<Atom>& row) {
  if (row.empty()) return true;
  const Class last = row.back().kind;
  return last != Class::ordinary && last != Class::close && last != Class::function;
}

// One element, so that it can be an argument of another.
std::string boxed(const std::vector<Atom>& row) {
  if (row.size() == 1) return row[0].mathml;
  std::string content;
  for (const Atom& atom : row) content += atom.mathml;
  return element("mrow", content);
}

class Translator {
 public:
  explicit Translator(std::string_view latex) : rest_(latex) {}

  // All of it: a brace or a fence that nothing opened is left out.
  std::vector<Atom> whole() {
    std::vector<Atom> result;
    for (; !rest_.empty(); take(1))
      while (!rest_.empty() && !at_end_of_row()) atom(result);
    return result;
  }

 private:
  std::vector<Atom> row() {
    std::vector<Atom> result;
    while (!rest_.empty() && !at_end_of_row()) atom(result);
    return result;
  }

  bool at_end_of_row() const {
    return rest_[0] == '}' || rest_[0] == '&' || rest_.substr(0, 2) == "\\\\" || begins("\\right") ||
           begins("\\end");
  }

  bool begins(std::string_view command) const {
    return rest_.substr(0, command.size()) == command &&
           (rest_.size() == command.size() || !is_letter(rest_[command.size()]));
  }

  std::string_view take(std::size_t length) {
    const std::string_view taken = rest_.substr(0, length);
    rest_.remove_prefix(taken.size());
    return taken;
  }

  bool skip(char c) {
    if (rest_.empty() || rest_[0] != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  // Behind the backslash: letters, or one other character.
  std::string_view command() {
    std::size_t length = 0;
    while (length < rest_.size() && is_letter(rest_[length])) ++length;
    const std::string_view name = take(std::max<std::size_t>(length, 1));
    if (length > 0)
      while (skip(' ')) {
      }
    return name;
  }

  void atom(std::vector<Atom>& row) {
    const char c = rest_[0];
    if (c == ' ') {
      skip(c);
    } else if (c == '\\') {
      skip(c);
      by_command(row, command());
    } else if (c == '{') {
      add(row, {argument()});
    } else if (c == '^' || c == '_') {
      scripts(row);
    } else if (is_digit(c) || (c == '.' && rest_.size() > 1 && is_digit(rest_[1]))) {
      std::size_t length = 0;
      while (length < rest_.size() && (is_digit(rest_[length]) || rest_[length] == '.')) ++length;
      add(row, {element("mn", std::string(take(length)))});
    } else if (is_letter(c)) {
      add(row, {element("mi", std::string(take(1)))});
    } else {
      sign(row);
    }
  }

  void add(std::vector<Atom>& row, Atom atom) {
    atom.breaks_before = atom.breaks_before || break_is_due_;
    break_is_due_ = false;
    row.push_back(std::move(atom));
  }

  void sign(std::vector<Atom>& row) {
    const std::string_view c = take(length_of_first(rest_));
    const std::string text = with_entities(c);
    if (c == "(" || c == "[") {
      // Functions are applied by a sign that is not seen, but spoken.
      if (!row.empty() && row.back().kind == Class::function) add(row, {"<mo>&#8289;</mo>", Class::open});
      return add(row, {"<mo stretchy=\"false\">" + text + "</mo>", Class::open});
    }
    if (c == ")" || c == "]") return add(row, {"<mo stretchy=\"false\">" + text + "</mo>", Class::close});
    if (c == "+" || c == "-") {
      const bool is_prefix = wants_operand(row);
      return add(row, {std::string("<mo form=\"") + (is_prefix ? "prefix" : "infix") + "\">" +
                           (c == "-" ? "\u2212" : "+") + "</mo>",
                       is_prefix ? Class::open : Class::operation, !is_prefix});
    }
    if (c == "=" || c == "<" || c == ">")
      return add(row, {"<mo form=\"infix\">" + text + "</mo>", Class::relation, true});
    if (c == "," || c == ":" || c == ";") return add(row, {element("mo", text), Class::punctuation});
    add(row, {element("mo", c == "'" ? "\u2032" : text), Class::close});
  }

  void by_command(std::vector<Atom>& row, std::string_view name) {
    if (const auto found = symbols().find(name); found != symbols().end()) {
      const Symbol& symbol = found->second;
      // What follows a space of the printer's begins a new part of a statement.
      const bool starts_part = symbol.kind == Class::space && name != ",";
      add(row, {std::string(symbol.mathml), symbol.kind, symbol.kind == Class::relation});
      break_is_due_ = starts_part;
      return;
    }
    if (const std::string_view known = letter(name); !known.empty()) {
      const bool capital = name[0] < 'a';
      return add(row, {(capital ? "<mi mathvariant=\"normal\">" : "<mi>") + std::string(known) + "</mi>"});
    }
    if (is_function(name)) return add(row, {element("mi", std::string(name)), Class::function});
    if (name == "allowbreak") {
      break_is_due_ = true;
    } else if (name == "frac") {
      const std::string numerator = argument();
      add(row, {element("mfrac", numerator + argument())});
    } else if (name == "binom") {
      const std::string above = argument();
      add(row,
          {"<mrow><mo>(</mo><mfrac linethickness=\"0\">" + above + argument() + "</mfrac><mo>)</mo></mrow>"});
    } else if (name == "sqrt") {
      const std::string order = rest_.substr(0, 1) == "[" ? in_brackets() : "";
      const std::string radicand = argument();
      add(row, {order.empty() ? element("msqrt", radicand) : element("mroot", radicand + order)});
    } else if (name == "text") {
      add(row, {element("mtext", words()), Class::space});
    } else if (name == "mathrm" || name == "operatorname") {
      const std::string name_in_words = words();  // upright of itself if it has several letters
      add(row, {(name_in_words.size() > 1 ? "<mi>" : "<mi mathvariant=\"normal\">") + name_in_words + "</mi>",
                Class::function});
    } else if (name == "mathbb") {
      add(row, {element("mi", std::string(blackboard(words()))), Class::function});
    } else if (name == "begin") {
      words();
      add(row, {cases()});
    } else if (name == "left") {
      add(row, {between_fences()});
    } else {
      add(row, {element("mtext", with_entities(character(name)))});
    }
  }

  // What stands in braces, or one character or command.
  std::string argument() {
    while (skip(' ')) {
    }
    if (rest_.empty()) return "<mrow></mrow>";
    std::vector<Atom> result;
    if (skip('{')) {
      result = row();
      skip('}');
    } else if (is_digit(rest_[0])) {
      result.push_back({element("mn", std::string(take(1)))});
    } else if (!at_end_of_row()) {
      atom(result);
    }
    break_is_due_ = false;
    return boxed(result);
  }

  // The order of a root, in which no bracket closes before its own.
  std::string in_brackets() {
    skip('[');
    std::size_t depth = 0;
    std::size_t length = 0;
    for (; length < rest_.size() && !(depth == 0 && rest_[length] == ']'); ++length) {
      if (rest_[length] == '[' || rest_[length] == '{') ++depth;
      if (rest_[length] == ']' || rest_[length] == '}') depth -= depth > 0 ? 1U : 0U;
    }
    Translator inside(take(length));
    skip(']');
    return boxed(inside.whole());
  }

  void scripts(std::vector<Atom>& row) {
    std::string below, above;
    while (!rest_.empty() && (rest_[0] == '^' || rest_[0] == '_')) {
      const bool is_above = take(1) == "^";
      (is_above ? above : below) = argument();
    }
    if (row.empty()) row.push_back({"<mrow></mrow>"});
    Atom& base = row.back();
    const bool limits = base.kind == Class::large;
    const char* tag = below.empty()   ? (limits ? "mover" : "msup")
                      : above.empty() ? (limits ? "munder" : "msub")
                                      : (limits ? "munderover" : "msubsup");
    base.mathml = element(tag, base.mathml + below + above);
  }

  // Text in braces, with dollar signs around signs of mathematics; spaces at its ends count.
  std::string words() {
    std::string text;
    skip('{');
    for (int depth = 0; !rest_.empty();) {
      const std::string_view c = take(length_of_first(rest_));
      if (c == "}" && depth-- == 0) break;
      if (c == "{") ++depth;
      if (c == "{" || c == "}" || c == "$") continue;
      if (c == "\\" && !rest_.empty())
        text += with_entities(character(command()));
      else if (c == " ")
        text += "\u00a0";
      else if (c == "-")
        text += "\u2212";
      else if ((c == "`" || c == "'") && skip(c[0]))
        text += c == "`" ? "\u201c" : "\u201d";
      else
        text += with_entities(c);
    }
    return text;
  }

  // After \begin{cases}, to behind its \end{cases}.
  std::string cases() {
    std::string rows = "<mtr>";
    while (!rest_.empty()) {
      rows += "<mtd style=\"text-align:left\">" + boxed(row()) + "</mtd>";
      if (skip('&')) continue;
      if (rest_.substr(0, 2) == "\\\\") {
        take(2);
        rows += "</mtr><mtr>";
        continue;
      }
      if (begins("\\end")) {
        take(4);
        words();
      } else if (!rest_.empty()) {
        take(1);  // a brace or a fence that nothing opened
        continue;
      }
      break;
    }
    return "<mrow><mo>{</mo><mtable>" + rows + "</mtr></mtable></mrow>";
  }

  // After \left; a dot is no fence.
  std::string between_fences() {
    const auto fence = [&](const char* form) {
      while (skip(' ')) {
      }
      const std::string_view c = take(length_of_first(rest_));
      return c == "." || c.empty()
                 ? std::string()
                 : std::string("<mo stretchy=\"true\" form=\"") + form + "\">" + with_entities(c) + "</mo>";
    };
    const std::string open = fence("prefix");
    const std::string inside = boxed(row());
    if (!begins("\\right")) return element("mrow", open + inside);
    take(6);
    return element("mrow", open + inside + fence("postfix"));
  }

  std::string_view rest_;
  bool break_is_due_ = false;
};

std::vector<Atom> translated(std::string_view latex) {
  return Translator(latex).whole();
}

// About how wide it is: the characters outside tags.
std::size_t shown_length(std::string_view mathml) {
  std::size_t length = 0;
  bool is_shown = true;
  for (const char c : mathml) {
    if (c == '<') is_shown = false;
    if (is_shown) ++length;
    if (c == '>') is_shown = true;
  }
  return length;
}

std::vector<std::string> parts(std::string_view latex) {
  constexpr std::size_t shortest = 14;  // a line is not broken more often
  std::vector<std::string> result;
  std::size_t length = 0;
  for (const Atom& atom : translated(latex)) {
    if (result.empty() || (atom.breaks_before && length >= shortest)) {
      result.emplace_back();
      length = 0;
    }
    result.back() += atom.mathml;
    length += shown_length(atom.mathml);
  }
  for (std::string& part : result) part = element("math", part);
  return result;
}

}  // namespace

std::string to_mathml(const Node& node) {
  return "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"block\" alttext=\"" +
         with_entities(to_text(node)) + "\">" + boxed(translated(to_latex(node))) + "</math>";
}

std::vector<std::string> to_mathml_parts(const Node& node) {
  return parts(to_latex(node));
}

std::vector<std::string> to_mathml_parts(const Definition& definition) {
  return parts(to_latex(definition));
}

std::string mathml_of_latex(std::string_view latex) {
  return element("math", boxed(translated(latex)));
}

}  // namespace dropcert::language
