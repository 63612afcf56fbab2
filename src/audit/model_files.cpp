#include "audit/model_files.hpp"

#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

#include "data/data_error.hpp"
#include "data/number.hpp"

namespace dropcert::audit {

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

// The members that count, as texts: numbers keep the digits of the file.
class JsonReader : public nlohmann::json_sax<nlohmann::json> {
 public:
  struct Rows {
    bool given = false, single = false;          // a number or text alone
    bool nested = false;                         // rows of rows
    std::vector<std::vector<std::string>> rows;  // of a flat list: one
  };

  Rows coefficients, intercepts, names, classes;
  std::string error;

  bool null() override { return value("null"); }
  bool boolean(bool truth) override { return value(truth ? "true" : "false"); }
  bool number_integer(number_integer_t n) override { return value(std::to_string(n)); }
  bool number_unsigned(number_unsigned_t n) override { return value(std::to_string(n)); }
  bool number_float(number_float_t /*rounded*/, const string_t& text) override { return value(text); }
  bool string(string_t& text) override { return value(text); }
  bool binary(binary_t& /*bytes*/) override { return value(""); }
  bool start_object(std::size_t /*size*/) override {
    if (++depth_ == 1) return true;
    current_ = nullptr;  // no member that counts is an object
    return true;
  }
  bool end_object() override { return leave(); }
  bool key(string_t& name) override {
    if (depth_ == 1) {
      current_ = member(name);
      if (current_ != nullptr) *current_ = {true, false, false, {}};
    }
    return true;
  }
  bool start_array(std::size_t /*size*/) override {
    if (++depth_ == 1) return fail("expected an object {\"coef\": [...], \"intercept\": ...}");
    if (current_ != nullptr && depth_ == 2) current_->rows.emplace_back();
    if (current_ != nullptr && depth_ == 3) {
      if (!current_->nested && !current_->rows.front().empty()) return fail("a list of numbers and rows");
      if (current_->nested) current_->rows.emplace_back();
      current_->nested = true;
    }
    if (current_ != nullptr && depth_ > 3) return fail("lists within rows; expected numbers");
    return true;
  }
  bool end_array() override { return leave(); }
  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*reason*/) override {
    return fail("no JSON from byte " + std::to_string(position) +
                " on; expected {\"coef\": [...], "
                "\"intercept\": ..., \"feature_names\": [...]}");
  }

 private:
  bool fail(std::string sentence) {
    if (error.empty()) error = std::move(sentence);
    return false;
  }
  bool leave() {
    --depth_;
    return true;
  }
  bool value(std::string text) {
    if (depth_ == 0) return fail("expected an object {\"coef\": [...], \"intercept\": ...}");
    if (current_ == nullptr) return true;
    if (current_->nested && depth_ == 2) return fail("a list of numbers and rows");
    if (depth_ == 1) {
      current_->single = true;
      current_->rows.emplace_back();
    }
    current_->rows.back().push_back(std::move(text));
    return true;
  }
  Rows* member(const std::string& name) {
    if (name == "coef" || name == "coef_" || name == "coefficients" || name == "weights")
      return &coefficients;
    if (name == "intercept" || name == "intercept_" || name == "bias") return &intercepts;
    if (name == "feature_names" || name == "feature_names_in_" || name == "features" || name == "names")
      return &names;
    if (name == "classes" || name == "classes_") return &classes;
    return nullptr;
  }

  Rows* current_ = nullptr;
  int depth_ = 0;
};

std::vector<std::string> flat(const JsonReader::Rows& rows, const std::string& path,
                              const std::string& what) {
  if (!rows.given || rows.rows.empty()) return {};
  if (rows.nested || rows.single) refuse(path, what + " is no list of names");
  return rows.rows.front();
}

}  // namespace

bool is_json(std::string_view content) {
  const std::size_t first = content.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && (content[first] == '{' || content[first] == '[');
}

bool is_liblinear(std::string_view content) {
  return content.starts_with("solver_type ");
}

ModelFile parse_json_model(const std::string& content, const std::string& path) {
  JsonReader reader;
  const bool read = nlohmann::json::sax_parse(content, &reader);
  if (!read || !reader.error.empty()) refuse(path, reader.error.empty() ? "no JSON" : reader.error);
  if (!reader.coefficients.given || reader.coefficients.single || reader.coefficients.rows.empty())
    refuse(path,
           "there is no list \"coef\"; expected {\"coef\": [...], \"intercept\": ..., "
           "\"feature_names\": [...]}");
  ModelFile model;
  for (const std::vector<std::string>& row : reader.coefficients.rows) {
    model.coefficients.emplace_back();
    for (const std::string& text : row)
      model.coefficients.back().push_back(number_of(
          text, path, "entry " + std::to_string(model.coefficients.back().size() + 1) + " of \"coef\""));
    if (row.size() != model.coefficients.front().size())
      refuse(path, "the rows of \"coef\" have several lengths");
  }
  if (reader.intercepts.nested) refuse(path, "\"intercept\" has rows; expected a number a class");
  if (reader.intercepts.given && !reader.intercepts.rows.empty())
    for (const std::string& text : reader.intercepts.rows.front())
      model.intercepts.push_back(number_of(text, path, "\"intercept\""));
  const std::size_t rows = model.coefficients.size();
  if (!model.intercepts.empty() && model.intercepts.size() != rows)
    refuse(path, "\"coef\" has " + std::to_string(rows) + (rows == 1 ? " row" : " rows") +
                     " and \"intercept\" " + std::to_string(model.intercepts.size()) +
                     " numbers; expected as many");
  model.feature_names = flat(reader.names, path, "\"feature_names\"");
  model.classes = flat(reader.classes, path, "\"classes\"");
  const std::size_t features = model.coefficients.front().size();
  if (!model.feature_names.empty() && model.feature_names.size() != features)
    refuse(path, "\"coef\" has " + std::to_string(features) + " numbers and \"feature_names\" " +
                     std::to_string(model.feature_names.size()) + "; expected as many");
  const std::size_t expected = rows == 1 ? 2 : rows;
  if (!model.classes.empty() && model.classes.size() != expected)
    refuse(path, "\"classes\" has " + std::to_string(model.classes.size()) + " entries and \"coef\" " +
                     std::to_string(rows) + (rows == 1 ? " row, which is a model of 2 classes" : " rows") +
                     "; expected the whole coef_ of a model of several classes, with --family softmax");
  return model;
}

namespace {

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

ModelFile parse_liblinear_model(const std::string& content, const std::string& path) {
  return LiblinearReader(content, path).run();
}

}  // namespace dropcert::audit
