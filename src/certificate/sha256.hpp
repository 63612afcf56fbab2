// The digest SHA-256.
#pragma once

#include <string>
#include <string_view>

namespace dropcert {

/// SHA-256 of the bytes as 64 lower-case hexadecimal digits. Linear time. Source: FIPS 180-4.
std::string sha256(std::string_view bytes);

}  // namespace dropcert
