#include <fmt/core.h>

#include <memory>

#include "certificate/sha256.hpp"
#include "cli/command.hpp"
#include "publish/citation.hpp"

namespace dropcert::cli {

using namespace certificate;

namespace {

struct CiteOptions {
  std::string format = "all";
  std::string manifest;  // "": the one that comes with the program
};

int cite(const CiteOptions& options) {
  const std::string manifest =
      options.manifest.empty() ? data_file("MANIFEST.sha256", "tables") : options.manifest;
  const std::string digest = sha256(read_file(manifest));
  if (options.format == "all" || options.format == "text") fmt::print("{}", publish::citation_text(digest));
  if (options.format == "all") fmt::print("\n");
  if (options.format == "all" || options.format == "bibtex")
    fmt::print("{}", publish::citation_bibtex(digest));
  if (options.format == "cff") fmt::print("{}", publish::citation_cff(digest));
  return exit_decided;
}

}  // namespace

void add_cite(Command& app, int& exit_code) {
  auto options = std::make_shared<CiteOptions>();
  Command command = app.add_subcommand("cite", "How to cite the program and its tables");
  command.add_option("--format", options->format, "all (text and BibTeX), text, bibtex or cff (CITATION.cff)")
      .check(IsMember{{"all", "text", "bibtex", "cff"}})
      .capture_default_str();
  command.add_option("--manifest", options->manifest,
                     "the MANIFEST.sha256 of the tables (default: of those that come with the program)");
  command.footer("Example: dropcert cite --format bibtex >> papers.bib");
  command.callback([options, &exit_code] { exit_code = cite(*options); });
}

}  // namespace dropcert::cli
