#include "publish/tables/table_row_finder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <stdexcept>

#include "data/number.hpp"
#include "language/check.hpp"
#include "language/parser.hpp"
#include "language/print.hpp"
#include "publish/tables/table_fields.hpp"
#include "publish/tables/table_filler.hpp"
#include "verify/outcome.hpp"
#include "verify/value_of.hpp"

namespace dropcert::publish {

using namespace language;
using namespace verify;

namespace {

constexpr const char* no_row = "no row of the table has these keys";
constexpr const char* several_rows = "several rows of the table have these keys; more key columns are needed";
constexpr long form_digits = 30;
constexpr char approximate = '~';    // begins the form of a number that is not rational
constexpr char without_value = '?';  // begins that of what is no number, or not known

bool is_list_sort(Sort sort) {
  if (sort != Sort::number && sort != Sort::integer && sort != Sort::list)
    throw std::invalid_argument(fmt::format("a {} stands where a number is expected", name_of(sort)));
  return sort == Sort::list;
}

bool is_list(const Node& key) {
  if (key.kind == Kind::text || key.kind == Kind::number) return false;
  try {
    return check_expression(key, "key") == Sort::list;
  } catch (const SourceError&) {  // with a definition of the table's own
    return false;
  }
}

Policy policy_of(const TableInputs& inputs) {
  Policy policy = inputs.policy();
  policy.digits = form_digits;
  return policy;
}

}  // namespace

TableRowFinder::TableRowFinder(const TableUnit& unit, const std::vector<std::string>& keys,
                               bool double_arguments, const TableInputs& inputs)
    : unit_(unit),
      text_(unit.text),
      inputs_(inputs),
      double_arguments_(double_arguments),
      names_(std::make_shared<const Names>(unit.text.definitions.text(), unit.text.source)) {
  table_ = with_keys_alone(text_, unit.folder, policy_of(inputs));
  if (text_.groups.empty()) complete();
  for (const std::string& name : keys) {
    const std::size_t place = table_.column(name);
    const std::string& key = text_.columns[place].key;
    keys_.push_back(place);
    key_names_.push_back(key);
    are_lists_.push_back(std::any_of(table_.keys.begin(), table_.keys.end(), [&](const Values& values) {
      const auto found = values.find(key);
      return found != values.end() && is_list(found->second);
    }));
    are_words_.push_back(key.empty() ||
                         std::any_of(table_.keys.begin(), table_.keys.end(), [&](const Values& values) {
                           const auto found = values.find(key);
                           return found != values.end() && found->second.kind == Kind::text;
                         }));
  }
  for (std::size_t row = 0; row < table_.rows.size(); ++row) {
    std::vector<std::string> forms;
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      if (are_words_[i]) {
        forms.push_back(table_.rows[row][keys_[i]].text);
        continue;
      }
      const auto found = table_.keys[row].find(key_names_[i]);
      forms.push_back(found == table_.keys[row].end() ? "" : form_of(found->second));
    }
    rows_[std::move(forms)].push_back(row);
  }
}

// The cells without a term, which the program adds.
void TableRowFinder::complete() {
  if (is_complete_) return;
  if (unit_.complete) unit_.complete(table_, inputs_);
  is_complete_ = true;
}

bool TableRowFinder::is_word(const std::string& column) const {
  for (std::size_t i = 0; i < keys_.size(); ++i)
    if (text_.specification.columns[keys_[i]].name == column) return are_words_[i];
  return true;
}

// Equal terms have equal forms; numbers that are not rational have those of numbers near them as well.
std::string TableRowFinder::form_of(const Node& node) {
  if (node.kind == Kind::list) {
    std::string form;
    for (const Node& element : node.children) form += (form.empty() ? "" : ", ") + form_of(element);
    return "[" + form + "]";
  }
  const std::string text = to_text(node);
  const auto [known, is_new] = forms_.try_emplace(text);
  if (!is_new) return known->second;
  const std::optional<std::string> value = evaluated(node, false);
  return known->second = !value ? without_value + text  // a list by a formula, or of no value
                         : shows_rational(*value) ? *value
                                                  : approximate + *value;
}

bool TableRowFinder::is_true(const Node& statement) const {
  return evaluated(statement, true) == "true";
}

// The forms of the row's keys are those of theirs: whether the numbers are.
bool TableRowFinder::has_same_keys(std::size_t row, const std::vector<std::string>& forms) const {
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    if (are_words_[i] || forms[i].find(approximate) == std::string::npos) continue;
    const Node& ours = table_.keys[row].at(key_names_[i]);
    const Node& other = theirs_.at(key_names_[i]);
    if (to_text(ours) != to_text(other) && !is_true(relation_node(ours, Relation::equal, other)))
      return false;
  }
  return true;
}

void TableRowFinder::find(const std::vector<std::string>& keys) {
  theirs_.clear();
  found_.clear();
  candidates_.clear();
  reason_ = no_row;
  std::vector<std::string> forms;
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    if (are_words_[i] || keys[i].empty()) {
      forms.push_back(keys[i]);
      if (are_words_[i] && !key_names_[i].empty() && !keys[i].empty()) {
        Node word;
        word.kind = Kind::text;
        word.name = keys[i];
        theirs_[key_names_[i]] = std::move(word);
      }
      continue;
    }
    Node term = term_of(keys[i], double_arguments_);
    const bool is_list = is_list_sort(check_expression(term, "key"));
    if (is_list != are_lists_[i])
      throw std::invalid_argument(fmt::format("{} stands where a {} is expected", data::shown(keys[i]),
                                              are_lists_[i] ? "list" : "number"));
    forms.push_back(form_of(term));
    if (!is_list && forms.back()[0] == without_value)
      throw std::invalid_argument(fmt::format("the key {} has no value that is known", data::shown(keys[i])));
    theirs_[key_names_[i]] = std::move(term);
  }
  if (const auto rows = rows_.find(forms); rows != rows_.end())
    for (const std::size_t row : rows->second)
      if (has_same_keys(row, forms)) {
        found_.push_back(row);
        candidates_.push_back({table_.group(row), table_.keys.empty() ? Values() : table_.keys[row]});
      }
  if (!found_.empty()) return;
  std::string reason;
  for (std::size_t group = 0; group < text_.groups.size(); ++group) {
    const std::string outside = why_outside(group);
    if (outside.empty())
      candidates_.push_back({group, theirs_});
    else if (reason.empty())
      reason = outside;
  }
  if (candidates_.empty() && !reason.empty()) reason_ = reason;
}

// "" if the keys lie within the ranges of the group's.
std::string TableRowFinder::why_outside(std::size_t group) const {
  for (const Binder& binder : text_.groups[group].binders.binders) {
    const Domain& domain = binder.domain;
    for (std::size_t i = 0; i < binder.names.size(); ++i) {
      const auto found = theirs_.find(binder.names[i]);
      if (found == theirs_.end()) continue;
      const std::string outside = domain.kind == DomainKind::range
                                      ? why_outside_range(binder.names[i], found->second, domain)
                                      : why_outside_words(group, binder.names[i], found->second);
      if (!outside.empty()) return outside;
    }
  }
  return "";
}

std::string TableRowFinder::why_outside_range(const std::string& name, const Node& value,
                                              const Domain& domain) const {
  const std::string shown = fmt::format("{} = {}", name, to_text(value));
  const std::string form = evaluated(value, false).value_or("?");
  if (form.find_first_not_of("-0123456789") != std::string::npos)
    return fmt::format("{} is no integer, as the table's keys are", shown);
  const Node low = with_values(domain.terms[0], theirs_), high = with_values(domain.terms[1], theirs_);
  if (is_true(relation_node(value, Relation::less, low)) ||
      is_true(relation_node(high, Relation::less, value)))
    return fmt::format("{} is outside the table, where {} is in {}..{}", shown, name, to_text(low),
                       to_text(high));
  return "";
}

std::optional<std::string> TableRowFinder::evaluated(const Node& tree, bool is_statement) const {
  try {
    return evaluate_in(names_->scope, tree, is_statement, "key", policy_of(inputs_)).text;
  } catch (const Interrupted&) {
    throw;
  } catch (const std::runtime_error&) {
    return std::nullopt;
  }
}

// Words tell the parts of a table apart, if it has several.
std::string TableRowFinder::why_outside_words(std::size_t group, const std::string& name,
                                              const Node& value) const {
  if (value.kind != Kind::text || text_.groups.size() == 1) return "";
  for (std::size_t row = 0; row < table_.rows.size(); ++row) {
    if (table_.group(row) != group) continue;
    const auto found = table_.keys[row].find(name);
    if (found != table_.keys[row].end() && found->second.name == value.name) return "";
  }
  return fmt::format("no row of the table has {} = {}", name, value.name);
}

// Columns before it that it is made of are replaced by their exact values, or their terms.
Node TableRowFinder::closed_term(std::size_t group, std::size_t place, Values values) const {
  const std::vector<TableColumn>& columns = text_.specification.columns;
  const Node tree = parse_expression(columns[place].term_of(group), text_.source);
  for (std::size_t i = 0; i < place; ++i) {
    const TableColumn& column = columns[i];
    if (column.term_of(group).empty() || !mentions(tree, column.name)) continue;
    Node term = closed_term(group, i, values);
    const bool is_truth = text_.columns[i].are_truths.at(group);
    const std::optional<std::string> exact = is_truth ? std::nullopt : evaluated(term, false);
    if (exact && shows_rational(*exact) && exact->size() <= max_digits)
      term = parse_expression(*exact, text_.source);
    values[column.name] = std::move(term);
  }
  return with_values(tree, values);
}

TableRowFinder::Found TableRowFinder::column(std::size_t place) {
  const TableColumn& column = text_.specification.columns[place];
  if (candidates_.empty()) throw std::invalid_argument(reason_);
  return column.term.empty() ? without_term(place) : with_term(place);
}

TableRowFinder::Found TableRowFinder::without_term(std::size_t place) {
  if (found_.empty()) throw std::invalid_argument(no_row);
  if (text_.columns[place].key.empty()) complete();
  const std::string& text = table_.rows[found_[0]][place].text;
  for (const std::size_t row : found_)
    if (table_.rows[row][place].text != text) throw std::invalid_argument(several_rows);
  Found found;
  const bool is_number = text_.specification.columns[place].rounding != Rounding::text;
  if (is_number && !text.empty())
    found.value = known_by_text([text](long) { return text; }, !table_.rows[found_[0]][place].exact);
  else
    found.text = text;
  return found;
}

bool TableRowFinder::has_cell(const TableColumn& column, const Values& values) const {
  const Node condition = with_values(parse_expression(column.condition, text_.source), values);
  try {
    return evaluate_in(names_->scope, condition, true, "key", policy_of(inputs_)).text == "true";
  } catch (const Interrupted&) {
    throw;
  } catch (const std::runtime_error& error) {
    throw std::invalid_argument(fmt::format("whether {} is not decided: {}", column.condition, error.what()));
  }
}

TableRowFinder::Found TableRowFinder::with_term(std::size_t place) {
  const TableColumn& column = text_.specification.columns[place];
  std::optional<Found> found;
  std::string known;  // the term of the value found
  for (const Candidate& candidate : candidates_) {
    Found next;
    std::string term;
    if (column.term_of(candidate.group).empty()) {
      next.is_empty = true;
      next.reason = "the table says nothing there";
    } else if (!column.condition.empty() && !has_cell(column, candidate.values)) {
      next.is_empty = true;
      next.reason = fmt::format("the table has '{}' only where {}", column.name, column.condition);
    } else {
      const Node closed = closed_term(candidate.group, place, candidate.values);
      for (const Binder& binder : text_.groups[candidate.group].binders.binders)
        for (const std::string& name : binder.names)
          if (is_free_in(closed, name)) throw std::invalid_argument(no_row);
      term = to_text(closed);
      if (!found || term != known)
        next.value =
            value_of(closed, text_.columns[place].are_truths.at(candidate.group), names_, inputs_.policy());
    }
    if (found && (found->is_empty != next.is_empty || term != known))
      throw std::invalid_argument(several_rows);
    if (found) continue;
    found = std::move(next);
    known = std::move(term);
  }
  return *found;
}

}  // namespace dropcert::publish
