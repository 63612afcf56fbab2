#include "verify/row_terms.hpp"

#include <fmt/format.h>

#include "ball/ball.hpp"
#include "language/parser.hpp"
#include "model/enclosure.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;
using namespace language;
using namespace model;

// The terms are the elements of a list in the body of a quantifier over the names, whose slots are set by
// hand.
RowTerms::RowTerms(const std::vector<std::string>& names, const std::vector<std::string>& terms,
                   const Scope& scope, const std::string& source, const Policy& policy)
    : scope_(scope), policy_(policy) {
  const std::vector<std::string> zeros(names.size(), "0");
  const bool is_tuple = names.size() > 1;
  const std::string bound = fmt::format("{}", fmt::join(names, ", "));
  const std::string cases = fmt::format("{}", fmt::join(zeros, ", "));
  std::string binder;
  if (!names.empty())
    binder = is_tuple ? fmt::format("for ({}) in {{({})}}: ", bound, cases)
                      : fmt::format("for {} in {{{}}}: ", bound, cases);
  tree_ = parse_expression(fmt::format("{}length([({})]) = 0", binder, fmt::join(terms, "), (")), source);
  program_ = compile(tree_, scope);
  machine_ = std::make_unique<Machine>(program_, policy.limits, policy.stop);
}

void RowTerms::set_row(std::vector<Node> values) {
  row_ = std::move(values);
  last_.reset();
}

Value RowTerms::key(const Node& node, Bits bits) {
  const Program program = compile(node, scope_);
  if (program.body.kind == Kind::number || program.body.kind == Kind::text) return program.body.constant;
  Machine machine(program, policy_.limits, policy_.stop);
  machine.set_precision(bits);
  return machine.value(program.body);
}

Value RowTerms::evaluated(std::size_t term, Bits bits) {
  machine_->set_precision(bits);
  machine_->clear_doubt();
  const Code* body = &program_.body;
  if (!body->binders.empty()) {
    std::vector<Value> values;
    for (const Node& node : row_) values.push_back(key(node, bits));
    machine_->bind(body->binders[0], values.data());
    body = &body->arguments[0];
  }
  const Code& list = body->arguments[0].arguments[0];
  Value value = machine_->value(list.arguments[term]);
  if (get_if<ExactNumber>(value)) value = machine_->arithmetic().ball(value);
  return machine_->is_doubtful() ? Value(indeterminate()) : value;
}

// What a machine may do is for one term; it has spent it on those before, perhaps.
Value RowTerms::value(std::size_t term, Bits bits) {
  if (last_ && last_->first == term && last_->second >= bits.value) return last_value_;
  for (const bool is_fresh : {false, true}) try {
      last_value_ = evaluated(term, bits);
      last_.emplace(term, bits.value);
      return last_value_;
    } catch (const Imprecise&) {
      return indeterminate();
    } catch (const BudgetSpent& spent) {
      if (is_fresh) throw Unsupported(spent.what());
      machine_ = std::make_unique<Machine>(program_, policy_.limits, policy_.stop);
    }
  return indeterminate();
}

}  // namespace dropcert::verify
