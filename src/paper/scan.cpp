#include "paper/scan.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <string_view>

#include "arguments/whole_number.hpp"
#include "paper/cells.hpp"
#include "paper/tex.hpp"

namespace dropcert::paper {

using namespace language;

namespace {

constexpr std::string_view own_claim = "certifiedclaim";
constexpr std::size_t most_faults = 1000;

class Scanner {
 public:
  Scanner(const SourceText& source, Faults& faults)
      : source_(source), text_(source.text()), faults_(faults) {}

  std::vector<Item> run() {
    for (std::size_t at = text_.find('\\'); at != std::string::npos && faults_.size() < most_faults;
         at = text_.find('\\', at)) {
      const std::string_view name = control_word(text_, at);
      const std::size_t begin = at;
      at += name.empty() ? 2 : 1 + name.size();
      try {
        if (name == "end")
          close(begin, at);
        else if (name == "begin")
          open(begin, at);
        else if (name == "certified")
          number(begin, at);
        else if (name == "certifiedvalue")
          value(begin, at);
        else if (name == "certifiedrange")
          range(begin, at);
        else if (name == "certifiedwhere")
          definition(begin, at);
        else if (is_theorem_maker(name))
          theorem(at);
      } catch (const SourceError& error) {
        faults_.push_back(error);
      }
    }
    for (const std::size_t claim : open_)
      faults_.push_back(source_.error(items_[claim].at, "the claim that begins here has no \\end"));
    return std::move(items_);
  }

 private:
  static bool is_theorem_maker(std::string_view name) {
    return name == "newtheorem" || name == "newenvironment" || name == "declaretheorem" ||
           name == "spnewtheorem" || name == "NewDocumentEnvironment";
  }

  // An environment of the author's own with the name of ours.
  void theorem(std::size_t at) {
    if (at < text_.size() && text_[at] == '*') ++at;
    if (text_.substr(at, 7) == "{claim}") claim_is_theirs_ = true;
  }

  // Whether arguments follow: \let\x\certified and \string\certified have none.
  bool has_arguments(std::size_t at) const {
    at = behind_blanks(text_, at);
    if (at < text_.size() && text_[at] == '*') at = behind_blanks(text_, at + 1);
    return at < text_.size() && text_[at] != '}' && text_[at] != '\\';
  }

  Argument argument(std::size_t begin, std::size_t& at, const char* what) {
    std::optional<Argument> found = braced_argument(source_, at);
    if (!found) throw source_.error(begin, fmt::format("expected {} in braces", what));
    at = found->end;
    if (found->text.empty()) throw source_.error(found->begin, fmt::format("expected {}", what));
    return std::move(*found);
  }

  void star(std::size_t& at) const {
    const std::size_t next = behind_blanks(text_, at);
    if (next < text_.size() && text_[next] == '*') at = next + 1;
  }

  void add(Item item, std::size_t begin, std::size_t end) {
    item.at = begin;
    item.end = end;
    items_.push_back(std::move(item));
  }

  void number(std::size_t begin, std::size_t& at) {
    if (!has_arguments(at)) return;
    star(at);
    Item item;
    item.expression = argument(begin, at, "the term");
    item.digits = argument(begin, at, "the digits");
    add(std::move(item), begin, at);
  }

  void value(std::size_t begin, std::size_t& at) {
    if (!has_arguments(at)) return;
    star(at);
    Item item;
    item.kind = ItemKind::value;
    if (const std::optional<Argument> options = bracketed_argument(source_, at)) {
      at = options->end;
      for (const Option& option : options_in(source_, *options)) read_digits(option, item);
    }
    item.expression = argument(begin, at, "the term");
    add(std::move(item), begin, at);
  }

  void read_digits(const Option& option, Item& item) const {
    if (option.key.text != "digits")
      throw source_.error(option.key.offset(0),
                          fmt::format("unknown option '{}'; expected digits", option.key.text));
    const std::string& text = option.value.text;
    item.value_digits = arguments::whole_number<decltype(item.value_digits)>(text).value_or(0);
    if (item.value_digits < 1 || item.value_digits > max_value_digits)
      throw source_.error(option.key.offset(0), fmt::format("digits = '{}'; expected an integer from 1 to {}",
                                                            text, max_value_digits));
  }

  void range(std::size_t begin, std::size_t& at) {
    if (!has_arguments(at)) return;
    star(at);
    Item item;
    item.kind = ItemKind::range;
    item.expression = argument(begin, at, "the term");
    item.digits = argument(begin, at, "the lower end");
    item.upper = argument(begin, at, "the upper end");
    add(std::move(item), begin, at);
  }

  void definition(std::size_t begin, std::size_t& at) {
    if (!has_arguments(at)) return;
    Item item;
    item.kind = ItemKind::definition;
    item.expression = argument(begin, at, "a definition, such as f(x) = x^2,");
    add(std::move(item), begin, at);
  }

  // ---- claims

  bool is_claim(const std::string& environment) const {
    return environment == own_claim || (environment == "claim" && !claim_is_theirs_);
  }

  std::string environment_at(std::size_t& at) const {
    const std::size_t brace = behind_blanks(text_, at);
    if (brace >= text_.size() || text_[brace] != '{') return "";
    const std::string_view rest = std::string_view(text_).substr(brace + 1, own_claim.size() + 1);
    const std::size_t close = rest.find('}');
    if (close == std::string_view::npos) return "";
    at = brace + close + 2;
    return std::string(rest.substr(0, close));
  }

  void open(std::size_t begin, std::size_t& at) {
    std::size_t next = at;
    const std::string name = environment_at(next);
    if (!is_claim(name)) return;
    const bool is_own = name == own_claim;
    const std::size_t brace = behind_blanks(text_, next);
    if (!is_own && (brace >= text_.size() || (text_[brace] != '{' && text_[brace] != '['))) return;
    Item item;
    item.kind = ItemKind::claim;
    at = next;
    if (const std::optional<Argument> options = bracketed_argument(source_, at)) {
      const std::size_t behind = behind_blanks(text_, options->end);
      if (!is_own && (behind >= text_.size() || text_[behind] != '{')) return;
      at = options->end;
      read_claim_options(*options, item);
    }
    item.expression = argument(begin, at, "the statement");
    open_.push_back(items_.size());
    words_.push_back(at);
    add(std::move(item), begin, at);
  }

  void read_claim_options(const Argument& options, Item& item) {
    for (const Option& option : options_in(source_, options)) {
      const std::string& key = option.key.text;
      const bool is_id = key == "id" || option.value.end == 0;
      if (!is_id && key != "as" && key != "status" && key != "title")
        throw source_.error(option.key.offset(0),
                            fmt::format("unknown option '{}'; expected id, as, status or title", key));
      if (!is_id) continue;
      item.id = option.value.end == 0 ? key : option.value.text;
      if (!ids_.insert(item.id).second)
        throw source_.error(option.key.offset(0),
                            fmt::format("claim '{}' appears twice; expected distinct ids", item.id));
    }
  }

  void close(std::size_t begin, std::size_t& at) {
    if (open_.empty() || !is_claim(environment_at(at))) return;
    Item& item = items_[open_.back()];
    item.words = argument_between(source_, words_.back(), begin).text;
    item.end = at;
    open_.pop_back();
    words_.pop_back();
  }

  const SourceText& source_;
  const std::string& text_;
  Faults& faults_;
  std::vector<Item> items_;
  std::vector<std::size_t> open_;   // claims without an end so far
  std::vector<std::size_t> words_;  // where their words begin
  std::set<std::string> ids_;
  bool claim_is_theirs_ = false;
};

std::string in_braces(const std::string& text) {
  return "{" + text + "}";
}

}  // namespace

std::string Item::name() const {
  switch (kind) {
    case ItemKind::number: {
      std::string text = (keys.empty() ? "number" : "cell") + in_braces(expression.text);
      for (const auto& [key, value] : keys) text += in_braces(key) + in_braces(value.text);
      return text + in_braces(digits.text);
    }
    case ItemKind::value:
      return "value" + in_braces(value_digits == 0 ? "" : std::to_string(value_digits)) +
             in_braces(expression.text);
    case ItemKind::range:
      return "range" + in_braces(expression.text) + in_braces(digits.text) + in_braces(upper.text);
    case ItemKind::claim:
      return "claim" + in_braces(expression.text);
    case ItemKind::definition:
      return "where" + in_braces(expression.text);
  }
  return "";
}

std::vector<Item> items_of(const SourceText& source, Faults& faults) {
  std::vector<Item> items = Scanner(source, faults).run();
  std::vector<Item> cells = cell_items(source, faults);
  items.insert(items.end(), std::make_move_iterator(cells.begin()), std::make_move_iterator(cells.end()));
  std::stable_sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.at < b.at; });
  return items;
}

}  // namespace dropcert::paper
