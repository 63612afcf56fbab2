// A text made of pieces of a file, which knows where each of them stands there.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "language/source.hpp"

namespace dropcert::publish {

class PlacedText {
 public:
  PlacedText() = default;
  /// A piece that stands at that place of its file, in one line.
  PlacedText(std::string_view text, language::Position at) { add(text, at); }

  void add(std::string_view text, language::Position at);
  void add(const PlacedText& other);
  /// What stands in no file, and is told as what stands there.
  void add_about(std::string_view text, language::Position at);
  PlacedText part(std::size_t begin, std::size_t length = std::string::npos) const;

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  /// Where in the file its first character stands, and where what would follow its last one.
  language::Position begin() const;
  language::Position end() const;
  /// Where in the file the place of the text stands.
  language::Position in_file(language::Position at) const;

 private:
  struct Piece {
    std::size_t begin;  // in the text
    language::Position at;
    bool is_of_file;
  };
  language::Position place(std::size_t offset) const;

  std::string text_;
  std::vector<Piece> pieces_;
};

}  // namespace dropcert::publish
