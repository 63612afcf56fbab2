// JSON with its numbers as they are written.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dropcert::data {

/// A value of JSON (RFC 8259). Numbers keep the digits of the file.
struct JsonValue {
  enum class Kind { null, boolean, number, text, list, object };

  Kind kind = Kind::null;
  std::string text = {};                ///< of a number, a text, "true", "false" or "null"
  std::vector<JsonValue> items = {};    ///< of a list or an object
  std::vector<std::string> names = {};  ///< of an object's items

  bool is_list() const { return kind == Kind::list; }
  bool is_object() const { return kind == Kind::object; }
  bool is_scalar() const { return !is_list() && !is_object(); }
  /// The item of that name, or nullptr.
  const JsonValue* find(std::string_view name) const;
};

/// Throws std::invalid_argument with a sentence for text that is no JSON, a name that occurs twice in an
/// object, and more than 32 levels. A byte order mark before it is passed over.
JsonValue parse_json(std::string_view text);

}  // namespace dropcert::data
