// A ledger as a file for Coq, in which each statement is decided by computation in the kernel.
#pragma once

#include <string>

#include "language/ledger.hpp"

namespace dropcert::publish {

/// A file that needs the compiled development of proofs/coq: for each statement a definition NAME, which has,
/// if the computation of Verdict.v decides it, a theorem about the statement's own text as its type
/// (text_holds, text_holds_vacuously or text_refuted, of Text.v). A name is the claim's ID, the role and,
/// where there are several of that role, a number. Nothing is decided here. Linear time in the length of the
/// ledger, but for the definitions, of which each statement takes those along that it uses.
std::string ledger_file(const Ledger& ledger);

}  // namespace dropcert::publish
