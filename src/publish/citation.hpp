// How to cite the program and its tables.
#pragma once

#include <string>

namespace dropcert::publish {

/// `digest`: the SHA-256 of tables/MANIFEST.sha256, which fixes every file of the tables.
std::string citation_bibtex(const std::string& digest);
std::string citation_text(const std::string& digest);
/// The file CITATION.cff (Citation File Format 1.2.0).
std::string citation_cff(const std::string& digest);

}  // namespace dropcert::publish
