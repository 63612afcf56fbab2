// A verdict is found, never written down: the program must not know one claim of a paper from another.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <string>

namespace {

// Takes out what only shows how an id looks: the help, and the messages about a missing id.
std::string without_examples(const std::string& line) {
  static const std::regex example("(such as|dropcert explain|--only) C[0-9]+(,C[0-9]+)*");
  return std::regex_replace(line, example, "");
}

// The tables say which claims they bear on; nothing is decided there.
bool describes_tables(const std::filesystem::path& file) {
  return file.parent_path().filename() == "tables";
}

// S2 alone is the usual notation for Stirling numbers.
bool names_a_claim(const std::string& line) {
  static const std::regex id("\\bC[0-9]+\\b|\"S[0-9]+\"");
  return std::regex_search(without_examples(line), id);
}

}  // namespace

TEST_CASE("no claim is named in the program's source") {
  CHECK(names_a_claim("  if (claim.id == \"C40\") return Status::refuted;"));
  CHECK(names_a_claim("\"S3\""));
  CHECK_FALSE(names_a_claim("expected an id, such as C28"));
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(DROPCERT_SOURCE_FOLDER "/src")) {
    if (!entry.is_regular_file() || describes_tables(entry.path())) continue;
    ++files;
    std::ifstream file(entry.path());
    int number = 0;
    for (std::string line; std::getline(file, line);)
      CHECK_MESSAGE((++number, !names_a_claim(line)), entry.path().string(), ":", number, ": ", line);
  }
  CHECK(files > 100);
}
