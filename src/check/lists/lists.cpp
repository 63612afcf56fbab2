// Elements of lists, and domains of lists: those of a finite domain, which are run through; and those of a
// region, which are written out as a variable for each element.
#include <algorithm>
#include <optional>

#include "check/decide.hpp"
#include "check/evaluator.hpp"
#include "check/functions/functions.hpp"
#include "check/lists/lists.hpp"
#include "check/open/open_lists.hpp"
#include "language/print.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr std::uint64_t most_elements = 100'000;
constexpr std::uint64_t most_variables = 100;

// No name of the language has a bracket, so that no other variable has the name.
Node element_node(const std::string& list, std::uint64_t place) {
  return name_node(list + "[" + std::to_string(place) + "]");
}

Node list_node(const std::string& name, std::uint64_t length) {
  Node node = node_of(Kind::list, {});
  for (std::uint64_t place = 1; place <= length; ++place) node.children.push_back(element_node(name, place));
  return node;
}

bool is_literal(const Node& end) {
  return end.kind == Kind::infinity || written_number(end);
}

// That lists without elements have a domain with ends that are defined is seen only of numbers.
void require_literal_ends(const Domain& domain) {
  for (std::size_t i = 0; i + 1 < domain.terms.size(); ++i)
    if (!is_literal(domain.terms[i]))
      throw OutOfReach("lists without elements of a domain whose ends are computed");
}

std::vector<std::uint64_t> digits_of(std::uint64_t place, std::uint64_t length, std::uint64_t base) {
  std::vector<std::uint64_t> digits(length);
  for (std::size_t i = digits.size(); i-- > 0; place /= base) digits[i] = place % base;
  return digits;
}

}  // namespace

void put(Node& node, const std::string& name, const Node& other) {
  charge(1);
  if (node.kind == Kind::name && node.name == name) {
    node = other;
    return;
  }
  bool is_hidden = false;  // by a binder
  for (Binder& binder : node.binders) {
    for (Node& term : binder.domain.terms)
      if (!is_hidden) put(term, name, other);
    for (const std::string& bound : binder.names) is_hidden = is_hidden || bound == name;
  }
  for (std::size_t i = 0; i < node.children.size(); ++i)
    if (!is_hidden || (node.kind == Kind::existence && i > 0)) put(node.children[i], name, other);
  // An element of it is a variable.
  const bool is_element = node.kind == Kind::index && node.children[0].kind == Kind::list &&
                          node.children[0] == other && node.children[1].kind == Kind::number;
  const mpq_class place = is_element ? node.children[1].number : mpq_class(0);
  if (place.get_den() == 1 && place >= 1 && place <= mpq_class(to_mpz(other.children.size()))) {
    Node element = other.children[place.get_num().get_ui() - 1];
    node = std::move(element);
  }
}

std::optional<Value> list_of_coordinates(const std::string& text) {
  List list;
  if (text.size() < 2 || text.front() != '[' || text.back() != ']') return std::nullopt;
  for (std::size_t begin = 1; text != "[]" && begin < text.size();) {
    const std::size_t end = std::min(text.find(", ", begin), text.size() - 1);
    const std::optional<Value> one = coordinate(text.substr(begin, end - begin), false);
    if (!one) return std::nullopt;
    list.push_back({*one, Value()});
    begin = end + (end + 1 == text.size() ? 1 : 2);
  }
  return list;
}

Value Evaluator::element(const Node& node) {
  const Value list = value(node.children[0]);
  if (const auto* open = get_if<OpenList>(list)) return open_lists_->element(*open, value(node.children[1]));
  const std::int64_t place = integer(value(node.children[1]));
  const auto* elements = get_if<List>(list);
  if (!elements) throw OutOfReach("a list is expected");
  if (place < 1 || static_cast<std::uint64_t>(place) > elements->size())
    throw Undefined("a list has no element of that number");
  return (*elements)[static_cast<std::size_t>(place) - 1].value;
}

std::uint64_t Evaluator::length_of_lists(const Domain& power) {
  const std::uint64_t length = natural(value(power.terms.back()));
  require_at_most(length, most_elements, "the number of elements of a list");
  charge(length);
  return length;
}

// ---- lists of numbers of a finite domain, in lexicographic order

Cases Evaluator::cases_of_lists(const Domain& power) {
  Cases result;
  result.base = std::make_shared<const Cases>(cases(base_of(power)));
  result.length = length_of_lists(power);
  result.count = 1;
  for (std::uint64_t i = 0; i < result.length && result.count > 0; ++i) {
    result.count = times(result.count, result.base->count);
    if (result.count > (std::uint64_t{1} << 60)) throw OutOfReach("there are too many lists");
  }
  return result;
}

Value Evaluator::list_at(const Cases& lists, std::uint64_t place) {
  charge(lists.length);
  const Cases& base = *lists.base;
  List list;
  for (const std::uint64_t digit : digits_of(place, lists.length, base.count)) {
    const std::int64_t number = base.first + static_cast<std::int64_t>(digit);
    list.push_back({base.rows.empty() ? Value(mpq_class(signed_mpz(number))) : base.rows[digit][0], Value()});
  }
  return list;
}

// As the domain lists its numbers.
std::string Evaluator::text_at(const Domain& power, const Cases& lists, std::uint64_t place) {
  std::string text;
  for (const std::uint64_t digit : digits_of(place, lists.length, lists.base->count)) {
    const std::int64_t number = lists.base->first + static_cast<std::int64_t>(digit);
    text += (text.empty() ? "" : ", ") +
            (lists.base->rows.empty() ? std::to_string(number) : to_text(power.terms[digit]));
  }
  return "[" + text + "]";
}

// Whether a list is one of a power.
Truth Evaluator::contains_list(const Domain& power, const Value& list) {
  std::uint64_t length = 0;
  Truth all = in_context([&] {
    length = length_of_lists(power);
    if (length == 0) require_literal_ends(power);
    return nothing_wrong;
  });
  const auto* elements = get_if<List>(list);
  if (!all.holds()) return all;
  if (get_if<OpenList>(list)) return {any_outcome, any_vacuity};
  if (!elements || elements->size() != length) return {false_bit};
  const Domain base = base_of(power);
  for (const Element& element : *elements) all = both(all, [&] { return contains(base, {element.value}); });
  return all;
}

// ---- lists of numbers of a region

bool Evaluator::has_lists(const Node& node, std::size_t bound) {
  for (std::size_t i = bound; i < group_end(node, bound); ++i)
    if (node.binders[i].domain.kind == DomainKind::power) return true;
  return false;
}

// The statement from its group of regions on, with a variable for each element of its lists.
Node Evaluator::written_out(const Node& node, std::size_t bound) {
  Node result = node;
  result.binders.clear();
  std::vector<std::string> before;  // names of the group
  const std::size_t last = group_end(node, bound);
  std::vector<std::pair<std::string, Node>> lists;
  auto put_lists = [&](Node& term) {
    for (const auto& [name, list] : lists) put(term, name, list);
  };
  for (std::size_t i = bound; i < node.binders.size(); ++i) {
    Binder binder = node.binders[i];
    const std::string name = binder.names[0];
    std::uint64_t length = 0;
    const bool is_list = i < last && binder.domain.kind == DomainKind::power;
    if (is_list) {
      for (const std::string& earlier : before)
        if (mentions(binder.domain.terms.back(), earlier))
          throw OutOfReach("the number of elements of a list is a variable");
      length = length_of_lists(binder.domain);
      if (length == 0) require_literal_ends(binder.domain);
      require_at_most(length + before.size(), most_variables, "the variables of a region");
      binder.domain = base_of(binder.domain);
    }
    for (Node& term : binder.domain.terms) put_lists(term);
    before.push_back(name);
    for (std::uint64_t place = 1; place <= length; ++place) {
      binder.names[0] = element_node(name, place).name;
      result.binders.push_back(binder);
    }
    if (is_list)
      lists.emplace_back(name, list_node(name, length));
    else
      result.binders.push_back(std::move(binder));
  }
  put_lists(result.children[0]);
  return result;
}

void Evaluator::region_of_lists(const Node& node, std::size_t bound, bool is_outermost, Elements& elements) {
  std::optional<Node> written;
  const Truth defined = in_context([&] {
    written = written_out(node, bound);
    return nothing_wrong;
  });
  if (!written && is_outermost)
    if (const std::optional<Truth> found = by_open_lists(node, bound, group_end(node, bound)))
      return elements.add(*found);
  const bool is_first = node.binders[bound].domain.kind == DomainKind::power && !written;
  if (is_first && defined.is_undefined() && is_length_undefined(node.binders[bound].domain))
    return elements.add_domain(defined);
  if (!written || !defined.holds()) return elements.add({any_outcome, any_vacuity, true, any_presence});
  if (group_end(*written, 0) == 0) return run(*written, 0, elements);
  region(*written, 0, is_outermost, elements);
}

bool Evaluator::is_length_undefined(const Domain& power) {
  return in_context([&] {
           length_of_lists(power);
           return nothing_wrong;
         })
      .is_undefined();
}

}  // namespace dropcert::check
