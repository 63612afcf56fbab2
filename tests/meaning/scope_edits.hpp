// Edits of a statement that confuse who is bound where: what a forger would do to the text of a certificate.
#pragma once

#include <string>
#include <vector>

#include "language/tree.hpp"

namespace dropcert::meaning {

struct ScopeEdit {
  std::string what;
  language::Node tree;
  // Where a binder got another name: a forger would write it into the evidence as well.
  std::string old_name;
  std::string new_name;
};

/// Every rename of one binder (with its uses; without them; its uses alone; one use) to one of `names` or
/// another name of the tree, and every exchange of binders, quantifiers and domains. The edited tree may have
/// wrong sorts, or be no statement of the language.
std::vector<ScopeEdit> scope_edits(const language::Node& tree, const std::vector<std::string>& names);

struct DomainEdit {
  std::string what;
  language::Node tree;
};

/// Every move of one end of a range or interval by 1 or a half, and every exchange of its brackets.
std::vector<DomainEdit> domain_edits(const language::Node& tree);

}  // namespace dropcert::meaning
