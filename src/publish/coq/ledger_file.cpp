#include "publish/coq/ledger_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <sstream>
#include <stdexcept>

#include "certificate/sha256.hpp"
#include "language/print.hpp"
#include "publish/definitions_used.hpp"

namespace dropcert::publish {

using namespace language;
using namespace certificate;
using namespace verify;

namespace {

// A string of Coq: a double quote is written twice.
std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) result += c == '"' ? std::string("\"\"") : std::string(1, c);
  return result + "\"";
}

bool mentions(const Definition& definition, const std::string& name) {
  return language::mentions(definition.body, name) ||
         std::any_of(definition.equations.begin(), definition.equations.end(),
                     [&](const Equation& equation) { return language::mentions(equation.body, name); });
}

// The parameters and definitions that the statement uses, as texts, in the order of the ledger.
std::vector<std::string> texts_used(const Ledger& ledger, const Claim& claim, const Statement& statement) {
  const std::vector<const Definition*> definitions = definitions_used(ledger, claim, {&statement});
  std::vector<std::string> texts;
  for (const Parameter& parameter : ledger.parameters)
    if (language::mentions(statement.tree, parameter.name) ||
        std::any_of(definitions.begin(), definitions.end(),
                    [&](const Definition* definition) { return mentions(*definition, parameter.name); }))
      texts.push_back(fmt::format("{} = {}", parameter.name, parameter.value.get_str()));
  for (const Definition* definition : definitions) texts.push_back(to_text(*definition));
  return texts;
}

bool has_text(const Node& tree) {
  return any_part(tree, [](const Node& part) { return part.kind == Kind::text; });
}

// A statement as Coq reads it: its definitions, a list of strings, and its text.
struct Quoted {
  std::string name;
  bool has_strings = false;
  std::string definitions;
  std::string text;
};

std::string list_of(const std::vector<std::string>& texts) {
  if (texts.empty()) return "(@nil string)";
  std::string list;
  for (const std::string& text : texts) list += (list.empty() ? "[" : ";\n    ") + quoted(text);
  return list + "]";
}

// Of each statement of the claim, in its order.
std::vector<Quoted> quoted_statements(const Ledger& ledger, const Claim& claim) {
  std::map<Role, int> count;
  for (const Statement& statement : claim.statements) ++count[statement.role];
  std::map<Role, int> number;
  std::vector<Quoted> result;
  for (const Statement& statement : claim.statements) {
    std::string name = fmt::format("{}_{}", claim.id, name_of(statement.role));
    if (count[statement.role] > 1) name += fmt::format("_{}", ++number[statement.role]);
    result.push_back({std::move(name), has_text(statement.tree),
                      list_of(texts_used(ledger, claim, statement)), quoted(to_text(statement.tree))});
  }
  return result;
}

constexpr std::array predicates = {"text_holds", "text_holds_vacuously", "text_refuted"};

std::string proposition(std::string_view predicate, const Quoted& statement) {
  return fmt::format("{}\n  {}\n  {}", predicate, statement.definitions, statement.text);
}

std::string opening(std::string_view what, std::string_view required = "") {
  return fmt::format(
      "(** Written by dropcert emit-coq: {}\n    It needs the compiled files of proofs/coq:\n\n"
      "        coqc -Q proofs/coq Dropcert FILE.v *)\n\n"
      "From Coq Require Import String List PArith.\nFrom Dropcert Require Import Text.\n{}"
      "Import ListNotations.\nLocal Open Scope string_scope.\n",
      what, required);
}

}  // namespace

KernelTheorems read_kernel_theorems(std::string_view text) {
  constexpr std::size_t digits_of_a_digest = 64;
  KernelTheorems result;
  std::istringstream lines{std::string(text)};
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    std::istringstream words(line);
    std::string name;
    std::string bits;
    std::string depth;
    std::string digest;
    std::string more;
    if (!(words >> name >> bits >> depth >> digest) || digest.size() != digits_of_a_digest ||
        (words >> more && more != "slow") || words >> more)
      throw std::runtime_error(fmt::format(
          "kernel.txt:{}: expected NAME BITS DEPTH SHA256 [slow] or NAME by FILE.THEOREM SHA256", number));
    KernelTheorem& theorem = result[digest];
    theorem.names.push_back(name);
    const bool by_hand = bits == "by";
    theorem.file = by_hand ? depth.substr(0, depth.find('.')) : "";
    theorem.proof =
        by_hand ? "exact " + depth : fmt::format("by_computation {}%positive {}%nat", bits, depth);
  }
  return result;
}

std::string ledger_file(const Ledger& ledger) {
  std::string file = opening(
      "each statement of a ledger, decided by computation in Coq's kernel where\n"
      "    it can be. NAME has a theorem about the statement's own text as its type, or says that nothing is "
      "decided.");
  for (const Claim& claim : ledger.claims)
    for (const Quoted& quote : quoted_statements(ledger, claim))
      file += quote.has_strings ? fmt::format("\n(* {} is not read: it has strings. *)\n", quote.name)
                                : fmt::format("\nDefinition {} := ltac:(theorem_of {}\n  {}\n  {}).\n",
                                              quote.name, quoted(quote.name), quote.definitions, quote.text);
  return file;
}

std::string ledger_file(const Ledger& ledger, const KernelTheorems& theorems) {
  std::set<std::string> files;
  for (const auto& [digest, theorem] : theorems)
    if (!theorem.file.empty()) files.insert(theorem.file);
  std::string file = opening(
      "theorems about statements of the paper's ledger, each as its text stands there,\n    by computation "
      "in "
      "Coq's kernel or by hand. They are listed in proofs/kernel.txt.",
      files.empty() ? "" : fmt::format("From Dropcert Require {}.\n", fmt::join(files, " ")));
  for (const Claim& claim : ledger.claims)
    for (const Quoted& quote : quoted_statements(ledger, claim))
      for (const char* predicate : predicates) {
        const std::string stated = proposition(predicate, quote);
        const auto theorem = theorems.find(sha256(stated));
        if (theorem == theorems.end()) continue;
        file +=
            fmt::format("\nTheorem {} : {}.\nProof. {}. Qed.\n", quote.name, stated, theorem->second.proof);
      }
  return file;
}

void mark_kernel_theorems(const Ledger& ledger, const KernelTheorems& theorems,
                          std::vector<ClaimResult>& results) {
  for (ClaimResult& result : results) {
    const std::vector<Quoted> quotes = quoted_statements(ledger, *result.claim);
    for (std::size_t i = 0; i < quotes.size(); ++i) {
      Finding& found = result.statements[i].finding;
      if (found.verdict == Verdict::undecided) continue;
      const char* predicate = found.verdict == Verdict::refuted ? predicates[2]
                              : found.vacuity == Vacuity::yes   ? predicates[1]
                                                                : predicates[0];
      const auto theorem = theorems.find(sha256(proposition(predicate, quotes[i])));
      if (theorem == theorems.end()) continue;
      const std::vector<std::string>& names = theorem->second.names;
      const bool is_of_the_ledger = std::find(names.begin(), names.end(), quotes[i].name) != names.end();
      found.kernel = is_of_the_ledger ? quotes[i].name : names.front();
    }
  }
}

}  // namespace dropcert::publish
