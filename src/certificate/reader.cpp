#include <algorithm>
#include <array>

#include "certificate/certificate.hpp"
#include "certificate/theorems.hpp"
#include "language/utf8.hpp"

namespace dropcert::certificate {

using namespace language;

namespace {

bool is_role(std::string_view key) {
  static constexpr std::array<std::string_view, 4> roles = {"printed", "corrected", "instead", "evidence"};
  return std::find(roles.begin(), roles.end(), key) != roles.end();
}

// Hints for a decision, theorems of the kernel.
bool is_reserved(std::string_view key) {
  return key == "hint" || key == "kernel";
}

std::string expected_format() {
  return std::string("expected 'dropcert-certificate ") + certificate_format + "'";
}

// One line: KEY or KEY TEXT.
struct Record {
  std::string key;
  std::string text;
};

class Reader {
 public:
  explicit Reader(std::string_view text) {
    split(text);
    check_end(text);
  }

  Certificate certificate() {
    Certificate result;
    if (record().key != "dropcert-certificate") fail(expected_format());
    if (record().text != certificate_format)
      fail("this version of the format is not known; " + expected_format());
    ++next_;
    if (accept("title")) result.title = text();
    while (accept("headline")) result.headlines.push_back(headline());
    while (accept("parameter")) result.parameters.push_back(assignment());
    while (accept("theorem")) result.theorems.push_back(theorem());
    while (accept("file")) result.files.push_back(file());
    while (accept("where")) result.definitions.push_back(text());
    if (accept("part")) result.is_part = no_text();
    while (accept("claim")) result.claims.push_back(claim());
    if (is_reserved(record().key))
      fail("the record '" + record().key +
           "' is reserved for a later version, which this program does not know");
    if (next_ != records_.size()) fail("unexpected '" + record().key + "' here");
    check_theorems(result);
    result.lines = std::move(lines_);
    return result;
  }

 private:
  [[noreturn]] void fail(const std::string& reason) const { fail_at(next_, reason); }
  [[noreturn]] static void fail_at(std::size_t index, const std::string& reason) {
    throw CertificateError(static_cast<int>(index) + 1, reason);
  }

  void split(std::string_view text) {
    if (text.size() > max_certificate_length) fail_at(0, "the certificate is too long");
    std::size_t begin = 0;
    while (begin < text.size()) {
      std::size_t end = text.find('\n', begin);
      if (end == text.npos) fail_at(lines_.size(), "the last line does not end");
      std::string_view line = text.substr(begin, end - begin);
      if (!is_printable_utf8(line)) fail_at(lines_.size(), "a byte that is not of a printable character");
      lines_.emplace_back(line);
      begin = end + 1;
    }
    if (lines_.empty()) fail_at(0, "the certificate is empty");
  }

  // The last line counts the others and holds their digest; the others become records.
  void check_end(std::string_view text) {
    std::string last = lines_.back() + "\n";
    if (last.rfind("end ", 0) != 0) {
      if (lines_[0].rfind("dropcert", 0) != 0) fail_at(0, "this is no certificate: " + expected_format());
      fail_at(lines_.size() - 1, "expected 'end', the line count and the digest");
    }
    if (closing_line(text.substr(0, text.size() - last.size())) != last)
      fail_at(lines_.size() - 1, "the line count or the digest is not that of the lines above");
    for (std::size_t i = 0; i + 1 < lines_.size(); ++i) {
      std::size_t space = lines_[i].find(' ');
      if (space == std::string::npos)
        records_.push_back({lines_[i], ""});
      else
        records_.push_back({lines_[i].substr(0, space), lines_[i].substr(space + 1)});
      if (space != std::string::npos && records_.back().text.empty()) fail_at(i, "a space ends the line");
    }
    if (records_.empty()) fail_at(0, expected_format());
  }

  const Record& record() const {
    static const Record none;
    return next_ < records_.size() ? records_[next_] : none;
  }

  bool accept(std::string_view key) {
    if (record().key != key) return false;
    ++next_;
    return true;
  }

  int line() const { return static_cast<int>(next_); }  // of the record just accepted

  // The text of the record just accepted.
  std::string text() const {
    const std::string& text = records_[next_ - 1].text;
    if (text.empty()) fail_at(next_ - 1, "a text is missing");
    return text;
  }

  std::string required(std::string_view key) {
    if (!accept(key)) fail("expected '" + std::string(key) + "'");
    return text();
  }

  std::pair<std::string, std::string> assignment() const {
    std::string both = text();
    std::size_t equals = both.find(" = ");
    if (equals == std::string::npos || equals == 0 || equals + 3 == both.size())
      fail_at(next_ - 1, "expected NAME = VALUE");
    return {both.substr(0, equals), both.substr(equals + 3)};
  }

  // The record just accepted consists of its key.
  bool no_text() const {
    const Record& record = records_[next_ - 1];
    if (!record.text.empty()) fail_at(next_ - 1, "'" + record.key + "' takes no text");
    return true;
  }

  // EXPECTED ID,ID,... TEXT
  CertifiedHeadline headline() const {
    const std::string whole = text();
    const std::size_t first = whole.find(' ');
    const std::size_t second = first == whole.npos ? whole.npos : whole.find(' ', first + 1);
    if (second == whole.npos) fail_at(next_ - 1, "expected a status, the ids of claims and a sentence");
    CertifiedHeadline result{whole.substr(0, first), {}, whole.substr(second + 1)};
    for (std::size_t begin = first + 1; begin < second;) {
      const std::size_t end = std::min(whole.find(',', begin), second);
      result.ids.push_back(whole.substr(begin, end - begin));
      begin = end + 1;
    }
    return result;
  }

  CertifiedTheorem theorem() const {
    const std::string both = text();
    const std::size_t space = both.find(' ');
    if (space == std::string::npos || both.find_first_not_of("0123456789abcdef", space + 1) != both.npos ||
        both.size() - space != 65)
      fail_at(next_ - 1, "expected NAME and a digest of 64 hexadecimal digits");
    return {line(), both.substr(0, space), both.substr(space + 1)};
  }

  CertifiedFile file() const {
    const std::string both = text();
    constexpr std::size_t digits = 64;
    if (both.size() < digits + 2 || both[digits] != ' ' ||
        both.find_first_not_of("0123456789abcdef") != digits)
      fail_at(next_ - 1, "expected a digest of 64 hexadecimal digits and a path");
    return {line(), both.substr(digits + 1), both.substr(0, digits)};
  }

  // Those that the claims name, each once and in alphabetical order.
  static void check_theorems(const Certificate& certificate) {
    std::map<std::string, int> named = theorems_named(certificate);
    std::string last;
    for (const CertifiedTheorem& theorem : certificate.theorems) {
      const std::size_t index = static_cast<std::size_t>(theorem.line) - 1;
      if (theorem.name <= last) fail_at(index, "the theorems are not in alphabetical order, each once");
      if (named.erase(theorem.name) == 0)
        fail_at(index, "no statement names the theorem '" + theorem.name + "'");
      last = theorem.name;
    }
    for (const auto& [name, line] : named)
      fail_at(static_cast<std::size_t>(line) - 1, "the digest of the theorem '" + name + "' is missing");
  }

  CertifiedClaim claim() {
    CertifiedClaim result;
    result.line = line();
    result.id = text();
    while (accept("formal")) result.theorems.push_back(text());
    while (accept("where")) result.definitions.push_back(text());
    while (is_role(record().key)) result.statements.push_back(statement());
    return result;
  }

  CertifiedStatement statement() {
    CertifiedStatement result;
    result.role = record().key;
    ++next_;
    result.line = line();
    result.text = text();
    while (accept("proof")) result.proofs.push_back(text());
    while (accept("cites")) result.citations.push_back(text());
    while (accept("contact")) result.contacts.push_back(text());
    result.verdict = required("verdict");
    if (result.verdict == "undecided") {
      result.reason = required("reason");
      return result;
    }
    result.trust = required("trust");
    while (accept("by")) result.theorems.push_back(text());
    if (accept("vacuous")) result.vacuous = text();
    result.cases = required("cases");
    while (accept("at")) result.assignment.push_back(assignment());
    if (accept("undefined")) result.undefined = no_text();
    while (accept("side")) result.sides.push_back(text());
    return result;
  }

  std::vector<std::string> lines_;
  std::vector<Record> records_;
  std::size_t next_ = 0;
};

}  // namespace

Certificate read_certificate(std::string_view text) {
  Certificate result = Reader(text).certificate();
  if (write_certificate(result) != text)
    throw CertificateError(1, "the certificate is not in canonical form");
  return result;
}

}  // namespace dropcert::certificate
