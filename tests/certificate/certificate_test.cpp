#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "certificate/certificate.hpp"
#include "certificate/sha256.hpp"
#include "theorems.hpp"

using namespace dropcert;
using namespace dropcert::certificate;

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

TEST_CASE("the digest does not depend on the pieces that bytes come in") {
  std::string bytes;
  for (int i = 0; i < 300; ++i) bytes += static_cast<char>(i * 7);
  for (std::size_t piece = 1; piece <= bytes.size(); ++piece) {
    Sha256 digest;
    for (std::size_t i = 0; i < bytes.size(); i += piece) digest.update(bytes.substr(i, piece));
    CHECK(digest.hex() == sha256(bytes));
    CHECK(digest.hex() == digest.hex());
  }
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

TEST_CASE("a list of theorems is read") {
  const TheoremList list = read_theorems(
      "theorem one\nwords One is one.\nproved One.v\n  1 = 1\n\ntheorem two\n  forall n : nat,\n  n = n\n\n");
  REQUIRE(list.size() == 2);
  CHECK(list.at("one").statement == "  1 = 1\n");
  CHECK(list.at("one").words == "One is one.");
  CHECK(list.at("one").proved == "One.v");
  CHECK(list.at("two").words == "");
  CHECK(list.at("two").statement == "  forall n : nat,\n  n = n\n");
  CHECK(test::listed_theorems().count("theorem_1") == 1);
}

TEST_CASE("what is no list of theorems is refused, with the line") {
  auto refusal = [](const char* text) -> std::string {
    try {
      read_theorems(text);
    } catch (const TheoremListError& error) {
      return error.what();
    }
    return "";
  };
  CHECK(refusal("theorem one\n  1 = 1\n") ==
        "line 3 of the list of theorems: expected an empty line after the last statement");
  CHECK(refusal("theorem one\n\n") == "line 2 of the list of theorems: expected a statement");
  CHECK(refusal("\n") == "line 1 of the list of theorems: expected a statement");
  CHECK(refusal("theorem one\n  1 = 1") == "line 2 of the list of theorems: expected a line feed at the end");
  CHECK(refusal("theorem one\n  1 = 1\ntheorem two\n") ==
        "line 3 of the list of theorems: expected an empty line before the next theorem");
  CHECK(refusal("theorem one\n1 = 1\n\n").find("line 2") == 0);
  CHECK(refusal("theorem one\n  1 = 1\nwords late\n\n").find("line 3") == 0);
  CHECK(refusal("words none\n").find("line 1") == 0);
  CHECK(refusal("  1 = 1\n").find("line 1") == 0);
  CHECK(refusal("theorem one\n  1 = 1\n\ntheorem one\n") ==
        "line 4 of the list of theorems: expected another name, as 'one' is already listed");
}

// The one shown is that of printf '  1 = 1\n' | sha256sum.
TEST_CASE("digests of the theorems that claims name, and statements that have changed") {
  Certificate certificate;
  CertifiedStatement statement;
  statement.line = 5;
  statement.proofs = {"two", "one"};
  statement.theorems = {"lemma three", "two"};
  certificate.claims.push_back({4, "C1", {}, {}, {statement}});
  const TheoremList list = {{"one", {"", "", "  1 = 1\n"}},
                            {"two", {"Words.", "", "  2 = 2\n"}},
                            {"unused", {"", "", "  3 = 3\n"}}};
  certificate.theorems = digests_of_theorems(certificate, list);
  REQUIRE(certificate.theorems.size() == 2);
  CHECK(certificate.theorems[0].name == "one");
  CHECK(certificate.theorems[0].digest == "3e60d35d859877352221398e9301f76fa1aa0d71fac1e209807d51e731f5ef71");
  CHECK(certificate.theorems[1].name == "two");
  CHECK_NOTHROW(require_theorems(certificate, list));
  CHECK_THROWS_AS(digests_of_theorems(certificate, {{"one", {"", "", "  1 = 1\n"}}}), std::invalid_argument);
  TheoremList changed = list;
  changed["two"].words = "Other words.";
  CHECK_NOTHROW(require_theorems(certificate, changed));
  changed["two"].statement = "  2 <= 2\n";
  CHECK_THROWS_WITH_AS(require_theorems(certificate, changed),
                       "the digest of theorem 'two' is not that of its statement in the list",
                       CertificateError);
  changed.erase("two");
  CHECK_THROWS_WITH_AS(require_theorems(certificate, changed), "the list of theorems has no theorem 'two'",
                       CertificateError);
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
