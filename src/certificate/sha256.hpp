// The digest SHA-256.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dropcert::certificate {

/// SHA-256 of bytes that come in pieces. Source: FIPS 180-4.
class Sha256 {
 public:
  /// Takes the next bytes. Linear time.
  void update(std::string_view bytes);
  /// The digest of all bytes so far as 64 lower-case hexadecimal digits.
  std::string hex() const;

 private:
  static constexpr std::size_t block_size = 64;
  std::array<std::uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::string rest_;  // fewer bytes than a block
  std::uint64_t length_ = 0;
};

/// SHA-256 of the bytes as 64 lower-case hexadecimal digits. Linear time.
std::string sha256(std::string_view bytes);

}  // namespace dropcert::certificate
