#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "check/checker.hpp"
#include "theorems.hpp"

using namespace dropcert;

namespace {

const std::filesystem::path corpus = std::string(DROPCERT_SOURCE_FOLDER) + "/tests/corpus";

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// "" if the certificate is accepted, else the reason.
std::string verdict_on(const std::string& text) {
  try {
    Certificate certificate = read_certificate(text);
    require_theorems(certificate, test::listed_theorems());
    check::check_certificate(certificate, check::ledger_of(certificate), 1);
    return "";
  } catch (const CertificateError& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("each good certificate is accepted") {
  unsigned count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(corpus / "good")) {
    CAPTURE(entry.path().string());
    CHECK(verdict_on(content_of(entry.path())) == "");
    ++count;
  }
  CHECK(count >= 30);
}

TEST_CASE("each bad certificate is rejected, for the reason that the list gives") {
  std::ifstream reasons(corpus / "bad" / "reasons.txt");
  unsigned count = 0;
  for (std::string line; std::getline(reasons, line); ++count) {
    std::size_t colon = line.find(": ");
    REQUIRE(colon != std::string::npos);
    std::string reason = verdict_on(content_of(corpus / "bad" / (line.substr(0, colon) + ".cert")));
    CAPTURE(line);
    CAPTURE(reason);
    CHECK(reason.find(line.substr(colon + 2)) != std::string::npos);
  }
  CHECK(count >= 50);
}
