// A paper's files as one text, in the order in which LaTeX reads them.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "language/source.hpp"

namespace dropcert::paper {

/// What is wrong with a paper: bad input, with the places in its files.
using Faults = std::vector<language::SourceError>;

/// The bytes of a file, or nullopt if there is none of that name.
using FileReader = std::function<std::optional<std::string>(const std::string& path)>;

/// A text with the place in a file of each of its bytes.
class SourceText {
 public:
  struct Place {
    std::string file;
    language::Position at;
  };

  const std::string& text() const { return text_; }
  /// The place of a byte; of the end of the text, that behind its last byte.
  Place place(std::size_t offset) const;
  /// "chapters/one.tex:12:3".
  std::string describe(std::size_t offset) const;
  language::SourceError error(std::size_t offset, const std::string& sentence) const;

  /// Puts faults into the order of the files and their lines, each once.
  void sort(Faults& faults) const;

  /// Where the document begins: behind \begin{document}, or 0 if there is none.
  std::size_t body() const { return body_; }
  /// Sentences with places: what could not be followed, and is not read.
  const std::vector<std::string>& remarks() const { return remarks_; }

 private:
  friend class SourceReader;
  struct File {
    std::string name;
    std::vector<std::size_t> line_starts;
  };
  struct Segment {  // from `begin` on the text is that of the file from `offset` on
    std::size_t begin, file, offset;
  };

  std::string text_;
  std::vector<File> files_;
  std::vector<Segment> segments_;
  std::size_t body_ = 0;
  std::vector<std::string> remarks_;
};

inline constexpr std::size_t max_paper_bytes = std::size_t{1} << 26;  // that are read, repetitions included
inline constexpr std::size_t max_input_depth = 50;
inline constexpr std::size_t max_inputs = 10'000;

/// Reads the file and what it inputs. Left out are comments, verbatim text and program listings, \iffalse ...
/// \fi, what follows \endinput and \end{document}; of other conditions all branches are read. Names of files
/// count from the folder of the first. Throws SourceError for a missing file (in a preamble: a remark, since
/// it may be one of the TeX installation), a file that inputs itself, an environment or condition without
/// end, and a paper beyond the limits. Linear time.
SourceText read_paper(const std::string& file, const FileReader& reader);

}  // namespace dropcert::paper
