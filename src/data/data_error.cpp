#include "data/data_error.hpp"

namespace dropcert {

DataError::DataError(const std::string& file, DataPosition at, const std::string& sentence)
    : std::runtime_error(file + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": " +
                         sentence),
      sentence_(sentence),
      at_(at) {}

DataError::DataError(const std::string& sentence) : std::runtime_error(sentence), sentence_(sentence) {}

std::string shown(std::string_view text, std::size_t longest) {
  constexpr std::string_view hexadecimal = "0123456789abcdef";
  std::string result = "'";
  for (char c : text.substr(0, longest)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7f)
      result += c;
    else
      (result += "\\x") += {hexadecimal[byte / 16], hexadecimal[byte % 16]};
  }
  return result + (text.size() > longest ? "...'" : "'");
}

std::string shown_name(const std::string& path) {
  constexpr std::size_t longest = 250;
  return shown(path, longest);
}

}  // namespace dropcert
