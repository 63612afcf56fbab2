#include "paper/cells.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "paper/tex.hpp"

namespace dropcert::paper {

using namespace language;

namespace {

constexpr std::size_t most_columns = 1000;
constexpr std::size_t longest_name = 40;  // of an environment

struct Environment {
  std::string_view name;
  bool has_width;  // {WIDTH} before the columns
};
constexpr std::array<Environment, 9> tables = {{{"tabular", false},
                                                {"tabular*", true},
                                                {"tabularx", true},
                                                {"xltabular", true},
                                                {"tabulary", true},
                                                {"longtable", false},
                                                {"supertabular", false},
                                                {"NiceTabular", false},
                                                {"tblr", false}}};

constexpr std::array<std::string_view, 19> displays = {
    "equation",    "equation*", "align",    "align*",       "gather",       "gather*",  "multline",
    "multline*",   "flalign",   "flalign*", "alignat",      "alignat*",     "eqnarray", "eqnarray*",
    "displaymath", "dmath",     "dmath*",   "IEEEeqnarray", "IEEEeqnarray*"};

constexpr std::array<std::string_view, 15> relations = {"le",       "leq", "leqslant", "ge",     "geq",
                                                        "geqslant", "ne",  "neq",      "approx", "simeq",
                                                        "equiv",    "lt",  "gt",       "ll",     "gg"};

// Commands whose first arguments hold no number of the paper's.
struct Command {
  std::string_view name;
  int arguments;
};
constexpr std::array<Command, 24> without_numbers = {
    {{"multicolumn", 2}, {"multirow", 2},        {"cline", 1}, {"cmidrule", 1},  {"label", 1},
     {"ref", 1},         {"eqref", 1},           {"cref", 1},  {"Cref", 1},      {"autoref", 1},
     {"cite", 1},        {"citep", 1},           {"citet", 1}, {"rule", 2},      {"hspace", 1},
     {"vspace", 1},      {"includegraphics", 1}, {"color", 1}, {"textcolor", 1}, {"cellcolor", 1},
     {"rowcolor", 1},    {"begin", 1},           {"end", 1},   {"tag", 1}}};

// Commands between rows, and how many arguments they have.
constexpr std::array<Command, 15> between_rows = {{{"hline", 0},
                                                   {"toprule", 0},
                                                   {"midrule", 0},
                                                   {"bottomrule", 0},
                                                   {"cmidrule", 1},
                                                   {"cline", 1},
                                                   {"addlinespace", 0},
                                                   {"endhead", 0},
                                                   {"endfirsthead", 0},
                                                   {"endfoot", 0},
                                                   {"endlastfoot", 0},
                                                   {"rowcolor", 1},
                                                   {"specialrule", 3},
                                                   {"noalign", 1},
                                                   {"morecmidrules", 0}}};

template <class List>
const Command* find(const List& list, std::string_view name) {
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const Command& one) { return one.name == name; });
  return found == list.end() ? nullptr : &*found;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// A walk over the text, command by command.
class Walk {
 public:
  explicit Walk(const SourceText& source) : source_(source), text_(source.text()) {}

 protected:
  // Behind a group in braces, brackets or parentheses at `at`, or `at` if none stands there; at most `end`.
  std::size_t behind_group(std::size_t at, std::size_t end, char open, char close) const {
    if (at >= end || text_[at] != open) return at;
    std::size_t depth = 0;
    for (std::size_t i = at; i < std::min(end, at + max_argument_length); ++i) {
      if (text_[i] == '\\') {
        ++i;
      } else if (text_[i] == open) {
        ++depth;
      } else if (text_[i] == close && --depth == 0) {
        return i + 1;
      }
    }
    return at + 1;
  }

  std::size_t behind_arguments(std::size_t at, std::size_t end, int count) const {
    for (; count >= 0; --count) {
      at = std::min(behind_blanks(text_, at), end);
      at = behind_group(at, end, '(', ')');
      at = behind_group(at, end, '[', ']');
      if (count > 0) at = behind_group(std::min(behind_blanks(text_, at), end), end, '{', '}');
    }
    return at;
  }

  // The name in braces at `at`, which then is behind it.
  std::string_view environment_at(std::size_t& at) const {
    const std::size_t brace = behind_blanks(text_, at);
    if (brace >= text_.size() || text_[brace] != '{') return {};
    const std::string_view rest = std::string_view(text_).substr(brace + 1, longest_name);
    const std::size_t close = rest.find('}');
    if (close == std::string_view::npos) return {};
    at = brace + close + 2;
    return rest.substr(0, close);
  }

  // Calls ampersand(at), row(at, behind) for those at the top, until the \end of the environment; returns
  // where that stands.
  template <class Ampersand, class Row>
  std::size_t parts(std::size_t at, Ampersand ampersand, Row row, std::string_view last = "end") const {
    std::size_t braces = 0, environments = 0;
    while ((at = text_.find_first_of("\\{}&$", at)) != std::string::npos) {
      const char c = text_[at];
      const bool is_top = braces == 0 && environments == 0;
      if (c == '{') ++braces;
      if (c == '}' && braces > 0) --braces;
      if (c == '&' && is_top) ampersand(at);
      if (c == '$' && last == "$$" && is_top && text_.substr(at, 2) == "$$") return at;
      if (c != '\\') {
        ++at;
        continue;
      }
      const std::string_view name = control_word(text_, at);
      const std::size_t behind = at + (name.empty() ? 2 : 1 + name.size());
      if (name == "begin") ++environments;
      if (name == "end" && environments == 0 && last == "end") return at;
      if (name == "end" && environments > 0) --environments;
      if (last == "]" && name.empty() && text_.substr(at, 2) == "\\]") return at;
      if (is_top && (name == "tabularnewline" || name == "cr" || text_.substr(at, 2) == "\\\\")) {
        std::size_t next = behind;
        if (next < text_.size() && text_[next] == '*') ++next;
        next = behind_group(next, text_.size(), '[', ']');
        row(at, next);
        at = next;
        continue;
      }
      at = behind;
    }
    return text_.size();
  }

  const SourceText& source_;
  const std::string& text_;
};

// ---- tables

struct Column {
  enum class Kind { plain, key, certified };
  Kind kind = Kind::plain;
  std::size_t begin = 0, end = 0;  // of its argument
};

struct Cell {
  std::size_t column = 0;
  std::size_t begin = 0, end = 0;
};

struct Table {
  std::vector<Column> columns;
  std::vector<Cell> cells;
  std::size_t end = 0;
};

class TableWalk : public Walk {
 public:
  using Walk::Walk;

  template <class Use>
  void each(Use use) const {
    for (std::size_t at = text_.find("\\begin"); at != std::string::npos; at = text_.find("\\begin", at)) {
      at += 6;
      std::size_t next = at;
      const std::string_view name = environment_at(next);
      const auto found = std::find_if(tables.begin(), tables.end(),
                                      [&](const Environment& one) { return one.name == name; });
      if (found == tables.end()) continue;
      const Table one = table(next, *found);
      use(one);
      at = one.end;  // a table within a cell is a part of it
    }
  }

  // Behind rules and blanks with which a cell begins.
  std::size_t content_of(const Cell& cell) const {
    std::size_t at = cell.begin;
    for (;;) {
      while (at < cell.end && is_blank(text_[at])) ++at;
      if (at >= cell.end || text_[at] != '\\') return at;
      const std::string_view name = control_word(text_, at);
      const Command* rule = find(between_rows, name);
      if (rule == nullptr) return at;
      at = behind_arguments(at + 1 + name.size(), cell.end, rule->arguments);
    }
  }

 private:
  Table table(std::size_t at, const Environment& environment) const {
    Table result;
    const std::size_t size = text_.size();
    if (environment.has_width) at = behind_group(behind_blanks(text_, at), size, '{', '}');
    at = behind_group(behind_blanks(text_, at), size, '[', ']');
    const std::size_t begin = behind_blanks(text_, at);
    at = behind_group(begin, size, '{', '}');
    if (at > begin + 1) columns(result, begin + 1, at - 1, 0);
    Cell cell{0, at, at};
    const auto finish = [&](std::size_t end) {
      cell.end = end;
      result.cells.push_back(cell);
      cell.column += columns_of(cell);
    };
    result.end = parts(
        at,
        [&](std::size_t end) {
          finish(end);
          cell.begin = end + 1;
        },
        [&](std::size_t end, std::size_t behind) {
          finish(end);
          cell = {0, behind, behind};
        });
    finish(result.end);
    return result;
  }

  // How many columns a cell takes.
  std::size_t columns_of(const Cell& cell) const {
    std::size_t at = content_of(cell);
    if (at >= cell.end || text_.compare(at, 12, "\\multicolumn") != 0) return 1;
    at = behind_blanks(text_, at + 12);
    std::size_t count = 0;
    if (at < cell.end && text_[at] == '{')
      for (++at; at < cell.end && is_digit(text_[at]) && count < most_columns; ++at)
        count = 10 * count + static_cast<std::size_t>(text_[at] - '0');
    return std::max<std::size_t>(count, 1);
  }

  void columns(Table& result, std::size_t at, std::size_t end, int depth) const {
    while (at < end && result.columns.size() < most_columns) {
      const char c = text_[at++];
      if (c == '*' && depth < 5) {
        std::size_t count = 0;
        const std::size_t first = at;
        at = behind_group(at, end, '{', '}');
        for (std::size_t i = first + 1; i < at && is_digit(text_[i]) && count < most_columns; ++i)
          count = 10 * count + static_cast<std::size_t>(text_[i] - '0');
        const std::size_t second = at;
        at = behind_group(at, end, '{', '}');
        for (; count > 0 && result.columns.size() < most_columns && at > second + 1; --count)
          columns(result, second + 1, at - 1, depth + 1);
      } else if (c == '>' || c == '<' || c == '@' || c == '!') {
        at = behind_group(at, end, '{', '}');
      } else if (is_tex_letter(c)) {
        Column column;
        at = behind_group(at, end, '[', ']');
        column.begin = at + 1;
        at = behind_group(at, end, '{', '}');
        column.end = at > column.begin ? at - 1 : column.begin;
        if (at > column.begin)
          column.kind = c == 'K'   ? Column::Kind::key
                        : c == 'N' ? Column::Kind::certified
                                   : Column::Kind::plain;
        result.columns.push_back(column);
        for (std::size_t next = behind_group(at, end, '{', '}'); next != at;
             next = behind_group(at, end, '{', '}'))
          at = next;
      }
    }
  }
};

// Whether the package was asked for K and N columns.
bool has_columns(const SourceText& source) {
  const std::string& text = source.text();
  for (std::size_t at = text.find("{dropcert}"); at != std::string::npos;
       at = text.find("{dropcert}", at + 1)) {
    const std::size_t line = text.rfind("\\usepackage", at);
    if (line != std::string::npos && at - line < 1000 &&
        std::string_view(text).substr(line, at - line).find("columns") != std::string_view::npos)
      return true;
    if (at > source.body() && source.body() > 0) break;
  }
  return false;
}

// What the package takes for a number, or a key: by its first character.
bool begins_number(const std::string& text, std::string_view others) {
  if (text.empty()) return false;
  return is_digit(text[0]) || others.find(text[0]) != std::string_view::npos;
}

class CellReader {
 public:
  CellReader(const SourceText& source, Faults& faults) : source_(source), faults_(faults), walk_(source) {}

  std::vector<Item> run() {
    walk_.each([&](const Table& table) { read(table); });
    return std::move(items_);
  }

 private:
  void read(const Table& table) {
    std::vector<std::pair<std::string, Argument>> keys;
    for (const Cell& cell : table.cells) {
      if (cell.column >= table.columns.size()) continue;
      const Column& column = table.columns[cell.column];
      if (column.kind == Column::Kind::plain) continue;
      const std::size_t begin = walk_.content_of(cell);
      if (cell.end - begin > max_argument_length) continue;
      Argument content = argument_between(source_, begin, cell.end);
      const Argument head = argument_between(source_, column.begin, column.end);
      if (column.kind == Column::Kind::key) {
        if (!begins_number(content.text, "+-.[(")) continue;
        const auto known =
            std::find_if(keys.begin(), keys.end(), [&](const auto& key) { return key.first == head.text; });
        if (known != keys.end())
          known->second = std::move(content);
        else
          keys.emplace_back(head.text, std::move(content));
        continue;
      }
      if (!begins_number(content.text, "+-.<")) continue;
      if (keys.empty()) {
        faults_.push_back(source_.error(begin,
                                        "a certified column without a key to its left in this row; "
                                        "expected a column K{NAME}"));
        continue;
      }
      Item item;
      item.at = begin;
      item.end = cell.end;
      item.expression = head;
      item.digits = std::move(content);
      item.keys = keys;
      items_.push_back(std::move(item));
    }
  }

  const SourceText& source_;
  Faults& faults_;
  TableWalk walk_;
  std::vector<Item> items_;
};

// ---- what nothing checks

class UnreadWalk : public Walk {
 public:
  UnreadWalk(const SourceText& source, const std::vector<Item>& items)
      : Walk(source), items_(items), walk_(source) {}

  std::vector<Unread> run() {
    walk_.each([&](const Table& table) {
      const bool has_keys =
          std::any_of(table.columns.begin(), table.columns.end(),
                      [](const Column& column) { return column.kind == Column::Kind::certified; }) &&
          has_columns(source_);
      for (const Cell& cell : table.cells) {
        const bool is_key = has_keys && cell.column < table.columns.size() &&
                            table.columns[cell.column].kind == Column::Kind::key;
        if (!is_key) numbers(cell.begin, cell.end);
      }
    });
    each_display();
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Unread& a, const Unread& b) { return a.at < b.at; });
    found_.erase(
        std::unique(found_.begin(), found_.end(),
                    [](const Unread& a, const Unread& b) { return a.at == b.at && a.kind == b.kind; }),
        found_.end());
    return std::move(found_);
  }

 private:
  // The item that covers the place, or nullptr. Items are in order; claims hold others.
  const Item* item_at(std::size_t at) const {
    const auto next = std::upper_bound(items_.begin(), items_.end(), at,
                                       [](std::size_t value, const Item& item) { return value < item.at; });
    if (next == items_.begin()) return nullptr;
    const Item& item = *(next - 1);
    return at < item.end ? &item : nullptr;
  }

  bool is_in_claim(std::size_t at) const {
    return std::any_of(items_.begin(), items_.end(), [&](const Item& item) {
      return item.kind == ItemKind::claim && item.at <= at && at < item.end;
    });
  }

  bool has_item(std::size_t begin, std::size_t end) const {
    const auto next = std::lower_bound(items_.begin(), items_.end(), begin,
                                       [](const Item& item, std::size_t value) { return item.at < value; });
    return next != items_.end() && next->at < end;
  }

  void numbers(std::size_t at, std::size_t end) {
    char before = ' ';
    while (at < end) {
      if (const Item* item = item_at(at); item != nullptr && item->kind != ItemKind::claim) {
        at = item->end;
        continue;
      }
      const char c = text_[at];
      if (c == '\\') {
        const std::string_view name = control_word(text_, at);
        at += name.empty() ? 2 : 1 + name.size();
        if (const Command* command = find(without_numbers, name))
          at = behind_arguments(at, end, command->arguments);
        before = ' ';
      } else if (is_tex_letter(c)) {
        while (at < end && (is_tex_letter(text_[at]) || is_digit(text_[at]))) ++at;
        before = 'x';
      } else if ((is_digit(c) || (c == '.' && at + 1 < end && is_digit(text_[at + 1]))) && before != '_' &&
                 before != '^') {
        at = number(at, end);
        before = '0';
      } else {
        if (c != '{' && !is_blank(c)) before = c;
        ++at;
      }
    }
  }

  std::size_t number(std::size_t begin, std::size_t end) {
    std::size_t at = begin;
    const auto digits = [&] {
      while (at < end && is_digit(text_[at])) ++at;
    };
    digits();
    while (at + 3 < end && text_[at] == ',' && is_digit(text_[at + 1]) && is_digit(text_[at + 2]) &&
           is_digit(text_[at + 3])) {
      ++at;
      digits();
    }
    if (at + 1 < end && text_[at] == '.' && is_digit(text_[at + 1])) {
      ++at;
      digits();
    }
    if (at + 2 < end && text_[at] == '(' && is_digit(text_[at + 1])) {
      const std::size_t close = text_.find_first_not_of("0123456789", at + 1);
      if (close < end && text_[close] == ')') at = close + 1;
    }
    const std::size_t sign = at + 1 < end && (text_[at + 1] == '-' || text_[at + 1] == '+') ? 2 : 1;
    if (at + sign < end && (text_[at] == 'e' || text_[at] == 'E') && is_digit(text_[at + sign])) {
      at += sign;
      digits();
    }
    at = behind_power(at, end);
    const std::size_t from =
        begin > 0 && (text_[begin - 1] == '-' || text_[begin - 1] == '+') ? begin - 1 : begin;
    found_.push_back({Unread::Kind::number, from, text_.substr(from, at - from)});
    return at;
  }

  // Behind \times 10^{-5}.
  std::size_t behind_power(std::size_t at, std::size_t end) const {
    std::size_t next = behind_blanks(text_, at);
    if (next >= end || text_[next] != '\\') return at;
    const std::string_view name = control_word(text_, next);
    if (name != "times" && name != "cdot") return at;
    next = behind_blanks(text_, next + 1 + name.size());
    if (next + 3 >= end || text_.compare(next, 3, "10^") != 0) return at;
    const std::size_t behind = behind_group(next + 3, end, '{', '}');
    return behind == next + 3 ? std::min(end, next + 4) : behind;
  }

  void each_display() {
    for (std::size_t at = text_.find_first_of("\\$"); at != std::string::npos;
         at = text_.find_first_of("\\$", at)) {
      if (text_[at] == '$') {
        if (text_.compare(at, 2, "$$") == 0)
          at = std::min(lines(at + 2, "$$") + 2, text_.size());
        else
          at = behind_formula(at);
        continue;
      }
      const std::string_view name = control_word(text_, at);
      if (name.empty() && at + 1 < text_.size() && text_[at + 1] == '[') {
        at = lines(at + 2, "]");
        continue;
      }
      at += name.empty() ? 2 : 1 + name.size();
      if (name != "begin") continue;
      std::size_t next = at;
      const std::string_view environment = environment_at(next);
      if (std::find(displays.begin(), displays.end(), environment) != displays.end()) at = lines(next, "end");
    }
  }

  // Of a formula in a line of text, $...$.
  std::size_t behind_formula(std::size_t at) const {
    const std::size_t end = std::min(text_.size(), at + max_argument_length);
    for (++at; at < end; ++at) {
      if (text_[at] == '$') return at + 1;
      if (text_[at] == '\\') ++at;
    }
    return end;
  }

  std::size_t lines(std::size_t begin, std::string_view last) {
    std::size_t line = begin;
    const std::size_t end = parts(
        begin, [](std::size_t) {},
        [&](std::size_t stop, std::size_t behind) {
          relation(line, stop);
          line = behind;
        },
        last);
    relation(line, end);
    return end;
  }

  void relation(std::size_t begin, std::size_t end) {
    if (has_item(begin, end) || is_in_claim(begin) || !has_relation(begin, end)) return;
    while (begin < end && is_blank(text_[begin])) ++begin;
    constexpr std::size_t shown = 200;
    std::string text;
    for (std::size_t i = begin; i < std::min(end, begin + shown); ++i)
      if (!is_blank(text_[i]))
        text += text_[i];
      else if (!text.empty() && text.back() != ' ')
        text += ' ';
    while (!text.empty() && text.back() == ' ') text.pop_back();
    if (end - begin > shown) text += " ...";
    found_.push_back({Unread::Kind::relation, begin, std::move(text)});
  }

  bool has_relation(std::size_t at, std::size_t end) const {
    while (at < end) {
      const char c = text_[at];
      if (c == '=' || c == '<' || c == '>') return true;
      if (c == '_' || c == '^') {  // sum_{k = 1}
        ++at;
        while (at < end && is_blank(text_[at])) ++at;
        const std::size_t behind = behind_group(at, end, '{', '}');
        at = behind == at && at < end && text_[at] != '\\' ? at + 1 : behind;
        continue;
      }
      if (c != '\\') {
        ++at;
        continue;
      }
      const std::string_view name = control_word(text_, at);
      if (std::find(relations.begin(), relations.end(), name) != relations.end()) return true;
      at += name.empty() ? 2 : 1 + name.size();
      if (const Command* command = find(without_numbers, name))
        at = behind_arguments(at, end, command->arguments);
    }
    return false;
  }

  const std::vector<Item>& items_;
  TableWalk walk_;
  std::vector<Unread> found_;
};

}  // namespace

std::vector<Item> cell_items(const SourceText& source, Faults& faults) {
  if (!has_columns(source)) return {};
  return CellReader(source, faults).run();
}

std::vector<Unread> unread_in(const SourceText& source, const std::vector<Item>& items) {
  return UnreadWalk(source, items).run();
}

}  // namespace dropcert::paper
