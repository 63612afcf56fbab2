// Places in a source text, and the error that names one.
#pragma once

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "language/utf8.hpp"

namespace dropcert::language {

/// A place in a source text; both counts start at 1, columns count bytes.
struct Position {
  int line = 1;
  int column = 1;
  friend bool operator==(const Position&, const Position&) = default;
};

/// Bad input: one sentence that says where (source, line, column), what was found and what was expected; or
/// several of them, a line each.
class SourceError : public std::runtime_error {
 public:
  struct Fault {
    Position at;
    std::string sentence;  // without its place
  };

  /// `source` is a file name, or "expression" for text from the command line.
  SourceError(const std::string& source, Position at, const std::string& sentence)
      : std::runtime_error(printable(source + ":" + std::to_string(at.line) + ":" +
                                     std::to_string(at.column) + ": " + sentence)),
        faults_(std::make_shared<const std::vector<Fault>>(1, Fault{at, printable(sentence)})) {}

  /// All of `errors`, of which there is at least one; of many, the message has the first and how many more
  /// there are.
  explicit SourceError(const std::vector<SourceError>& errors)
      : std::runtime_error(joined(errors)), faults_(all_of(errors)) {}

  /// Each, in the order of the message.
  const std::vector<Fault>& faults() const { return *faults_; }
  /// Where; of several, the first.
  Position at() const { return faults_->front().at; }
  /// The sentence, with its place; of several, the first.
  std::string first() const {
    const std::string all = what();
    return all.substr(0, all.find('\n'));
  }

 private:
  static std::string joined(const std::vector<SourceError>& errors) {
    constexpr std::size_t most = 1000;
    std::string text;
    for (std::size_t i = 0; i < std::min(errors.size(), most); ++i)
      text += (i == 0 ? "" : "\n") + std::string(errors[i].what());
    if (errors.size() > most) text += "\nand " + std::to_string(errors.size() - most) + " more";
    return text;
  }

  static std::shared_ptr<const std::vector<Fault>> all_of(const std::vector<SourceError>& errors) {
    std::vector<Fault> all;
    for (const SourceError& error : errors)
      all.insert(all.end(), error.faults().begin(), error.faults().end());
    return std::make_shared<const std::vector<Fault>>(std::move(all));
  }

  std::shared_ptr<const std::vector<Fault>> faults_;  // shared: an exception is copied without throwing
};

}  // namespace dropcert::language
