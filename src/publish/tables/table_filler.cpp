#include "publish/tables/table_filler.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>

#include "ball/ladder.hpp"
#include "certificate/case_files.hpp"
#include "language/check.hpp"
#include "language/parser.hpp"
#include "language/print.hpp"
#include "model/enclosure.hpp"
#include "publish/tables/table_fields.hpp"
#include "run/files.hpp"
#include "verify/outcome.hpp"
#include "verify/row_terms.hpp"
#include "verify/shared_numbers.hpp"
#include "verify/show.hpp"
#include "verify/value_of.hpp"

namespace dropcert::publish {

namespace {

constexpr std::size_t most_rows = 100'000;
constexpr long most_bits = 1L << 17;

class Filler {
 public:
  Filler(const TableText& text, const std::string& folder, const Policy& policy)
      : text_(text),
        columns_(text.specification.columns),
        policy_(policy),
        ledger_(checked_ledger(text.definitions + "claim C \"\" printed 0 = 0", text.source)),
        scope_(ledger_),
        table_{text.specification, {}} {
    for (const RowGroup& group : text.groups) {
      Node binders = group.binders;
      line_ = group.line;
      if (has_files(binders))
        for (const auto& [name, digest] : open_case_files(binders, text.source, folder))
          run::note_input((std::filesystem::path(folder) / name).string());
      begin(group);
      run(binders, 0, {});
      ++group_;
    }
  }

  Table table() && { return std::move(table_); }

 private:
  [[noreturn]] void fail(const std::string& sentence) const {
    throw SourceError(text_.source, {line_, 1}, sentence);
  }

  // The numbers among the terms, for one machine; a term may be made of the columns before it.
  void begin(const RowGroup& group) {
    names_.clear();
    places_.assign(columns_.size(), 0);
    are_said_.assign(columns_.size(), false);
    std::vector<std::string> terms;
    std::vector<Node> trees;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const std::string& term = columns_[i].term_of(group_);
      if (term.empty()) continue;
      are_said_[i] = true;
      if (is_truth(i)) continue;
      places_[i] = terms.size();
      terms.push_back(term);
      trees.push_back(parse_expression(term, text_.source));
    }
    std::vector<std::string> names;
    for (const Binder& binder : group.binders.binders)
      names.insert(names.end(), binder.names.begin(), binder.names.end());
    for (std::size_t i = 0; i < columns_.size(); ++i)
      if (are_said_[i]) names.push_back(columns_[i].name);
    for (const std::string& name : names)
      if (std::any_of(trees.begin(), trees.end(), [&](const Node& tree) { return mentions(tree, name); }))
        names_.push_back(name);
    if (!terms.empty()) terms_ = std::make_unique<RowTerms>(names_, terms, scope_, text_.source, policy_);
  }

  bool is_truth(std::size_t column) const { return text_.columns[column].are_truths.at(group_); }

  bool is_true(const std::string& statement, const Values& values) const {
    const Node tree = with_values(parse_expression(statement, text_.source), values);
    return evaluate_in(scope_, tree, true, text_.source, policy_).text == "true";
  }

  long integer(const Node& end, const Values& values) const {
    const std::string text = evaluate_in(scope_, with_values(end, values), false, text_.source, policy_).text;
    if (text.empty() || text.size() > 18 || text.find_first_not_of("-0123456789") != std::string::npos)
      fail(fmt::format("the end of a range is {}; expected an integer", text));
    return std::stol(text);
  }

  void run(const Node& rows, std::size_t place, const Values& values) {
    if (place == rows.binders.size()) return row(values);
    const Binder& binder = rows.binders[place];
    const Domain& domain = binder.domain;
    if (domain.kind == DomainKind::range) {
      for (const Node& end : domain.terms)
        if (end.kind == Kind::infinity) fail("a range without end has too many rows");
      const long last = integer(domain.terms[1], values);
      for (long i = integer(domain.terms[0], values); i <= last; ++i) {
        Node number;
        number.number = i;
        number.name = std::to_string(i);
        bind(rows, place, {number}, values);
      }
      return;
    }
    if (domain.kind != DomainKind::cases && !domain.file)
      fail(fmt::format("'{}' cannot be run through; expected lo..hi, {{...}} or file(\"...\")",
                       to_text(binder)));
    const std::vector<Node> cases = domain.file ? domain.file->all() : domain.terms;
    for (const Node& one : cases) {
      std::vector<Node> components = one.kind == Kind::tuple ? one.children : std::vector<Node>{one};
      for (Node& component : components) component = with_values(std::move(component), values);
      bind(rows, place, components, values);
    }
  }

  void bind(const Node& rows, std::size_t place, const std::vector<Node>& components, Values values) {
    for (std::size_t i = 0; i < components.size(); ++i) values[rows.binders[place].names[i]] = components[i];
    run(rows, place + 1, values);
  }

  void row(Values values) {
    if (policy_.stop && *policy_.stop) throw Interrupted();
    if (table_.rows.size() == most_rows) fail(fmt::format("the table has more than {} rows", most_rows));
    const std::string& in_latex = text_.groups[group_].in_latex;
    table_.in_latex.push_back(in_latex.empty() || is_true(in_latex, values));
    table_.groups.push_back(group_);
    RowBuilder row(columns_);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (!are_said_[i]) {
        key(row, i, values);
        continue;
      }
      line_ = text_.columns[i].line;
      try {
        const std::string text = cell(row, i, values);
        if (!is_truth(i) && std::find(names_.begin(), names_.end(), columns_[i].name) != names_.end())
          values[columns_[i].name] = parse_expression(text, text_.source);
      } catch (const SourceError& error) {
        fail(fmt::format("column {}{}: {}", columns_[i].name, at_keys(values), error.what()));
      } catch (const Undefined& error) {
        fail(fmt::format("column {}{}: undefined: {}", columns_[i].name, at_keys(values), error.what()));
      }
    }
    table_.rows.push_back(std::move(row).row());
  }

  std::string at_keys(const Values& values) const {
    std::string text;
    for (const TableColumn& column : columns_)
      if (const auto found = values.find(column.name); column.key && found != values.end())
        text += (text.empty() ? " at " : ", ") + column.name + " = " + to_text(found->second);
    return text;
  }

  void key(RowBuilder& row, std::size_t i, const Values& values) const {
    const auto found = values.find(text_.columns[i].key);
    if (found == values.end()) {
      row.none();
      return;
    }
    const Node& node = found->second;
    const std::string text = node.kind == Kind::text ? node.name : to_text(node);
    const auto spelling = text_.columns[i].spellings.find(text);
    if (spelling == text_.columns[i].spellings.end())
      row.text(text);
    else
      row.text(spelling->second.first, spelling->second.second);
  }

  // Returns the cell's text.
  std::string cell(RowBuilder& row, std::size_t i, const Values& values) {
    const TableColumn& column = columns_[i];
    if (!column.condition.empty() && !is_true(column.condition, values)) {
      row.none();
      return "";
    }
    if (is_truth(i)) {
      row.truth(is_true(column.term_of(group_), values));
      return "";
    }
    std::vector<Node> keys;
    for (const std::string& name : names_)
      if (const auto found = values.find(name); found != values.end())
        keys.push_back(found->second);
      else
        keys.emplace_back();  // of a column behind this one, which it does not mention
    terms_->set_row(std::move(keys));
    const std::size_t place = places_[i];
    // The precision with which RowBuilder begins, or more: then it is evaluated once.
    const long first = std::max(bits_for_digits(column.digits, 40).value, 64L);
    for (long bits = first; bits <= most_bits; bits *= 2) {
      const Value value = terms_->value(place, Bits(bits));
      if (const Rational* exact = get_if<Rational>(value)) {
        row.rational(*exact, text_.columns[i].longest[group_]);
        return exact->str();
      }
      const Ball* ball = get_if<Ball>(value);
      if (ball == nullptr) {  // a function of p
        row.text(show_in_full(value, column.digits).value_or(""));
        return "";
      }
      if (!ball->is_finite()) continue;
      if (column.rounding == Rounding::exact)
        fail(fmt::format("column {}{}: the value is not rational, so that it cannot be shown exactly",
                         column.name, at_keys(values)));
      row.real([&](Bits precision) { return real(place, precision); });
      return "";
    }
    throw Unsupported(fmt::format("{} bits do not give {} digits of a number of the column '{}'", most_bits,
                                  column.digits, column.name));
  }

  Ball real(std::size_t place, Bits bits) {
    const Value value = terms_->value(place, bits);
    if (const Rational* exact = get_if<Rational>(value)) return Ball::from(*exact, bits);
    const Ball* ball = get_if<Ball>(value);
    return ball ? *ball : indeterminate();
  }

  const TableText& text_;
  const std::vector<TableColumn>& columns_;
  const Policy& policy_;
  Ledger ledger_;
  Scope scope_;
  Table table_;
  int line_ = 1;
  std::size_t group_ = 0;
  std::unique_ptr<RowTerms> terms_;
  std::vector<std::string> names_;   // that the terms of the group are made of
  std::vector<std::size_t> places_;  // of the columns' terms among those
  std::vector<bool> are_said_;       // which columns have a term in the group
};

}  // namespace

Table filled(const TableText& text, const std::string& folder, const Policy& policy) {
  const SharedNumbers numbers;
  return Filler(text, folder, policy).table();
}

}  // namespace dropcert::publish
