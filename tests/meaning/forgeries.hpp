// Certificates with one lie.
#pragma once

#include <string>
#include <vector>

#include "certificate/certificate.hpp"
#include "language/tree.hpp"

namespace dropcert::meaning {

struct Forgery {
  std::string what;
  certificate::CertifiedStatement statement;
};

/// The other verdict on a decided statement, with each kind of evidence that might carry it.
std::vector<Forgery> flipped(const certificate::CertifiedStatement& honest);

/// The same verdict with other evidence, which is false whatever the statement says.
std::vector<Forgery> false_evidence(const certificate::CertifiedStatement& honest,
                                    const language::Node& tree);

}  // namespace dropcert::meaning
