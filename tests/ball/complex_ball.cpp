#include "ball/complex_ball.hpp"

#include <doctest/doctest.h>

#include "print.hpp"
#include "random.hpp"

namespace dropcert::ball {

using namespace exact;

namespace {

using testing::Random;

constexpr Bits bits(128);

/// A Gaussian rational, with its arithmetic written out.
struct Point {
  Rational re, im;
};

Point operator+(const Point& a, const Point& b) {
  return {a.re + b.re, a.im + b.im};
}
Point operator-(const Point& a, const Point& b) {
  return {a.re - b.re, a.im - b.im};
}
Point operator*(const Point& a, const Point& b) {
  return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}
Rational norm(const Point& a) {
  return a.re * a.re + a.im * a.im;
}
Point inverse(const Point& a) {
  return {a.re / norm(a), -a.im / norm(a)};
}

ComplexBall ball(const Point& a) {
  return {Ball::from(a.re, bits), Ball::from(a.im, bits)};
}

bool contains(const ComplexBall& z, const Point& a) {
  return z.re().contains(a.re) && z.im().contains(a.im);
}

TEST_CASE("arithmetic contains the exact results") {
  Random random(121);
  for (int i = 0; i < 1000; ++i) {
    const Point a = {random.rational(50), random.rational(50)};
    const Point b = {random.rational(50), random.rational(50)};
    const ComplexBall x = ball(a);
    const ComplexBall y = ball(b);
    CHECK(contains(add(x, y, bits), a + b));
    CHECK(contains(sub(x, y, bits), a - b));
    CHECK(contains(mul(x, y, bits), a * b));
    CHECK(contains(neg(x), {-a.re, -a.im}));
    CHECK(contains(conj(x), {a.re, -a.im}));
    CHECK(contains(pow(x, 3, bits), a * a * a));
    CHECK(pow(abs(x, bits), 2, bits).contains(norm(a)));
    if (norm(b).is_zero()) continue;
    CHECK(contains(inv(y, bits), inverse(b)));
    CHECK(contains(div(x, y, bits), a * inverse(b)));
    CHECK(contains(pow(y, -2, bits), inverse(b) * inverse(b)));
  }
  CHECK_FALSE(inv(ball({0, 0}), bits).is_finite());
  CHECK_FALSE(div(ball({1, 1}), ball({0, 0}), bits).is_finite());
  CHECK_FALSE(log(ball({0, 0}), bits).is_finite());
}

TEST_CASE("exp and log by their real parts") {
  Random random(122);
  for (int i = 0; i < 300; ++i) {
    const Point a = {random.dyadic(8, 6), random.dyadic(8, 6)};
    const ComplexBall z = ball(a);
    const Ball size = exp(z.re(), bits);
    CHECK(overlaps(exp(z, bits),
                   ComplexBall(mul(size, cos(z.im(), bits), bits), mul(size, sin(z.im(), bits), bits))));
    if (norm(a).is_zero()) continue;
    const ComplexBall l = log(z, bits);
    CHECK(overlaps(l.re(), log(abs(z, bits), bits)));
    CHECK(overlaps(exp(l, bits), z));
    CHECK(less(const_pi(bits), abs(l.im())) != true);
  }
}

TEST_CASE("the principal branch") {
  const ComplexBall below = log(ball({-1, -1}), bits);
  CHECK(overlaps(below.im(), scale(mul(const_pi(bits), Ball(-3), bits), -2)));
  CHECK(overlaps(log(ball({-1, 0}), bits).im(), const_pi(bits)));
  const ComplexBall across(Ball(-1), Ball::hull(Rational(-1, 100), Rational(1, 100), bits));
  CHECK(log(across, bits).im().contains(Rational(3)));
  CHECK(log(across, bits).im().contains(Rational(-3)));
}

TEST_CASE("messages") {
  CHECK(ComplexBall(Ball(1), Ball(-2)).str(3) == "1.00 + -2.00*i");
}

}  // namespace
}  // namespace dropcert::ball
