#include "verify/scope.hpp"

namespace dropcert::verify {

using namespace language;

Scope::Scope(const std::vector<Parameter>& parameters, const std::vector<const Definition*>& definitions)
    : parameters_(&parameters) {
  for (const Parameter& parameter : parameters) parameter_index_.emplace(parameter.name, &parameter);
  for (const Definition* definition : definitions) add(*definition);
}

Scope::Scope(const Ledger& ledger) : Scope(ledger.parameters, {}) {
  for (const Definition& definition : ledger.definitions) add(definition);
}

Scope::Scope(const Scope& outer, const Claim& claim) : outer_(&outer), first_(outer.definitions()) {
  for (const Definition& definition : claim.definitions) add(definition);
}

void Scope::add(const Definition& definition) {
  index_.emplace(definition.name, definitions());
  definitions_.push_back(&definition);
}

const Parameter* Scope::parameter(const std::string& name) const {
  if (outer_) return outer_->parameter(name);
  auto found = parameter_index_.find(name);
  return found == parameter_index_.end() ? nullptr : found->second;
}

int Scope::find(const std::string& name) const {
  auto found = index_.find(name);
  if (found != index_.end()) return found->second;
  return outer_ ? outer_->find(name) : -1;
}

const Definition& Scope::definition(int place) const {
  return place < first_ ? outer_->definition(place) : *definitions_[static_cast<std::size_t>(place - first_)];
}

}  // namespace dropcert::verify
