// Prints a dictionary for libFuzzer: the words of the table of the language.
#include "language_words.hpp"

#include <cstdio>

int main() {
  for (const std::string& word : dropcert::test::language_words()) std::printf("\"%s\"\n", word.c_str());
}
