// The functions of the language for the small evaluator, by their definitions rather than by fast means.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "meaning/small_number.hpp"

namespace dropcert::meaning {

using Numbers = std::vector<Number>;

/// A number, the elements of a list, the values of a law with their probabilities, or a string.
struct Value {
  Numbers numbers;
  Numbers probabilities;
  std::string text = {};
};

/// All of these throw Undefined where there is no value, and Unknown where it is beyond them.
Number factorial(const Number& n);
Number pi();
Value dropout(const Numbers& a, const Number& d);
Number mean(const Value& law, const std::function<Number(const Number&)>& term);
bool converges(const Numbers& a, const Number& d, const Number& bias);
bool prints(const Number& x, const std::string& text);

/// The function of that name whose value is a number.
Number function(const std::string& name, const std::vector<Value>& arguments);

}  // namespace dropcert::meaning
