#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "certificate/certificate.hpp"
#include "certificate/sha256.hpp"

using namespace dropcert;

namespace {

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<std::string> good_certificates() {
  std::vector<std::string> all;
  const std::filesystem::path folder = std::string(DROPCERT_SOURCE_FOLDER) + "/tests/corpus/good";
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    all.push_back(content_of(entry.path()));
  return all;
}

bool is_accepted(const std::string& text) {
  try {
    read_certificate(text);
    return true;
  } catch (const CertificateError&) {
    return false;
  }
}

}  // namespace

// FIPS 180-4 examples and the vectors of NIST's Cryptographic Standards pages.
TEST_CASE("SHA-256 of published examples") {
  CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(sha256(
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrs"
            "mnopqrstnopqrstu") == "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
  CHECK(sha256(std::string(1'000'000, 'a')) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  CHECK(sha256(std::string(1, static_cast<char>(0xbd))) ==
        "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b");
}

TEST_CASE("what is written is read back, and written the same") {
  for (const std::string& text : good_certificates())
    CHECK(write_certificate(read_certificate(text)) == text);
}

TEST_CASE("a text that is not one line of printable ASCII is not written") {
  Certificate certificate;
  certificate.definitions.push_back("two\nlines");
  CHECK_THROWS_AS(write_certificate(certificate), std::invalid_argument);
  certificate.definitions[0] = "caf\xe9";
  CHECK_THROWS_AS(write_certificate(certificate), std::invalid_argument);
}

TEST_CASE("100 000 corrupted certificates: none is accepted") {
  const std::vector<std::string> good = good_certificates();
  REQUIRE(good.size() >= 30);
  std::mt19937_64 random(5);
  for (int i = 0; i < 100'000; ++i) {
    const std::string& original = good[random() % good.size()];
    std::string text = original;
    std::size_t place = random() % text.size();
    switch (random() % 5) {
      case 0:
        text[place] = static_cast<char>(text[place] ^ (1 << random() % 8));
        break;
      case 1:
        text.resize(place);
        break;
      case 2:
        text[place] = static_cast<char>(random() % 256);
        break;
      case 3:
        text.erase(place, 1 + random() % 20);
        break;
      default:
        text.insert(place, original, random() % original.size(), 1 + random() % 40);
    }
    if (text != original && is_accepted(text)) FAIL("accepted: " << text);
  }
}
