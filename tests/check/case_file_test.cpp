// Cases from a file, from the file to the checker's verdict.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

#include "certificate/case_files.hpp"
#include "certificate/statements.hpp"
#include "check/checker.hpp"
#include "language/check.hpp"
#include "publish/certify.hpp"
#include "theorems.hpp"
#include "verify/run.hpp"

using namespace dropcert;
using namespace dropcert::language;
using namespace dropcert::certificate;
using namespace dropcert::verify;

namespace {

struct Folder {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("dropcert-cases-" + std::to_string(::getpid()));
  Folder() { std::filesystem::create_directories(path); }
  ~Folder() { std::filesystem::remove_all(path); }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path / name, std::ios::binary) << text;
  }
};

Ledger opened(const Folder& folder, const std::string& statement, const std::string& before = "") {
  Ledger ledger = checked_ledger(before + "\nclaim A \"\" printed " + statement, "l");
  open_case_files(ledger, folder.path.string());
  return ledger;
}

Finding found(const Ledger& ledger, bool all = false, unsigned threads = 1) {
  RunOptions options;
  options.policy.all_counterexamples = all;
  options.threads = threads;
  return run_ledger(ledger, options).at(0).statements.at(0).finding;
}

Certificate certificate_of(const Ledger& ledger) {
  return read_certificate(
      write_certificate(publish::certify(ledger, run_ledger(ledger, {}), test::listed_theorems())));
}

// What the checker says, reading the files in the folder.
std::string checked(const Certificate& certificate, const Folder& folder) {
  try {
    Ledger stated = ledger_of(certificate);
    open_certified_files(certificate, stated, folder.path.string());
    const check::Report report = check::check_certificate(certificate, stated, 2, {});
    return report.statements.at(0).decision.reason;
  } catch (const CertificateError& error) {
    return error.what();
  }
}

std::string fault(const Folder& folder, const std::string& text, const std::string& statement) {
  folder.write("f.csv", text);
  try {
    opened(folder, statement);
  } catch (const SourceError& error) {
    return error.what();
  }
  return "";
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string squares(int from, int to) {
  std::string text;
  for (int i = from; i <= to; ++i) text += std::to_string(i) + ", " + std::to_string(i * i) + "\n";
  return text;
}

}  // namespace

TEST_CASE("cases of a file are decided as those of a list are") {
  const Folder folder;
  folder.write("f.csv", "n,s\n1,1\n -2 ,4\n1/2,0.25\n1e1,100\r\n\"3\",9\n\n");
  const Ledger ledger = opened(folder, "for (n, s) in file(\"f.csv\"): n^2 = s");
  const Finding finding = found(ledger);
  CHECK(finding.verdict == Verdict::holds);
  CHECK(finding.cases == 5);
  CHECK(finding.coverage == "(n, s) in file(\"f.csv\"): 5 cases");
  CHECK(checked(certificate_of(ledger), folder) == "");
  folder.write("f.csv",
               "\xEF\xBB\xBF"
               "0.7071,\"1,000.5\"\n");
  CHECK(found(opened(folder, "for (x, s) in file(\"f.csv\"): prints(x^2*2001, s)")).verdict ==
        Verdict::holds);
}

TEST_CASE("several blocks: the verdict, the first failing case, all of them; any number of threads") {
  const Folder folder;
  folder.write("f.csv", squares(1, 2500));
  const std::string statement = "for (n, s) in file(\"f.csv\"): n^2 = s";
  const Ledger good = opened(folder, statement);
  CHECK(blocks_of(good.claims[0].statements[0].tree) == 3);
  CHECK(found(good, false, 3).cases == 2500);
  const Certificate certificate = certificate_of(good);
  CHECK(checked(certificate, folder) == "");
  folder.write("f.csv", squares(1, 1099) + "1100, 1210001\n" + squares(1101, 2399) + "2400, 1\n" +
                            squares(2401, 2500));
  CHECK(contains(checked(certificate, folder), "has the digest"));
  const Ledger bad = opened(folder, statement);
  for (const unsigned threads : {1U, 3U}) {
    const Finding first = found(bad, false, threads);
    CHECK(first.verdict == Verdict::refuted);
    CHECK(first.cases == 1100);
    CHECK(first.counterexample->certified_assignment.at(1).second == "1210001");
    const Finding all = found(bad, true, threads);
    CHECK(all.cases == 1100);
    CHECK(all.failing_cases == 2);
    CHECK(all.all_cases == 2500);
    REQUIRE(all.counterexamples.size() == 2);
    CHECK(all.counterexamples[1].assignment.at(0).second == "2400");
    CHECK(all.counterexamples[1].certified_sides.at(0) == "5760000");
    CHECK(all.counterexamples[0].number == 1100);
    CHECK(all.counterexamples[1].number == 2400);
  }
  Certificate refutation = certificate_of(bad);
  CHECK(checked(refutation, folder) == "");
  refutation.claims[0].statements[0].cases = "1099";
  CHECK(contains(checked(read_certificate(write_certificate(refutation)), folder), "in case"));
  // A certificate that says that it holds.
  Certificate forged = certificate;
  forged.files[0].digest = refutation.files[0].digest;
  CHECK(checked(read_certificate(write_certificate(forged)), folder) == "the statement fails in case 1100");
}

TEST_CASE("all cells of a row that are wrong are listed; beyond those shown cases are counted alone") {
  const Folder folder;
  folder.write("f.csv", "2,\"1.41\",\"0.69\"\n3,\"1.72\",\"1.11\"\n5,\"2.24\",\"1.60\"\n");
  const std::string statement = "for (x, s, u) in file(\"f.csv\"): prints(sqrt(x), s) and prints(log(x), u)";
  const Finding all = found(opened(folder, statement), true);
  REQUIRE(all.counterexamples.size() == 2);
  CHECK(all.counterexamples[0].number == 2);
  REQUIRE(all.counterexamples[0].comparisons.size() == 2);
  CHECK(all.counterexamples[0].comparisons[0].truth == false);
  CHECK(all.counterexamples[0].comparisons[1].truth == false);
  REQUIRE(all.counterexamples[1].comparisons.size() == 2);
  CHECK(all.counterexamples[1].comparisons[0].truth == true);
  CHECK(all.counterexamples[1].comparisons[1].truth == false);
  // The right side of `and` is not looked at elsewhere.
  CHECK(found(opened(folder, statement)).counterexample->comparisons.size() == 1);
  std::string text;
  constexpr int rows = 12'345;
  for (int i = 1; i <= rows; ++i) text += std::to_string(i) + "," + std::to_string(i) + "\n";
  folder.write("f.csv", text);
  for (const unsigned threads : {1U, 2U}) {
    const Finding many = found(opened(folder, "for (n, s) in file(\"f.csv\"): n + 1 = s"), true, threads);
    CHECK(many.failing_cases == rows);
    REQUIRE(many.counterexamples.size() == most_counterexamples);
    CHECK(many.counterexamples.back().number == most_counterexamples);
  }
}

TEST_CASE("files within statements, shadowed words, what is not open") {
  const Folder folder;
  folder.write("f.csv", "1\n2\n3\n");
  CHECK(found(opened(folder, "some n in file(\"f.csv\"): n = 2")).verdict == Verdict::holds);
  CHECK(found(opened(folder, "for k in 1..2, n in file(\"f.csv\"): k*n > 0")).cases == 6);
  CHECK(found(opened(folder, "for n in file(\"f.csv\") wherever defined: 1/(n - 2) != 0")).verdict ==
        Verdict::holds);
  CHECK(checked(certificate_of(opened(folder, "for k in 1..2, n in file(\"f.csv\"): k*n > 0")), folder) ==
        "");
  const Ledger own =
      checked_ledger("where file(s) = [4, s] claim A \"\" printed for n in file(5): n > 3", "l");
  CHECK(found(own).verdict == Verdict::holds);
  const Ledger closed = checked_ledger("claim A \"\" printed for n in file(\"f.csv\"): n > 0", "l");
  CHECK(found(closed).reason == "out of reach: the file 'f.csv' is not open");
  CHECK_THROWS_AS(checked_ledger("where t = sum(n in file(\"f.csv\"), n) claim A \"\" printed t = 6", "l"),
                  SourceError);
}

TEST_CASE("faults of a file are told with line and column") {
  const Folder folder;
  const std::string two = "for (a, b) in file(\"f.csv\"): a <= b";
  CHECK(contains(fault(folder, "1,2\n3\n", two), "f.csv:2:1: 1 cell stands in this line; expected 2"));
  CHECK(contains(fault(folder, "1,2\n3,4,5\n", two), "f.csv:2:1: 3 cells stand in this line; expected 2"));
  CHECK(contains(fault(folder, "1,2\n3,x4\n", two), "f.csv:2:3: column 2: 'x4' is no number"));
  CHECK(contains(fault(folder, "1,2\n3,\n", two), "column 2: the cell is empty; expected a number"));
  CHECK(contains(fault(folder, "a,c\n1,2\n", two), "the heading has 'c' in column 2; expected 'b'"));
  CHECK(contains(fault(folder, "1,2\n\n3,4\n", two), "f.csv:2:1: an empty line stands here"));
  CHECK(contains(fault(folder, "1,\"2\n", two), "the quotation mark here is not closed"));
  CHECK(contains(fault(folder, "1,2e99999\n", two), "has an exponent beyond"));
  CHECK(contains(fault(folder, "1,2\x01\n", two), "a control character stands here"));
  CHECK(contains(fault(folder, "a,b\n", two), "has no case"));
  CHECK(contains(fault(folder, std::string(3 << 20, '1'), two), "a line of more than 2^20 bytes"));
  CHECK(contains(fault(folder, "1,2\n", "for (a, b, c) in file(\"f.csv\"): a = b"), "expected 3"));
  CHECK(contains(fault(folder, "1,1.2x\n", "for (a, s) in file(\"f.csv\"): prints(a, s)"), "column 2: "));
  CHECK(contains(fault(folder, "1,2\n", "for (a, b) in file(\"none.csv\"): a = b"), "l:2:"));
  CHECK(contains(fault(folder, "1,2\n", "for (a, b) in file(\".\"): a = b"), "is a directory"));
  CHECK(contains(fault(folder, "\x1f\x8b\x08", two), "is compressed with gzip; expected text"));
  // All of them, up to a bound.
  CHECK(fault(folder, "x,y\n1,2\n\n3\n4,z\n", two) ==
        "f.csv:1:1: the heading has 'x' in column 1; expected 'a', the name in the ledger\n"
        "f.csv:3:1: an empty line stands here; expected a case\n"
        "f.csv:4:1: 1 cell stands in this line; expected 2\n"
        "f.csv:5:3: column 2: 'z' is no number; expected one such as 12, -0.5, 1e-3 or 1/3");
  std::string many;
  for (int i = 0; i < 200; ++i) many += "1,z\n";
  const std::string told = fault(folder, many, two);
  CHECK(std::count(told.begin(), told.end(), '\n') == 100);
  CHECK(contains(told, "f.csv:101:3: more is wrong from here on, and is not told"));
  CHECK(fault(folder, "1,1/0\n", two) == "");
  CHECK(found(opened(folder, two)).verdict == Verdict::refuted);
}

TEST_CASE("a file that changes between its digest and its rows is refused") {
  const Folder folder;
  folder.write("f.csv", squares(1, 1500));
  const Ledger ledger = opened(folder, "for (n, s) in file(\"f.csv\"): n^2 = s");
  folder.write("f.csv", squares(2, 1501));
  CHECK_THROWS_AS(found(ledger), std::runtime_error);
}
