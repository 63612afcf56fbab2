#include "audit/family_audit.hpp"

#include <algorithm>

#include "audit/block_run.hpp"
#include "audit/rounding.hpp"
#include "model/logistic.hpp"

namespace dropcert {

namespace {

struct Part {
  FamilySummary summary;
  std::string report;
};

NoisyPredictor predictor_of(const Table& table, const TableRow& row, const FamilySetting& setting) {
  std::vector<Rational> contributions = table.contributions(row);
  if (contributions.empty()) contributions.emplace_back(0);  // a sparse row without entries
  if (setting.noise != Noise::additive_gaussian)
    return multiplicative(setting.noise, std::move(contributions), setting.level, setting.bias);
  const ContributionSums sums = sums_of(contributions);
  return {setting.noise, setting.bias + sums.positive - sums.negative, table.weights(), setting.level};
}

// R_2 = A''(z0) Var(Delta)/2, as a decimal.
std::string quadratic(const NoisyPredictor& predictor, Family family, int digits) {
  const Rational half = variance(predictor) / Rational(2);
  const Rational& z0 = predictor.z0;
  if (half.is_zero()) return "0";
  if (family == Family::gaussian) return correctly_rounded(half, digits);
  if (family == Family::gamma) return correctly_rounded(half / (z0 * z0), digits);
  if (z0.is_zero()) return correctly_rounded(family == Family::logistic ? half / Rational(4) : half, digits);
  const auto value = [&](Bits bits) {
    const Ball z = Ball::from(z0, bits);
    const Ball curvature =
        family == Family::poisson ? exp(z, bits) : mul(sigmoid(z, bits), sigmoid(neg(z), bits), bits);
    return mul(curvature, Ball::from(half, bits), bits);
  };
  return rounded_decimal(value, digits);
}

std::string exact_regulariser(const NoisyPredictor& predictor, Family family, int digits) {
  if (no_noise(predictor)) return "0";
  if (family == Family::gaussian) return quadratic(predictor, family, digits);  // R = R_2
  return rounded_decimal([&](Bits bits) { return regulariser(predictor, family, bits); }, digits);
}

std::string radius_text(const Assessment& assessment, Family family, int digits) {
  if (family == Family::gamma) return correctly_rounded(abs(assessment.z0), digits);
  if (family != Family::logistic) return "inf";
  const auto value = [&](Bits bits) { return DeviationRatio{Rational(1), assessment.z0}.value(bits); };
  return rounded_decimal([&](Bits bits) { return inv(value(bits), bits); }, digits);
}

class FamilyAudit {
 public:
  FamilyAudit(const Table& table, const FamilySetting& setting, const AuditOptions& options)
      : table_(table), setting_(setting), options_(options) {}

  Part run(const RecordBlock& block) {
    BlockCursor cursor(block);
    for (TableRow row;;) {
      try {
        if (!table_.next(cursor, row)) break;
        decide(row);
      } catch (const DataError& error) {
        if (!options_.skip_bad) throw;
        skip(error, row.line);
      }
    }
    return std::move(part_);
  }

 private:
  void skip(const DataError& error, std::size_t line) {
    FamilySummary& summary = part_.summary;
    ++summary.skipped;
    if (summary.skipped_rows.size() < AuditSummary::most_skipped_shown)
      summary.skipped_rows.push_back({error.at(), error.sentence()});
    if (options_.report)
      part_.report += std::to_string(line) + (options_.regulariser ? ",,,,skipped,,\n" : ",,,,skipped,\n");
  }

  void decide(const TableRow& row) {
    if (options_.stop && *options_.stop) throw AuditStopped();
    const NoisyPredictor predictor = predictor_of(table_, row, setting_);
    try {
      const Assessment assessment = assess(predictor, setting_.family, Bits(64));
      write(row, predictor, assessment);
      count(assessment);
    } catch (const std::domain_error& error) {
      throw DataError(table_.file(), {row.line, 1}, error.what());
    } catch (const std::length_error& error) {
      throw DataError(table_.file(), {row.line, 1}, error.what());
    }
  }

  void count(const Assessment& assessment) {
    FamilySummary& summary = part_.summary;
    ++summary.rows;
    summary.converging += assessment.converges == true;
    summary.diverging += assessment.converges == false;
    summary.not_finite += !assessment.finite;
  }

  void write(const TableRow& row, const NoisyPredictor& predictor, const Assessment& assessment) {
    if (!options_.report) return;
    const int digits = options_.digits;
    const char* verdict = !assessment.converges   ? "not proved"
                          : *assessment.converges ? "converges"
                                                  : "diverges";
    std::string line = std::to_string(row.line) + "," + correctly_rounded(assessment.z0, digits) + ",";
    line += assessment.deviation ? correctly_rounded(*assessment.deviation, digits) : "inf";
    line += "," + radius_text(assessment, setting_.family, digits) + "," + verdict + "," +
            quadratic(predictor, setting_.family, digits);
    if (options_.regulariser)
      line +=
          "," + (assessment.finite ? exact_regulariser(predictor, setting_.family, digits) : "not finite");
    part_.report += line + "\n";
  }

  const Table& table_;
  const FamilySetting& setting_;
  const AuditOptions& options_;
  Part part_;
};

}  // namespace

void FamilySummary::add(const FamilySummary& other) {
  rows += other.rows;
  converging += other.converging;
  diverging += other.diverging;
  not_finite += other.not_finite;
  skipped += other.skipped;
  skipped_rows.insert(skipped_rows.end(), other.skipped_rows.begin(), other.skipped_rows.end());
  if (skipped_rows.size() > AuditSummary::most_skipped_shown)
    skipped_rows.resize(AuditSummary::most_skipped_shown);
}

FamilySummary audit_family(const Table& table, RecordBlocks& blocks, const FamilySetting& setting,
                           const AuditOptions& options) {
  FamilySummary summary;
  if (options.report)
    options.report(std::string("line,z0,deviation,radius,verdict,R_2") +
                   (options.regulariser ? ",R\n" : "\n"));
  run_blocks<Part>(
      blocks, options,
      [&](const RecordBlock& block) { return FamilyAudit(table, setting, options).run(block); },
      [&](Part&& part) {
        summary.add(part.summary);
        if (options.report) options.report(part.report);
      });
  if (summary.rows == 0 && summary.skipped == 0)
    throw DataError("the file " + shown_name(blocks.source().name()) + " has no rows of data");
  return summary;
}

}  // namespace dropcert
