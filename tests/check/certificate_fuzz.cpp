// libFuzzer target: the reader of certificates, and the reading of their statements. The bytes are tried as
// they are, and with a closing line that fits them.
#include <cstddef>
#include <cstdint>
#include <string>

#include "certificate/certificate.hpp"
#include "certificate/statements.hpp"
#include "check/checker.hpp"

namespace {

void try_text(const std::string& text) {
  try {
    const dropcert::certificate::Certificate certificate = dropcert::certificate::read_certificate(text);
    if (dropcert::certificate::write_certificate(certificate) != text) __builtin_trap();
    dropcert::certificate::ledger_of(certificate);
  } catch (const dropcert::certificate::CertificateError&) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  try_text(text);
  try_text(text + dropcert::certificate::closing_line(text));
  return 0;
}
