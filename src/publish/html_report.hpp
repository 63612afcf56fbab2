// A report as a page for a browser (html.hpp).
#pragma once

#include <string>
#include <vector>

#include "certificate/theorems.hpp"
#include "verify/run.hpp"

namespace dropcert::publish {

struct HtmlOptions {
  std::string ledger_file;  // for the commands that check a claim again; empty: the paper's own ledger
  std::string checker;  // the bytes of checker.wasm, and the certificate that it is to decide; empty: none
  std::string certificate;
};

/// The answer first, then each claim with its statements, verdicts, counterexamples and what it rests on, the
/// definitions, and the theorems named. It tells no times. With a checker the page can decide the
/// certificate.
std::string html_report(const language::Ledger& ledger, const std::vector<verify::ClaimResult>& results,
                        const certificate::TheoremList& theorems, const HtmlOptions& options = {});

}  // namespace dropcert::publish
