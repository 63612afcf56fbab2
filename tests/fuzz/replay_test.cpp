// The fuzz target without a fuzzer: the committed corpus, and mutations of it from a fixed seed.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "fuzz/evaluate_fuzz.hpp"
#include "fuzz/language_words.hpp"

namespace {

std::vector<std::string> corpus() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(DROPCERT_FUZZ_FOLDER "/corpus"))
    paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());  // the folder's order is not fixed
  std::vector<std::string> texts;
  for (const std::filesystem::path& path : paths) {
    std::ostringstream content;
    content << std::ifstream(path, std::ios::binary).rdbuf();
    texts.push_back(content.str());
  }
  return texts;
}

// The words of the dictionary, what stands in quotes on each line, and those of the language.
std::vector<std::string> dictionary() {
  std::ifstream file(DROPCERT_FUZZ_FOLDER "/language.dict");
  std::vector<std::string> words = dropcert::test::language_words();
  for (std::string line; std::getline(file, line);)
    if (!line.empty() && line.front() == '"') words.push_back(line.substr(1, line.rfind('"') - 1));
  return words;
}

class Mutator {
 public:
  Mutator(std::vector<std::string> texts, std::vector<std::string> words)
      : texts_(std::move(texts)), words_(std::move(words)) {}

  std::string next() {
    std::string text = one_of(texts_);
    for (std::size_t n = 1 + below(3); n > 0; --n) mutate(text);
    return text;
  }

 private:
  std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }
  const std::string& one_of(const std::vector<std::string>& list) { return list[below(list.size())]; }

  void mutate(std::string& text) {
    std::size_t at = below(text.size() + 1);
    std::size_t length = std::min(below(12), text.size() - at);
    switch (below(6)) {
      case 0:
        text.erase(at, length);
        break;
      case 1:
        text.insert(at, one_of(words_));
        break;
      case 2:
        text.replace(at, length, one_of(words_));
        break;
      case 3:
        text.insert(at, text.substr(at, length));
        break;
      case 4: {
        const std::string& other = one_of(texts_);
        std::size_t from = below(other.size() + 1);
        text.replace(at, length, other.substr(from, below(40)));
        break;
      }
      default:
        if (at < text.size()) text[at] = static_cast<char>(below(96) + 32);
    }
  }

  std::vector<std::string> texts_, words_;
  std::mt19937 random_{20261123};
};

}  // namespace

TEST_CASE("the corpus") {
  std::vector<std::string> texts = corpus();
  CHECK(texts.size() > 50);
  for (const std::string& text : texts) {
    CAPTURE(text);
    CHECK_NOTHROW(dropcert::test::fuzz_one(text));
  }
}

TEST_CASE("mutations of the corpus") {
  std::vector<std::string> words = dictionary();
  CHECK(words.size() > 80);
  Mutator mutator(corpus(), words);
  for (int i = 0; i < 20'000; ++i) {
    std::string text = mutator.next();
    CAPTURE(text);
    CHECK_NOTHROW(dropcert::test::fuzz_one(text));
  }
}
