#include "publish/tables/user_table.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>

#include "certificate/case_files.hpp"
#include "data/number.hpp"
#include "language/check.hpp"
#include "language/parser.hpp"
#include "language/print.hpp"
#include "run/files.hpp"
#include "verify/outcome.hpp"
#include "verify/value_of.hpp"

namespace dropcert::publish {

namespace {

constexpr std::size_t most_rows = 100'000;
constexpr long most_digits = 1000;

using Values = std::map<std::string, Node>;

// The tree with these in the place of the names, where no binder gives them another meaning.
Node with_values(Node node, Values values) {
  if (node.kind == Kind::name)
    if (const auto found = values.find(node.name); found != values.end()) return found->second;
  for (Binder& binder : node.binders) {
    for (Node& term : binder.domain.terms) term = with_values(std::move(term), values);
    for (const std::string& name : binder.names) values.erase(name);
  }
  for (Node& child : node.children) child = with_values(std::move(child), values);
  return node;
}

// A word, and the rest of its line with the lines after it that are indented further.
struct Record {
  std::string word;
  std::string text;
  int line;
  bool is_indented;
};

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
        (records.back().is_indented || deepest > 0 || records.back().word != "column")) {
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
  Reader(std::string source, std::string folder, const Policy& policy)
      : source_(std::move(source)), folder_(std::move(folder)), policy_(policy) {}

  UserTable read(const std::string& text) {
    for (const Record& record : records_of(text)) {
      line_ = record.line;
      record.is_indented ? attribute(record) : entry(record);
    }
    if (specification().name.empty()) fail("the table has no name; expected 'table NAME'");
    if (!rows_) fail("the table has no rows; expected 'rows' and binders such as n in 1..10");
    if (columns_.empty()) fail("the table has no column; expected 'column NAME'");
    finish_columns();
    check();
    fill();
    return std::move(result_);
  }

 private:
  [[noreturn]] void fail(const std::string& sentence) const {
    throw SourceError(source_, {line_, 1}, sentence);
  }

  TableSpecification& specification() { return result_.table.specification; }

  void entry(const Record& record) {
    if (record.text.empty()) fail(fmt::format("'{}' stands alone; expected a text after it", record.word));
    if (record.word == "table") {
      specification().name = record.text;
      const auto is_plain = [](char c) {
        return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') || c == '-' ||
               c == '_';
      };
      if (!std::all_of(record.text.begin(), record.text.end(), is_plain) || record.text[0] == '-')
        fail(fmt::format("'{}' is no name of a table; expected letters, digits, '-' and '_'", record.text));
      return;
    }
    if (record.word == "title") {
      specification().title = record.text;
    } else if (record.word == "caption") {
      specification().caption = record.text;
    } else if (record.word == "remarks") {
      specification().remarks = record.text;
    } else if (record.word == "where") {
      result_.definitions += "where " + record.text + "\n";
    } else if (record.word == "rows") {
      if (rows_) fail("'rows' stands here twice; expected all binders in one");
      rows_ = parsed("for " + record.text + ": 0 = 0");
    } else if (record.word == "column") {
      columns_.push_back({.name = record.text, .rounding = Rounding::significant, .digits = 20});
    } else {
      fail(fmt::format("unexpected '{}'; expected table, title, caption, remarks, where, rows or column",
                       record.word));
    }
  }

  void attribute(const Record& record) {
    if (columns_.empty())
      fail(fmt::format("'{}' belongs to no column; expected 'column NAME' before it", record.word));
    TableColumn& column = columns_.back();
    if (record.text.empty()) fail(fmt::format("'{}' stands alone; expected a text after it", record.word));
    if (record.word == "term") {
      parsed(record.text);
      column.term = record.text;
    } else if (record.word == "digits") {
      const bool is_number =
          record.text.size() <= 4 && record.text.find_first_not_of("0123456789") == std::string::npos;
      column.digits = is_number ? std::stol(record.text) : 0;
      if (column.digits < 1 || column.digits > most_digits)
        fail(fmt::format("'{}' are no digits; expected a number from 1 to {}", record.text, most_digits));
    } else if (record.word == "heading") {
      column.heading = record.text;
    } else if (record.word == "unit") {
      column.unit = record.text;
    } else if (record.word == "meaning") {
      column.meaning = record.text;
    } else if (record.word == "source") {
      column.source = record.text;
    } else if (record.word == "claims") {
      column.claims = record.text;
    } else {
      fail(fmt::format("unexpected '{}'; expected term, digits, heading, unit, meaning, source or claims",
                       record.word));
    }
  }

  Node parsed(const std::string& text) const {
    try {
      return parse_expression(text, source_);
    } catch (const SourceError& error) {
      fail(fmt::format("'{}' is not of the language: {}", text, error.what()));
    }
  }

  // The keys first, in the order of the binders.
  void finish_columns() {
    std::vector<TableColumn> all;
    for (const Binder& binder : rows_->binders)
      for (const std::string& name : binder.names) {
        TableColumn key{.name = name, .key = true, .heading = name, .unit = "1", .rounding = Rounding::exact};
        const auto found = std::find_if(columns_.begin(), columns_.end(),
                                        [&](const TableColumn& column) { return column.name == name; });
        if (found != columns_.end()) {  // words about it
          if (!found->term.empty()) fail(fmt::format("the key '{}' has a term; expected none", name));
          key.meaning = found->meaning;
          key.source = found->source;
          if (!found->heading.text.empty()) key.heading = found->heading;
          columns_.erase(found);
        }
        all.push_back(std::move(key));
      }
    keys_ = all.size();
    for (TableColumn& column : columns_) {
      if (column.term.empty()) fail(fmt::format("the column '{}' has no term", column.name));
      if (column.heading.text.empty()) column.heading = column.name;
      if (column.unit.empty()) column.unit = "1";
      all.push_back(std::move(column));
    }
    for (std::size_t i = 0; i < all.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (all[i].name == all[j].name) fail(fmt::format("the column '{}' stands here twice", all[i].name));
    specification().columns = std::move(all);
    if (specification().title.empty()) specification().title = specification().name;
  }

  // Names and sorts, by a ledger that compares the column's value with 0, or else states it.
  void check() {
    std::string binders = to_text(*rows_);
    binders.resize(binders.rfind(':'));
    for (std::size_t i = keys_; i < specification().columns.size(); ++i) {
      const std::string& term = specification().columns[i].term;
      const std::string before = result_.definitions + "claim C \"\" printed " + binders + ": ";
      std::optional<SourceError> fault;
      for (const bool is_truth : {false, true}) {
        try {
          ledger_ =
              checked_ledger(before + (is_truth ? "not (" + term + ")" : "(" + term + ") = 0"), source_);
          are_truths_.push_back(is_truth);
          fault.reset();
          break;
        } catch (const SourceError& error) {
          if (!fault) fault = error;
        }
      }
      if (fault) fail(fmt::format("column {}: {}", specification().columns[i].name, fault->what()));
    }
    if (!has_files(*rows_)) return;
    for (const auto& [name, digest] : open_case_files(*rows_, source_, folder_))
      run::note_input((std::filesystem::path(folder_) / name).string());
  }

  void fill() {
    Scope scope(*ledger_);
    scope_ = &scope;
    for (std::size_t i = keys_; i < specification().columns.size(); ++i)
      terms_.push_back(parse_expression(specification().columns[i].term, source_));
    run(0, {}, {});
  }

  std::string value_of(const Node& term, bool is_truth, long digits) const {
    Policy policy = policy_;
    policy.digits = digits;
    return evaluate_in(*scope_, term, is_truth, source_, policy).text;
  }

  long integer(const Node& end, const Values& values) const {
    const std::string text = value_of(with_values(end, values), false, 20);
    if (text.empty() || text.size() > 18 || text.find_first_not_of("-0123456789") != std::string::npos)
      fail(fmt::format("the end of a range is {}; expected an integer", text));
    return std::stol(text);
  }

  void run(std::size_t place, const Values& values, const std::vector<std::string>& cells) {
    if (place == rows_->binders.size()) return row(values, cells);
    const Binder& binder = rows_->binders[place];
    const Domain& domain = binder.domain;
    if (domain.kind == DomainKind::range) {
      for (const Node& end : domain.terms)
        if (end.kind == Kind::infinity) fail("a range without end has too many rows");
      const long last = integer(domain.terms[1], values);
      for (long i = integer(domain.terms[0], values); i <= last; ++i) {
        Node number;
        number.number = i;
        number.name = std::to_string(i);
        bind(place, {number}, values, cells);
      }
      return;
    }
    if (domain.kind != DomainKind::cases && !domain.file)
      fail(fmt::format("'{}' cannot be run through; expected lo..hi, {{...}} or file(\"...\")",
                       to_text(binder)));
    const std::vector<Node> rows = domain.file ? domain.file->all() : domain.terms;
    for (const Node& one : rows) {
      std::vector<Node> components = one.kind == Kind::tuple ? one.children : std::vector<Node>{one};
      for (Node& component : components) component = with_values(std::move(component), values);
      bind(place, components, values, cells);
    }
  }

  void bind(std::size_t place, const std::vector<Node>& components, Values values,
            std::vector<std::string> cells) {
    for (std::size_t i = 0; i < components.size(); ++i) {
      values[rows_->binders[place].names[i]] = components[i];
      cells.push_back(to_text(components[i]));
    }
    run(place + 1, values, cells);
  }

  void row(const Values& values, const std::vector<std::string>& keys) {
    if (policy_.stop && *policy_.stop) throw Interrupted();
    if (result_.table.rows.size() == most_rows)
      fail(fmt::format("the table has more than {} rows", most_rows));
    TableRow cells;
    for (const std::string& key : keys) cells.push_back({key, true, ""});
    for (std::size_t i = 0; i < terms_.size(); ++i) {
      TableColumn& column = specification().columns[keys_ + i];
      const std::string text = value_of(with_values(terms_[i], values), are_truths_[i], column.digits);
      if (are_truths_[i]) column.rounding = Rounding::text;
      cells.push_back({text, !are_truths_[i] && text.find_first_of(".e") == std::string::npos, ""});
    }
    result_.table.rows.push_back(std::move(cells));
  }

  std::string source_;
  std::string folder_;
  const Policy& policy_;
  int line_ = 1;
  UserTable result_;
  std::optional<Node> rows_;
  std::vector<TableColumn> columns_;
  std::size_t keys_ = 0;
  std::optional<Ledger> ledger_;
  const Scope* scope_ = nullptr;
  std::vector<Node> terms_;
  std::vector<bool> are_truths_;  // of the columns with terms
};

}  // namespace

UserTable read_user_table(const std::string& text, const std::string& source, const std::string& folder,
                          const Policy& policy) {
  return Reader(source, folder, policy).read(text);
}

}  // namespace dropcert::publish
