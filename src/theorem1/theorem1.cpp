#include "theorem1/theorem1.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <stdexcept>

#include "theorem1/defining_sum.hpp"
#include "theorem1/digit_steps.hpp"
#include "theorem1/triangle_pair.hpp"

namespace dropcert::theorem1 {
namespace {

constexpr unsigned max_threads = 256;

unsigned long last_row(const Theorem1Options& options) {
  return options.last_k != 0 ? options.last_k : options.max_k;
}

void require_valid(const Theorem1Options& options) {
  if (options.max_k < 1) throw std::invalid_argument("Theorem 1 starts at k = 1: max_k must be at least 1");
  if (options.max_k > theorem1_max_k) {
    throw std::length_error(
        fmt::format("max_k is {}; the kernels are proved for k up to {}", options.max_k, theorem1_max_k));
  }
  if (options.last_k > options.max_k) {
    throw std::invalid_argument(
        fmt::format("the last row is {}; it must be at most {}", options.last_k, options.max_k));
  }
  if (options.start && (options.start->k < 1 || options.start->k > last_row(options))) {
    throw std::invalid_argument(
        fmt::format("the row to start at is {}; it must be 1 to {}", options.start->k, last_row(options)));
  }
  if (options.threads < 1 || options.threads > max_threads) {
    throw std::invalid_argument(
        fmt::format("the number of threads is {}; it must be 1 to {}", options.threads, max_threads));
  }
}

/// sum_{j=1}^last row(j) g^j modulo 2^61 - 1.
std::string residue(unsigned long last, const Row& row) {
  const mpz_class modulus = (mpz_class(1) << 61) - 1;
  constexpr unsigned long g = 1000003;
  mpz_class sum = 0;
  mpz_class power = 1;
  for (unsigned long j = 1; j <= last; ++j) {
    power = power * g % modulus;
    mpz_class entry = row(j);
    mpz_fdiv_r(entry.get_mpz_t(), entry.get_mpz_t(), modulus.get_mpz_t());
    sum = (sum + entry * power) % modulus;
  }
  return fmt::format("{:016x}", sum.get_ui());
}

/// The rows that `pair` is at.
Theorem1Rows rows_of(const TrianglePair& pair) {
  return {pair.row(), [&pair](unsigned long j) { return pair.surjections(j); },
          [&pair](unsigned long i) { return mpz_class(abs(pair.derivative_coefficient(i))); }, 0, 0};
}

/// Runs through the rows in segments that end at the sampled rows; at the end of a segment whole rows exist.
class Run {
 public:
  Run(const Theorem1Options& options, TrianglePair& pair)
      : options_(options), pair_(pair), last_(last_row(options)) {}

  Theorem1Result operator()() {
    result_.kernel_names = pair_.names();
    pair_.stop_on(options_.stop);
    result_.arena_bytes = pair_.arena_bytes();
    bool agrees = begin();
    try {
      while (agrees && pair_.row() < last_ && !stopped()) {
        agrees = segment();
        if (agrees && options_.save && pair_.row() < last_) save(stopped());
      }
    } catch (const GaveUp&) {  // what was compared before counts; these rows are no rows
      result_.holds = true;
      return result_;
    }
    if (agrees) agrees = record(pair_.compare_row(), pair_.row());
    result_.holds = agrees;
    if (agrees) result_.digest = digest_of(rows_of(pair_));
    if (agrees && options_.progress) options_.progress(result_.checked_up_to);
    return result_;
  }

 private:
  bool stopped() const { return options_.stop != nullptr && options_.stop->load(std::memory_order_relaxed); }

  bool begin() {
    if (!options_.start) return sample();
    pair_.set_rows(*options_.start);
    result_.sampled_rows = options_.start->sampled_rows;
    result_.sampled_in_full = options_.start->sampled_in_full;
    return true;
  }

  void save(bool stopping) const {
    Theorem1Rows rows = rows_of(pair_);
    rows.sampled_rows = result_.sampled_rows;
    rows.sampled_in_full = result_.sampled_in_full;
    options_.save(rows, stopping);
  }

  bool segment() {
    const unsigned long first = pair_.row();
    unsigned long last = std::min(first + pair_.stride(), last_);
    if (const unsigned long every = options_.sample_every; every > 0)
      last = std::min(last, (first / every + 1) * every);
    if (!record(pair_.advance_to(last), last - 1)) return false;
    if (options_.progress) options_.progress(result_.checked_up_to);
    return sample();
  }

  // The last row of a part is sampled too, so that in every part something stands against what the two sides
  // share, the order of the steps; it is not counted, as the parts together count what one run does.
  bool sample() {
    const unsigned long k = pair_.row();
    const bool counts = options_.sample_every > 0 && (k % options_.sample_every == 0 || k == options_.max_k);
    if (options_.sample_every == 0 || (!counts && k != last_)) return true;
    const Row row = [this](unsigned long j) { return pair_.surjections(j); };
    const bool in_full = counts && k <= options_.full_sample_limit;
    const auto mismatch = in_full ? compare_with_defining_sum(k, row) : compare_with_image_count(k, row);
    // Rows before k have been compared; row k itself has not yet, and a coefficient mismatch there comes
    // first.
    if (mismatch) {
      const auto coefficient = pair_.compare_row();
      return record(coefficient ? coefficient : mismatch, k - 1);
    }
    if (!counts) return true;
    ++result_.sampled_rows;
    if (in_full) ++result_.sampled_in_full;
    return true;
  }

  /// Notes the outcome of comparing all rows up to `compared`.
  bool record(const std::optional<Theorem1Mismatch>& mismatch, unsigned long compared) {
    result_.checked_up_to = mismatch ? mismatch->k - 1 : compared;
    result_.first_mismatch = mismatch;
    return !mismatch;
  }

  const Theorem1Options& options_;
  TrianglePair& pair_;
  unsigned long last_;
  Theorem1Result result_;
};

}  // namespace

std::string to_string(Kernel kernel) {
  switch (kernel) {
    case Kernel::automatic:
      return "automatic";
    case Kernel::plain:
      return "plain";
    case Kernel::mpn:
      return "mpn";
    case Kernel::ifma:
      return "ifma";
    case Kernel::avx512:
      return "avx512";
  }
  throw std::invalid_argument("not a kernel");
}

Kernel resolve(const Theorem1Options& options) {
  Kernel kernel = options.kernel;
  if (kernel == Kernel::automatic && has_ifma())
    kernel = options.shared_kernel ? Kernel::ifma : Kernel::avx512;
  if (kernel == Kernel::automatic) kernel = Kernel::mpn;
  if (!kernel_available(kernel)) {
    throw std::invalid_argument(fmt::format("this machine cannot run the kernel '{}'", to_string(kernel)));
  }
  if (options.shared_kernel && kernel != Kernel::ifma) {
    throw std::invalid_argument(
        fmt::format("a shared kernel exists only for 'ifma'; the kernel here is '{}'", to_string(kernel)));
  }
  return kernel;
}

bool kernel_available(Kernel kernel) {
  return (kernel != Kernel::ifma && kernel != Kernel::avx512) || has_ifma();
}

std::string digest_of(const Theorem1Rows& rows) {
  const std::string surjections = residue(rows.k, rows.surjections);
  const auto coefficient = [&](unsigned long i) { return with_sign(rows.derivative(i), i); };
  return fmt::format("k={} T={} D={}", rows.k, surjections, residue(rows.k + 1, coefficient));
}

mpz_class require_not_negative(mpz_class entry) {
  if (entry < 0) throw std::invalid_argument("a row to start at has a negative entry");
  return entry;
}

mpz_class with_sign(const mpz_class& u, unsigned long i) {
  return i % 2 == 0 ? mpz_class(-u) : u;
}

Theorem1Mismatch coefficient_mismatch(unsigned long k, unsigned long j, const mpz_class& derivative,
                                      const mpz_class& surjection_sum) {
  return {Theorem1Mismatch::Check::coefficient, k, j, with_sign(derivative, j).get_str(),
          with_sign(surjection_sum, j).get_str()};
}

std::unique_ptr<TrianglePair> make_triangle_pair(Kernel kernel, unsigned long max_k, unsigned threads,
                                                 bool shared, const Faults& faults) {
  switch (kernel) {
    case Kernel::plain:
      return make_plain_pair(max_k, faults);
    case Kernel::mpn:
      return make_mpn_pair(max_k, threads, faults);
    case Kernel::ifma:
      return make_ifma_pair(max_k, threads, shared, faults);
    case Kernel::avx512:
      return make_avx512_pair(max_k, threads, faults);
    case Kernel::automatic:
      break;
  }
  throw std::invalid_argument(fmt::format("there are no rows for the kernel '{}'", to_string(kernel)));
}

Theorem1Result check_theorem1_with_faults(const Theorem1Options& options, const Faults& faults) {
  require_valid(options);
  const auto pair =
      make_triangle_pair(resolve(options), last_row(options), options.threads, options.shared_kernel, faults);
  return Run(options, *pair)();
}

Theorem1Result check_theorem1(const Theorem1Options& options) {
  return check_theorem1_with_faults(options, {});
}

}  // namespace dropcert::theorem1
