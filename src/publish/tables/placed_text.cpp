#include "publish/tables/placed_text.hpp"

#include <algorithm>

namespace dropcert::publish {

using language::Position;

void PlacedText::add(std::string_view text, Position at) {
  pieces_.push_back({text_.size(), at, true});
  text_ += text;
}

void PlacedText::add_about(std::string_view text, Position at) {
  pieces_.push_back({text_.size(), at, false});
  text_ += text;
}

void PlacedText::add(const PlacedText& other) {
  for (Piece piece : other.pieces_) {
    piece.begin += text_.size();
    pieces_.push_back(piece);
  }
  text_ += other.text_;
}

PlacedText PlacedText::part(std::size_t begin, std::size_t length) const {
  PlacedText result;
  const std::size_t end = begin + std::min(length, text_.size() - begin);
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    const std::size_t next = i + 1 < pieces_.size() ? pieces_[i + 1].begin : text_.size();
    const std::size_t from = std::max(begin, pieces_[i].begin);
    const std::size_t to = std::min(end, next);
    if (from < to) result.pieces_.push_back({from - begin, place(from), pieces_[i].is_of_file});
  }
  result.text_ = text_.substr(begin, end - begin);
  return result;
}

Position PlacedText::begin() const {
  return place(0);
}

Position PlacedText::end() const {
  return place(text_.size());
}

Position PlacedText::in_file(Position at) const {
  std::size_t line = 0;  // where it begins
  for (int number = 1; number < at.line; ++number) {
    const std::size_t next = text_.find('\n', line);
    if (next == std::string::npos) break;
    line = next + 1;
  }
  return place(line + static_cast<std::size_t>(std::max(at.column, 1) - 1));
}

Position PlacedText::place(std::size_t offset) const {
  const auto after =
      std::upper_bound(pieces_.begin(), pieces_.end(), offset,
                       [](std::size_t value, const Piece& piece) { return value < piece.begin; });
  if (after == pieces_.begin()) return {};
  const Piece& piece = after[-1];
  Position at = piece.at;
  if (piece.is_of_file) at.column += static_cast<int>(offset - piece.begin);
  return at;
}

}  // namespace dropcert::publish
