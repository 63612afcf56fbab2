// One step of each stream, on columns that the triangles do not reach: extreme digits, lengths and
// multipliers.
#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "sequence.hpp"
#include "theorem1/digit_steps.hpp"
#include "theorem1/entry_bound.hpp"
#include "theorem1/limb_streams.hpp"
#include "theorem1/triangle_pair.hpp"

using namespace dropcert;
using namespace dropcert::test;

namespace {

constexpr unsigned long last_column = (1UL << 18) + 1;  // of the longest row that the kernels are proved for
constexpr std::size_t room_vectors = 12;

/// Room only about column c, so that a large c costs little.
std::vector<std::size_t> rooms_about(unsigned long c) {
  std::vector<std::size_t> rooms(c + theorem1::fused_steps + 1, 0);
  for (std::size_t j = c - 1; j < rooms.size(); ++j) rooms[j] = theorem1::digits_per_vector * room_vectors;
  return rooms;
}

/// Digits up to `most`, mostly at the corners; `vectors` vectors of them, the last with at least one that is
/// not zero.
void fill(theorem1::ColumnArena& arena, std::size_t j, std::size_t vectors, mp_limb_t most,
          Sequence& random) {
  const std::size_t digits = vectors * theorem1::digits_per_vector;
  const std::vector<mp_limb_t> corners = {0, 1, (1UL << 50) - 1, std::min(most, 1UL << 50), most - 1, most};
  const bool all_most = random.between(0, 3) == 0;
  for (std::size_t i = 0; i < digits; ++i) {
    arena[j][i] = all_most                    ? most
                  : random.between(0, 2) == 0 ? random.between(0, most)
                                              : corners[random.between(0, corners.size() - 1)];
  }
  arena.set_length(j, digits);
}

/// The same number in limbs.
void fill_limbs(theorem1::ColumnArena& arena, std::size_t j, const mpz_class& value) {
  std::fill_n(arena[j], arena.room(j), 0);
  std::size_t count = 0;
  mpz_export(arena[j], &count, -1, sizeof(mp_limb_t), 0, 0, value.get_mpz_t());
  arena.set_length(j, count);
}

struct Expected {
  std::vector<mpz_class> sum, surjections, derivative;  // per step
};

/// What `steps` fused steps at column c should give, by mpz.
Expected expect(const std::vector<mpz_class>& t, const std::vector<mpz_class>& u, unsigned long c) {
  Expected e;
  mpz_class t_left = t[0];
  mpz_class u_left = u[0];
  for (std::size_t s = 1; s < t.size(); ++s) {
    const unsigned long j = c + s - 1;
    e.sum.push_back(t[s] + t_left);
    t_left = e.sum.back() * j;
    e.surjections.push_back(t_left);
    u_left = u[s] * j + u_left * (j - 1);
    e.derivative.push_back(u_left);
  }
  return e;
}

unsigned long random_column(Sequence& random, std::size_t steps) {
  const unsigned long top = last_column - steps;
  return random.between(0, 2) == 0   ? top
         : random.between(0, 1) == 0 ? random.between(1, 9)
                                     : random.between(1, 300);
}

using DigitStep = bool (*)(theorem1::ColumnArena&, theorem1::ColumnArena&, unsigned long, std::size_t);

/// Steps on digits up to the proved invariants; the invariants must hold again afterwards.
void check_digit_steps(DigitStep step, mp_limb_t most_u, std::uint64_t seed) {
  constexpr mp_limb_t most_t = (1UL << 50) + (1UL << 20);
  Sequence random(seed);
  for (int round = 0; round < 300; ++round) {
    const std::size_t steps = random.between(1, theorem1::fused_steps);
    const unsigned long c = random_column(random, steps);
    theorem1::ColumnArena t(rooms_about(c));
    theorem1::ColumnArena u(rooms_about(c));
    std::vector<mpz_class> t_values, u_values;
    for (std::size_t i = 0; i <= steps; ++i) {
      fill(t, c - 1 + i, random.between(0, room_vectors - 2), most_t, random);
      fill(u, c - 1 + i, random.between(0, room_vectors - 2), most_u, random);
      t_values.push_back(theorem1::digits_value(t, c - 1 + i));
      u_values.push_back(theorem1::digits_value(u, c - 1 + i));
    }
    const Expected e = expect(t_values, u_values, c);
    const bool suspect = step(t, u, c, steps);
    for (std::size_t s = 0; s < steps; ++s) {
      CHECK(theorem1::digits_value(t, c + s) == e.surjections[s]);
      CHECK(theorem1::digits_value(u, c + s) == e.derivative[s]);
      CHECK((suspect || u_values[s + 1] == e.sum[s]));  // no suspicion proves equality
      CHECK(*std::max_element(t[c + s], t[c + s] + t.room(c + s)) <= most_t);
      CHECK(*std::max_element(u[c + s], u[c + s] + u.room(c + s)) <= most_u);
    }
  }
}

}  // namespace

TEST_CASE("digits: steps at the limits of the invariants, both sides alike") {
  if (theorem1::has_ifma()) check_digit_steps(theorem1::step_both_digits, (1UL << 51) + (1UL << 21), 1);
}

TEST_CASE("digits: steps at the limits of the invariants, half digits") {
  if (theorem1::has_ifma())
    check_digit_steps(theorem1::step_digits_against_halves, (1UL << 50) + (1UL << 25) - 1, 2);
}

TEST_CASE("digits against limbs: equal numbers pass, a difference of one bit anywhere is suspected") {
  if (!theorem1::has_ifma()) return;
  Sequence random(3);
  int passed = 0;
  for (int round = 0; round < 400; ++round) {
    const std::size_t steps = random.between(1, theorem1::fused_steps);
    const unsigned long c = random_column(random, steps);
    theorem1::ColumnArena t(rooms_about(c));
    theorem1::ColumnArena u(rooms_about(c));
    std::vector<mpz_class> t_values;
    const bool ordinary = round % 2 == 0;
    for (std::size_t i = 0; i <= steps; ++i) {
      fill(t, c - 1 + i, random.between(ordinary ? 1 : 0, room_vectors - 2), (1UL << 50) + (1UL << 20),
           random);
      for (std::size_t n = 0; ordinary && n < t.length(c - 1 + i); ++n)
        t[c - 1 + i][n] = random.between(0, 1UL << 50);
      t_values.push_back(theorem1::digits_value(t, c - 1 + i));
    }
    const Expected e = expect(t_values, t_values, c);
    const std::size_t changed = random.between(0, 2 * steps - 1);  // none in half of the rounds
    for (std::size_t s = 0; s < steps; ++s) {
      mpz_class value = e.sum[s];
      const std::size_t bits = mpz_sizeinbase(value.get_mpz_t(), 2);
      const bool far_above = random.between(0, 3) == 0;  // in limbs that no digit stands beside
      if (s == changed)
        mpz_combit(value.get_mpz_t(), far_above ? random.between(bits, 6000) : random.between(0, bits));
      fill_limbs(u, c + s, value);
    }
    const bool suspect = theorem1::step_digits_against_limbs(t, u, c, steps);
    for (std::size_t s = 0; s < steps; ++s) CHECK(theorem1::digits_value(t, c + s) == e.surjections[s]);
    if (changed < steps) {
      CHECK(suspect);
    } else {
      if (ordinary) CHECK(!suspect);
      if (!suspect) ++passed;
    }
  }
  CHECK(passed > 100);
}

TEST_CASE("limbs: steps on extreme limbs, by mpz") {
  Sequence random(4);
  for (int round = 0; round < 500; ++round) {
    const unsigned long c = random.between(2, 200);
    std::vector<std::size_t> rooms(c + 1, 12);
    theorem1::SurjectionLimbs t(200, c);
    theorem1::DerivativeLimbs u(rooms);
    std::vector<mpz_class> value;
    for (const unsigned long j : {c - 1, c}) {
      mpz_class v;
      const unsigned long bits = 64 * random.between(0, 3);
      if (random.between(0, 1) == 0) {
        v = (mpz_class(1) << bits) - 1;  // all ones
      } else {
        v = (mpz_class(random.next()) << bits) + 1;
      }
      value.push_back(v);
      fill_limbs(u.arena(), j, v);
      if (j >= 40) fill_limbs(t.arena(), j, v);  // 40^200 has room for it
    }
    u.differentiate(c);
    CHECK(theorem1::limbs_value(u.arena(), c) == value[1] * c + value[0] * (c - 1));
    if (c - 1 < 40) continue;
    t.add_left_neighbour(c);
    CHECK(theorem1::limbs_value(t.arena(), c) == value[1] + value[0]);
    t.multiply_by_index(c);
    CHECK(theorem1::limbs_value(t.arena(), c) == (value[1] + value[0]) * c);
  }
}

TEST_CASE("a column without room is an error, not an overflow") {
  const std::vector<std::size_t> rooms(3, 1);
  theorem1::DerivativeLimbs u(rooms);
  CHECK_THROWS_AS(
      [&] {
        for (int i = 0; i < 200; ++i) u.differentiate(2);
      }(),
      theorem1::ArithmeticFault);
  if (!theorem1::has_ifma()) return;
  theorem1::ColumnArena t(std::vector<std::size_t>(3, 2 * theorem1::digits_per_vector));
  theorem1::ColumnArena d(std::vector<std::size_t>(3, 2 * theorem1::digits_per_vector));
  t.set_length(2, 2 * theorem1::digits_per_vector);
  CHECK_THROWS_AS(theorem1::step_both_digits(t, d, 2, 1), theorem1::ArithmeticFault);
  CHECK_THROWS_AS(theorem1::step_digits_against_halves(t, d, 2, 1), theorem1::ArithmeticFault);
  CHECK_THROWS_AS(theorem1::step_digits_against_limbs(t, d, 2, 1), theorem1::ArithmeticFault);
}

TEST_CASE("the bound of the entries holds for every row and column, and is not far off") {
  constexpr unsigned long max_k = 120;
  const std::vector<std::size_t> bits = theorem1::entry_bits(max_k, max_k + 1);
  CHECK(std::is_sorted(bits.begin(), bits.end()));
  const auto pair = theorem1::make_triangle_pair(theorem1::Kernel::plain, max_k, 1, false, {});
  for (unsigned long k = 1; k <= max_k; ++k) {
    CHECK(!pair->advance_to(k));
    for (unsigned long j = 1; j <= k + 1; ++j) {
      CHECK(mpz_sizeinbase(pair->derivative_coefficient(j).get_mpz_t(), 2) <= bits[j]);
      if (j <= k) CHECK(mpz_sizeinbase(pair->surjections(j).get_mpz_t(), 2) <= bits[j]);
    }
  }
  CHECK(bits.back() <
        1.1 * static_cast<double>(mpz_sizeinbase(pair->surjections(max_k * 3 / 4).get_mpz_t(), 2)));
}
