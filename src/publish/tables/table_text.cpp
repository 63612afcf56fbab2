#include "publish/tables/table_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

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
  PlacedText placed;
  Position at;  // of the word
  bool is_indented;

  const std::string& text() const { return placed.text(); }
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
    const auto place = [&](std::size_t at) { return Position{number, static_cast<int>(at) + 1}; };
    if (!records.empty() && indentation > deepest &&
        (records.back().is_indented || deepest > 0 || !has_attributes(records.back().word))) {
      records.back().placed.add_about(" ", place(indentation));
      records.back().placed.add(content, place(indentation));
      continue;
    }
    deepest = indentation;
    const std::size_t space = std::min(content.find_first_of(" \t"), content.size());
    const std::string_view rest = data::trimmed(std::string_view(content).substr(space));
    records.push_back({content.substr(0, space),
                       PlacedText(rest, place(indentation + content.size() - rest.size())),
                       place(indentation), indentation > 0});
  }
  return records;
}

class Reader {
 public:
  Reader(std::string source, bool is_completed) : is_completed_(is_completed) {
    result_.source = std::move(source);
  }

  TableText read(const std::string& text) {
    for (const Record& record : records_of(text)) gather([&] { take(record); });
    raise();
    if (specification().name.empty()) fail("the table has no name; expected 'table NAME'");
    if (result_.groups.empty() && !is_completed_)
      fail("the table has no rows; expected 'rows' and binders such as n in 1..10");
    if (columns_.empty()) fail("the table has no column; expected 'column NAME'");
    finish_columns();
    check_definitions();
    raise();
    for (std::size_t i = 0; i < result_.columns.size(); ++i) check(i);
    for (std::size_t g = 0; g < result_.groups.size(); ++g)
      if (const PlacedText& rows = result_.groups[g].in_latex; !rows.empty()) check_truth(g, rows, "latex");
    raise();
    for (const IndexedFile& file : result_.indexed_files)
      for (const std::string& name : {file.index, file.value})
        if (std::none_of(specification().columns.begin(), specification().columns.end(),
                         [&](const TableColumn& column) { return column.name == name; }))
          fail(fmt::format("the file '{}' is of no column '{}'", file.name, name));
    return std::move(result_);
  }

 private:
  struct Column {
    TableColumn column;
    ColumnText text;
    bool rounding_is_said = false;
  };

  [[noreturn]] void fail(const std::string& sentence) const {
    throw SourceError(result_.source, at_, sentence);
  }

  // Each fault once: a term is looked at with the rows of every group.
  template <class Look>
  void gather(Look look) {
    try {
      look();
    } catch (const SourceError& error) {
      if (told_.insert(error.what()).second) faults_.push_back(error);
    }
  }

  void raise() const {
    if (!faults_.empty()) throw SourceError(faults_);
  }

  void take(const Record& record) {
    at_ = record.at;
    if (record.text().empty()) fail(fmt::format("'{}' stands alone; expected a text after it", record.word));
    if (!record.is_indented) {
      is_sound_ = false;
      entry(record);
      is_sound_ = true;
    } else if (!is_sound_) {
      return;  // it belongs to what is not understood
    } else if (is_in_figure_) {
      result_.figures.back().items.emplace_back(record.word, record.text());
    } else {
      attribute(record);
    }
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
    if (record.text() != "yes" && record.text() != "no")
      fail(fmt::format("'{} {}'; expected yes or no", record.word, record.text()));
    return record.text() == "yes";
  }

  void entry(const Record& record) {
    const std::string& text = record.text();
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
      result_.definitions.add_about("where ", record.at);
      result_.definitions.add(record.placed);
      result_.definitions.add_about("\n", record.placed.end());
    } else if (record.word == "rows") {
      result_.groups.push_back({parsed(record.placed, "for ", ": 0 = 0"), at_.line, {}});
    } else if (record.word == "latex") {
      if (result_.groups.empty()) fail("'latex' stands before the rows of which it says which LaTeX shows");
      parsed(record.placed);
      result_.groups.back().in_latex = record.placed;
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
      column.text.line = at_.line;
      columns_.push_back(std::move(column));
      if (sign != std::string::npos) attribute({"term", record.placed.part(sign + 3), at_, true});
    } else if (record.word == "figure") {
      result_.figures.push_back({plain(text, "figure"), at_.line, {}});
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
    const std::string& text = record.text();
    if (record.word == "term") {
      parsed(record.placed);
      last.text.terms.push_back(record.placed);
    } else if (record.word == "only") {
      parsed(record.placed);
      last.text.condition = record.placed;
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
      const Node term = parsed(record.placed.part(0, text.find(" | ")));
      last.text.spellings[to_text(term)] = {parts[1], parts[2]};
    } else {
      fail(fmt::format(
          "unexpected '{}'; expected term, only, digits, rounding, longest, heading, unit, meaning, source, "
          "claims, key, from, spelling, latex, heading-latex or latex-digits",
          record.word));
    }
  }

  // Its faults at their places in the file.
  [[noreturn]] void fail_in(const PlacedText& text, const SourceError& error,
                            const std::string& about) const {
    std::vector<SourceError> errors;
    for (const auto& [at, sentence] : error.faults())
      errors.emplace_back(result_.source, text.in_file(at), about + sentence);
    throw SourceError(errors);
  }

  // The text between others that make an expression of it.
  Node parsed(const PlacedText& text, const char* before = "", const char* after = "") const {
    const auto about_end = [&](const SourceError& error) {  // the text is at its end where `after` begins
      const std::string_view rest = "unexpected ':'; ";
      const std::string& sentence = error.faults().front().sentence;
      return *after != '\0' && sentence.starts_with(rest)
                 ? "the text ends here; " + sentence.substr(rest.size())
                 : "";
    };
    PlacedText whole;
    whole.add_about(before, text.begin());
    whole.add(text);
    whole.add_about(after, text.end());
    try {
      return parse_expression(whole.text(), result_.source);
    } catch (const SourceError& error) {
      const Position at = whole.in_file(error.at());
      if (const std::string sentence = about_end(error); !sentence.empty() && at == text.end())
        throw SourceError(result_.source, at, sentence);
      fail_in(whole, error, "");
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
      key.text.line = at_.line;
      key.column.hidden = is_said(hidden_, name);
      (key.column.hidden ? last : all).push_back(finished_key(std::move(key)));
    }
    for (const std::string& name : hidden_)
      if (!is_said(keys, name)) fail(fmt::format("'{}' is hidden and no key of the rows", name));
    for (Column& column : columns_) {
      at_ = {column.text.line, 1};
      const std::string& key = column.text.key;
      if (!key.empty() && !is_said(keys, key))
        fail(fmt::format("the column '{}' is from '{}', which is no key of the rows", column.column.name,
                         key));
      all.push_back(key.empty() ? finished(std::move(column)) : finished_key(std::move(column)));
    }
    all.insert(all.end(), last.begin(), last.end());
    for (std::size_t i = 0; i < all.size(); ++i) {
      at_ = {all[i].text.line, 1};
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
    if (!column.text.terms.empty()) fail(fmt::format("the key '{}' has a term; expected none", c.name));
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
    const std::vector<PlacedText>& terms = column.text.terms;
    if (terms.empty() && !is_completed_) fail(fmt::format("the column '{}' has no term", c.name));
    if (terms.size() > 1) {
      if (terms.size() != groups)
        fail(fmt::format("the column '{}' has {} terms; expected one, or one for each of {} 'rows'", c.name,
                         terms.size(), groups));
      std::vector<std::string> different;
      for (const PlacedText& term : terms) {
        c.terms.push_back(term.text());
        if (!is_said(different, term.text())) different.push_back(term.text());
      }
      c.term = fmt::format("{}", fmt::join(different, "; "));
    } else if (!terms.empty()) {
      c.term = terms[0].text();
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

  // A ledger with the definitions and a claim about the term in the rows of a group; of the columns before
  // that one, those that the term is made of are statements or numbers.
  void check_ledger(std::size_t g, const PlacedText& term, std::size_t columns_before, const char* before,
                    const char* after, const std::string& about) const {
    const Position start = term.begin();
    const Node tree = parse_expression(term.text(), result_.source);
    std::vector<std::string> binders;
    for (const Binder& binder : binders_of_terms(result_.groups[g].binders, tree))
      binders.push_back(to_text(binder));
    PlacedText ledger = result_.definitions;
    for (std::size_t i = 0; i < columns_before; ++i) {
      const TableColumn& column = result_.specification.columns[i];
      if (column.term.empty() || !mentions(tree, column.name)) continue;
      const std::vector<bool>& are_truths = result_.columns[i].are_truths;
      if (g < are_truths.size() && are_truths[g])
        ledger.add_about(fmt::format("where {} = (0 = 0)\n", column.name), start);
      else
        binders.push_back(column.name + " in {0}");
    }
    const std::string head = binders.empty() ? "" : fmt::format("for {}: ", fmt::join(binders, ", "));
    ledger.add_about("claim C \"\" printed " + head + before, start);
    ledger.add(term);
    ledger.add_about(after, start);
    check_names(ledger, about);
  }

  void check_definitions() {
    PlacedText ledger = result_.definitions;
    ledger.add_about("claim C \"\" printed 0 = 0", {});
    gather([&] { check_names(ledger, ""); });
  }

  void check_names(const PlacedText& ledger, const std::string& about) const {
    try {
      checked_ledger(ledger.text(), result_.source);
    } catch (const SourceError& error) {
      fail_in(ledger, error, about);
    }
  }

  // Names and sorts, by a ledger that compares the column's value with 0, or else states it.
  void check(std::size_t place) {
    TableColumn& column = specification().columns[place];
    ColumnText& text = result_.columns[place];
    if (column.term.empty()) return;
    for (std::size_t g = 0; g < result_.groups.size(); ++g) {
      gather([&] {
        const PlacedText& term = text.terms[text.terms.size() > 1 ? g : 0];
        const std::string about = fmt::format("column {}: ", column.name);
        try {
          check_ledger(g, term, place, "(", ") = 0", about);
          text.are_truths.push_back(false);
        } catch (const SourceError& error) {
          if (!is_truth(g, term, place)) throw error;
          text.are_truths.push_back(true);
        }
      });
      if (!column.condition.empty()) check_truth(g, text.condition, "only");
    }
    if (!text.are_truths.empty() && text.are_truths[0]) {
      column.rounding = Rounding::text;
      column.digits = 0;
      column.unit.clear();
    }
  }

  bool is_truth(std::size_t g, const PlacedText& term, std::size_t columns_before) const {
    try {
      check_ledger(g, term, columns_before, "not (", ")", "");
      return true;
    } catch (const SourceError&) {
      return false;
    }
  }

  void check_truth(std::size_t g, const PlacedText& statement, const char* what) {
    gather([&] { check_ledger(g, statement, 0, "not (", ")", fmt::format("{}: ", what)); });
  }

  TableText result_;
  bool is_completed_;
  bool is_in_figure_ = false;
  bool is_sound_ = true;  // the last entry
  Position at_;
  std::vector<SourceError> faults_;
  std::set<std::string> told_;
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
