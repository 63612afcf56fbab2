#include "publish/tables/table_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "data/number.hpp"
#include "language/check.hpp"
#include "language/parser.hpp"
#include "language/print.hpp"
#include "publish/tables/table_fields.hpp"

namespace dropcert::publish {

using namespace language;

namespace {

constexpr long most_digits = 1000;

// A word, and the rest of its line with the lines after it that are indented further.
struct Record {
  std::string word;
  std::string text;
  int line;
  bool is_indented;
};

bool has_attributes(const std::string& word) {
  return word == "column" || word == "figure";
}

std::vector<Record> records_of(const std::string& text) {
  std::vector<Record> records;
  std::size_t deepest = 0;  // the indentation of the last record
  int number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string line = text.substr(begin, end - begin);
    if (!line.empty() && line.back() == '\r') line.pop_back();
    begin = end + 1;
    ++number;
    const std::string content(data::trimmed(line));
    if (content.empty() || content[0] == '#') continue;
    const std::size_t indentation = line.find_first_not_of(" \t");
    if (!records.empty() && indentation > deepest &&
        (records.back().is_indented || deepest > 0 || !has_attributes(records.back().word))) {
      records.back().text += " " + content;
      continue;
    }
    deepest = indentation;
    const std::size_t space = std::min(content.find_first_of(" \t"), content.size());
    records.push_back({content.substr(0, space), std::string(data::trimmed(content.substr(space))), number,
                       indentation > 0});
  }
  return records;
}

class Reader {
 public:
  Reader(std::string source, bool is_completed) : is_completed_(is_completed) {
    result_.source = std::move(source);
  }

  TableText read(const std::string& text) {
    for (const Record& record : records_of(text)) {
      line_ = record.line;
      if (record.text.empty()) fail(fmt::format("'{}' stands alone; expected a text after it", record.word));
      if (!record.is_indented)
        entry(record);
      else if (is_in_figure_)
        result_.figures.back().items.emplace_back(record.word, record.text);
      else
        attribute(record);
    }
    if (specification().name.empty()) fail("the table has no name; expected 'table NAME'");
    if (result_.groups.empty() && !is_completed_)
      fail("the table has no rows; expected 'rows' and binders such as n in 1..10");
    if (columns_.empty()) fail("the table has no column; expected 'column NAME'");
    finish_columns();
    for (std::size_t i = 0; i < result_.columns.size(); ++i) check(i);
    for (const IndexedFile& file : result_.indexed_files)
      for (const std::string& name : {file.index, file.value})
        if (std::none_of(specification().columns.begin(), specification().columns.end(),
                         [&](const TableColumn& column) { return column.name == name; }))
          fail(fmt::format("the file '{}' is of no column '{}'", file.name, name));
    for (const RowGroup& group : result_.groups)
      if (!group.in_latex.empty()) check_truth(group.line, group, group.in_latex, "latex");
    return std::move(result_);
  }

 private:
  struct Column {
    TableColumn column;
    ColumnText text;
    std::vector<std::string> terms;
    bool rounding_is_said = false;
  };

  [[noreturn]] void fail(const std::string& sentence) const {
    throw SourceError(result_.source, {line_, 1}, sentence);
  }

  TableSpecification& specification() { return result_.specification; }

  std::string plain(const std::string& name, const char* what) const {
    const auto is_plain = [](char c) {
      return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') || c == '-' ||
             c == '_';
    };
    if (!std::all_of(name.begin(), name.end(), is_plain) || name[0] == '-')
      fail(fmt::format("'{}' is no name of a {}; expected letters, digits, '-' and '_'", name, what));
    return name;
  }

  long number(const std::string& text, long least, long most, const char* what) const {
    const bool is_number = text.size() <= 4 && text.find_first_not_of("0123456789") == std::string::npos;
    const long value = is_number ? std::stol(text) : -1;
    if (value < least || value > most)
      fail(fmt::format("'{}' are no {}; expected a number from {} to {}", text, what, least, most));
    return value;
  }

  bool yes_or_no(const Record& record) const {
    if (record.text != "yes" && record.text != "no")
      fail(fmt::format("'{} {}'; expected yes or no", record.word, record.text));
    return record.text == "yes";
  }

  void entry(const Record& record) {
    const std::string& text = record.text;
    is_in_figure_ = record.word == "figure";
    if (record.word == "table") {
      specification().name = plain(text, "table");
    } else if (record.word == "title") {
      specification().title = text;
    } else if (record.word == "caption") {
      specification().caption.text = text;
    } else if (record.word == "caption-latex") {
      specification().caption.latex = text;
    } else if (record.word == "remarks") {
      specification().remarks = text;
    } else if (record.word == "several-pages") {
      specification().long_in_latex = yes_or_no(record);
    } else if (record.word == "seconds") {
      result_.seconds = static_cast<double>(number(text, 0, most_digits, "seconds"));
    } else if (record.word == "where") {
      result_.definitions += "where " + text + "\n";
    } else if (record.word == "rows") {
      result_.groups.push_back({parsed("for " + text + ": 0 = 0"), line_, ""});
    } else if (record.word == "latex") {
      if (result_.groups.empty()) fail("'latex' stands before the rows of which it says which LaTeX shows");
      parsed(text);
      result_.groups.back().in_latex = text;
    } else if (record.word == "hidden") {
      for (const std::string& name : fields_of(text, ",")) hidden_.push_back(name);
    } else if (record.word == "b-file") {
      const std::vector<std::string> words = fields_of(text, " ");
      if (words.size() != 3 || words[0].find('/') != std::string::npos || words[0][0] == '.')
        fail("expected 'b-file NAME INDEX VALUE', a file and two columns");
      result_.indexed_files.push_back({words[0], words[1], words[2]});
    } else if (record.word == "column") {
      const std::size_t sign = text.find(" = ");  // column NAME = TERM
      Column column;
      column.column = {.name = text.substr(0, sign), .rounding = Rounding::significant, .digits = 20};
      column.text.line = line_;
      columns_.push_back(std::move(column));
      if (sign != std::string::npos) attribute({"term", text.substr(sign + 3), line_, true});
    } else if (record.word == "figure") {
      result_.figures.push_back({plain(text, "figure"), line_, {}});
    } else {
      fail(fmt::format(
          "unexpected '{}'; expected table, title, caption, remarks, where, rows, latex, hidden, column, "
          "figure or b-file",
          record.word));
    }
  }

  void attribute(const Record& record) {
    if (columns_.empty())
      fail(fmt::format("'{}' belongs to no column; expected 'column NAME' before it", record.word));
    Column& last = columns_.back();
    TableColumn& column = last.column;
    const std::string& text = record.text;
    if (record.word == "term") {
      parsed(text);
      last.terms.push_back(text);
    } else if (record.word == "only") {
      parsed(text);
      column.condition = text;
    } else if (record.word == "digits") {
      column.digits = number(text, 1, most_digits, "digits");
    } else if (record.word == "latex-digits") {
      column.latex_digits = number(text, 1, most_digits, "digits");
    } else if (record.word == "longest") {
      last.text.longest.push_back(static_cast<std::size_t>(number(text, 0, most_digits, "characters")));
    } else if (record.word == "rounding") {
      const std::map<std::string, Rounding> known = {{"words", Rounding::text},
                                                     {"exact", Rounding::exact},
                                                     {"nearest", Rounding::significant},
                                                     {"down", Rounding::down},
                                                     {"up", Rounding::up}};
      const auto found = known.find(text);
      if (found == known.end())
        fail(fmt::format("'{}' is no rounding; expected words, exact, nearest, down or up", text));
      column.rounding = found->second;
      last.rounding_is_said = true;
    } else if (record.word == "heading") {
      column.heading.text = text;
    } else if (record.word == "heading-latex") {
      column.heading.latex = text;
    } else if (record.word == "unit") {
      column.unit = text;
    } else if (record.word == "meaning") {
      column.meaning = text;
    } else if (record.word == "source") {
      column.source = text;
    } else if (record.word == "claims") {
      column.claims = text;
    } else if (record.word == "key") {
      column.key = yes_or_no(record);
      is_key_said_.push_back(column.name);
    } else if (record.word == "from") {
      last.text.key = text;
    } else if (record.word == "latex") {
      column.in_latex = yes_or_no(record);
    } else if (record.word == "spelling") {
      const std::vector<std::string> parts = fields_of(text, " | ");
      if (parts.size() != 3) fail("expected 'spelling TERM | TEXT | LATEX'");
      last.text.spellings[to_text(parsed(parts[0]))] = {parts[1], parts[2]};
    } else {
      fail(fmt::format(
          "unexpected '{}'; expected term, only, digits, rounding, longest, heading, unit, meaning, source, "
          "claims, key, from, spelling, latex, heading-latex or latex-digits",
          record.word));
    }
  }

  Node parsed(const std::string& text) const {
    try {
      return parse_expression(text, result_.source);
    } catch (const SourceError& error) {
      fail(fmt::format("{} is not of the language: {}", data::shown(text), error.first()));
    }
  }

  bool is_said(const std::vector<std::string>& names, const std::string& name) const {
    return std::find(names.begin(), names.end(), name) != names.end();
  }

  // The keys that no column tells of, in the order of the binders, then the columns, then the hidden keys.
  void finish_columns() {
    std::vector<std::string> keys;
    for (const RowGroup& group : result_.groups)
      for (const Binder& binder : group.binders.binders)
        for (const std::string& name : binder.names)
          if (!is_said(keys, name)) keys.push_back(name);
    std::vector<Column> all, last;
    for (const std::string& name : keys) {
      bool has_column = false;
      for (Column& column : columns_) {
        if (column.text.key.empty() && column.column.name == name) column.text.key = name;
        has_column = has_column || column.text.key == name;
      }
      if (has_column) continue;
      Column key;
      key.column.name = key.text.key = name;
      key.text.line = line_;
      key.column.hidden = is_said(hidden_, name);
      (key.column.hidden ? last : all).push_back(finished_key(std::move(key)));
    }
    for (const std::string& name : hidden_)
      if (!is_said(keys, name)) fail(fmt::format("'{}' is hidden and no key of the rows", name));
    for (Column& column : columns_) {
      line_ = column.text.line;
      const std::string& key = column.text.key;
      if (!key.empty() && !is_said(keys, key))
        fail(fmt::format("the column '{}' is from '{}', which is no key of the rows", column.column.name,
                         key));
      all.push_back(key.empty() ? finished(std::move(column)) : finished_key(std::move(column)));
    }
    all.insert(all.end(), last.begin(), last.end());
    for (std::size_t i = 0; i < all.size(); ++i) {
      line_ = all[i].text.line;
      for (const TableColumn& earlier : specification().columns)
        if (all[i].column.name == earlier.name)
          fail(fmt::format("the column '{}' stands here twice", earlier.name));
      specification().columns.push_back(std::move(all[i].column));
      result_.columns.push_back(std::move(all[i].text));
    }
    if (specification().title.empty()) specification().title = specification().name;
  }

  Column finished_key(Column column) const {
    TableColumn& c = column.column;
    if (!column.terms.empty()) fail(fmt::format("the key '{}' has a term; expected none", c.name));
    if (!column.rounding_is_said) c.rounding = Rounding::exact;
    c.digits = 0;
    if (!is_said(is_key_said_, c.name)) c.key = true;
    if (c.heading.text.empty()) c.heading.text = c.name;
    if (c.unit.empty() && c.rounding == Rounding::exact) c.unit = "1";
    return column;
  }

  Column finished(Column column) const {
    TableColumn& c = column.column;
    const std::size_t groups = std::max<std::size_t>(result_.groups.size(), 1);
    if (column.terms.empty() && !is_completed_) fail(fmt::format("the column '{}' has no term", c.name));
    if (column.terms.size() > 1) {
      if (column.terms.size() != groups)
        fail(fmt::format("the column '{}' has {} terms; expected one, or one for each of {} 'rows'", c.name,
                         column.terms.size(), groups));
      c.terms = column.terms;
      std::vector<std::string> different;
      for (const std::string& term : c.terms)
        if (!is_said(different, term)) different.push_back(term);
      c.term = fmt::format("{}", fmt::join(different, "; "));
    } else if (!column.terms.empty()) {
      c.term = column.terms[0];
    }
    if (column.text.longest.empty()) column.text.longest = {std::string::npos};
    if (column.text.longest.size() == 1) column.text.longest.resize(groups, column.text.longest[0]);
    if (column.text.longest.size() != groups)
      fail(fmt::format("the column '{}' has 'longest' {} times; expected once, or once for each of {} 'rows'",
                       c.name, column.text.longest.size(), groups));
    if (c.rounding == Rounding::text || c.rounding == Rounding::exact) c.digits = 0;
    if (c.heading.text.empty()) c.heading.text = c.name;
    if (c.unit.empty() && c.rounding != Rounding::text) c.unit = "1";
    return column;
  }

  // The binders of a group as terms see them, and the columns before that one that the term is made of.
  std::string binders(const RowGroup& group, const std::string& term, std::size_t before) const {
    const Node tree = parse_expression(term, result_.source);
    std::string text;
    const std::vector<Binder> seen = binders_of_terms(group.binders, tree);
    for (const Binder& binder : seen) text += (text.empty() ? "" : ", ") + to_text(binder);
    for (std::size_t i = 0; i < before; ++i) {
      const TableColumn& column = result_.specification.columns[i];
      if (mentions(tree, column.name) && !column.term.empty())
        text += (text.empty() ? "" : ", ") + column.name + " in {0}";
    }
    return text.empty() ? "" : "for " + text + ": ";
  }

  // The term with a statement in the place of each column that is one.
  std::string without_truths(const std::string& term, std::size_t group, std::size_t before) const {
    Node tree = parse_expression(term, result_.source);
    Values truths;
    for (std::size_t i = 0; i < before; ++i) {
      const std::vector<bool>& are_truths = result_.columns[i].are_truths;
      const std::string& name = result_.specification.columns[i].name;
      if (group < are_truths.size() && are_truths[group] && mentions(tree, name))
        truths[name] = parse_expression("0 = 0", result_.source);
    }
    return truths.empty() ? term : to_text(with_values(std::move(tree), truths));
  }

  // Names and sorts, by a ledger that compares the column's value with 0, or else states it.
  void check(std::size_t place) {
    TableColumn& column = specification().columns[place];
    ColumnText& text = result_.columns[place];
    line_ = text.line;
    if (column.term.empty()) return;
    for (std::size_t g = 0; g < result_.groups.size(); ++g) {
      const std::string term = without_truths(column.term_of(g), g, place);
      const std::string before =
          result_.definitions + "claim C \"\" printed " + binders(result_.groups[g], term, place);
      std::optional<SourceError> fault;
      for (const bool is_truth : {false, true}) try {
          checked_ledger(before + (is_truth ? "not (" + term + ")" : "(" + term + ") = 0"), result_.source);
          text.are_truths.push_back(is_truth);
          fault.reset();
          break;
        } catch (const SourceError& error) {
          if (!fault) fault = error;
        }
      if (fault) fail(fmt::format("column {}: {}", column.name, fault->first()));
      if (!column.condition.empty()) check_truth(text.line, result_.groups[g], column.condition, "only");
    }
    if (!text.are_truths.empty() && text.are_truths[0]) {
      column.rounding = Rounding::text;
      column.digits = 0;
      column.unit.clear();
    }
  }

  void check_truth(int line, const RowGroup& group, const std::string& statement, const char* what) {
    line_ = line;
    try {
      checked_ledger(result_.definitions + "claim C \"\" printed " + binders(group, statement, 0) + "not (" +
                         statement + ")",
                     result_.source);
    } catch (const SourceError& error) {
      fail(fmt::format("{}: {}", what, error.first()));
    }
  }

  TableText result_;
  bool is_completed_;
  bool is_in_figure_ = false;
  int line_ = 1;
  std::vector<Column> columns_;
  std::vector<std::string> hidden_, is_key_said_;
};

bool is_word(const std::vector<Node>& cases, std::size_t component) {
  return !cases.empty() && std::all_of(cases.begin(), cases.end(), [&](const Node& one) {
    return (one.kind == Kind::tuple ? one.children.at(component) : one).kind == Kind::text;
  });
}

}  // namespace

std::vector<Binder> binders_of_terms(const Node& quantifier, const Node& term) {
  std::vector<Binder> all;
  for (const Binder& binder : quantifier.binders) {
    if (binder.domain.kind != DomainKind::cases || binder.domain.file) {
      all.push_back(binder);
      continue;
    }
    Binder seen = binder;
    seen.names.clear();
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < binder.names.size(); ++i)
      if (!is_word(binder.domain.terms, i) || mentions(term, binder.names[i])) {
        seen.names.push_back(binder.names[i]);
        kept.push_back(i);
      }
    if (kept.empty()) continue;
    for (Node& one : seen.domain.terms)
      if (one.kind == Kind::tuple) {
        std::vector<Node> components;
        for (const std::size_t i : kept) components.push_back(one.children.at(i));
        if (components.size() == 1) {
          Node single = components[0];
          one = std::move(single);
        } else {
          one.children = std::move(components);
        }
      }
    all.push_back(std::move(seen));
  }
  return all;
}

std::vector<std::string> fields_of(const std::string& text, const std::string& separator) {
  std::vector<std::string> fields;
  for (std::size_t begin = 0;;) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    const std::string field(data::trimmed(text.substr(begin, end - begin)));
    if (!field.empty() || separator != " ") fields.push_back(field);
    if (end == text.size()) return fields;
    begin = end + separator.size();
  }
}

TableText read_table_text(const std::string& text, const std::string& source, bool is_completed) {
  return Reader(source, is_completed).read(text);
}

}  // namespace dropcert::publish
