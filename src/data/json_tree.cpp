#include "data/json_tree.hpp"

#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>

#include "data/data_error.hpp"

namespace dropcert::data {

namespace {

constexpr std::size_t most_levels = 32;

class TreeBuilder : public nlohmann::json_sax<nlohmann::json> {
 public:
  JsonValue root;
  std::string error;

  bool null() override { return scalar(JsonValue::Kind::null, "null"); }
  bool boolean(bool truth) override { return scalar(JsonValue::Kind::boolean, truth ? "true" : "false"); }
  bool number_integer(number_integer_t n) override {
    return scalar(JsonValue::Kind::number, std::to_string(n));
  }
  bool number_unsigned(number_unsigned_t n) override {
    return scalar(JsonValue::Kind::number, std::to_string(n));
  }
  bool number_float(number_float_t /*rounded*/, const string_t& text) override {
    return scalar(JsonValue::Kind::number, text);
  }
  bool string(string_t& text) override { return scalar(JsonValue::Kind::text, std::move(text)); }
  bool binary(binary_t& /*bytes*/) override { return fail("binary data"); }
  bool start_object(std::size_t /*size*/) override { return open(JsonValue::Kind::object); }
  bool start_array(std::size_t /*size*/) override { return open(JsonValue::Kind::list); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    if (!open_.back().seen.insert(name).second) return fail("the name " + shown(name) + " occurs twice");
    open_.back().value.names.push_back(std::move(name));
    return true;
  }
  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*reason*/) override {
    return fail("no JSON from byte " + std::to_string(position) + " on");
  }

 private:
  struct Open {
    JsonValue value;
    std::set<std::string> seen = {};
  };

  bool fail(std::string sentence) {
    if (error.empty()) error = std::move(sentence);
    return false;
  }
  bool open(JsonValue::Kind kind) {
    if (open_.size() == most_levels) return fail("more than " + std::to_string(most_levels) + " levels");
    open_.push_back({{kind}});
    return true;
  }
  bool close() {
    JsonValue value = std::move(open_.back().value);
    open_.pop_back();
    return put(std::move(value));
  }
  bool scalar(JsonValue::Kind kind, std::string text) { return put({kind, std::move(text)}); }
  bool put(JsonValue value) {
    (open_.empty() ? root : open_.back().value.items.emplace_back()) = std::move(value);
    return true;
  }

  std::vector<Open> open_;
};

}  // namespace

const JsonValue* JsonValue::find(std::string_view name) const {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return &items[i];
  return nullptr;
}

JsonValue parse_json(std::string_view text) {
  TreeBuilder builder;
  const bool read = nlohmann::json::sax_parse(text, &builder);
  if (!read || !builder.error.empty())
    throw std::invalid_argument(builder.error.empty() ? "no JSON" : builder.error);
  return std::move(builder.root);
}

}  // namespace dropcert::data
