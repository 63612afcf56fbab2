// A file of cases: a table of comma-separated values whose rows are the cases of a domain.
#pragma once

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "certificate/sha256.hpp"
#include "language/tree.hpp"

namespace dropcert::certificate {

/// The file is read twice at least: once from its beginning to its end, for its digest, and every row is
/// looked at; then block by block, by whoever decides the rows of a block. A block that is not the one that
/// the digest is of is refused, so what is decided is about the bytes that the digest is of. Memory does not
/// grow with the rows, but for some 200 bytes a block.
class CaseFile {
 public:
  static constexpr std::size_t rows_of_block = 1024;
  static constexpr std::size_t longest_line = std::size_t{1} << 20;  // bytes

  /// Lines of as many cells as there are names, separated by commas; cells are numbers, or what prints can be
  /// asked about where `are_texts` says so; spaces around a cell do not count. A cell in quotation marks may
  /// hold commas. The first line may be a heading, which has to be the names. `path` is where the file is;
  /// `name` is in messages and certificates. Throws SourceError with line and column for all that is wrong in
  /// the file, up to 100 faults, std::runtime_error if it cannot be read or is no regular file.
  CaseFile(const std::string& path, std::string name, const std::vector<std::string>& names,
           std::vector<bool> are_texts);

  const std::string& name() const { return name_; }
  const std::string& digest() const { return digest_; }
  std::uint64_t rows() const { return rows_; }
  std::size_t blocks() const { return blocks_.size(); }
  std::uint64_t rows_before(std::size_t block) const { return blocks_.at(block).first_row; }

  /// The rows of a block as cases of a domain {...}: terms, or tuples of them. Safe to use from several
  /// threads. Throws std::runtime_error if the file has changed or cannot be read.
  std::vector<language::Node> block(std::size_t index) const;
  /// All rows.
  std::vector<language::Node> all() const;

 private:
  struct Block {
    std::uint64_t first_byte;
    std::uint64_t first_row;
    int first_line;
    Sha256 digest;  // of the bytes before
  };
  class Scan;

  bool is_heading(const std::vector<std::string>& cells, const std::vector<std::string>& names,
                  int line) const;
  std::vector<std::string> cells_of(std::string_view line, int number) const;
  language::Node case_of(std::string_view line, int number) const;

  std::string path_;
  std::string name_;
  std::vector<bool> are_texts_;
  std::vector<Block> blocks_;
  std::uint64_t size_ = 0;  // bytes
  std::uint64_t rows_ = 0;
  Sha256 whole_;
  std::string digest_;
};

}  // namespace dropcert::certificate
