#include "audit/model_files.hpp"

#include <algorithm>
#include <array>
#include <sstream>
#include <stdexcept>

#include "data/data_error.hpp"
#include "data/number.hpp"

namespace dropcert::audit {

using namespace exact;

namespace {

[[noreturn]] void refuse(const std::string& path, const std::string& sentence) {
  throw data::DataError("the weight file " + data::shown_name(path) + ": " + sentence);
}

Rational number_of(const std::string& text, const std::string& path, const std::string& what) {
  try {
    return data::parse_number(text);
  } catch (const std::invalid_argument& error) {
    refuse(path, what + ": " + error.what());
  }
}

// The lines of a LIBLINEAR model: words, then numbers.
class LiblinearReader {
 public:
  LiblinearReader(const std::string& content, const std::string& path) : in_(content), path_(path) {}

  ModelFile run() {
    ModelFile model;
    long classes = 2;
    long features = 0;
    Rational bias = -1;
    std::string word;
    std::vector<std::string> labels;
    while (in_ >> word && word != "w") {
      std::string rest;
      std::getline(in_, rest);
      if (word == "nr_class") classes = count(rest, word);
      if (word == "nr_feature") features = count(rest, word);
      if (word == "bias") bias = number_of(rest, path_, "the line bias");
      if (word == "label") labels = words(rest);
      if (word == "solver_type") require_logistic(rest);
    }
    if (word != "w" || features == 0)
      refuse(path_, "a LIBLINEAR model without its weights; it was cut short");
    if (classes > 2)
      refuse(path_,
             "a LIBLINEAR model of " + std::to_string(classes) +
                 " classes, which is one against the rest and no softmax model; train with two labels, or "
                 "audit each class as a binary model of its own");
    const bool has_bias = bias.sign() >= 0;
    std::vector<Rational> w;
    while (in_ >> word) w.push_back(number_of(word, path_, "weight " + std::to_string(w.size() + 1)));
    const auto expected = static_cast<std::size_t>(features) + (has_bias ? 1 : 0);
    if (w.size() != expected)
      refuse(path_, std::to_string(w.size()) + " weights; expected " + std::to_string(expected) +
                        (has_bias ? ", the bias among them" : ""));
    if (has_bias) {
      model.intercepts.push_back(w.back() * bias);
      w.pop_back();
    }
    model.coefficients.push_back(std::move(w));
    if (labels.size() == 2) model.classes = {labels[1], labels[0]};
    return model;
  }

 private:
  // The others are support vector machines and regressions: their w has no log-partition.
  void require_logistic(const std::string& text) const {
    static constexpr std::array<std::string_view, 3> logistic = {"L2R_LR", "L2R_LR_DUAL", "L1R_LR"};
    const std::vector<std::string> solver = words(text);
    if (solver.size() == 1 && std::find(logistic.begin(), logistic.end(), solver[0]) != logistic.end())
      return;
    refuse(path_,
           "the solver is " + data::shown(data::trimmed(text)) +
               ", which is no logistic regression; expected L2R_LR, L2R_LR_DUAL or L1R_LR (train -s 0, 7 "
               "or 6)");
  }

  long count(const std::string& text, const std::string& what) const {
    const Rational n = number_of(text, path_, "the line " + what);
    const std::optional<long> value = n.is_integer() ? n.numerator().to_long() : std::nullopt;
    if (!value || *value < 1 || *value > 1L << 30)
      refuse(path_, "the line " + what + " says " + data::shown(text) + "; expected a positive number");
    return *value;
  }
  static std::vector<std::string> words(const std::string& text) {
    std::istringstream in(text);
    std::vector<std::string> result;
    for (std::string word; in >> word;) result.push_back(word);
    return result;
  }

  std::istringstream in_;
  const std::string& path_;
};

}  // namespace

bool is_liblinear(std::string_view content) {
  return content.starts_with("solver_type ");
}

ModelFile parse_liblinear_model(const std::string& content, const std::string& path) {
  return LiblinearReader(content, path).run();
}

}  // namespace dropcert::audit
