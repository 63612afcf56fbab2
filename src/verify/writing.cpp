#include "verify/writing.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace dropcert::verify {

using namespace language;

namespace {

constexpr int most_calls = 4;             // of definitions within one another
constexpr std::size_t most_nodes = 5000;  // that are written

// The body with other names for what it binds, which no ledger has.
Node with_names_of_its_own(Node body, const std::string& mark) {
  std::set<std::string> names;
  names_bound_in(body, names);
  const std::function<void(Node&)> rename = [&](Node& part) {
    const auto change = [&](std::string& name) {
      if (names.count(name) != 0) name += mark;
    };
    if (part.kind == Kind::name) change(part.name);
    for (Node& child : part.children) rename(child);
    for (Binder& binder : part.binders) {
      for (std::string& name : binder.names) change(name);
      for (Node& end : binder.domain.terms) rename(end);
    }
  };
  rename(body);
  return body;
}

// Whether the term is undefined where the name is.
bool needs(const Node& term, const std::string& name, const Meanings& meanings) {
  switch (term.kind) {
    case Kind::name:
      return term.name == name;
    case Kind::call:
      if (!meanings.is_of_language(term.name)) return false;
      break;
    case Kind::negate:
    case Kind::add:
    case Kind::subtract:
    case Kind::multiply:
    case Kind::divide:
    case Kind::power:
    case Kind::factorial:
      break;
    default:
      return false;
  }
  return std::any_of(term.children.begin(), term.children.end(),
                     [&](const Node& part) { return needs(part, name, meanings); });
}

// Of the body with these in the place of the names, at most: a name that stands twice doubles what it stands
// for.
std::size_t size_with(const Node& body, const std::map<std::string, Node>& arguments) {
  std::map<std::string, std::size_t> sizes;
  for (const auto& [name, argument] : arguments) sizes[name] = count_parts(argument);
  std::size_t size = 0;
  each_part(body, [&](const Node& part) {
    const auto known = part.kind == Kind::name ? sizes.find(part.name) : sizes.end();
    size += known == sizes.end() ? 1 : known->second;
  });
  return size;
}

using Wanted = std::function<bool(const Node&)>;

// `left`: so many nodes may be written.
Node written_out(const Node& term, const Node& statement, const Meanings& meanings, const Wanted& is_wanted,
                 int depth, std::size_t& left) {
  Node result = term;
  for (Node& child : result.children) child = written_out(child, statement, meanings, is_wanted, depth, left);
  if (term.kind != Kind::call || depth == most_calls) return result;
  const Definition* definition = meanings.called(term.name);
  if (!definition || definition->parameters.size() != term.children.size() ||
      !any_part(definition->body, [&](const Node& part) {
        return is_wanted(part) || (part.kind == Kind::call && meanings.called(part.name));
      }))
    return result;
  std::map<std::string, Node> arguments;
  for (std::size_t i = 0; i < term.children.size(); ++i)
    arguments[definition->parameters[i]] = result.children[i];
  std::set<std::string> bound;
  names_bound_in(definition->body, bound);
  const bool has_two_meanings = std::any_of(bound.begin(), bound.end(), [&](const std::string& name) {
    return is_free_in(definition->body, name) || arguments.count(name) != 0;
  });
  const bool has_statements =
      any_part(definition->body, [](const Node& part) { return part.kind == Kind::existence; });
  if (has_two_meanings || has_statements) return result;
  const Node body =
      with_names_of_its_own(definition->body, std::string(static_cast<std::size_t>(depth) + 1, '\''));
  const bool is_other = any_part(body, [&](const Node& part) {
    if (part.kind != Kind::name && part.kind != Kind::call) return false;
    if (part.kind == Kind::name && (arguments.count(part.name) != 0 || binds_within(body, part.name)))
      return false;
    return binds_within(statement, part.name) || !meanings.is_same(*definition, part.name);
  });
  const bool may_be_written = std::all_of(arguments.begin(), arguments.end(), [&](const auto& given) {
    const auto& [parameter, argument] = given;
    return !is_captured(argument, body) &&
           (surely_has_value(argument, meanings) || needs(body, parameter, meanings));
  });
  if (is_other || !may_be_written) return result;
  const std::size_t size = size_with(body, arguments);
  if (size > left) return result;
  left -= size;
  return written_out(with_values(body, arguments), statement, meanings, is_wanted, depth + 1, left);
}

}  // namespace

bool surely_has_value(const Node& term, const Meanings& meanings) {
  switch (term.kind) {
    case Kind::number:
      return true;
    case Kind::name:
      return meanings.is_variable(term.name);
    case Kind::divide:
      return surely_has_value(term.children[0], meanings) && term.children[1].kind == Kind::number &&
             sgn(term.children[1].number) != 0;
    case Kind::negate:
    case Kind::add:
    case Kind::subtract:
    case Kind::multiply:
      return std::all_of(term.children.begin(), term.children.end(),
                         [&](const Node& part) { return surely_has_value(part, meanings); });
    default:
      return false;
  }
}

Node with_definitions_written(const Node& term, const Node& statement, const Meanings& meanings,
                              const std::function<bool(const Node&)>& is_wanted) {
  std::size_t left = most_nodes;
  return written_out(term, statement, meanings, is_wanted, 0, left);
}

}  // namespace dropcert::verify
