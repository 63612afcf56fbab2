#include "paper/paper_ledger.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "language/check.hpp"
#include "language/parser.hpp"
#include "language/print.hpp"
#include "language/printed.hpp"
#include "language/utf8.hpp"

namespace dropcert::paper {

using namespace language;

namespace {

// Trees of the ledger have the number of their argument for a line, and the place in it for a column: so each
// message about them can be given its place in the paper.
const std::string ledger_source = "paper";

class Builder {
 public:
  Builder(const SourceText& source, const std::vector<Item>& items, Faults& faults)
      : source_(source), items_(items), faults_(faults) {}

  PaperLedger run(const std::string& title) {
    result_.ledger = std::make_unique<Ledger>();
    result_.ledger->source = ledger_source;
    result_.ledger->title = clean(title);
    result_.terms.resize(items_.size());
    for (const Item& item : items_)
      if (item.kind == ItemKind::claim && !item.id.empty()) claim_id(item);
    for (std::size_t i = 0; i < items_.size(); ++i) {
      result_.claim_of_item.push_back(no_claim);
      try {
        add(i);
      } catch (const SourceError& error) {
        tell(error);
      }
    }
    if (!lacks_definitions_ && !result_.ledger->claims.empty()) try {
        check_ledger(*result_.ledger);
      } catch (const SourceError& error) {
        tell(error);
      }
    return std::move(result_);
  }

 private:
  // ---- places

  // A line of the ledger is an argument of the paper.
  void tell(const SourceError& error) {
    for (const auto& [at, sentence] : error.faults()) {
      const auto number = static_cast<std::size_t>(at.line);
      const auto column = static_cast<std::size_t>(at.column);
      const bool is_in_argument = number >= 1 && number <= arguments_.size() && column >= 1;
      faults_.push_back(
          source_.error(is_in_argument ? arguments_[number - 1]->offset(column - 1) : 0, sentence));
    }
  }

  void shift(Node& node, int line, int columns) const {
    node.at = {line, node.at.column - columns};
    for (Node& child : node.children) shift(child, line, columns);
    for (Binder& binder : node.binders) {
      binder.at = {line, binder.at.column - columns};
      for (Node& term : binder.domain.terms) shift(term, line, columns);
    }
  }

  int line_of(const Argument& argument) {
    arguments_.push_back(&argument);
    return static_cast<int>(arguments_.size());
  }

  [[noreturn]] void fail(const Argument& argument, std::size_t index, const std::string& sentence) {
    throw SourceError(ledger_source, {line_of(argument), static_cast<int>(index) + 1}, sentence);
  }

  // Errors of the parser, which knows of one line only.
  [[noreturn]] void rethrow(const SourceError& error, const Argument& argument, int columns) {
    const int line = line_of(argument);
    std::vector<SourceError> errors;
    for (const auto& [at, sentence] : error.faults())
      errors.emplace_back(ledger_source, Position{line, std::max(1, at.column - columns)}, sentence);
    throw SourceError(errors);
  }

  Node parsed(const Argument& argument) {
    if (const std::size_t hash = argument.text.find('#'); hash != std::string::npos)
      fail(argument, hash, "unexpected '#'; expected a number, a name or an operator");
    try {
      Node node = parse_expression(argument.text, ledger_source);
      shift(node, line_of(argument), 0);
      return node;
    } catch (const SourceError& error) {
      rethrow(error, argument, 0);
    }
  }

  // ---- items

  void add(std::size_t i) {
    const Item& item = items_[i];
    if (item.kind == ItemKind::definition) return definition(item.expression);
    const std::string name = item.name();
    if (item.kind != ItemKind::claim)
      if (const auto known = claims_.find(name); known != claims_.end()) {
        result_.claim_of_item[i] = known->second;
        result_.ledger->claims[known->second].where += ", " + place(item);
        return;
      }
    Claim claim;
    claim.id = item.kind == ItemKind::claim ? claim_id(item) : free_id("N");
    claim.at = {line_of(item.expression), 1};
    claim.where = place(item);
    claim.says = clean(item.words);
    for (const auto& [key, value] : item.keys) claim.definitions.push_back(key_definition(item, key, value));
    claim.statements.push_back({Role::printed, claim.at, statement(i), {}, {}, {}});
    result_.claim_of_item[i] = result_.ledger->claims.size();
    claims_.emplace(name, result_.ledger->claims.size());
    result_.ledger->claims.push_back(std::move(claim));
  }

  Node statement(std::size_t i) {
    const Item& item = items_[i];
    if (item.kind == ItemKind::claim) return parsed(item.expression);
    Node& term = result_.terms[i];
    term = parsed(item.expression);
    if (item.kind == ItemKind::value) return at(printed_statement(term, "0"), term);
    if (item.kind == ItemKind::number) {
      require_number(item.digits);
      return at(printed_statement(term, item.digits.text), term);
    }
    Node relation;
    relation.kind = Kind::relation;
    relation.relations = {Relation::less_equal, Relation::less_equal};
    relation.children = {end_of_range(item.digits), term, end_of_range(item.upper)};
    return at(std::move(relation), term);
  }

  static Node at(Node node, const Node& term) {
    node.at = term.at;
    for (Node& child : node.children)
      if (child.kind == Kind::text) child.at = term.at;
    return node;
  }

  Printed require_number(const Argument& digits) {
    try {
      return parse_printed(digits.text);
    } catch (const NotPrinted& error) {
      fail(digits, 0, fmt::format("\"{}\" is no printed number: {}", shortened(digits.text), error.what()));
    }
  }

  Node end_of_range(const Argument& digits) {
    const Printed printed = require_number(digits);
    if (printed.kind != Printed::Kind::rounded && printed.kind != Printed::Kind::exact)
      fail(digits, 0,
           fmt::format("'{}' is the end of a range; expected a decimal, a fraction or a multiple of pi",
                       shortened(digits.text)));
    Node node;
    try {
      node = parse_expression(digits.text, ledger_source);
    } catch (const SourceError&) {  // a number as LaTeX writes it
      node = parse_expression(to_text(printed), ledger_source);
    }
    shift(node, line_of(digits), 0);
    return node;
  }

  // The clause of a ledger, and nothing beside it.
  Definition read_definition(const std::string& before, const Argument& argument) {
    constexpr std::string_view where = "where ";
    const std::string text = std::string(where) + before + argument.text;
    const int columns = static_cast<int>(where.size() + before.size());
    Ledger ledger;
    try {
      ledger = parse_ledger(text, ledger_source);
    } catch (const SourceError& error) {
      rethrow(error, argument, columns);
    }
    if (ledger.definitions.size() != 1 || !ledger.claims.empty() || !ledger.parameters.empty() ||
        !ledger.headlines.empty() || !ledger.title.empty())
      fail(argument, 0, "expected one definition, such as f(x) = x^2");
    Definition result = std::move(ledger.definitions[0]);
    const int line = line_of(argument);
    result.at = {line, 1};
    shift(result.body, line, columns);
    for (Equation& equation : result.equations) {
      equation.at = {line, std::max(1, equation.at.column - columns)};
      for (Node& pattern : equation.patterns) shift(pattern, line, columns);
      shift(equation.body, line, columns);
    }
    return result;
  }

  void definition(const Argument& argument) {
    try {
      result_.ledger->definitions.push_back(read_definition("", argument));
    } catch (const SourceError&) {
      lacks_definitions_ = true;  // what uses it is not held against its author
      throw;
    }
  }

  // z = 3, within one claim.
  Definition key_definition(const Item& item, const std::string& key, const Argument& value) {
    const bool is_name =
        !key.empty() && !(key[0] >= '0' && key[0] <= '9') && std::all_of(key.begin(), key.end(), [](char c) {
          return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        });
    if (!is_name) fail(item.expression, 0, fmt::format("the key '{}' is no name", key));
    parsed(value);  // a term alone
    return read_definition(key + " = ", value);
  }

  // ---- texts

  std::string place(const Item& item) const { return clean(source_.describe(item.at)); }

  static std::string shortened(const std::string& text) {
    constexpr std::size_t shown = 60;
    return text.size() > shown ? text.substr(0, shown) + "..." : text;
  }

  // What a string of a ledger may hold, on one line.
  static std::string clean(std::string_view text) {
    std::string result;
    while (!text.empty()) {
      const Utf8Character character = first_character(text);
      const std::size_t length = std::max<std::size_t>(character.length, 1);
      if (text[0] == '"')
        result += '\'';
      else if (character.length > 0 && is_printable(character.code))
        result += text.substr(0, length);
      else
        result += '?';
      text.remove_prefix(length);
    }
    return result;
  }

  std::string free_id(const std::string& prefix) {
    for (;;) {
      std::string id = prefix + std::to_string(++counts_[prefix]);
      if (ids_.insert(id).second) return id;
    }
  }

  // The author's id as a name of the language.
  std::string claim_id(const Item& item) {
    if (item.id.empty()) return free_id("C");
    if (const auto known = names_.find(item.id); known != names_.end()) return known->second;
    std::string name;
    for (const char c : item.id) {
      const bool fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      name += fits ? c : '_';
    }
    if (name[0] >= '0' && name[0] <= '9') name = "C" + name;
    if (is_keyword(name)) name += '_';
    while (!ids_.insert(name).second) name += '_';
    return names_[item.id] = name;
  }

  const SourceText& source_;
  const std::vector<Item>& items_;
  Faults& faults_;
  PaperLedger result_;
  std::vector<const Argument*> arguments_;
  std::map<std::string, std::size_t> claims_;  // by the name of their item
  std::set<std::string> ids_;
  std::map<std::string, std::string> names_;  // the author's ids
  std::map<std::string, int> counts_;
  bool lacks_definitions_ = false;
};

}  // namespace

Node printed_statement(const Node& term, const std::string& digits) {
  Node text;
  text.kind = Kind::text;
  text.name = digits;
  Node statement;
  statement.kind = Kind::call;
  statement.name = "prints";
  statement.children = {term, std::move(text)};
  return statement;
}

PaperLedger ledger_of(const SourceText& source, const std::vector<Item>& items, const std::string& title,
                      Faults& faults) {
  return Builder(source, items, faults).run(title);
}

}  // namespace dropcert::paper
