// All Taylor coefficients of softplus at a point, by the program's mixture of routes, beside Arb's power
// series and each route alone. Usage: taylor-bench [ORDER] [DIGITS] [REPEATS] [Z]     (2000, 1000, 5 and 1)
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "exact/flint.hpp"
#include "frame.hpp"
#include "model/taylor_sequence.hpp"

#if __has_include(<flint/arb.h>)
#include <flint/arb_poly.h>
#else
#include <arb_poly.h>
#endif

namespace {

using namespace dropcert::bench;
using dropcert::ball::Ball;
using dropcert::ball::Bits;

/// rho^-(m+1) 2^-bits bounds the radius of b_m, m < n; by logarithms, with 2 bits to spare.
bool accurate(const arb_struct* b, unsigned long n, double z, long bits) {
  const double log_rho = std::log2(std::hypot(3.14159265, z));
  for (unsigned long m = 0; m < n; ++m) {
    const double wanted = -static_cast<double>(m + 1) * log_rho - static_cast<double>(bits) + 2;
    if (mag_get_d_log2_approx(arb_radref(b + m)) > wanted) return false;
  }
  return true;
}

/// c_0, ..., c_n from b_0, ..., b_(n-1) of 1/(1+e^-x) about z by arb_poly_exp_series and arb_poly_inv_series;
/// in the scaled variable x = z + s t, s near rho, in which the coefficients vary little, and then divided by
/// the powers of s.
bool arb_series(unsigned long n, long z, long bits, long guard) {
  const auto length = static_cast<slong>(n);
  const auto precision = static_cast<slong>(bits + guard);
  const auto eighths = static_cast<slong>(8 * std::hypot(3.14159265, static_cast<double>(z)));
  arb_poly_t f;
  arb_poly_t g;
  arb_t s;
  arb_t power;
  arb_poly_init(f);
  arb_poly_init(g);
  arb_init(s);
  arb_init(power);
  arb_set_si(s, -eighths);
  arb_mul_2exp_si(s, s, -3);
  arb_poly_set_coeff_si(f, 0, -z);
  arb_poly_set_coeff_arb(f, 1, s);
  arb_poly_exp_series(g, f, length, precision);
  arb_add_ui(g->coeffs, g->coeffs, 1, precision);
  arb_poly_inv_series(f, g, length, precision);
  arb_neg(s, s);
  arb_one(power);
  for (slong m = 1; m < length; ++m) {
    arb_mul(power, power, s, precision);
    arb_div(f->coeffs + m, f->coeffs + m, power, precision);
  }
  const bool right = accurate(f->coeffs, n, static_cast<double>(z), bits);
  // c_0 = z - log b_0 and c_m = b_(m-1)/m.
  arb_log(power, f->coeffs, precision);
  arb_sub_si(power, power, z, precision);
  for (slong m = 1; m < length; ++m)
    arb_div_ui(f->coeffs + m, f->coeffs + m, static_cast<ulong>(m) + 1, precision);
  arb_poly_clear(f);
  arb_poly_clear(g);
  arb_clear(s);
  arb_clear(power);
  return right;
}

/// The least guard bits, in steps of 32, with which Arb's series reaches the accuracy.
long least_guard(unsigned long n, long z, long bits) {
  long guard = 32;
  while (!arb_series(n, z, bits, guard)) guard += 32;
  return guard;
}

/// c_m = b_(m-1)/m, m >= 1.
bool accurate(const std::vector<Ball>& c, unsigned long n, long z, long bits) {
  const double log_rho = std::log2(std::hypot(3.14159265, static_cast<double>(z)));
  for (unsigned long m = 1; m <= n; ++m) {
    const double wanted = -static_cast<double>(m) * log_rho - static_cast<double>(bits) + 2;
    if (mag_get_d_log2_approx(arb_radref(c.at(m).raw())) > wanted) return false;
  }
  return c.size() == n + 1;
}

bool mixture(unsigned long n, long z, long bits, unsigned threads = 1) {
  return accurate(dropcert::model::softplus_taylor_sequence(n, z, Bits(bits), threads), n, z, bits);
}

long bits_of(long digits) {
  return static_cast<long>(std::ceil(static_cast<double>(digits) * std::log2(10.0)));
}

bool mpmath_coefficients(unsigned long n, long z, long digits) {
  return shell(
      fmt::format("python3 -c 'import mpmath\nmpmath.mp.dps = {}\n"
                  "c = mpmath.taylor(lambda x: mpmath.log(1 + mpmath.exp(x)), {}, {})\nassert len(c) == {}'",
                  digits, z, n, n + 1));
}

bool gp_coefficients(unsigned long n, long z, long digits) {
  return shell(
      fmt::format("echo 'default(realprecision,{});s=log(1+exp({}+x+O(x^{})));quit(polcoef(s,1)<=0)' | "
                  "gp -q -f -D parisize=1G > /dev/null",
                  digits, z, n + 1));
}

void compare_all(unsigned long n, long digits, int repeats, long z) {
  const long bits = bits_of(digits);
  const long guard = least_guard(n, z, bits);
  std::vector<Contestant> contestants = {
      {fmt::format("Arb's power series (with the least guard bits, {})", guard),
       [=] { return arb_series(n, z, bits, guard); }},
      {"dropcert, mixture of routes", [=] { return mixture(n, z, bits); }},
      {"dropcert, mixture of routes, two threads", [=] { return mixture(n, z, bits, 2); }},
      {"dropcert, power series alone",
       [=] { return dropcert::model::taylor_sequence_by_series(n - 1, z, Bits(bits)).size() == n; }}};
  if (n <= 300) {
    contestants.push_back(
        {"dropcert, Theorem 1 alone",
         [=] { return dropcert::model::taylor_sequence_by_theorem1(n - 1, z, Bits(bits)).size() == n; }});
  }
  if (n <= 2000) {
    contestants.push_back({"PARI/GP's power series, no error bound",
                           [=] { return gp_coefficients(n, z, digits); },
                           has_program("gp") ? "" : "no gp (Debian: pari-gp)"});
  }
  if (n <= 30) {
    contestants.push_back({"mpmath's taylor, no error bound",
                           [=] { return mpmath_coefficients(n, z, digits); },
                           shell("python3 -c 'import mpmath' 2> /dev/null") ? "" : "no mpmath"});
  }
  compare(fmt::format("c_0, ..., c_{} of log(1+e^z) at z = {} to {} digits", n, z, digits), repeats,
          contestants);
}

/// Where one of the two begins to win, or a route is chosen badly: every order by every precision.
void grid(int repeats, long z) {
  fmt::print("### c_0, ..., c_N of log(1+e^z) at z = {} beside Arb's power series, processor seconds\n\n", z);
  fmt::print("| N | digits | Arb | dropcert | times faster |\n|---|---|---|---|---|\n");
  double worst = 1e300;
  constexpr unsigned long largest = 3'000'000;  // N times digits, above which Arb takes seconds
  for (const unsigned long n : {10UL, 30UL, 100UL, 300UL, 1000UL, 3000UL, 10'000UL}) {
    for (const unsigned long digits : {15UL, 50UL, 150UL, 500UL, 1500UL, 5000UL, 10'000UL}) {
      if (n * digits > largest) continue;
      const long bits = bits_of(static_cast<long>(digits));
      const long guard = least_guard(n, z, bits);
      std::vector<double> arb;
      std::vector<double> own;
      for (int i = 0; i < repeats; ++i) {
        arb.push_back(run_apart("Arb", [=] { return arb_series(n, z, bits, guard); }).processor);
        own.push_back(run_apart("dropcert", [=] { return mixture(n, z, bits); }).processor);
      }
      const auto median = [](std::vector<double>& x) {
        std::nth_element(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(x.size() / 2), x.end());
        return x[x.size() / 2];
      };
      const double ratio = median(arb) / median(own);
      worst = std::min(worst, ratio);
      fmt::print("| {} | {} | {:.3g} | {:.3g} | {:.2f} |\n", n, digits, median(arb), median(own), ratio);
    }
  }
  fmt::print("\nThe least of these ratios is {:.2f}.\n\n", worst);
}

}  // namespace

int main(int argc, char** argv) {
  return guarded([&] {
    const unsigned long n = std::max(2UL, argument(argc, argv, 1, 2000));
    const auto digits = static_cast<long>(argument(argc, argv, 2, 1000));
    const auto repeats = static_cast<int>(argument(argc, argv, 3, 5));
    const auto z = static_cast<long>(argument(argc, argv, 4, 1));
    compare_all(n, digits, repeats, z);
    if (argc > 1) return;
    compare_all(30, 50, repeats, z);
    compare_all(300, 300, repeats, z);
    grid(3, z);
    grow("Cost of c_0, ..., c_N to 300 digits as N grows, z = 1", repeats,
         {{"dropcert, mixture of routes",
           {2000, 4000, 8000},
           [](unsigned long m) { return mixture(m, 1, 1000); },
           1,
           "one product a coefficient and pole"},
          {"dropcert, power series alone",
           {500, 1000, 2000},
           [](unsigned long m) {
             return dropcert::model::taylor_sequence_by_series(m, 1, Bits(1000)).size() == m + 1;
           },
           1,
           "quasi-linear times log factors and the growing precision"}});
  });
}
