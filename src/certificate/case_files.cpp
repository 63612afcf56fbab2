#include "certificate/case_files.hpp"

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include "language/cells.hpp"
#include "language/source.hpp"

namespace dropcert::certificate {

using namespace language;

namespace {

class Opener {
 public:
  Opener(std::string source, std::string folder) : source_(std::move(source)), folder_(std::move(folder)) {}

  void open(Node& statement, const FindDefinition& find) {
    if (find("file")) return;  // another meaning
    find_ = &find;
    visit(statement, true);
  }

  std::map<std::string, std::string> digests;

 private:
  void visit(Node& node, bool is_head) {
    for (std::size_t i = 0; i < node.binders.size(); ++i) {
      Binder& binder = node.binders[i];
      const std::string* path = path_of_file(binder.domain);
      if (!path || (node.kind != Kind::quantifier && node.kind != Kind::existence)) continue;
      const bool is_first = is_head && i == 0 && node.kind == Kind::quantifier && !node.wherever_defined;
      open(binder, *path, texts_of_binder(node, i, *find_));
      if (!is_first && binder.domain.file->rows() > most_rows_inside)
        throw SourceError(source_, binder.at,
                          "'" + *path + "' has more than " + std::to_string(most_rows_inside) +
                              " cases; expected it in the first 'for' of its statement");
    }
    for (Node& child : node.children) visit(child, false);
    for (Binder& binder : node.binders)
      for (Node& term : binder.domain.terms) visit(term, false);
  }

  void open(Binder& binder, const std::string& path, const std::vector<bool>& are_texts) {
    try {
      binder.domain.file = std::make_shared<const CaseFile>((std::filesystem::path(folder_) / path).string(),
                                                            path, binder.names, are_texts);
    } catch (const SourceError&) {
      throw;
    } catch (const std::runtime_error& error) {
      throw SourceError(source_, binder.domain.terms[0].at, error.what());
    }
    const std::string& digest = binder.domain.file->digest();
    if (digests.emplace(path, digest).first->second != digest)
      throw SourceError(source_, binder.at, "'" + path + "' has changed while it was read");
  }

  std::string source_;
  std::string folder_;
  const FindDefinition* find_ = nullptr;
};

// The rows as the domain that they are.
void write_out(Domain& domain, std::vector<Node> rows) {
  Domain cases;
  cases.kind = DomainKind::cases;
  cases.terms = std::move(rows);
  domain = std::move(cases);
}

void write_out(Node& node) {
  for (Binder& binder : node.binders)
    for (Node& term : binder.domain.terms) write_out(term);
  for (Binder& binder : node.binders)
    if (const std::string* path = path_of_file(binder.domain)) {
      if (!binder.domain.file) throw std::runtime_error("the file '" + *path + "' is not open");
      write_out(binder.domain, binder.domain.file->all());
    }
  for (Node& child : node.children) write_out(child);
}

}  // namespace

std::map<std::string, std::string> open_case_files(Ledger& ledger, const std::string& folder) {
  Opener opener(ledger.source, folder);
  for (Claim& claim : ledger.claims) {
    const FindDefinition find = [&](const std::string& name) -> const Definition* {
      for (const std::vector<Definition>* definitions : {&claim.definitions, &ledger.definitions})
        for (const Definition& definition : *definitions)
          if (definition.name == name) return &definition;
      return nullptr;
    };
    for (Statement& statement : claim.statements)
      if (has_files(statement.tree)) opener.open(statement.tree, find);
  }
  return opener.digests;
}

std::map<std::string, std::string> open_case_files(Node& statement, const std::string& source,
                                                   const std::string& folder) {
  Opener opener(source, folder);
  opener.open(statement, [](const std::string&) { return nullptr; });
  return opener.digests;
}

void add_digests(const Node& statement, std::map<std::string, std::string>& digests) {
  each_part(statement, [&](const Node& node) {
    for (const Binder& binder : node.binders)
      if (binder.domain.file) digests.emplace(binder.domain.file->name(), binder.domain.file->digest());
  });
}

std::string folder_of(const std::string& path) {
  return std::filesystem::path(path).parent_path().string();
}

const CaseFile* file_at_head(const Node& statement) {
  if (statement.kind != Kind::quantifier || statement.wherever_defined) return nullptr;
  return statement.binders[0].domain.file.get();
}

Node about_block(const Node& statement, std::size_t block) {
  Node result = statement;
  write_out(result.binders[0].domain, statement.binders[0].domain.file->block(block));
  write_out(result);
  return result;
}

bool defines_file(const Ledger& ledger, const Claim& claim) {
  const auto is_file = [](const Definition& definition) { return definition.name == "file"; };
  return std::any_of(ledger.definitions.begin(), ledger.definitions.end(), is_file) ||
         std::any_of(claim.definitions.begin(), claim.definitions.end(), is_file);
}

bool has_files(const Node& statement) {
  return any_part(statement, [](const Node& node) {
    return std::any_of(node.binders.begin(), node.binders.end(),
                       [](const Binder& binder) { return path_of_file(binder.domain) != nullptr; });
  });
}

Node with_cases_written_out(const Node& statement) {
  Node result = statement;
  write_out(result);
  return result;
}

}  // namespace dropcert::certificate
