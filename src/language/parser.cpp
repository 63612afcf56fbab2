#include "language/parser.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "language/cells.hpp"
#include "language/functions.hpp"
#include "language/lexer.hpp"
#include "language/suggestion.hpp"

namespace dropcert::language {

namespace {

// The exact value of digits [. digits] [e [+-] digits].
mpq_class literal_value(const Token& token, const std::string& source) {
  auto refuse = [&](const char* why) -> mpq_class {
    throw SourceError(source, token.at, fmt::format("the number {} {}", describe(token), why));
  };
  try {
    return value_of_literal(token.text);
  } catch (const std::invalid_argument& error) {
    return refuse(error.what());
  }
}

class Parser {
 public:
  Parser(std::string_view text, const std::string& source)
      : source_(source), tokens_(tokenize(text, source, errors_)) {
    for (const SourceError& error : errors_) faulty_lines_.insert(error.at().line);
  }

  Node whole_expression() {
    if (!errors_.empty()) throw SourceError(errors_);
    if (here().kind == TokenKind::end) fail("expected an expression");
    Node node = statement();
    if (here().kind != TokenKind::end) fail("expected an operator or the end of the text");
    return node;
  }

  Ledger ledger(Unread& unread) {
    Ledger result;
    result.source = source_;
    unread.lines = faulty_lines_;
    while (here().kind != TokenKind::end) {
      if (recovering([&] { item(result); })) continue;
      if (!defined_.empty()) unread.names.insert(defined_);
      if (!result.claims.empty()) unread.claims.insert(result.claims.size() - 1);
    }
    std::stable_sort(errors_.begin(), errors_.end(),
                     [](const SourceError& a, const SourceError& b) { return a.at().line < b.at().line; });
    unread.faults = errors_;
    return result;
  }

 private:
  // ---- faults -------------------------------------------------------------------------------------------
  // Reads something; after a fault, goes on with what begins the next item or clause. A second fault in a
  // line says nothing new. False after a fault.
  template <class Read>
  bool recovering(Read read) {
    const std::size_t begin = index_;
    defined_.clear();
    try {
      read();
      return true;
    } catch (const SourceError& error) {
      if (faulty_lines_.insert(error.at().line).second) errors_.push_back(error);
      depth_ = 0;
      if (index_ == begin && here().kind != TokenKind::end) ++index_;
      while (here().kind != TokenKind::end && !begins_clause()) ++index_;
      return false;
    }
  }

  bool begins_clause() const {
    static constexpr std::array<std::string_view, 15> words = {
        "parameter", "where", "headline", "claim",  "printed",    "corrected", "instead", "evidence",
        "because",   "says",  "proof",    "formal", "historical", "cites",     "contact"};
    return here().kind == TokenKind::word &&
           std::find(words.begin(), words.end(), here().text) != words.end();
  }

  void item(Ledger& ledger) {
    if (is_word("ledger") && index_ == 0) {
      take();
      ledger.title = string("a title in double quotes");
    } else if (is_word("notation") && !ledger.has_items()) {
      take();
      notation(ledger);
    } else if (accept_word("parameter")) {
      ledger.parameters.push_back(parameter());
    } else if (accept_word("headline")) {
      ledger.headlines.push_back(headline());
    } else if (accept_word("claim")) {
      ledger.claims.emplace_back();  // even if its head is faulty, what follows belongs to it
      claim(ledger.claims.back());
    } else if (!ledger.claims.empty()) {
      if (!clause(ledger.claims.back()))
        fail("expected 'claim' or a clause of a claim (printed, corrected, instead, ...)");
    } else if (accept_word("where")) {
      ledger.definitions.push_back(definition());
    } else {
      fail("expected 'claim', 'where' or 'parameter'");
    }
  }

  // ---- tokens -------------------------------------------------------------------------------------------
  const Token& here() const { return tokens_[index_]; }
  const Token& ahead(std::size_t n) const { return tokens_[std::min(index_ + n, tokens_.size() - 1)]; }
  Token take() { return index_ + 1 < tokens_.size() ? tokens_[index_++] : tokens_[index_]; }

  [[noreturn]] void fail(const std::string& expected) const {
    const std::string found =
        here().kind == TokenKind::end ? "the text ends here" : "unexpected " + describe(here());
    throw SourceError(source_, here().at, fmt::format("{}; {}{}", found, expected, meant()));
  }

  // By a word of other languages here, just before, or as the function whose argument began just before.
  std::string meant() const {
    auto before = [this](std::size_t n) { return n <= index_ ? tokens_[index_ - n] : Token(); };
    if (is_symbol("!")) return "; did you mean 'not'?";
    for (const std::size_t n : {0UL, 1UL, 3UL}) {
      if (n == 3 && before(2).text != "(") break;
      if (before(n).kind != TokenKind::word || is_keyword(before(n).text)) continue;
      if (std::string text = suggestion(before(n).text, {}); !text.empty()) return text;
    }
    return "";
  }

  bool is_symbol(std::string_view s) const { return here().kind == TokenKind::symbol && here().text == s; }
  bool is_word(std::string_view s) const { return here().kind == TokenKind::word && here().text == s; }

  bool accept(std::string_view s) {
    if (!is_symbol(s)) return false;
    ++index_;
    return true;
  }
  bool accept_word(std::string_view s) {
    if (!is_word(s)) return false;
    ++index_;
    return true;
  }
  void expect(std::string_view s, std::string_view purpose) {
    if (!accept(s)) fail(fmt::format("expected '{}' {}", s, purpose));
  }

  std::string string(std::string_view what) {
    if (here().kind != TokenKind::string) fail(fmt::format("expected {}", what));
    return take().text;
  }

  bool is_name() const { return here().kind == TokenKind::word && !is_keyword(here().text); }

  std::string fresh_name(std::string_view what) {
    if (!is_name()) fail(fmt::format("expected {}", what));
    const BindingFunction* function = find_binding_function(here().text);
    if (is_reserved(here().text) || (function && !function->may_be_defined()))
      throw SourceError(source_, here().at,
                        fmt::format("'{}' has a meaning of its own; expected another name", here().text));
    return take().text;
  }

  // ---- trees --------------------------------------------------------------------------------------------
  // Counts the nesting of rules, so that hostile input cannot exhaust the stack.
  class Depth {
   public:
    explicit Depth(Parser& parser) : parser_(parser) {
      if (++parser_.depth_ > max_depth)
        throw SourceError(
            parser_.source_, parser_.here().at,
            fmt::format("the expression is nested deeper than {} levels (a pair of parentheses is "
                        "four, a call two); give names to its parts with 'where'",
                        max_depth));
    }
    ~Depth() { --parser_.depth_; }
    Depth(const Depth&) = delete;
    Depth& operator=(const Depth&) = delete;

   private:
    Parser& parser_;
  };

  static Node make(Kind kind, Position at, std::vector<Node> children) {
    Node node;
    node.kind = kind;
    node.at = at;
    node.children = std::move(children);
    return node;
  }

  static Node join(Kind kind, Position at, Node left, Node right) {
    std::vector<Node> children;
    children.reserve(2);  // growing would copy the left tree, which may be deep
    children.push_back(std::move(left));
    children.push_back(std::move(right));
    return make(kind, at, std::move(children));
  }

  static Node wrap(Kind kind, Position at, Node child) {
    std::vector<Node> children;
    children.push_back(std::move(child));
    return make(kind, at, std::move(children));
  }

  // left (op right)*: a chain is as deep as it is long, so its length counts as nesting.
  template <class Operand, class Operator>
  Node chain(Operand operand, Operator accept_operator) {
    Node left = operand();
    int links = 0;
    for (;;) {
      Position at = here().at;
      std::optional<Kind> kind = accept_operator();
      if (!kind) return left;
      if (depth_ + ++links > max_depth)
        throw SourceError(
            source_, at,
            fmt::format("more than {} operators in a row; use sum(...) or prod(...)", max_depth));
      Node right = operand();
      left = join(*kind, at, std::move(left), std::move(right));
    }
  }

  // ---- statements ---------------------------------------------------------------------------------------
  Node statement() {
    Depth depth(*this);
    if (is_word("for") || is_word("some")) return quantifier();
    Node left = chain([this] { return conjunction(); },
                      [this]() -> std::optional<Kind> {
                        return accept_word("or") ? std::optional(Kind::disjunction) : std::nullopt;
                      });
    Position at = here().at;
    if (accept_word("implies")) return join(Kind::implication, at, std::move(left), statement());
    if (accept_word("iff")) return join(Kind::equivalence, at, std::move(left), statement());
    return left;
  }

  Node quantifier() {
    const bool is_existence = is_word("some");
    Position at = take().at;
    Node node = make(is_existence ? Kind::existence : Kind::quantifier, at, {});
    do node.binders.push_back(binder());
    while (accept(","));
    std::vector<std::string> names;
    for (const Binder& binder : node.binders)
      names.insert(names.end(), binder.names.begin(), binder.names.end());
    require_distinct(names, at);
    std::vector<Node> witness;
    if (is_existence && is_word("by")) witness = witnesses(names.size());
    if (accept_word("wherever")) {
      if (!accept_word("defined")) fail("expected 'defined' after 'wherever'");
      node.wherever_defined = true;
    }
    expect(":", "and the statement");
    node.children.reserve(1 + witness.size());
    node.children.push_back(statement());
    for (Node& term : witness) node.children.push_back(std::move(term));
    return node;
  }

  // by t1, t2: a term for each name.
  std::vector<Node> witnesses(std::size_t count) {
    Position at = take().at;
    std::vector<Node> result;
    do result.push_back(term());
    while (accept(","));
    if (result.size() != count)
      throw SourceError(source_, at,
                        fmt::format("a witness has {} term{}; expected {}, one a name", result.size(),
                                    result.size() == 1 ? "" : "s", count));
    return result;
  }

  Binder binder() {
    Binder result;
    result.at = here().at;
    if (accept("(")) {
      do result.names.push_back(fresh_name("the name of a variable"));
      while (accept(","));
      expect(")", "after the names");
    } else {
      result.names.push_back(fresh_name("the name of a variable"));
    }
    if (!accept_word("in")) fail("expected 'in' and a domain");
    result.domain = domain();
    if (result.names.size() > 1 && result.domain.kind != DomainKind::cases && !path_of_file(result.domain))
      throw SourceError(source_, result.at, "several names need a list of cases: (a, b) in {(1, 2), (3, 4)}");
    const bool has_cases =
        (result.domain.kind == DomainKind::power ? result.domain.base : result.domain.kind) ==
        DomainKind::cases;
    for (const Node& term : result.domain.terms)
      if (has_cases && tuple_size(term) != result.names.size())
        throw SourceError(source_, term.at,
                          fmt::format("this case has {} value{}; expected {}", tuple_size(term),
                                      tuple_size(term) == 1 ? "" : "s", result.names.size()));
    return result;
  }

  void require_distinct(const std::vector<std::string>& names, Position at) const {
    std::set<std::string_view> seen;
    for (const std::string& name : names)
      if (!seen.insert(name).second)
        throw SourceError(source_, at, fmt::format("the name '{}' stands here twice", name));
  }

  static std::size_t tuple_size(const Node& node) {
    return node.kind == Kind::tuple ? node.children.size() : 1;
  }

  // DOMAIN^n: the lists of n elements of the domain.
  Domain domain() {
    const bool is_range_in_parentheses = group_has("..");
    Domain result = is_range_in_parentheses ? range_in_parentheses() : plain_domain();
    if (!accept("^")) {
      if (is_range_in_parentheses) fail("expected '^' and a number of elements after a range in parentheses");
      return result;
    }
    result.base = result.kind;
    result.kind = DomainKind::power;
    result.terms.push_back(postfix());
    return result;
  }

  Domain range_in_parentheses() {
    Position at = take().at;
    std::vector<Node> ends = one(end_of_domain());
    expect("..", "and the last integer");
    ends.push_back(end_of_domain());
    expect(")", "to close the range");
    return in_order({DomainKind::range, std::move(ends)}, at);
  }

  Domain plain_domain() {
    if (accept_word("real")) return {DomainKind::reals, {}};
    if (accept("{")) return {DomainKind::cases, terms("}", [this] { return domain_case(); })};
    if (is_symbol("[") || group_has(",")) return interval();
    Position at = here().at;
    Node low = end_of_domain();
    if (!accept("..")) {
      if (low.kind == Kind::infinity) throw SourceError(source_, at, "a list, a law or lo..hi was expected");
      return {DomainKind::elements, one(std::move(low))};
    }
    std::vector<Node> ends = one(std::move(low));
    ends.push_back(end_of_domain());
    return in_order({DomainKind::range, std::move(ends)}, at);
  }

  static std::vector<Node> one(Node node) {
    std::vector<Node> result;
    result.push_back(std::move(node));
    return result;
  }

  // A term, oo or -oo.
  Node end_of_domain() {
    Position at = here().at;
    const bool negative = is_symbol("-") && ahead(1).kind == TokenKind::word && ahead(1).text == "oo";
    if (!negative && !is_word("oo")) return term();
    if (negative) take();
    take();
    Node node = make(Kind::infinity, at, {});
    node.name = negative ? "-oo" : "oo";
    return node;
  }

  Domain interval() {
    const Token open = take();
    Domain result{DomainKind::interval, {}, open.text == "(", false};
    do result.terms.push_back(end_of_domain());
    while (accept(","));
    result.high_open = is_symbol(")");
    if (!accept(")")) expect("]", "or ')' to close the interval");
    if (result.terms.size() != 2)
      throw SourceError(source_, open.at,
                        fmt::format("an interval has two ends, this one {}", result.terms.size()));
    return in_order(std::move(result), open.at);
  }

  // Infinite ends stand where they belong, and never with a square bracket.
  Domain in_order(Domain domain, Position at) const {
    const Node& low = domain.terms[0];
    const Node& high = domain.terms[1];
    if ((low.kind == Kind::infinity && low.name == "oo") ||
        (high.kind == Kind::infinity && high.name == "-oo"))
      throw SourceError(source_, at,
                        "the domain ends before it begins; expected -oo on the left, oo on the right");
    const bool is_interval = domain.kind == DomainKind::interval;
    if (is_interval && ((low.kind == Kind::infinity && !domain.low_open) ||
                        (high.kind == Kind::infinity && !domain.high_open)))
      throw SourceError(source_, at, "oo is no number; expected a round bracket beside it");
    return domain;
  }

  // One value, or a tuple (a, b): for a pattern of several names, or a value with its probability.
  Node domain_case() {
    if (!group_has(",")) return term();
    Position at = take().at;
    return make(Kind::tuple, at, terms(")", [this] { return term(); }));
  }

  // Whether a parenthesis opens here and holds that symbol by itself: (a, b) as against (a + f(b, c)).
  bool group_has(std::string_view symbol) const {
    if (!is_symbol("(")) return false;
    int open = 0;
    for (std::size_t i = index_; i < tokens_.size(); ++i) {
      const Token& token = tokens_[i];
      if (token.kind != TokenKind::symbol) continue;
      if (token.text == "(" || token.text == "[" || token.text == "{") ++open;
      if (token.text == ")" || token.text == "]" || token.text == "}") --open;
      if (open == 0) return false;
      if (open == 1 && token.text == symbol) return true;
    }
    return false;
  }

  // Comma-separated items up to and including `close`; at least one.
  template <class Item>
  std::vector<Node> terms(std::string_view close, Item item) {
    std::vector<Node> result;
    do {
      if (is_symbol(close))
        fail(result.empty() ? "expected a term; an empty list is not allowed" : "expected a term");
      result.push_back(item());
    } while (accept(","));
    expect(close, "or ','");
    return result;
  }

  Node conjunction() {
    return chain([this] { return negation(); },
                 [this]() -> std::optional<Kind> {
                   return accept_word("and") ? std::optional(Kind::conjunction) : std::nullopt;
                 });
  }

  Node negation() {
    Depth depth(*this);
    Position at = here().at;
    if (accept_word("not")) return wrap(Kind::negation, at, negation());
    return relation();
  }

  Node relation() {
    Position at = here().at;
    std::vector<Relation> relations;
    std::vector<Node> children;
    children.push_back(term());
    while (std::optional<Relation> r = accept_relation()) {
      relations.push_back(*r);
      children.push_back(term());
    }
    if (relations.empty()) return std::move(children.front());
    Node node = make(Kind::relation, at, std::move(children));
    node.relations = std::move(relations);
    return node;
  }

  std::optional<Relation> accept_relation() {
    static constexpr std::array all = {Relation::equal,      Relation::not_equal, Relation::less,
                                       Relation::less_equal, Relation::greater,   Relation::greater_equal};
    for (Relation r : all)
      if (accept(symbol(r))) return r;
    return std::nullopt;
  }

  // ---- terms --------------------------------------------------------------------------------------------
  Node term() {
    Depth depth(*this);
    return chain([this] { return product(); },
                 [this]() -> std::optional<Kind> {
                   if (accept("+")) return Kind::add;
                   if (accept("-")) return Kind::subtract;
                   return std::nullopt;
                 });
  }

  Node product() {
    return chain([this] { return unary(); },
                 [this]() -> std::optional<Kind> {
                   if (accept("*")) return Kind::multiply;
                   if (accept("/")) return Kind::divide;
                   return std::nullopt;
                 });
  }

  // -x^2 is -(x^2).
  Node unary() {
    Depth depth(*this);
    Position at = here().at;
    if (accept("-")) return wrap(Kind::negate, at, unary());
    Node base = postfix();
    at = here().at;
    if (accept("^")) return join(Kind::power, at, std::move(base), unary());
    return base;
  }

  Node postfix() {
    Node node = primary();
    int count = 0;
    for (Position at = here().at;; at = here().at) {
      if (accept("[")) {
        node = join(Kind::index, at, std::move(node), term());
        expect("]", "after the number of the element");
      } else if (accept("!")) {
        node = wrap(Kind::factorial, at, std::move(node));
      } else {
        return node;
      }
      if (++count > 8)
        throw SourceError(source_, at, "more than 8 factorial signs, or numbers of elements, in a row");
    }
  }

  Node primary() {
    const Token& token = here();
    if (token.kind == TokenKind::number) return number();
    if (token.kind == TokenKind::string) return text();
    if (token.kind == TokenKind::word && token.text == "if") return conditional();
    if (token.kind == TokenKind::word && token.text == "oo")
      throw SourceError(source_, token.at,
                        "'oo' is no number; it stands only as the end of a domain, such as 1..oo");
    if (token.kind == TokenKind::word && !is_keyword(token.text)) return name_or_call();
    if (token.kind == TokenKind::symbol && token.text == "(") {
      take();
      Node inner = statement();
      expect(")", "to close the parenthesis");
      return inner;
    }
    if (token.kind == TokenKind::symbol && token.text == "[") {
      Position at = take().at;
      return make(Kind::list, at, terms("]", [this] { return domain_case(); }));
    }
    fail("expected a number, a name, '(' or '['");
  }

  Node number() {
    Token token = take();
    Node node = make(Kind::number, token.at, {});
    node.number = literal_value(token, source_);
    node.name = token.text;
    return node;
  }

  Node text() {
    Token token = take();
    Node node = make(Kind::text, token.at, {});
    node.name = token.text;
    return node;
  }

  Node conditional() {
    Node node = make(Kind::conditional, take().at, {});
    expect("(", "after 'if'");
    node.children.push_back(statement());
    expect(",", "and the value if true");
    node.children.push_back(term());
    expect(",", "and the value if false");
    node.children.push_back(term());
    expect(")", "after the value if false");
    return node;
  }

  Node name_or_call() {
    Token token = take();
    if (!is_symbol("(")) {
      Node node = make(Kind::name, token.at, {});
      node.name = token.text;
      return node;
    }
    const BindingFunction* function = find_binding_function(token.text);
    if (function && (!function->may_be_defined() || binds_after_parenthesis()))
      return binding(*function, token.at);
    take();
    Node node = make(Kind::call, token.at, terms(")", [this] { return term(); }));
    node.name = token.text;
    return node;
  }

  // NAME =, or NAME in, stands behind the parenthesis here: no arguments of a definition.
  bool binds_after_parenthesis() const {
    return ahead(1).kind == TokenKind::word && !is_keyword(ahead(1).text) &&
           (ahead(2).text == "=" || ahead(2).text == "in");
  }

  Node binding(const BindingFunction& function, Position at) {
    take();
    // sum(a): over the elements of a list.
    bool binds = is_name() && (ahead(1).text == "=" || ahead(1).text == "in" ||
                               (function.to_infinity && ahead(1).text == ","));
    if (!binds && function.over_elements) return whole_list(function, at);
    Node node = make(Kind::binding, at, {});
    node.name = function.name;
    node.binders.push_back(bound_variable(function));
    expect(",", "and the term");
    node.children.push_back(term());
    if (function.at_point && accept(",")) node.binders[0].domain.terms.push_back(term());
    expect(")", "after the term");
    return node;
  }

  Node whole_list(const BindingFunction& function, Position at) {
    Node node = make(Kind::call, at, one(term()));
    node.name = function.name;
    if (is_symbol(",")) fail(fmt::format("expected {}", function.meaning));
    expect(")", "after the list");
    return node;
  }

  Binder bound_variable(const BindingFunction& function) {
    Binder result;
    result.at = here().at;
    result.names.push_back(fresh_name("the name of a variable"));
    if (function.to_infinity) {
      result.domain = {DomainKind::none, {}};
    } else if (function.over_range && accept("=")) {
      std::vector<Node> bounds = one(term());
      expect("..", "and the last index");
      bounds.push_back(end_of_domain());
      result.domain = in_order({DomainKind::range, std::move(bounds)}, result.at);
    } else if (function.at_point && accept("=")) {
      result.domain = {DomainKind::point, one(term())};
    } else if (function.over_interval && accept_word("in")) {
      result.domain = interval_or_real(function);
    } else if ((function.over_elements || function.over_law) && accept_word("in")) {
      result.domain = {DomainKind::elements, one(term())};
    } else {
      fail(fmt::format("expected {}", function.meaning));
    }
    return result;
  }

  Domain interval_or_real(const BindingFunction& function) {
    if (accept_word("real")) return {DomainKind::reals, {}};
    if (!is_symbol("[") && !is_symbol("(")) fail(fmt::format("expected {}", function.meaning));
    return interval();
  }

  // ---- ledgers ------------------------------------------------------------------------------------------
  Parameter parameter() {
    Parameter result;
    result.at = here().at;
    result.name = defined_ = fresh_name("the name of a parameter");
    expect("=", "and the parameter's value");
    Node value = here().kind == TokenKind::number ? number() : (fail("expected an integer"), Node{});
    if (value.number.get_den() != 1)
      throw SourceError(source_, value.at, fmt::format("'{}' is not an integer", value.name));
    result.value = value.number.get_num();
    return result;
  }

  Headline headline() {
    Headline result;
    result.at = here().at;
    if (accept_word("confirmed"))
      result.expected = Expectation::confirmed;
    else if (accept_word("corrected"))
      result.expected = Expectation::corrected;
    else if (accept_word("refuted"))
      result.expected = Expectation::refuted;
    else
      fail("expected 'confirmed', 'corrected' or 'refuted'");
    do result.ids.push_back(claim_id());
    while (accept(","));
    result.text = string("the sentence in double quotes");
    return result;
  }

  void notation(Ledger& ledger) {
    Notation result;
    result.at = here().at;
    if (!is_name()) fail("expected the name that sentences use");
    result.name = take().text;
    for (const Notation& other : ledger.notations)
      if (other.name == result.name)
        throw SourceError(source_, result.at,
                          fmt::format("the notation '{}' stands here twice", result.name));
    result.text = string("what it stands for, in double quotes");
    ledger.notations.push_back(std::move(result));
  }

  std::string claim_id() {
    if (!is_name()) fail("expected a claim's id, such as C28");
    return take().text;
  }

  Definition definition() {
    Definition result;
    result.at = here().at;
    result.name = defined_ = fresh_name("the name of a definition");
    std::vector<Equation> equations;
    equations.push_back(equation());
    while (!equations[0].patterns.empty() && (accept(",") || accept(";"))) {
      if (!is_word(result.name))
        fail(fmt::format("expected another equation for '{}' or the next clause", result.name));
      take();
      equations.push_back(equation());
      if (const Equation& last = equations.back(); last.patterns.size() != equations[0].patterns.size())
        throw SourceError(source_, last.at,
                          fmt::format("this equation for '{}' has {} argument{}; expected {} as in the first",
                                      result.name, last.patterns.size(), last.patterns.size() == 1 ? "" : "s",
                                      equations[0].patterns.size()));
    }
    for (const Node& pattern : equations.back().patterns) result.parameters.push_back(pattern.name);
    const bool has_numbers = std::any_of(equations[0].patterns.begin(), equations[0].patterns.end(),
                                         [](const Node& pattern) { return pattern.kind == Kind::number; });
    if (equations.size() == 1 && !has_numbers) {
      result.body = std::move(equations[0].body);
    } else {
      result.body = make(Kind::tuple, result.at, {});
      result.equations = std::move(equations);
    }
    return result;
  }

  // What follows the name of a definition: [(patterns)] = statement.
  Equation equation() {
    Equation result;
    result.at = here().at;
    std::vector<std::string> names;
    if (accept("(")) {
      do result.patterns.push_back(pattern());
      while (accept(","));
      expect(")", "after the parameters");
    }
    for (const Node& pattern : result.patterns)
      if (pattern.kind == Kind::name) names.push_back(pattern.name);
    require_distinct(names, result.at);
    expect("=", "and the defining term");
    result.body = statement();
    return result;
  }

  // The name of a parameter, or an integer.
  Node pattern() {
    const Position at = here().at;
    const bool is_negative = is_symbol("-") && ahead(1).kind == TokenKind::number;
    if (is_negative) take();
    if (here().kind != TokenKind::number) {
      Node node = make(Kind::name, at, {});
      node.name = fresh_name("the name of a parameter, or an integer");
      return node;
    }
    Node node = number();
    if (node.number.get_den() != 1)
      throw SourceError(source_, at, fmt::format("'{}' is not an integer", node.name));
    node.at = at;
    if (is_negative) node.number = -node.number;
    node.name = node.number.get_str();
    return node;
  }

  // The head of a claim; its clauses follow.
  void claim(Claim& result) {
    result.at = here().at;
    if (!is_name()) fail("expected the claim's id, such as C28");
    result.id = take().text;
    result.where = string("the claim's place in the paper, in double quotes");
  }

  // One clause of a claim; false where the next token begins none.
  bool clause(Claim& claim) {
    static constexpr std::array roles = {Role::printed, Role::corrected, Role::instead, Role::evidence};
    for (Role role : roles) {
      Position at = here().at;
      if (!accept_word(name_of(role))) continue;
      const bool is_single = role == Role::corrected || role == Role::instead;
      if (is_single && claim.find(role))
        throw SourceError(
            source_, at,
            fmt::format("claim {} has a second '{}' statement; expected one", claim.id, name_of(role)));
      claim.statements.push_back({role, at, statement(), {}, {}, {}});
      return true;
    }
    if (accept_word("proof"))
      proof(claim);
    else if (accept_word("cites"))
      cites(claim);
    else if (accept_word("contact"))
      contact(claim);
    else if (accept_word("formal"))
      theorem_names(claim.theorems);
    else if (accept_word("where"))
      claim.definitions.push_back(definition());
    else if (accept_word("says"))
      claim.says = string("a text in double quotes");
    else if (accept_word("because"))
      claim.because = string("a text in double quotes");
    else if (accept_word("historical"))
      claim.historical = string("a text in double quotes");
    else
      return false;
    return true;
  }

  // proof NAME, NAME: of the statement before it.
  void proof(Claim& claim) {
    if (claim.statements.empty())
      fail("expected a statement (printed, corrected, instead, evidence) before 'proof'");
    theorem_names(claim.statements.back().proofs);
  }

  // cites "source", "source": of the statement before it.
  void cites(Claim& claim) {
    if (claim.statements.empty())
      fail("expected a statement (printed, corrected, instead, evidence) before 'cites'");
    do {
      const Position at = here().at;
      const std::string source = string("the source in double quotes");
      if (source.empty())
        throw SourceError(source_, at, "the source is empty; expected an author and a year");
      claim.statements.back().citations.push_back(source);
    } while (accept(","));
  }

  // contact x = 1/2, y = 0: of the statement before it.
  void contact(Claim& claim) {
    if (claim.statements.empty())
      fail("expected a statement (printed, corrected, instead, evidence) before 'contact'");
    do {
      ContactPoint result;
      result.at = here().at;
      if (!is_name()) fail("expected the name of a variable that the statement binds");
      result.name = take().text;
      expect("=", "and where two sides meet");
      result.term = term();
      claim.statements.back().contacts.push_back(std::move(result));
    } while (accept(","));
  }

  void theorem_names(std::vector<std::string>& names) {
    do {
      if (!is_name()) fail("expected the name of a theorem");
      names.push_back(take().text);
    } while (accept(","));
  }

  const std::string& source_;
  std::vector<SourceError> errors_;
  std::vector<Token> tokens_;
  std::size_t index_ = 0;
  int depth_ = 0;
  std::set<int> faulty_lines_;  // of errors_
  std::string defined_;         // by the item that is being read
};

}  // namespace

Node parse_expression(std::string_view text, const std::string& source) {
  return Parser(text, source).whole_expression();
}

Ledger parse_ledger(std::string_view text, const std::string& source) {
  Unread unread;
  Ledger ledger = parse_ledger(text, source, unread);
  if (!unread.faults.empty()) throw SourceError(unread.faults);
  return ledger;
}

Ledger parse_ledger(std::string_view text, const std::string& source, Unread& unread) {
  return Parser(text, source).ledger(unread);
}

}  // namespace dropcert::language
