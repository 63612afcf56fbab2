#include "publish/tables/table_filler.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>

#include "ball/decimal.hpp"
#include "ball/ladder.hpp"
#include "certificate/case_files.hpp"
#include "language/check.hpp"
#include "language/parser.hpp"
#include "language/print.hpp"
#include "model/enclosure.hpp"
#include "publish/tables/table_fields.hpp"
#include "run/files.hpp"
#include "verify/decide.hpp"
#include "verify/outcome.hpp"
#include "verify/row_terms.hpp"
#include "verify/shared_numbers.hpp"
#include "verify/show.hpp"
#include "verify/value_of.hpp"

namespace dropcert::publish {

using namespace exact;
using namespace ball;
using namespace language;
using namespace certificate;
using namespace model;
using namespace verify;

namespace {

constexpr std::size_t most_rows = 100'000;
constexpr long most_bits = 1L << 17;

bool mentions_any(const Node& tree, const std::vector<std::string>& names) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return mentions(tree, name); });
}

// Whether the ball tells the cell's digits.
bool tells(const Ball& x, const TableColumn& column) {
  return column.rounding == Rounding::significant ? correctly_rounded(x, column.digits).has_value()
                                                  : directed(x, column.digits).has_value();
}

struct Decimal {
  Node term;
  Rational value;
};

// The decimal that keeps a narrow ball from telling: 0, the end of a unit, or the middle between two of them.
std::optional<Decimal> obstacle_in(const Ball& x, const TableColumn& column, const std::string& source) {
  std::vector<std::string> decimals = {"0"};
  if (!x.contains_zero()) {
    const Rational middle = (x.lower() + x.upper()) / Rational(2);
    const Enclosure around = directed(middle, column.digits);
    decimals = column.rounding == Rounding::significant
                   ? std::vector{correctly_rounded(middle, column.digits + 1)}
                   : std::vector{around.lower, around.upper};
  }
  for (const std::string& decimal : decimals) {
    Node number = parse_expression(decimal, source);
    const bool is_negative = number.kind == Kind::negate;
    const Rational value((is_negative ? mpq_class(-number.children[0].number) : number.number).get_mpq_t());
    if (x.contains(value)) return Decimal{std::move(number), value};
  }
  return std::nullopt;
}

class Filler {
 public:
  Filler(const TableText& text, const std::string& folder, const Policy& policy, bool has_cells)
      : text_(text),
        columns_(text.specification.columns),
        policy_(policy),
        has_cells_(has_cells),
        ledger_(checked_ledger(text.definitions.text() + "claim C \"\" printed 0 = 0", text.source)),
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
    trees_.assign(columns_.size(), {});
    are_used_.assign(columns_.size(), false);
    are_alone_.assign(columns_.size(), false);
    std::vector<std::string> terms;
    std::vector<Node> trees;
    std::vector<std::string> truths;  // columns that are statements, which are no numbers of a machine
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const std::string& term = columns_[i].term_of(group_);
      if (term.empty()) continue;
      are_said_[i] = true;
      trees_[i] = parse_expression(term, text_.source);
      for (std::size_t j = 0; j < i; ++j)
        are_used_[j] = are_used_[j] || (are_said_[j] && mentions(trees_[i], columns_[j].name));
      are_alone_[i] = mentions_any(trees_[i], truths);
      if (is_truth(i)) truths.push_back(columns_[i].name);
      if (is_truth(i) || are_alone_[i]) continue;
      places_[i] = terms.size();
      terms.push_back(term);
      trees.push_back(trees_[i]);
    }
    std::vector<std::string> names;
    for (const Binder& binder : group.binders.binders)
      names.insert(names.end(), binder.names.begin(), binder.names.end());
    for (std::size_t i = 0; i < columns_.size(); ++i)
      if (are_said_[i]) names.push_back(columns_[i].name);
    for (const std::string& name : names)
      if (std::any_of(trees.begin(), trees.end(), [&](const Node& tree) { return mentions(tree, name); }))
        names_.push_back(name);
    if (!terms.empty() && has_cells_)
      terms_ = std::make_unique<RowTerms>(names_, terms, scope_, text_.source, policy_);
  }

  bool is_truth(std::size_t column) const { return text_.columns[column].are_truths.at(group_); }

  bool is_true(const Node& statement, const Values& values) const {
    return evaluate_in(scope_, with_values(statement, values), true, text_.source, policy_).text == "true";
  }
  bool is_true(const std::string& statement, const Values& values) const {
    return is_true(parse_expression(statement, text_.source), values);
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
    const std::string& in_latex = text_.groups[group_].in_latex.text();
    table_.in_latex.push_back(!has_cells_ || in_latex.empty() || is_true(in_latex, values));
    table_.groups.push_back(group_);
    table_.keys.push_back(values);
    RowBuilder row(columns_);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (!are_said_[i]) {
        key(row, i, values);
      } else if (!has_cells_) {
        row.none();
      } else {
        line_ = text_.columns[i].line;
        filled_cell(row, i, values);
      }
    }
    table_.rows.push_back(std::move(row).row());
  }

  // For the columns behind it, the column's name is its exact value, or else its term.
  void filled_cell(RowBuilder& row, std::size_t i, Values& values) {
    const auto fault = [&](const std::string& sentence) {
      fail(fmt::format("column {}{}: {}", columns_[i].name, at_keys(values), sentence));
    };
    try {
      const std::string exact = cell(row, i, values);
      if (are_used_[i])
        values[columns_[i].name] =
            exact.empty() ? with_values(trees_[i], values) : parse_expression(exact, text_.source);
    } catch (const Interrupted&) {
      throw;
    } catch (const Undefined& error) {
      fault(fmt::format("undefined: {}", error.what()));
    } catch (const std::runtime_error& error) {
      fault(error.what());
    } catch (const std::length_error& error) {
      fault(error.what());
    }
  }

  std::string at_keys(const Values& values) const {
    std::string text;
    for (std::size_t i = 0; i < columns_.size(); ++i)
      if (const auto found = values.find(text_.columns[i].key); columns_[i].key && found != values.end())
        text += (text.empty() ? " at " : ", ") + columns_[i].name + " = " + to_text(found->second);
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

  // Returns the value if it is rational and known exactly, else "".
  std::string cell(RowBuilder& row, std::size_t i, const Values& values) {
    const TableColumn& column = columns_[i];
    if (!column.condition.empty() && !is_true(column.condition, values)) {
      row.none();
      return "";
    }
    if (is_truth(i)) {
      row.truth(is_true(trees_[i], values));
      return "";
    }
    std::unique_ptr<RowTerms> alone;
    if (are_alone_[i]) {
      const std::vector<std::string> closed = {to_text(with_values(trees_[i], values))};
      alone = std::make_unique<RowTerms>(std::vector<std::string>(), closed, scope_, text_.source, policy_);
    } else {
      terms_->set_row(row_of(values));
    }
    RowTerms& terms = alone ? *alone : *terms_;
    const std::size_t place = alone ? 0 : places_[i];
    // The precision with which RowBuilder begins, or more: then it is evaluated once.
    const long first = std::max(bits_for_digits(column.digits, 40).value, 64L);
    for (long bits = first; bits <= most_bits; bits *= 2) {
      const Value value = terms.value(place, Bits(bits));
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
        throw Unsupported("the value is not rational, so that it cannot be shown exactly");
      if (!tells(*ball, column))
        if (const std::optional<Rational> exact = closed_form(terms, place, i, values)) {
          row.rational(*exact, text_.columns[i].longest[group_]);
          return exact->str();
        }
      row.real([&](Bits precision) { return real(terms, place, precision); });
      return "";
    }
    throw Unsupported(fmt::format("{} bits do not give {} digits", most_bits, column.digits));
  }

  std::vector<Node> row_of(const Values& values) const {
    std::vector<Node> row;
    for (const std::string& name : names_)
      if (const auto found = values.find(name); found != values.end())
        row.push_back(found->second);
      else
        row.emplace_back();  // of a column behind this one, which it does not mention
    return row;
  }

  // exp(log(2)) - 2: the rational number that it is, where no precision would tell its digits.
  std::optional<Rational> closed_form(RowTerms& terms, std::size_t place, std::size_t i,
                                      const Values& values) const {
    constexpr long bits = 1024;
    const TableColumn& column = columns_[i];
    const Ball near = real(terms, place, Bits(std::max(bits, 2 * bits_for_digits(column.digits, 40).value)));
    if (!near.is_finite() || tells(near, column)) return std::nullopt;
    const std::optional<Decimal> decimal = obstacle_in(near, column, text_.source);
    if (!decimal) return std::nullopt;
    const Node equation = relation_node(with_values(trees_[i], values), Relation::equal, decimal->term);
    if (decide(equation, scope_, policy_).verdict != Verdict::holds) return std::nullopt;
    return decimal->value;
  }

  static Ball real(RowTerms& terms, std::size_t place, Bits bits) {
    const Value value = terms.value(place, bits);
    if (const Rational* exact = get_if<Rational>(value)) return Ball::from(*exact, bits);
    const Ball* ball = get_if<Ball>(value);
    return ball ? *ball : indeterminate();
  }

  const TableText& text_;
  const std::vector<TableColumn>& columns_;
  const Policy& policy_;
  bool has_cells_;
  Ledger ledger_;
  Scope scope_;
  Table table_;
  int line_ = 1;
  std::size_t group_ = 0;
  std::unique_ptr<RowTerms> terms_;
  std::vector<std::string> names_;   // that the terms of the group are made of
  std::vector<std::size_t> places_;  // of the columns' terms among those
  std::vector<bool> are_said_;       // which columns have a term in the group
  std::vector<bool> are_used_;       // by a column behind them
  std::vector<bool> are_alone_;      // made of a column that is a statement: evaluated without the others
  std::vector<Node> trees_;          // the terms
};

}  // namespace

Table filled(const TableText& text, const std::string& folder, const Policy& policy) {
  const SharedNumbers numbers;
  return Filler(text, folder, policy, true).table();
}

Table with_keys_alone(const TableText& text, const std::string& folder, const Policy& policy) {
  return Filler(text, folder, policy, false).table();
}

}  // namespace dropcert::publish
