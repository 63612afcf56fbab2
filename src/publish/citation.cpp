#include "publish/citation.hpp"

#include <fmt/core.h>

namespace dropcert::publish {

namespace {

constexpr const char* title =
    "dropcert: certified verdicts on the Taylor expansion of the dropout regulariser";
constexpr const char* authors = "The dropcert authors";
constexpr const char* release_date = "2026-11-24";
constexpr const char* paper = "arXiv:1905.11320v2";
constexpr const char* paper_title = "On approximating dropout noise injection";

std::string year() {
  return std::string(release_date).substr(0, 4);
}

}  // namespace

std::string citation_bibtex(const std::string& digest) {
  return fmt::format(
      "@misc{{dropcert,\n"
      "  title   = {{{{{}}}}},\n"
      "  author  = {{{{{}}}}},\n"
      "  year    = {{{}}},\n"
      "  version = {{{}}},\n"
      "  note    = {{Version {}; on the claims of Natalie Schluter, {}, {}; tables with the SHA-256 of "
      "MANIFEST.sha256 {}}}\n"
      "}}\n",
      title, authors, year(), DROPCERT_VERSION, DROPCERT_VERSION, paper_title, paper, digest);
}

std::string citation_text(const std::string& digest) {
  return fmt::format(
      "{}. {}. Version {}, {}.\nOn the claims of Natalie Schluter, {}, {}.\nCertified tables: SHA-256 of "
      "MANIFEST.sha256\n{}\n",
      authors, title, DROPCERT_VERSION, year(), paper_title, paper, digest);
}

std::string citation_cff(const std::string& digest) {
  return fmt::format(
      "cff-version: 1.2.0\n"
      "message: \"If you use dropcert or its tables, please cite it as below.\"\n"
      "title: \"{}\"\n"
      "type: software\n"
      "abstract: >-\n"
      "  Decides, with proof, the mathematical claims of a paper on dropout, and gives certified numbers to "
      "cite:\n"
      "  a ledger of statements, an engine on FLINT and Arb, an independent checker on GMP and MPFR, "
      "certificates,\n"
      "  formal proofs in Coq, and tables in which every digit is right.\n"
      "keywords:\n"
      "  - dropout\n"
      "  - logistic regression\n"
      "  - Taylor series\n"
      "  - certified computation\n"
      "  - interval arithmetic\n"
      "  - proof certificates\n"
      "  - Coq\n"
      "version: {}\n"
      "date-released: \"{}\"\n"
      "license: MIT\n"
      "authors:\n"
      "  - name: \"{}\"\n"
      "identifiers:\n"
      "  - type: other\n"
      "    value: \"sha256:{}\"\n"
      "    description: \"SHA-256 of tables/MANIFEST.sha256\"\n"
      "references:\n"
      "  - type: article\n"
      "    title: \"{}\"\n"
      "    authors:\n"
      "      - family-names: Schluter\n"
      "        given-names: Natalie\n"
      "    year: 2019\n"
      "    notes: \"The paper whose claims are decided\"\n"
      "    identifiers:\n"
      "      - type: other\n"
      "        value: \"{}\"\n",
      title, DROPCERT_VERSION, release_date, authors, digest, paper_title, paper);
}

}  // namespace dropcert::publish
