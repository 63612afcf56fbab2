// Files of an audit in a folder of their own, and what the program makes of them.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "cli/process.hpp"

namespace dropcert::test {

class Files : public TemporaryFolder {
 public:
  Files() {
    write("x.csv", "a,b\n1,2\n-3,0.5\n");
    write("w.csv", "name,weight\na,2\nb,-1\nintercept,0.25\n");
  }

  Outcome audit(const std::string& data, const std::string& weights,
                std::vector<std::string> more = {}) const {
    Invocation invocation;
    invocation.folder = path();
    invocation.arguments = {"audit", "--data", data, "--weights", weights, "--dropout", "1/2"};
    invocation.arguments.insert(invocation.arguments.end(), more.begin(), more.end());
    return run(program(), invocation);
  }

  // The rows as the report has them, or the message.
  std::string rows(const std::string& data, const std::string& weights,
                   std::vector<std::string> more = {}) const {
    more.insert(more.end(), {"--out", "r.csv", "--force"});
    const Outcome outcome = audit(data, weights, more);
    if (outcome.exit_code == 2) return outcome.err;
    std::ostringstream content;
    content << std::ifstream(path() + "/r.csv", std::ios::binary).rdbuf();
    return content.str();
  }

  void check_refused(const std::string& data, const std::string& weights, const std::string& part,
                     const std::vector<std::string>& more = {}) const {
    const Outcome outcome = audit(data, weights, more);
    CAPTURE(outcome.out);
    CAPTURE(outcome.err);
    CAPTURE(part);
    CHECK(outcome.exit_code == 2);
    CHECK(outcome.out.empty());
    CHECK(std::count(outcome.err.begin(), outcome.err.end(), '\n') == 1);
    CHECK(contains(outcome.err, part));
  }

  // The command with the advice of its own message, as a shell reads it: what stands from `option` up to
  // `until`.
  Outcome advised(const std::string& data, const std::string& weights, const std::string& option,
                  const std::string& until) const {
    const std::string message = audit(data, weights).err;
    const std::size_t from = message.find(option);
    REQUIRE_MESSAGE(from != std::string::npos, message);
    const std::string advice = message.substr(from, message.find(until, from) - from);
    Invocation invocation;
    invocation.folder = path();
    invocation.arguments = {
        "-c", program() + " audit --data " + data + " --weights " + weights + " --dropout 1/2 " + advice};
    return run("/bin/sh", invocation);
  }
};

}  // namespace dropcert::test
