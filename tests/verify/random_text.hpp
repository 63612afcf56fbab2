// Random terms and statements in the language, with more than their share of corner cases: zeros, equalities
// in disguise, arguments outside a function's domain.
#pragma once

#include <string>
#include <vector>

#include "verify/reference.hpp"
#include "words.hpp"

namespace dropcert::test {

class RandomText {
 public:
  explicit RandomText(unsigned seed) : random_(seed) {}

  std::string term(int depth) {
    if (depth <= 0) return leaf();
    switch (random_.pick(0, 21)) {
      case 0:
      case 1:
        return binary(depth, " + ");
      case 2:
        return binary(depth, " - ");
      case 3:
      case 4:
        return binary(depth, " * ");
      case 5:
        return binary(depth, " / ");
      case 6:
        return "(" + term(depth - 1) + ")^" + exponent(depth);
      case 7:
        return "-" + parenthesised(depth);
      case 8:
        return "(" + small() + ")!";
      case 9:
        return "if(" + statement(depth - 1) + ", " + term(depth - 1) + ", " + term(depth - 1) + ")";
      case 10:
        return "sum(i = " + small() + ".." + small() + ", " + with("i", [&] { return term(depth - 1); }) +
               ")";
      case 11:
        return "prod(i = 1.." + small() + ", " + with("i", [&] { return term(depth - 1); }) + ")";
      case 12:
        return "sum(x in " + list(depth) + ", " + with("x", [&] { return term(depth - 1); }) + ")";
      case 13:
        return one_of({"min", "max"}) + "(" + term(depth - 1) + ", " + term(depth - 1) + ")";
      case 14:
        return one_of({"sigmoid_derivative", "softplus_derivative"}) + "(" + small() + ", " +
               term(depth - 1) + ")";
      case 15:
        return "root(" + term(depth - 1) + ", " + one_of({"1", "2", "3", "7"}) + ")";
      case 16:
        return one_of({"deviation", "regulariser"}) + "(" + list(depth) + ", " + probability() + ")";
      case 17:
        return "moment(" + list(depth) + ", " + probability() + ", " + small() + ")";
      case 18:
        return "mean(x in dropout(" + list(depth) + ", " + probability() + "), " +
               with("x", [&] { return term(depth - 1); }) + ")";
      default:
        return functions_of_a_number()[static_cast<std::size_t>(
                   random_.pick(0, static_cast<long>(functions_of_a_number().size()) - 1))] +
               "(" + term(depth - 1) + ")";
    }
  }

  std::string statement(int depth) {
    switch (depth <= 0 ? 0 : random_.pick(0, 10)) {
      case 10:
        return "prints(" + term(depth - 1) + ", \"" +
               one_of({"0", "0.5", "1", "-1", "2.0", "1/2", "1.0...", "1(1)", "< 1", "pi/4"}) + "\")";
      case 1:
        return "not (" + statement(depth - 1) + ")";
      case 2:
        return joined(depth, " and ");
      case 3:
        return joined(depth, " or ");
      case 4:
        return joined(depth, " implies ");
      case 5:
        return joined(depth, " iff ");
      case 6:
        return "(for k in " + small() + ".." + small() + ": " +
               with("k", [&] { return statement(depth - 1); }) + ")";
      case 7:
        return "(for k in {" + term(depth - 1) + ", " + term(depth - 1) +
               "}: " + with("k", [&] { return statement(depth - 1); }) + ")";
      default: {
        std::string text = "(" + parenthesised(depth);
        for (long links = random_.pick(1, 2); links > 0; --links)
          text += " " + one_of({"=", "!=", "<", "<=", ">", ">="}) + " " + parenthesised(depth);
        return text + ")";
      }
    }
  }

  /// A function of x and y in closed form.
  std::string closed_form(int depth) {
    if (depth <= 0) return one_of({"x", "y", "x", "1", "2", "-1", "1/2", "pi"});
    auto inner = [&] { return "(" + closed_form(depth - 1) + ")"; };
    switch (random_.pick(0, 10)) {
      case 0:
      case 1:
        return inner() + " + " + inner();
      case 2:
        return inner() + " - " + inner();
      case 3:
      case 4:
        return inner() + " * " + inner();
      case 5:
        return inner() + " / " + inner();
      case 6:
        return inner() + "^" + one_of({"2", "3", "(-1)", "0", "(1/2)"});
      case 7:
        return one_of({"exp", "softplus", "sigmoid"}) + inner();
      case 8:
        return "log" + inner();
      case 9:
        return "-" + inner();
      default:
        return "sigmoid_derivative(" + one_of({"0", "1", "2"}) + ", " + closed_form(depth - 1) + ")";
    }
  }

  Random& random() { return random_; }

 private:
  std::string one_of(const std::vector<std::string>& choices) {
    return choices[static_cast<std::size_t>(random_.pick(0, static_cast<long>(choices.size()) - 1))];
  }

  // A variable is in force while its scope is written.
  template <class Scope>
  std::string with(const std::string& name, Scope scope) {
    variables_.push_back(name);
    std::string text = scope();
    variables_.pop_back();
    return text;
  }

  std::string leaf() {
    if (!variables_.empty() && random_.pick(0, 1) == 0) return variables_[variables_.size() - 1];
    if (random_.pick(0, 3) == 0) return text(random_.rational());
    return one_of({"0", "1", "2", "3", "(1/2)", "(-1)", "pi", "(2 * pi)", "sqrt(2)", "(exp(log(2)))",
                   "(exp(log(2)) - 2)", "1e-30", "exp(1)", "(pi - 355/113)"});
  }

  std::string small() {
    return variables_.empty() || random_.pick(0, 2) ? std::to_string(random_.pick(0, 4)) : variables_.back();
  }

  std::string probability() { return random_.pick(0, 7) == 0 ? leaf() : text(random_.probability()); }

  std::string list(int depth) {
    std::string text = "[" + term(depth - 2);
    for (long more = random_.pick(0, 2); more > 0; --more) text += ", " + term(depth - 2);
    return text + "]";
  }

  std::string exponent(int depth) {
    return one_of({"2", "3", "0", "(-1)", "(-2)", "(1/2)", "(-1/3)", "(2/3)", "(" + term(depth - 2) + ")"});
  }

  std::string parenthesised(int depth) { return "(" + term(depth - 1) + ")"; }
  std::string binary(int depth, const std::string& sign) {
    return parenthesised(depth) + sign + parenthesised(depth);
  }
  std::string joined(int depth, const std::string& word) {
    return "(" + statement(depth - 1) + word + statement(depth - 1) + ")";
  }

  Random random_;
  std::vector<std::string> variables_;
};

}  // namespace dropcert::test
