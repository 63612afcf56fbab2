#include "meaning/random_statement.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "language/check.hpp"
#include "language/functions.hpp"
#include "language/parser.hpp"
#include "words.hpp"

namespace dropcert::meaning {

using namespace language;

namespace {

enum class Type {
  small,
  number,
  list,
  law,
  point,
  points,
  statement
};  // small: an integer that may index; point: of a region; points: a list of such

struct Variable {
  std::string name;
  Type type;
};

struct Known {
  std::string name;
  std::vector<Type> parameters;
  Type result;
};

// Two spellings of one number.
struct Pair {
  std::string left;
  std::string right;
};

class Maker {
 public:
  explicit Maker(testing::Random& random) : random_(&random) {}

  void add_parameter(const std::string& name) { variables_.push_back({name, Type::small}); }

  // A definition that sees only its parameters, the ledger's, and the definitions before.
  std::string definition(const std::string& name) {
    std::vector<Variable> outer = variables_;
    Known known{name, {}, Type::number};
    std::string head = name;
    std::vector<std::string> names = distinct_names(random_->below(4));
    for (const std::string& parameter : names) {
      known.parameters.push_back(random_->one_in(3)   ? Type::small
                                 : random_->one_in(5) ? Type::list
                                 : random_->one_in(9) ? Type::law
                                                      : Type::number);
      variables_.push_back({parameter, known.parameters.back()});
      head += (head == name ? "(" : ", ") + parameter;
    }
    if (!names.empty()) head += ")";
    std::string body;
    if (random_->one_in(6)) {
      known.result = Type::list;
      body = list(2);
    } else if (random_->one_in(5)) {
      known.result = Type::statement;
      body = statement(1);
    } else {
      body = random_->one_in(8) ? undefined() : number(2);
    }
    variables_ = std::move(outer);
    known_.push_back(std::move(known));
    return head + " = " + body;
  }

  // One by equations, that most often calls itself as it should.
  std::string definition_by_equations(const std::string& name) {
    std::vector<Variable> outer = variables_;
    const std::vector<std::string> names = distinct_names(1 + random_->below(2));
    Known known{name, {Type::small}, Type::number};
    if (names.size() == 2) known.parameters.push_back(random_->one_in(2) ? Type::small : Type::number);
    const std::string& n = names[0];
    auto head = [&](const std::string& first, const std::string& second) {
      return name + "(" + first + (names.size() == 2 ? ", " + second : "") + ") = ";
    };
    std::string text;
    if (names.size() == 2) variables_.push_back({names[1], known.parameters[1]});
    const int numbers = 1 + static_cast<int>(random_->below(2));
    for (int i = 0; i < numbers; ++i)
      text += head(std::to_string(i), names.size() == 2 ? names[1] : "") + number(1) + ", ";
    if (names.size() == 2 && random_->one_in(2)) text += head(random_->one_in(2) ? "2" : n, "0") + "1, ";
    variables_.push_back({n, Type::small});
    auto call = [&] {
      const std::string before = one_of(" - 1", " - 1", " - 1", " - 2", " - n", "");
      return name + "(" + n + (before == " - n" ? " - " + n : before) +
             (names.size() == 2 ? ", " + argument(known.parameters[1], 1) : "") + ")";
    };
    const std::string first = call();
    const std::string second = random_->one_in(2) ? call() : number(1);
    text += head(n, names.size() == 2 ? names[1] : "");
    switch (random_->below(4)) {
      case 0:
        text += "if(" + relation(1) + ", " + first + ", " + second + ")";
        break;
      case 1:
        text += first + " * " + second;
        break;
      case 2:
        text +=
            "sum(j = 0.." + n + " - 1, " + name + "(j" + (names.size() == 2 ? ", " + names[1] : "") + "))";
        break;
      default:
        text += first + one_of(" + ", " - ") + second;
    }
    variables_ = std::move(outer);
    known_.push_back(std::move(known));
    note("definition by equations");
    return text;
  }

  std::vector<std::string> distinct_names(std::size_t count) {
    std::vector<std::string> names;
    while (names.size() < count) {
      const std::string name = fresh_name();
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    return names;
  }

  std::string any_statement() {
    switch (random_->below(40)) {
      case 0:
      case 1:
      case 2:
        return about_the_ring();
      case 3:
      case 4:
      case 5:
      case 6:
      case 7:
        return over_regions(2);
      case 8:
        return random_->one_in(4) ? limit() : over_regions(2);
      default:
        return statement(3);
    }
  }

  std::size_t definitions() const { return known_.size(); }
  void forget(std::size_t count) { known_.resize(count); }
  std::set<std::string> take_constructs() { return std::exchange(constructs_, {}); }

 private:
  void note(const char* construct) { constructs_.insert(construct); }

  template <class... Words>
  std::string one_of(Words... words) {
    const char* all[] = {words...};
    return all[random_->below(sizeof...(words))];
  }

  // ---- names ----
  std::string fresh_name() {
    if (random_->one_in(40)) {
      note("p bound");
      return "p";
    }
    if (random_->one_in(14)) {
      note("name of a function as variable");
      return one_of("exp", "bell", "abs", "sigmoid", "length", "prints");
    }
    if (random_->one_in(12)) {
      note("name of a definition or parameter as variable");
      return one_of("N", "f", "g", "c", "bell");
    }
    return one_of("a", "b", "x", "n", "a", "x");
  }

  bool is_hidden(const std::string& name) const {
    return std::any_of(variables_.begin(), variables_.end(),
                       [&](const Variable& v) { return v.name == name; });
  }
  bool is_defined(const std::string& name) const {
    return std::any_of(known_.begin(), known_.end(), [&](const Known& k) { return k.name == name; });
  }
  bool is_callable(const std::string& name) const { return !is_hidden(name) && !is_defined(name); }
  bool has_ring() const { return is_callable("p"); }

  // The name of a variable in sight of one of the types, or empty.
  std::string variable(Type type, Type other) {
    std::vector<std::string> found;
    for (std::size_t i = 0; i < variables_.size(); ++i) {
      const bool is_last = std::none_of(variables_.begin() + static_cast<long>(i) + 1, variables_.end(),
                                        [&](const Variable& v) { return v.name == variables_[i].name; });
      if (is_last && (variables_[i].type == type || variables_[i].type == other))
        found.push_back(variables_[i].name);
    }
    return found.empty() ? "" : found[random_->below(found.size())];
  }

  std::string bind(Type type) {
    const std::string name = fresh_name();
    bind(name, type);
    return name;
  }

  void bind(const std::string& name, Type type) {
    if (is_hidden(name)) note("shadowing");
    variables_.push_back({name, type});
  }

  // ---- terms; all compound ones in parentheses ----
  std::string literal() {
    switch (random_->below(8)) {
      case 0:
        return "(" + std::to_string(random_->between(-5, 5)) + "/" + std::to_string(random_->between(1, 6)) +
               ")";
      case 1:
        return one_of("0.5", "1e-3", "2.25", "(1/3)");
      case 2:
        return "(-" + std::to_string(random_->below(5)) + ")";
      default:
        return std::to_string(random_->below(5));
    }
  }

  std::string leaf() {
    if (!random_->one_in(3))
      if (std::string name = variable(Type::number, Type::small); !name.empty()) return name;
    if (random_->one_in(25)) {
      note("pi");
      if (random_->one_in(6) && is_callable("catalan")) return "catalan";
      if (random_->one_in(6) && is_callable("euler_gamma")) return "euler_gamma";
      return "pi";
    }
    if (random_->one_in(40) && has_ring()) {
      note("p among numbers");
      return "p";
    }
    if (random_->one_in(6))
      if (std::string text = call_of_definition(Type::number, 0); !text.empty()) return text;
    return literal();
  }

  // Mostly a small integer.
  std::string index() {
    if (random_->one_in(40)) {
      note("index that is no integer");
      return one_of("(1/2)", "(5/2)", "sqrt(2)");
    }
    if (random_->one_in(25)) return is_callable("sqrt") ? "sqrt(4)" : "2";
    if (random_->one_in(12)) return "(-" + std::to_string(random_->between(1, 3)) + ")";
    const std::string name = variable(Type::small, Type::small);
    if (!name.empty() && !random_->one_in(3))
      return random_->one_in(3) ? "(" + name + one_of(" + 1", " - 1", " + 2") + ")" : name;
    return std::to_string(random_->below(5));
  }

  std::string undefined() {
    if (random_->one_in(3) && is_callable("log") && is_callable("exp")) {
      note("undefined, not known exactly");
      return one_of("1/(exp(log(2)) - 2)", "log(exp(1) * exp(-1) - 1)", "(exp(1/2)^2 - exp(1))^-1",
                    "0^(log(2) - log(4)/2 - 1)", "1/(log(6) - log(2) - log(3))");
    }
    if (is_callable("sqrt") && is_callable("log") && is_callable("stirling2") && random_->one_in(2)) {
      note("undefined, of a function");
      return one_of("log(0)", "log(-1)", "sqrt(-1)", "root(-4, 2)", "root(3, 0)", "zeta(1)",
                    "stirling2(-1, 0)", "bernoulli(-1)", "binomial(3, 1/2)", "moment([1], 1, 2)",
                    "1/(sqrt(2)^2 - 2)", "(1/2)!", "log(sqrt(3)^2 - 3)");
    }
    note("undefined, of arithmetic");
    return one_of("(1/0)", "0^-1", "(-1)!", "(2/(1 - 1))", "((-1)^(1/2))");
  }

  std::string number(int depth) {
    if (random_->one_in(70)) return "(" + undefined() + ")";
    if (depth <= 0) return leaf();
    if (random_->one_in(25)) return exact_limit();
    switch (random_->below(20)) {
      case 0:
      case 1:
        return "(" + number(depth - 1) + " + " + number(depth - 1) + ")";
      case 2:
        return "(" + number(depth - 1) + " - " + number(depth - 1) + ")";
      case 3:
      case 4:
        return "(" + number(depth - 1) + " * " + number(depth - 1) + ")";
      case 5:
        note("division");
        return "(" + number(depth - 1) + "/" + number(depth - 1) + ")";
      case 6:
        note("power");
        return "(" + number(depth - 1) + "^" + (random_->one_in(6) ? number(0) : index()) + ")";
      case 7:
        return "(-" + number(depth - 1) + ")";
      case 8:
        note("factorial");
        return "(" + index() + ")!";
      case 9:
      case 10:
        return binding(depth);
      case 11:
        note("if, of numbers");
        return "if(" + statement(depth - 1) + ", " + number(depth - 1) + ", " + number(depth - 1) + ")";
      case 12:
      case 13: {
        const std::string text = call_of_definition(Type::number, depth);
        return text.empty() ? function(depth) : text;
      }
      case 14:
        return of_list(depth);
      case 15:
        if (random_->one_in(8)) return late_integer();
        return function(depth);
      default:
        return function(depth);
    }
  }

  // A polynomial in the variable, mostly of low degree.
  std::string polynomial(const std::string& x) {
    std::string text = "(" + literal() + " + " + literal() + " * " + x;
    if (random_->one_in(2))
      text += one_of(" - ", " + ") + literal() + " * " + x + "^" + one_of("2", "3", "2");
    return text + ")";
  }

  // One polynomial on one side of a place, and another on the other, or at it.
  std::string step(const std::string& x, const std::string& where) {
    note("step");
    const std::string one = random_->one_in(2) ? literal() : polynomial(x);
    const std::string other = random_->one_in(4) ? one : random_->one_in(2) ? literal() : polynomial(x);
    return "if(" + x + " " + one_of("<", "<=", ">", ">=", "=", "!=") + " " + where + ", " + one + ", " +
           other + ")";
  }

  // A sum without end, an integral, a derivative or a zero that is rational, or undefined.
  std::string exact_limit() {
    const std::size_t outer = variables_.size();
    const std::string place = random_->one_in(3) ? leaf() : literal();
    const std::string other = random_->one_in(8) ? place : random_->one_in(3) ? leaf() : literal();
    const std::string x = fresh_name();
    bind(x, Type::number);
    std::string text;
    switch (random_->below(4)) {
      case 0:
        note("geometric series");
        text = "sum(" + x + " = " + std::to_string(random_->between(-2, 3)) + "..oo, " + literal() + " * " +
               one_of("(1/2)", "(-1/3)", "(2/3)", "0", "(1/10)", "2", "(-1)", "(3/4)") + "^" + x + ")";
        break;
      case 1:
        note("integral of a polynomial");
        text = "integral(" + x + " in " + one_of("[", "(") + place + ", " + other + one_of("]", ")") + ", " +
               (random_->one_in(10)  ? literal() + "/(" + x + " - " + place + ")"
                : random_->one_in(8) ? "(" + polynomial(x) + " * p)"
                                     : polynomial(x)) +
               ")";
        break;
      case 2:
        note("derivative of a polynomial");
        text = "derivative(" + x + " = " + place + ", " +
               (random_->one_in(10)  ? "p"
                : random_->one_in(3) ? step(x, random_->one_in(2) ? place : literal())
                                     : polynomial(x)) +
               (random_->one_in(2) ? ", " + std::to_string(random_->below(4)) : "") + ")";
        break;
      default:
        note("zero of a linear function");
        text = "zero(" + x + " in " + one_of("[", "(") + place + ", " + other + one_of("]", ")") + ", " +
               literal() + " * " + x + one_of(" - ", " + ") + literal() + ")";
    }
    variables_.resize(outer);
    return text;
  }

  // A place where many functions have an exact value, or a number near it.
  std::string place(int depth) {
    if (random_->one_in(3)) return number(depth - 1);
    if (random_->one_in(5)) return one_of("(pi/6)", "(pi/4)", "(-pi/3)", "pi", "(2*pi)", "(3*pi/4)");
    return one_of("0", "1", "2", "(1/2)", "4", "9", "(1/4)", "(-1)", "(-8)", "8");
  }

  std::string function(int depth) {
    static const std::vector<const char*> names = {"binomial",    "stirling2",
                                                   "surjections", "bell",
                                                   "bernoulli",   "zeta",
                                                   "exp",         "log",
                                                   "sqrt",        "sin",
                                                   "cos",         "tanh",
                                                   "erfc",        "abs",
                                                   "min",         "max",
                                                   "root",        "sigmoid",
                                                   "softplus",    "radius",
                                                   "binomial",    "abs",
                                                   "sqrt",        "sigmoid_derivative",
                                                   "max",         "moment",
                                                   "deviation",   "softplus_derivative",
                                                   "regulariser", "partial_regulariser",
                                                   "binomial",    "stirling2",
                                                   "surjections", "bell",
                                                   "abs",         "moment",
                                                   "mod",         "gcd",
                                                   "stirling1",   "harmonic",
                                                   "prime",       "primepi"};
    const std::vector<std::string>& of_a_number = test::functions_of_a_number();
    const std::string name = random_->one_in(4) ? of_a_number[random_->below(of_a_number.size())]
                                                : names[random_->below(names.size())];
    if (!is_callable(name)) return leaf();
    note(name == "moment" || name == "deviation" || name == "regulariser" || name == "partial_regulariser"
             ? "function of a model"
             : "function");
    const auto call = [&](const std::string& arguments) { return name + "(" + arguments + ")"; };
    if (name == "binomial") {
      const std::string upper = random_->one_in(2) ? index() : number(depth - 1);
      return call(upper + ", " + index());
    }
    if (name == "harmonic" || name == "prime" || name == "primepi") return call(index());
    if (name == "stirling2" || name == "surjections" || name == "stirling1") {
      const std::string n = index();
      return call(n + ", " + index());
    }
    if (name == "gcd") {
      const std::string a = index();
      return call(a + ", " + index());
    }
    if (name == "mod") {
      const std::string a = number(depth - 1);
      return call(a + ", " + number(depth - 1));
    }
    if (name == "bell" || name == "bernoulli") return call(index());
    if (name == "min" || name == "max") {
      std::string arguments = number(depth - 1);
      for (unsigned long i = random_->below(3); i > 0; --i) arguments += ", " + number(depth - 1);
      return call(arguments);
    }
    if (name == "root") {
      const std::string x = place(depth);
      return call(x + ", " + index());
    }
    if (name == "sigmoid_derivative" || name == "softplus_derivative") {
      const std::string n = index();
      return call(n + ", " + place(depth));
    }
    if (name == "moment") {
      const std::string arguments = model(depth);
      return call(arguments + ", " + index());
    }
    if (name == "deviation" || name == "regulariser") return call(model(depth));
    if (name == "partial_regulariser") {
      const std::string k = index();
      return call(k + ", " + model(depth));
    }
    return call(place(depth));
  }

  std::string model(int depth) {
    const std::string a = list(depth - 1);
    return a + ", " + probability();
  }

  std::string probability() {
    if (random_->one_in(15)) return one_of("0", "1", "(3/2)", "(-1/2)");
    return one_of("(1/2)", "(1/3)", "0.9", "(1/5)");
  }

  std::string list(int depth) {
    if (random_->one_in(3))
      if (std::string name = variable(Type::list, Type::list); !name.empty()) return name;
    if (depth > 0 && random_->one_in(5)) {
      const std::string text = call_of_definition(Type::list, depth);
      if (!text.empty()) return text;
    }
    if (depth > 0 && random_->one_in(5)) {
      note("scaled list");
      const std::string factor = number(depth - 1);
      return "(" + factor + " * " + list(depth - 1) + ")";
    }
    note("list");
    std::string text = "[" + number(depth - 1);
    for (unsigned long i = random_->below(3); i > 0; --i) text += ", " + number(depth - 1);
    return text + "]";
  }

  std::string law(int depth) {
    if (random_->one_in(3) || !is_callable("dropout"))
      if (std::string name = variable(Type::law, Type::law); !name.empty()) return name;
    if (!is_callable("dropout")) return "dropout";  // refused, and drawn again
    if (random_->one_in(2) && is_callable("law")) return written_law(depth);
    note("law");
    const std::string a = list(depth - 1);
    return "dropout(" + a + ", " + probability() + ")";
  }

  std::string written_law(int depth) {
    note("law written out");
    static const std::vector<std::vector<const char*>> all = {{"1"},
                                                              {"(1/2)", "(1/2)"},
                                                              {"(1/3)", "(2/3)"},
                                                              {"0", "1"},
                                                              {"0.25", "0.25", "0.5"},
                                                              {"1", "0"},
                                                              {"(1/2)", "0.5"},
                                                              {"(1/6)", "(1/3)", "0.5"},
                                                              {"(1/2)", "(1/3)"},
                                                              {"(3/2)", "(-1/2)"},
                                                              {"0.5", "0.5", "0"}};
    const std::vector<const char*>& probabilities = all[random_->below(all.size())];
    std::string text = "law([";
    for (const char* probability : probabilities)
      text += (text == "law([" ? "(" : ", (") + (random_->one_in(8) ? late_integer() : number(depth - 1)) +
              ", " + probability + ")";
    return text + "])";
  }

  // One that is not known exactly with few bits.
  std::string late_integer() {
    if (!is_callable("floor") || !is_callable("exp")) return literal();
    note("integer known exactly with many bits only");
    return "(floor(exp(1) * 10^25) - 27182818284590452353602874 + " + one_of("0", "1", "2", "-1") + ")";
  }

  std::string of_list(int depth) {
    const std::string elements = list(depth);
    if (random_->one_in(3)) {
      note("element of a list");
      const std::string i = random_->one_in(2) ? index() : std::to_string(1 + random_->below(2));
      return "(" + elements + ")[" + i + "]";
    }
    if (random_->one_in(3) && is_callable("length")) {
      note("length");
      return "length(" + elements + ")";
    }
    note("sum or product of a list");
    return one_of("sum(", "prod(") + elements + ")";
  }

  std::string binding(int depth) {
    const std::size_t outer = variables_.size();
    std::string text;
    if (random_->one_in(5)) {
      note("mean");
      const std::string domain = law(depth - 1);
      const std::string name = bind(Type::number);
      text = "mean(" + name + " in " + domain + ", " + number(depth - 1) + ")";
    } else if (random_->one_in(3)) {
      note("sum or product over a list");
      const std::string domain = list(depth - 1);
      const std::string name = bind(Type::number);
      text = one_of("sum(", "prod(") + name + " in " + domain + ", " + number(depth - 1) + ")";
    } else {
      note("sum or product over a range");
      const std::string domain = range();
      const std::string name = bind(Type::small);
      text = one_of("sum(", "sum(", "prod(") + name + " = " + domain + ", " + number(depth - 1) + ")";
    }
    variables_.resize(outer);
    return text;
  }

  std::string range() {
    if (random_->one_in(8)) {
      note("reversed range");
      return std::to_string(random_->between(1, 4)) + "..0";
    }
    if (random_->one_in(20)) {
      const std::string low = index();
      return low + ".." + index();
    }
    const std::string low = random_->one_in(3) ? "(-1)" : std::to_string(random_->below(2));
    return low + ".." + (random_->one_in(3) ? index() : std::to_string(random_->below(4)));
  }

  // A call of a definition in sight with that result, or empty.
  std::string call_of_definition(Type result, int depth) {
    if (known_.empty()) return "";
    const Known known = known_[random_->below(known_.size())];
    if (known.result != result || is_hidden(known.name)) return "";
    note(known.parameters.empty() ? "definition without arguments" : "definition with arguments");
    std::string text = known.name;
    for (std::size_t i = 0; i < known.parameters.size(); ++i)
      text += (i == 0 ? "(" : ", ") + argument(known.parameters[i], depth - 1);
    return known.parameters.empty() ? text : text + ")";
  }

  std::string argument(Type type, int depth) {
    switch (type) {
      case Type::small:
        return index();
      case Type::list:
        return list(depth);
      case Type::law:
        return law(depth);
      default:
        return number(depth);
    }
  }

  // ---- statements ----
  std::string relation(int depth) {
    const std::string order = one_of("<", "<=", ">", ">=", "=", "!=");
    switch (random_->below(10)) {
      case 0: {
        const Pair pair = equal_pair(depth, false);
        note("equation by rearrangement");
        return pair.left + " = " + pair.right;
      }
      case 1:
        return "abs(" + number(depth) + ") >= 0";
      case 2:
        return number(depth) + one_of(" < 100", " > -100", " <= 7", " != 7/11", " >= -3");
      case 3: {
        const std::string term = number(depth);
        return term + " <= " + term + one_of("", " + 1", " - 1");
      }
      case 4: {
        note("chain");
        std::string text = number(depth - 1) + " " + one_of("<", "<=", ">", "!=") + " " + number(depth - 1);
        for (unsigned long i = 1 + random_->below(2); i > 0; --i) {
          const std::string next = one_of("<", "<=", ">=", "=", "!=");
          text += " " + next + " " + number(depth - 1);
        }
        return text;
      }
      case 5: {
        const std::string i = index();
        return i + " " + order + " " + index();
      }
      default: {
        const std::string left = number(depth);
        return left + " " + order + " " + number(depth);
      }
    }
  }

  std::string statement(int depth) {
    if (depth <= 0) return "(" + relation(1) + ")";
    switch (random_->below(22)) {
      case 0:
        note("and");
        return "(" + statement(depth - 1) + " and " + statement(depth - 1) + ")";
      case 1:
        note("or");
        return "(" + statement(depth - 1) + " or " + statement(depth - 1) + ")";
      case 2:
        note("not");
        return "(not " + statement(depth - 1) + ")";
      case 3:
      case 4: {
        note("implies");
        const std::string premise = random_->one_in(3) ? "(" + number(0) + " > 50)" : statement(depth - 1);
        return "(" + premise + " implies " + statement(depth - 1) + ")";
      }
      case 5:
        note("iff");
        return "(" + statement(depth - 1) + " iff " + statement(depth - 1) + ")";
      case 6:
        note("if, of statements");
        return "if(" + statement(depth - 1) + ", " + statement(depth - 1) + ", " + statement(depth - 1) + ")";
      case 7: {
        const std::string text = call_of_definition(Type::statement, depth);
        if (!text.empty()) {
          note("definition that is a statement");
          return text;
        }
        return "(" + relation(depth) + ")";
      }
      case 8:
        if (random_->one_in(2) && is_callable("prints")) return printing(depth);
        if (random_->one_in(2) && is_callable("converges")) {
          note("converges");
          return "converges(" + model(depth) + ")";
        }
        return "(" + relation(depth) + ")";
      case 9:
      case 10:
      case 11:
      case 12:
      case 13:
      case 14:
        return quantifier(depth, false);
      case 15:
        return random_->one_in(12) ? "(" + over_regions(1) + ")" : quantifier(depth, false);
      default:
        return "(" + relation(depth) + ")";
    }
  }

  // Often a tie, 0, or an end of what is printed.
  std::string printed() {
    return "\"" +
           one_of("0", "0.0", "1", "2", "3", "-1", "-2", "0.5", "1.5", "2.50", "0.3", "0.33", "-0.3", "1e1",
                  "1/2", "1/3", "-1/2", "2", "pi/2", "pi", "0...", "1...", "-1...", "0.3...", "-0...", "1(1)",
                  "0.5(5)", "0(2)", "-1.0(20)", "< 1", "< 0.5", "< 2", "3.1", "3.14159", "0.69", "0.7") +
           "\"";
  }

  std::string printing(int depth) {
    if (random_->one_in(3)) {
      note("prints, of cases");
      const std::vector<std::string> names = distinct_names(2);
      std::string text = random_->one_in(3) ? "(some (" : "(for (";
      text += names[0] + ", " + names[1] + ") in {";
      for (unsigned long n = 1 + random_->below(3); n > 0; --n)
        text += "(" + number(1) + ", " + printed() + (n > 1 ? "), " : ")}");
      if (random_->one_in(6)) text += " wherever defined";
      const bool is_hidden = names[0] == "prints" || names[1] == "prints";
      return is_hidden ? "(1 = 1)" : text + ": prints(" + names[0] + ", " + names[1] + "))";
    }
    note("prints");
    const std::string x = random_->one_in(3) ? "(" + literal() + " + " + number(0) + ")" : number(depth - 1);
    return "prints(" + x + ", " + printed() + ")";
  }

  std::string quantifier(int depth, bool with_regions) {
    const std::size_t outer = variables_.size();
    const bool is_some = random_->one_in(4);
    note(is_some ? "some" : "for");
    std::string witness;
    const bool has_witness = is_some && random_->one_in(2);
    std::string text = is_some ? "some " : "for ";
    const std::vector<std::string> names = distinct_names(random_->one_in(3) ? 3 : 1 + random_->below(2));
    // The terms of a witness see the names outside alone.
    if (has_witness)
      for (std::size_t i = 0; i < names.size(); ++i) witness += (i == 0 ? " by " : ", ") + number(0);
    std::size_t next = 0;
    while (next < names.size()) {
      if (next > 0) {
        text += ", ";
        note("several binders");
      }
      if (names.size() - next > 1 && random_->one_in(3)) {
        text += tuples({names.begin() + static_cast<long>(next), names.end()}, depth);
        next = names.size();
      } else {
        text += binder(names[next++], depth, with_regions);
      }
    }
    if (has_witness) {
      text += witness;
      note("witness");
    }
    if (random_->one_in(7)) {
      text += " wherever defined";
      note("wherever defined");
    }
    text += ": " + (with_regions ? region_body(depth - 1) : statement(depth - 1));
    variables_.resize(outer);
    return "(" + text + ")";
  }

  std::string tuples(const std::vector<std::string>& names, int depth) {
    note("tuples");
    std::vector<Type> types;
    for (std::size_t i = 0; i < names.size(); ++i)
      types.push_back(random_->one_in(6) ? Type::list : random_->one_in(3) ? Type::small : Type::number);
    std::string text = "(";
    for (const std::string& name : names) text += (text == "(" ? "" : ", ") + name;
    text += ") in {";
    for (unsigned long n = 1 + random_->below(3); n > 0; --n) {
      text += "(";
      for (std::size_t i = 0; i < types.size(); ++i) {
        if (i > 0) text += ", ";
        text += types[i] == Type::number && random_->one_in(4)
                    ? binding(1)
                    : argument(types[i], random_->one_in(3) ? 1 : 0);
      }
      text += n > 1 ? "), " : ")";
    }
    for (std::size_t i = 0; i < names.size(); ++i) bind(names[i], types[i]);
    (void)depth;
    return text + "}";
  }

  std::string binder(const std::string& name, int depth, bool with_regions) {
    if (with_regions && !random_->one_in(4)) return region_binder(name);
    std::string domain;
    Type type = Type::number;
    switch (random_->below(12)) {
      case 0:
        note("elements of a list");
        domain = list(depth - 1);
        if (domain[0] == '[') domain = "(1 * " + domain + ")";
        break;
      case 1:
        note("values of a law");
        domain = law(1);
        break;
      case 2:
        note("interval without gaps to fill");
        domain = one_of("[2, 1]", "(1, 1)", "[1, 1)", "[0, 0]", "(3, 1]", "[1, 1]");
        break;
      case 3:
        if (random_->one_in(3)) {
          note("cases that are lists");
          domain = "{" + list(0) + ", " + list(0) + "}";
          type = Type::list;
          break;
        }
        [[fallthrough]];
      case 4:
      case 5:
      case 6: {
        note("cases");
        domain = "{" + number(random_->one_in(3) ? 1 : 0);
        for (unsigned long n = random_->below(4); n > 0; --n) domain += ", " + number(0);
        domain += "}";
        if (random_->one_in(5)) {
          note("lists of cases");
          domain += "^" + one_of("0", "1", "2", "2", "3", "(3 - 1)", "(1/2)", "(-1)");
          type = Type::list;
        }
        break;
      }
      default:
        note("range");
        domain = range();
        type = Type::small;
        if (random_->one_in(8)) {
          note("lists of a range");
          domain = "(" + domain + ")^" + one_of("0", "1", "2", "2", "(1 + 1)");
          type = Type::list;
        }
    }
    bind(name, type);
    return name + " in " + domain;
  }

  // ---- regions ----
  std::string region_binder(const std::string& name) {
    std::string domain;
    Type type = Type::point;
    const std::string outer = variable(Type::point, Type::point);
    switch (random_->below(10)) {
      case 0:
        note("real");
        domain = "real";
        break;
      case 1:
        note("interval with an infinite end");
        domain = one_of("(0, oo)", "[0, oo)", "(-oo, 1]", "(-oo, oo)", "[1/2, oo)");
        break;
      case 2:
        note("infinite range");
        domain = one_of("0..oo", "1..oo", "-oo..0", "-oo..oo", "-2..oo");
        break;
      case 3:
      case 4:
        if (!outer.empty()) {
          note("dependent end");
          domain = one_of("[0, ", "(0, ", "[-1, ") + outer + one_of("]", ")");
          break;
        }
        [[fallthrough]];
      case 5:
        note("open interval");
        domain = one_of("(0, 1)", "(0, 1]", "[0, 1)", "(-1, 1)", "(1/2, 2)", "[-1, 0)");
        break;
      default:
        note("closed interval");
        domain = one_of("[0, 1]", "[1, 2]", "[-1, 1]", "[0, 10]", "[1/2, 3/2]", "[0, pi]");
    }
    if (random_->one_in(6) && domain.find("..") == std::string::npos) {
      note("lists of a region");
      domain += "^" + one_of("1", "2", "2", "3", "0", "(1 + 1)");
      type = Type::points;
    }
    bind(name, type);
    return name + " in " + domain;
  }

  std::string point() {
    if (random_->one_in(3))
      if (const std::string list = variable(Type::points, Type::points); !list.empty())
        return list + one_of("[1]", "[1]", "[1]", "[2]", "[2]", "[3]");
    std::string name = variable(Type::point, Type::point);
    return name.empty() || random_->one_in(5) ? literal() : name;
  }

  std::string real_term(int depth) {
    if (depth <= 0) return point();
    switch (random_->below(16)) {
      case 0:
      case 1:
      case 2:
        return "(" + real_term(depth - 1) + " + " + real_term(depth - 1) + ")";
      case 3:
        return "(" + real_term(depth - 1) + " - " + real_term(depth - 1) + ")";
      case 4:
      case 5:
        return "(" + real_term(depth - 1) + " * " + real_term(depth - 1) + ")";
      case 6:
        return "(" + real_term(depth - 1) + "^" + std::to_string(random_->below(4)) + ")";
      case 7:
        return "(1/(1 + " + real_term(depth - 1) + "^2))";
      case 8:
        return "(" + real_term(depth - 1) + "/" + real_term(depth - 1) + ")";
      case 9:
        return is_callable("exp") ? "exp(" + real_term(depth - 1) + ")" : point();
      case 10:
        return one_of("sin(", "cos(", "tanh(", "softplus(", "sinh(", "cosh(", "tan(", "atan(", "erf(",
                      "asin(", "floor(", "ceil(") +
               real_term(depth - 1) + ")";
      case 11:
        return is_callable("sigmoid") ? "sigmoid(" + real_term(depth - 1) + ")" : point();
      case 12:
        return one_of("sqrt(", "log(") + real_term(depth - 1) + ")";
      case 13:
        return is_callable("abs") ? "abs(" + real_term(depth - 1) + ")" : point();
      case 14:
        if (random_->one_in(2) && is_callable("law")) {
          note("law, over a region");
          const std::string probability = random_->one_in(3) ? point() : "(1/(1 + " + point() + "^2))";
          return "mean(k in law([(" + real_term(0) + ", " + probability + "), (" + real_term(0) + ", 1 - " +
                 probability + ")]), k + " + point() + ")";
        }
        return "if(" + point() + " < 1/2, " + real_term(depth - 1) + ", " + real_term(depth - 1) + ")";
      default:
        return point();
    }
  }

  // Two spellings of the same function.
  Pair equal_pair(int depth, bool is_real) {
    if (depth <= 0) {
      const std::string term = is_real ? point() : number(0);
      return {term, term};
    }
    const Pair a = equal_pair(depth - 1, is_real);
    const Pair b = equal_pair(random_->one_in(3) ? depth - 1 : 0, is_real);
    switch (random_->below(
        is_real && is_callable("exp") && is_callable("sigmoid") && is_callable("binomial") ? 15 : 5)) {
      case 0:
        return {"(" + a.left + " + " + b.left + ")", "(" + b.right + " + " + a.right + ")"};
      case 1:
        return {"(" + a.left + " * " + b.left + ")", "(" + b.right + " * " + a.right + ")"};
      case 2:
        return {"(" + a.left + " + " + b.left + ")^2",
                "(" + a.right + "^2 + 2 * " + a.right + " * " + b.right + " + " + b.right + "^2)"};
      case 3:
        return {"((" + a.left + " - " + b.left + ") * (" + a.left + " + " + b.left + "))",
                "(" + a.right + "^2 - " + b.right + "^2)"};
      case 4:
        return {"(" + a.left + " - " + b.left + ")", "(-(" + b.right + " - " + a.right + "))"};
      case 5:
        return {"exp(" + a.left + " + " + b.left + ")", "(exp(" + b.right + ") * exp(" + a.right + "))"};
      case 6:
        return {"(sin(" + a.left + ")^2 + cos(" + a.right + ")^2 + " + b.left + ")", "(" + b.right + " + 1)"};
      case 7:
        return {"sigmoid(" + a.left + ")", "(1/(1 + exp(-" + a.right + ")))"};
      case 8:
        if (random_->one_in(3))
          return {"(cosh(" + a.left + ")^2 + " + b.left + ")",
                  "(1 + " + b.right + " + sinh(" + a.right + ")^2)"};
        return {"tanh(" + a.left + ")", "(2 * sigmoid(2 * " + a.right + ") - 1)"};
      case 9:
        return {"softplus(" + a.left + ")", "log(1 + exp(" + a.right + "))"};
      case 10:
        return {"cos(2 * " + a.left + ")", "(1 - 2 * sin(" + a.right + ")^2)"};
      case 11:
        return {"sigmoid_derivative(1, " + a.left + ")",
                "(sigmoid(" + a.right + ") * (1 - sigmoid(" + a.right + ")))"};
      case 12: {
        const std::size_t outer = variables_.size();
        const std::string k = "k";  // no name of the terms, which would be caught
        variables_.resize(outer);
        return {"(" + a.left + " + " + b.left + ")^3", "sum(" + k + " = 0..3, binomial(3, " + k + ") * " +
                                                           a.right + "^" + k + " * " + b.right + "^(3 - " +
                                                           k + "))"};
      }
      case 13:
        return {"(" + a.left + "/(1 + " + b.left + "^2))", "(" + a.right + " * (1 + " + b.right + "^2)^-1)"};
      default:
        return {"log(1 + exp(" + a.left + "))", "(" + a.right + " + softplus(-" + a.right + "))"};
    }
  }

  std::string region_relation(int depth) {
    switch (random_->below(7)) {
      case 6:
        if (!is_callable("prints")) return "(" + point() + " = 1)";
        note("prints, over a region");
        return "prints(" + real_term(depth) + ", " +
               (random_->one_in(2) ? one_of("\"1(1)\"", "\"0(100)\"", "\"< 20\"", "\"< 1\"") : printed()) +
               ")";
      case 0:
      case 1: {
        note("identity");
        const Pair pair = equal_pair(2, true);
        return "(" + pair.left + " = " + pair.right + ")";
      }
      case 2: {
        note("false identity");
        const Pair pair = equal_pair(2, true);
        return "(" + pair.left + " = " + one_of("2 * ", "1/3 + ", "-") + pair.right + ")";
      }
      case 3:
        note("quotient of equal terms");
        return "(" + real_term(1) + "/" + point() + " != 7)";
      default: {
        note("inequality");
        const std::string left = real_term(depth);
        const std::string order = one_of("<", "<=", ">", ">=");
        return "(" + left + " " + order + " " +
               (random_->one_in(2) ? one_of("100", "(-100)", "2", "0", "(-1)") : real_term(depth - 1)) + ")";
      }
    }
  }

  std::string region_body(int depth) {
    switch (random_->below(depth > 0 ? 14 : 8)) {
      case 8:
        return "(" + region_relation(1) + " and " + region_body(depth - 1) + ")";
      case 9:
        return "(" + region_relation(1) + " or " + region_body(depth - 1) + ")";
      case 10:
        return "(" + region_relation(1) + " implies " + region_body(depth - 1) + ")";
      case 11:
        return "(not " + region_body(depth - 1) + ")";
      case 12:
        note("region inside a region");
        return quantifier(depth, random_->one_in(2));
      case 13: {
        note("finite range inside a region");
        const std::size_t outer = variables_.size();
        const std::string name = fresh_name();
        bind(name, Type::point);
        std::string text = "(" + one_of("for ", "some ") + name + " in " +
                           one_of("{0, 1}", "{1, 2, 3}", "0..2") + ": " + region_body(depth - 1) + ")";
        variables_.resize(outer);
        return text;
      }
      default:
        return region_relation(2);
    }
  }

  std::string over_regions(int depth) { return quantifier(depth, true); }

  // ---- the ring, and limits ----
  std::string about_the_ring() {
    note("functions of p");
    const Pair a = ring_pair(2);
    const std::string text = a.left + " = " + (random_->one_in(4) ? one_of("1 + ", "2 * ") : "") + a.right;
    if (random_->one_in(3)) return text;
    const std::size_t outer = variables_.size();
    const std::string name = one_of("a", "x", "n");
    const bool is_number = random_->one_in(2);
    bind(name, is_number ? Type::small : Type::number);
    if (is_number) ring_exponent_ = name;
    const std::string form = ring_term(2);
    std::string body;
    switch (random_->below(4)) {
      case 0:
        body = "at(" + form + ", " + number(0) + ") " + one_of("<", "=", "!=", ">=") + " " + number(1);
        break;
      case 1:
        body = "mean_over_p(" + form + ") " + one_of("<", "=", "!=", ">=") + " " + number(1);
        break;
      case 2:
        body = form + " " + one_of("<", "!=", "=", ">=") + " " + ring_term(1);
        break;
      default:
        body = "D(" + form + ", " + index() + ") = " + ring_term(2);
    }
    variables_.resize(outer);
    ring_exponent_.clear();
    const std::string domain =
        is_number ? one_of("0..2", "0..2", "0..oo", "1..oo", "[0, 2]", "(0, 1)", "[1/2, 3/2]", "{1/2, 2}")
                  : one_of("{p, 1 - p}", "{1/2, p^2}", "[p, p^2]");
    return one_of("for ", "for ", "some ") + name + " in " +
           (!is_number && domain[0] == '[' ? "(1 * " + domain + ")" : domain) +
           (random_->one_in(4) ? " wherever defined: " : ": ") + body;
  }

  std::string ring_term(int depth) {
    if (depth <= 0) return random_->one_in(3) ? number(0) : "p";
    switch (random_->below(8)) {
      case 0:
      case 1:
        return "(" + ring_term(depth - 1) + " + " + ring_term(depth - 1) + ")";
      case 2:
      case 3:
        return "(" + ring_term(depth - 1) + " * " + ring_term(depth - 1) + ")";
      case 4:
        note("quotient in p");
        return "(" + ring_term(depth - 1) + "/" + ring_term(depth - 1) + ")";
      case 5:
        if (!ring_exponent_.empty() && random_->one_in(2)) {
          note("function of p to a power that varies");
          return "(" + ring_term(depth - 1) + "^" + ring_exponent_ + ")";
        }
        return "(" + ring_term(depth - 1) + "^" + index() + ")";
      case 6:
        return "D(" + ring_term(depth - 1) + (random_->one_in(2) ? ")" : ", " + index() + ")");
      default:
        return "(1 - " + ring_term(depth - 1) + ")";
    }
  }

  Pair ring_pair(int depth) {
    if (depth <= 0) {
      const std::string term = ring_term(0);
      return {term, term};
    }
    const Pair a = ring_pair(depth - 1);
    const Pair b = ring_pair(depth - 1);
    switch (random_->below(5)) {
      case 0:
        return {"D(" + a.left + " * " + b.left + ")",
                "(D(" + a.right + ") * " + b.right + " + " + a.right + " * D(" + b.right + "))"};
      case 1:
        return {"(" + a.left + " + " + b.left + ")^2",
                "(" + a.right + "^2 + 2 * " + a.right + " * " + b.right + " + " + b.right + "^2)"};
      case 2:
        return {"D(" + a.left + " + " + b.left + ")", "(D(" + b.right + ") + D(" + a.right + "))"};
      case 3:
        return {"(" + a.left + "/" + b.left + ")", "(" + a.right + " * " + b.right + "^-1)"};
      default:
        return {"D(" + a.left + ", 2)", "D(D(" + a.right + "))"};
    }
  }

  std::string limit() {
    note("limit");
    return one_of("root_limsup(n, bernoulli(n)/n!)", "root_limsup(n, softplus_derivative(n, 1)/n!)",
                  "root_limsup_even(n, sigmoid_derivative(n, 0)/n!)", "root_limsup(x, bell(x)/x!)",
                  "root_limsup(n, sum(a = 1..n, 2^a * surjections(n, a))/n!)",
                  "root_limsup(n, sum(n = 1..n, 2^n * n * stirling2(n, n))/n!)", "root_limsup(n, 2^n)",
                  "root_limsup(b, 2 * zeta(b)/(2 * pi)^b)") +
           one_of(" < 1/2", " > 0", " = 1/(2 * pi)", " = 0", " >= 1/radius(1)");
  }

  testing::Random* random_;
  std::vector<Variable> variables_;
  std::string ring_exponent_;  // a variable that may stand as an exponent in functions of p
  std::vector<Known> known_;
  std::set<std::string> constructs_;
};

// One draw of a part that may be refused: by the parser or the sorts.
bool is_accepted(const std::string& text) {
  try {
    check_ledger(parse_ledger(text, "random"));
    return true;
  } catch (const SourceError&) {
    return false;
  }
}

}  // namespace

RandomLedger random_ledger(testing::Random& random, std::size_t statements) {
  RandomLedger result;
  Maker maker(random);
  std::string head;
  if (random.one_in(2)) {
    head += "parameter N = " + std::to_string(random.between(0, 4)) + "\n";
    maker.add_parameter("N");
  }
  // bell hides a function in some ledgers.
  for (const char* name : {"c", "f", "g", "bell"}) {
    if (random.one_in(name[0] == 'b' ? 4 : 5)) continue;
    for (;;) {
      Maker attempt = maker;
      const std::string text =
          random.one_in(4) ? attempt.definition_by_equations(name) : attempt.definition(name);
      const std::string line = "where " + text + "\n";
      if (is_accepted(head + line + "claim X \"\" printed 1 = 1")) {
        attempt.take_constructs();
        maker = attempt;
        head += line;
        break;
      }
      if (++result.refused > 1000) throw std::logic_error("too many random definitions are refused");
    }
  }
  result.text = head;
  for (std::size_t i = 0; i < statements; ++i) {
    const std::string claim = "claim R" + std::to_string(i) + " \"\" ";
    for (;;) {
      Maker attempt = maker;
      std::string text;
      if (random.one_in(6)) text += "where " + attempt.definition("h") + " ";
      text += "printed " + attempt.any_statement() + "\n";
      if (is_accepted(head + claim + text)) {
        result.text += claim + text;
        result.constructs.push_back(attempt.take_constructs());
        break;
      }
      if (++result.refused > 100 * statements) throw std::logic_error("too many random texts are refused");
    }
  }
  result.ledger = parse_ledger(result.text, "random");
  check_ledger(result.ledger);
  return result;
}

}  // namespace dropcert::meaning
