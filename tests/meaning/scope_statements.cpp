#include "meaning/scope_statements.hpp"

namespace dropcert::meaning {

const char* const scope_head =
    "parameter N = 3\n"
    "parameter M = 5\n"
    "where c = 7\n"
    "where twice(x) = 2 * x\n"
    "where mix(a, b) = 10 * a + b\n"
    "where total(n) = sum(a = 1..n, a)\n"
    "where below(x, y) = x < y\n"
    "where form(x) = x * p + N\n";

const std::vector<const char*>& scope_statements() {
  // clang-format off
  static const std::vector<const char*> statements = {
    // quantifiers
    "for x in {1, 2}: x < 3",
    "for x in 1..4: x <= 4",
    "for x in 1..N: x <= N",
    "for x in {N, M}: x < c",
    "for x in {1, 2}, y in {3, 4}: x < y",
    "for x in {1, 2}, y in {x + 1, x + 2}: x < y",
    "for x in 1..3, y in x..3: x <= y",
    "for x in 1..3, y in 1..x: y <= x",
    "for x in {1, 2}: for y in {3, 4}: x < y",
    "for x in {1, 2}: for y in {x + 1}: y = x + 1",
    "for x in {1, 2}: for x in {5, 6}: x > 4",
    "for x in {1, 2}: for x in {x + 1}: x >= 2",
    "for x in {1, 2}: (for x in {5, 6}: x > 4) and x < 3",
    "for x in {1, 2}, y in {3}: for x in {y}: x = y",
    "for (a, b) in {(1, 2), (3, 4)}: b = a + 1",
    "for (a, b) in {(1, 2), (3, 4)}, x in {a, b}: a <= x <= b",
    "for (a, b, n) in {(1, 2, 3), (4, 5, 9)}: a + b = n",
    "for x in {2}: for (a, b) in {(x, x + 1)}: b - a = 1",
    "for (a, b) in {(1, sum(i = 1..4, i))}: a = 1 and b = 10",
    "for (a, b) in {(sum(a = 1..3, a), sum(b = 1..2, b))}: a = 2 * b",
    "for x in 1 * [1, 2]: x < 3",
    "for x in dropout([1, 2], 1/2): x < 7",
    "for x in {1, 2}, y in dropout([x], 1/2): y = 0 or y = 2 * x",
    "for pick in {1, 2}: pick < c",
    // some
    "some x in {1, 2}: x = 2",
    "for x in {1, 2}: some y in {1, 2, 3}: y = x + 1",
    "some y in {1, 2, 3}: for x in {1, 2, 3}: y <= x",
    "for x in 1..3: some y in x..4: y = x + 1",
    "for x in {1, 2}: some y in {x} by x: y = x",
    "for x in {1, 2}: some x in {5} by 5: x = 5",
    "some x in {1, 2}, y in {x + 1}: x + y = 5",
    "for n in 1..3: some a in 0..n, b in 0..n: a + b = n and a < b",
    "not (some x in {1, 2}: x > N)",
    "for x in {1, 2}: not (some y in {3, 4}: y <= x)",
    // sums, products, means
    "sum(a = 1..N, a) = 6",
    "sum(a = 1..3, sum(b = 1..a, b)) = 10",
    "sum(a = 1..3, sum(a = 1..a, a)) = 10",
    "sum(a = 1..2, prod(b = 1..2, a + b)) = 18",
    "for n in 0..4: sum(k = 0..n, binomial(n, k)) = 2^n",
    "for n in 0..4: sum(k = 0..n, k) = n * (n + 1)/2",
    "for n in 1..4: sum(n = 1..n, 1) >= 1",
    "for n in 1..4: sum(n = 1..n, n) = n * (n + 1)/2",
    "for a in {1, 2}: sum(x in [a, a + 1], x) = 2 * a + 1",
    "for a in {1, 2}: sum(x in [1, 2], a * x) = 3 * a",
    "for a in {1, 2}: prod(x in [a, 2], x) = 2 * a",
    "for a in {1, 2}: mean(x in dropout([a], 1/2), x) = a",
    "for a in {1, 2}: mean(x in dropout([1], 1/2), x + a) = 1 + a",
    "mean(x in dropout([1, 1], 1/2), mean(y in dropout([1], 1/2), x * y)) = 2",
    "mean(x in dropout([1], 1/2), mean(x in dropout([3], 1/2), x)) = 3",
    "for x in {1, 2}: sum(y = 1..x, y) + x = x * (x + 3)/2",
    "for x in {1, 2}, y in {1, 2}: sum(a = 1..x, sum(b = 1..y, a * b)) = x * (x + 1) * y * (y + 1)/4",
    "for n in 1..3: prod(k = 1..n, k) = n!",
    "sum(x in 2 * [1, 2], x) = 6",
    "sum(a = 1..2, sum(x in [a, a^2], x)) = 8",
    // definitions
    "for x in {1, 2}: twice(x) = 2 * x",
    "for x in {1, 2}: twice(x + N) = 2 * x + 6",
    "for a in {1, 2}, b in {3, 4}: mix(a, b) = 10 * a + b",
    "for a in {1, 2}, b in {3, 4}: mix(b, a) = 10 * b + a",
    "for a in {3}: total(a) = 6",
    "for n in {3}: total(n) + n = 9",
    "for a in {1, 2}: total(a) = a * (a + 1)/2",
    "for x in {1, 2}, y in {3, 4}: below(x, y)",
    "for x in {1, 2}, y in {3, 4}: not below(y, x)",
    "for y in {1, 2}: below(sum(x = 1..y, x), c)",
    "for c in {1, 2}: twice(c) < 5",
    "for N in {1, 2}: N < 3 and total(N) = N * (N + 1)/2",
    "for x in {1, 2}: mix(x, sum(x = 1..x, x)) = 10 * x + x * (x + 1)/2",
    "for x in {1, 2}: D(form(x)) = x * D(p)",
    // connectives
    "for x in {1, 2}: x = 1 or x = 2",
    "for x in {1, 2, 3}: x > 2 implies x = 3",
    "for x in {1, 2}: x > N implies x = c",
    "for x in {1, 2}, y in {1, 2}: x < y iff y > x",
    "for x in {1, 2}: if(x = 1, (x < 2), (x = 2))",
    "for x in {1, 2}: if(x = 1, 5, x) = 7 - 2 * x or x = 2",
    "(for x in {1, 2}: x < 3) and (for y in {4, 5}: y > 3)",
    "for y in {1, 2}: (for x in {3, 4}: x > y) and (for x in {0}: x < y)",
    "for x in {1, 2}: not (for y in {1, 2}: x = y)",
    "for x in {0, 1, 2} wherever defined: x/x = 1",
    "for x in {0, 1}, y in {1, 2} wherever defined: y/x = y",
    "for y in {1, 2}: for x in {0, y} wherever defined: y/x = 1",
    // limits of names
    "for x in {1, 2}: x < pi",
    "for r in {1, 2}: pi * r^2 >= pi",
    "for x in {1, 2}: at(p^2, x) = x^2",
    "for x in {0, 1}: at(D(p), x) = 0",
    "for exp in {1, 2}: exp < N",
    "for x in {0}: exp(x) = 1",
    "for n in 2..4: bell(n) > n - 1",
    // regions
    "for x in real: x^2 + 1 > 0",
    "for x in real, y in real: (x + y)^2 = x^2 + 2 * x * y + y^2",
    "for x in real, y in real: (x - y) * (x + y) = x^2 - y^2",
    "for a in {1, 2}: for x in real: (x + a)^2 = x^2 + 2 * a * x + a^2",
    "for a in {1, 2}, x in real: a * (x + 1) = a * x + a",
    "for x in real: sum(a = 0..2, binomial(2, a) * x^a) = (1 + x)^2",
    "for x in (0, oo), y in (0, oo): x^2 * y^2 + 1 > 0",
    "for x in [1, 2], y in [3, 4]: x < y",
    "for x in [1, 2], y in [3, 4]: x * y <= 8",
    "for x in [0, 1]: for y in [2, 3]: x < y",
    "for x in {5}: for x in [0, 1]: x < 2",
    "for x in {1}: for x in [2, 3], y in [x + 1, 5]: y >= 3",
    "for x in [0, 1], y in [2, 3]: x = x and y > 1",
    "for n in 0..oo: (n + 1)^2 = n^2 + 2 * n + 1",
    "for x in real: exp(x) * exp(-x) = 1",
    "for x in real, y in real: exp(x + y) = exp(x) * exp(y)",
    "for x in real: sin(x)^2 + cos(x)^2 = 1",
    "for x in real: x > 3 implies x = x",
    "for x in {1, 2}: some y in [0, 3] by x: y = x",
  };
  // clang-format on
  return statements;
}

}  // namespace dropcert::meaning
