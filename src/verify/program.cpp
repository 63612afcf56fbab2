#include "verify/program.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "verify/builtins.hpp"

namespace dropcert {

namespace {

class Compiler {
 public:
  Compiler(const std::vector<Parameter>& parameters, const std::vector<const Definition*>& definitions)
      : parameters_(parameters), definitions_(definitions) {}

  Program run(const Node& tree) {
    Program program;
    for (std::size_t i = 0; i < definitions_.size(); ++i) {
      visible_ = i;
      program.procedures.push_back(procedure(*definitions_[i]));
    }
    visible_ = definitions_.size();
    next_slot_ = frame_size_ = 0;
    program.body = code(tree);
    program.frame_size = frame_size_;
    return program;
  }

 private:
  Procedure procedure(const Definition& definition) {
    Procedure result;
    result.source = &definition;
    next_slot_ = frame_size_ = 0;
    std::map<std::string, std::vector<int>> outer;
    std::swap(outer, slots_);
    for (const std::string& name : definition.parameters) slots_[name].push_back(fresh_slot());
    result.body = code(definition.body);
    result.frame_size = frame_size_;
    std::swap(outer, slots_);
    return result;
  }

  int fresh_slot() {
    frame_size_ = std::max(frame_size_, next_slot_ + 1);
    return next_slot_++;
  }

  Code code(const Node& node) {
    Code result;
    result.source = &node;
    result.kind = node.kind;
    int outer_slots = next_slot_;
    std::vector<std::string> bound;
    for (const Binder& binder : node.binders) {
      BinderCode compiled;
      compiled.source = &binder;
      for (const Node& term : binder.domain.terms) compiled.terms.push_back(code(term));
      for (const std::string& name : binder.names) {
        compiled.slots.push_back(fresh_slot());
        slots_[name].push_back(compiled.slots.back());
        bound.push_back(name);
      }
      result.binders.push_back(std::move(compiled));
    }
    for (const Node& child : node.children) result.arguments.push_back(code(child));
    for (const std::string& name : bound) slots_[name].pop_back();
    next_slot_ = outer_slots;
    resolve(result);
    return result;
  }

  void resolve(Code& result) {
    const Node& node = *result.source;
    if (node.kind == Kind::number) result.constant = Rational(node.number.get_mpq_t());
    if (node.kind == Kind::name) resolve_name(result);
    if (node.kind == Kind::call) {
      result.definition = find_definition(node.name);
      if (result.definition < 0) result.builtin = find_builtin(node.name);
    }
  }

  void resolve_name(Code& result) {
    const std::string& name = result.source->name;
    auto bound = slots_.find(name);
    if (bound != slots_.end() && !bound->second.empty()) {
      result.slot = bound->second.back();
      return;
    }
    for (const Parameter& parameter : parameters_)
      if (parameter.name == name) {
        result.kind = Kind::number;
        result.constant = Rational(Integer(parameter.value.get_mpz_t()));
        return;
      }
    result.definition = find_definition(name);
    if (result.definition >= 0) return;
    result.kind = Kind::number;
    if (name == "pi")
      result.constant = PiNumber{Polynomial::variable()};
    else
      result.constant = RingElement{Polynomial::variable()};
  }

  int find_definition(const std::string& name) const {
    for (std::size_t i = 0; i < visible_; ++i)
      if (definitions_[i]->name == name) return static_cast<int>(i);
    return -1;
  }

  const std::vector<Parameter>& parameters_;
  const std::vector<const Definition*>& definitions_;
  std::size_t visible_ = 0;
  std::map<std::string, std::vector<int>> slots_;
  int next_slot_ = 0;
  int frame_size_ = 0;
};

}  // namespace

bool mentions(const Code& code, int slot) {
  auto occurs = [slot](const Code& part) { return mentions(part, slot); };
  if (code.slot == slot) return true;
  if (std::any_of(code.arguments.begin(), code.arguments.end(), occurs)) return true;
  return std::any_of(code.binders.begin(), code.binders.end(), [&](const BinderCode& binder) {
    return std::any_of(binder.terms.begin(), binder.terms.end(), occurs);
  });
}

Program compile(const Node& tree, const std::vector<Parameter>& parameters,
                const std::vector<const Definition*>& definitions) {
  return Compiler(parameters, definitions).run(tree);
}

}  // namespace dropcert
