// Every theorem by which the engine evaluates a function exists: formally, or as a lemma of proofs/README.md.
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "language/functions.hpp"
#include "verify/support.hpp"

using namespace dropcert::language;
using namespace dropcert::verify;
using namespace dropcert::test;

namespace {

std::string content_of(const std::string& name) {
  std::ifstream file(std::string(DROPCERT_SOURCE_FOLDER) + "/proofs/" + name);
  REQUIRE_MESSAGE(file, name);
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

// The names that the engine may give: of theorems as they are, of lemmas after "lemma ".
std::set<std::string> known_names() {
  std::set<std::string> names;
  std::istringstream theorems(content_of("theorems.txt"));
  for (std::string line; std::getline(theorems, line);)
    if (line.rfind("theorem ", 0) == 0) names.insert(line.substr(8));
  std::istringstream readme(content_of("README.md"));
  bool in_lemmas = false;
  for (std::string line; std::getline(readme, line);) {
    if (line.rfind("## ", 0) == 0) in_lemmas = line == "## 5. Lemmas";
    if (in_lemmas && line.rfind("### ", 0) == 0) names.insert("lemma " + line.substr(4));
  }
  return names;
}

// The shapes of terms for which proofs/README.md says that root_limsup is known.
std::vector<std::string> documented_shapes() {
  std::string readme = content_of("README.md");
  std::size_t begin = readme.find("is known for terms of these shapes");
  REQUIRE(begin != std::string::npos);
  std::string paragraph = readme.substr(begin, readme.find("\n\n", begin) - begin);
  std::vector<std::string> shapes;
  std::regex code("`([^`]*)`");
  for (std::sregex_iterator match(paragraph.begin(), paragraph.end(), code), end; match != end; ++match)
    shapes.push_back((*match)[1]);
  return shapes;
}

}  // namespace

TEST_CASE("the theorems of the functions exist") {
  std::set<std::string> known = known_names();
  CHECK(known.count("theorem_1") == 1);
  int named = 0;
  for (const Function& function : functions()) {
    if (function.theorem.empty()) continue;
    ++named;
    CHECK_MESSAGE(known.count(std::string(function.theorem)) == 1, function.theorem);
  }
  CHECK(named >= 2);
}

TEST_CASE("root_limsup knows the shapes documented, each by a theorem or lemma that exists") {
  std::set<std::string> known = known_names();
  std::vector<std::string> shapes = documented_shapes();
  CHECK(shapes.size() >= 7);
  for (const std::string& shape : shapes)
    for (const char* z : {"0", "(1/3)", "(-1/3)", "(-1/2)", "(-1)"})
      for (const char* limit : {"root_limsup", "root_limsup_even"}) {
        std::string term = std::regex_replace(shape, std::regex("\\bZ\\b"), z);
        std::string statement = std::string(limit) + "(n, " + term + ") < 100";
        CAPTURE(statement);
        Finding finding = decided(statement);
        CHECK(finding.verdict == Verdict::holds);
        CHECK_FALSE(finding.theorems.empty());
        for (const std::string& theorem : finding.theorems) CHECK_MESSAGE(known.count(theorem) == 1, theorem);
      }
}
