(** * The headline theorems

    Every statement here is proved in the file of its topic; this file restates them in their most readable form, each
    by an application of the real proof. The sentence above each says the same in words; ../theorems.txt lists both,
    and ../theorem_map.md says which claim of the paper each is about.

    How to read them. [forall x, ...] and [exists x, ...] are the quantifiers, [->] is "implies", [<->] "if and only
    if", [~] "not"; [fun n => ...] is the function or sequence n |-> .... [nat], [Z] and [R] are the natural numbers,
    the integers and the reals; [S n] is n + 1, [INR n] the real number n, [Z.of_nat n] the integer n. [/ x] is 1/x,
    [Rabs x] is |x|, [fact n] is n!, [PI] is pi, [x ^ n] a power with a natural exponent, [Rpower x y] one with a real
    exponent. [l1 = [x; y]] is a list, [In x l] says that x is an element of it.
    - [sum_f_R0 a n] is a 0 + ... + a n, [sum_f 1 n a] is a 1 + ... + a n, [Zsum a n] the sum of integers from 0 to n;
    - [is_series a s]: the series of the a n converges to s; [ex_series a]: it converges; [Series a] is its sum;
    - [is_lim_seq u l]: the sequence u tends to l; [is_LimSup_seq u l]: its limes superior is l;
    - [CV_radius a] is the radius of convergence of the power series with the coefficients a n;
    - [Derive_n f n x] is the n-th derivative of f at x; [is_derive_n f n x l]: it exists and is l;
    - [is_RInt f a b I]: f is integrable on [a, b], and the integral is I.

    Definitions of this development that occur below:
    - [stirling2 n k], [surjections n k] = k! stirling2 n k, [binomial n k], [Zsum] in Stirling.v, [bernoulli] in
      Bernoulli.v;
    - [sigmoid z] = 1/(1 + exp(-z)), [softplus z] = log(1 + exp(z)), [taylor f z n] = f^(n)(z)/n! in Sigmoid.v;
    - [theorem_1_sum k z], the right side of Theorem 1, in Theorem1.v;
    - [modulus c z] and [argument c z] of z + i c in PoleSeries.v; [root x n], the n-th root, in RootTest.v;
    - [logit p] = log(p/(1-p)) in PAverage.v;
    - [relative_tail z n] = (1/8 - 1/pi^2) rho_1^2 (rho/rho_1)^n in TaylorSeries.v, rho_1 = sqrt(z^2 + 9 pi^2);
    - a finite law is a list l of pairs (value, weight); [positive_weights l], [is_law l] (the weights are positive and
      their sum is 1), [expectation l f], [moment l n], [regulariser z l] = E softplus(z + value) - softplus z, in
      FiniteLaw.v;
    - [dropout_law delta a], the law of Delta for the contributions a; [dropout_term delta b a n], the n-th term of the
      series; [dropout_expectation], [dropout_regulariser]; [total a], the sum of a; [deviation delta a] = max(r P + N,
      P + r N); [excess delta a]; [sum_squares a]; [positive_sum a], [negative_sum a] = P, N, in Dropout.v (b is a bias);
    - [partial_regulariser k z l] = R_k in RegulariserBounds.v; [kappa], [l1_norm], [worst_case] in Remedy.v;
    - [within_two_pi delta a], |Delta| < 2 pi always, in TwoPi.v;
    - softmax classes are a list of pairs (eta, v) of a score and its slope; [log_partition classes t] = log of the sum
      of exp(eta + t v), [partition_zero classes x y]: the sum of exp(eta + (x + i y) v) is 0; [spread_at_most classes
      D]: max v - min v <= D, in Softmax.v; [equally_spaced K], the classes (0, 0), (0, 1), ..., (0, K-1), in
      SoftmaxClasses.v;
    - for a step h: [trapezoid h l] = h E z^2/(4 pi) + sum over n >= 1 of (1 - E cos(n h z))/(n sinh(pi n h)), the
      trapezoidal sum of a law l of z; [trapezoid_target l] = E softplus(z) - E z/2 - log 2, what it approximates;
      [regulariser_trapezoid h z l], with nodes [regulariser_node h z l n], the same for the regulariser: h E v^2/(4 pi)
      + sum over n >= 1 of (cos(n h z) - E cos(n h (z + v)))/(n sinh(pi n h)), in TrapezoidLaw.v. *)

Require Import Arith ZArith Reals Lra Lia Factorial List.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Stirling SurjectionRows Bernoulli Sigmoid Theorem1 PAverage PoleExpansion
  DoubleSeries PoleSeries TaylorCoefficients PoleTail TaylorSeries RootTest BernoulliGrowth FiniteLaw Dropout
  RegulariserBounds Remedy TwoPi Softmax SoftmaxRadius SoftmaxClasses Trapezoid TrapezoidLaw.
Import ListNotations.
Open Scope R_scope.

(** ** The triangle T(n,k) = k! S2(n,k) *)

(** The Stirling numbers of the second kind satisfy S2(n+1, k+1) = (k+1) S2(n, k+1) + S2(n, k). *)
Theorem stirling_recurrence : forall n k : nat,
  stirling2 (S n) (S k) = (S k * stirling2 n (S k) + stirling2 n k)%nat.
Proof. exact stirling2_S_S. Qed.

(** With the factor (k+1)!, as printed, the recurrence of the Stirling numbers is false. *)
Theorem stirling_recurrence_as_printed_false :
  ~ (forall n k : nat, stirling2 (S n) (S k) = (fact (S k) * stirling2 n (S k) + stirling2 n k)%nat).
Proof. intros H. specialize (H 3%nat 2%nat). discriminate H. Qed.

(** T(n+1, k+1) = (k+1) (T(n, k+1) + T(n, k)), the recurrence that the proof of Theorem 1 uses. *)
Theorem surjections_recurrence : forall n k : nat,
  surjections (S n) (S k) = (S k * (surjections n (S k) + surjections n k))%nat.
Proof. exact surjections_S_S. Qed.

(** T(n, k) = sum over i of (-1)^(k-i) C(k, i) i^n: T counts the maps of n things onto k things. *)
Theorem surjections_formula : forall n k : nat, Z.of_nat (surjections n k)
  = Zsum (fun i => ((-1) ^ Z.of_nat (k - i) * Z.of_nat (binomial k i) * Z.of_nat i ^ Z.of_nat n)%Z) k.
Proof. exact surjections_inclusion_exclusion. Qed.

(** The alternating sum over j of (-1)^j T(n, j) is (-1)^n. *)
Theorem surjections_alternating_sum : forall n : nat,
  Zsum (fun j => ((-1) ^ Z.of_nat j * Z.of_nat (surjections n j))%Z) n = ((-1) ^ Z.of_nat n)%Z.
Proof. exact surjections_alternating. Qed.

(** The row that is computed by additions and multiplications alone is the row T(n, 0), ..., T(n, n). *)
Theorem surjections_row : forall n k : nat,
  nth k (SurjectionRows.surjections_row n) 0%Z = Z.of_nat (surjections n k).
Proof. exact surjections_row_correct. Qed.

(** ** Bernoulli numbers *)

(** The numbers B_n = sum over j of (-1)^j T(n, j)/(j+1) satisfy the recurrence of the Bernoulli numbers: the
    sum over k <= n of C(n+1, k) B_k is 0. *)
Theorem bernoulli_recurrence : forall n : nat, (1 <= n)%nat ->
  sum_f_R0 (fun k => INR (binomial (S n) k) * bernoulli k) n = 0.
Proof. exact Bernoulli.bernoulli_recurrence. Qed.

(** B_0 = 1. *)
Theorem bernoulli_zero : bernoulli 0 = 1.
Proof. exact bernoulli_0. Qed.

(** With B_0 = 1 that recurrence determines the Bernoulli numbers. *)
Theorem bernoulli_unique : forall B : nat -> R, B 0%nat = 1 ->
  (forall n, (1 <= n)%nat -> sum_f_R0 (fun k => INR (binomial (S n) k) * B k) n = 0) ->
  forall n, B n = bernoulli n.
Proof. exact Bernoulli.bernoulli_unique. Qed.

(** For 0 < |x| < 2 pi the sum of B_n x^n/n! is x/(exp(x) - 1). *)
Theorem bernoulli_series : forall x : R, x <> 0 -> Rabs x < 2 * PI ->
  is_series (fun n => bernoulli n / INR (fact n) * x ^ n) (x / (exp x - 1)).
Proof. exact bernoulli_series_sum. Qed.

(** The radius of convergence of the sum of B_n x^n/n! is 2 pi. *)
Theorem bernoulli_radius : CV_radius (fun n => bernoulli n / INR (fact n)) = 2 * PI.
Proof. exact bernoulli_radius_exact. Qed.

(** Euler's formula: B_2k = (-1)^(k-1) 2 (2k)! zeta(2k)/(2 pi)^(2k) for k >= 1. *)
Theorem bernoulli_zeta : forall k : nat, (1 <= k)%nat -> bernoulli (2 * k)
  = (-1) ^ (k - 1) * (2 * INR (fact (2 * k)) * Series (fun m => / INR (S m) ^ (2 * k)) / (2 * PI) ^ (2 * k)).
Proof.
  intros k Hk. destruct k as [|j]; [lia|]. replace (S j - 1)%nat with j by lia. exact (bernoulli_even j).
Qed.

(** For every k >= 1, 1 < |B_2k| (2 pi)^(2k)/(2 (2k)!) <= pi^2/6. *)
Theorem bernoulli_bounds : forall k : nat, (1 <= k)%nat ->
  1 < Rabs (bernoulli (2 * k)) * (2 * PI) ^ (2 * k) / (2 * INR (fact (2 * k))) <= PI ^ 2 / 6.
Proof. exact bernoulli_two_sided. Qed.

(** The limit (not only the limes superior) of |B_2k/(2k)!|^(1/2k) is 1/(2 pi). *)
Theorem bernoulli_root_limit :
  is_lim_seq (fun k => Rpower (Rabs (bernoulli (2 * k) / INR (fact (2 * k)))) (/ INR (2 * k))) (/ (2 * PI)).
Proof. exact bernoulli_root_limit_exact. Qed.

(** The limes superior over all n of |B_n/n!|^(1/n) is 1/(2 pi). *)
Theorem bernoulli_root_limsup :
  is_LimSup_seq (fun n => root (Rabs (bernoulli n / INR (fact n))) n) (/ (2 * PI)).
Proof. exact bernoulli_root_limsup_exact. Qed.

(** Equation 14, as a limit and not only a limes superior: (2 zeta(2k)/(2 pi)^(2k))^(1/2k) tends to 1/(2 pi). *)
Theorem zeta_root_limit :
  is_lim_seq (fun k => Rpower (2 * Series (fun m => / INR (S m) ^ (2 * k)) / (2 * PI) ^ (2 * k)) (/ INR (2 * k)))
             (/ (2 * PI)).
Proof. exact zeta_root_limit_exact. Qed.

(** 1 < zeta(2k) < 1 + 3/4^k for every k >= 1. *)
Theorem zeta_bounds : forall k : nat, (1 <= k)%nat ->
  1 < Series (fun m => / INR (S m) ^ (2 * k)) < 1 + 3 / 4 ^ k.
Proof. exact zeta_geometric_bounds. Qed.

(** zeta(2k) tends to 1. *)
Theorem zeta_tends_to_1 : is_lim_seq (fun k => Series (fun m => / INR (S m) ^ (2 * k))) 1.
Proof. exact zeta_limit. Qed.

(** (2^n - 1) B_n = (-1)^n n p^(n-1)(0) for n >= 1: at p = 1/2 the derivatives are Bernoulli numbers times 2^n
    - 1. *)
Theorem bernoulli_sigmoid : forall n : nat,
  (2 ^ S n - 1) * bernoulli (S n) = (-1) ^ S n * INR (S n) * Derive_n sigmoid n 0.
Proof. exact bernoulli_from_sigmoid. Qed.

(** For k >= 1 the integral over p from 0 to 1 of the polynomial in p that Theorem 1 gives for A^(k+1), the sum over
    i = 0..k of (-1)^i (T(k, i+1) + T(k, i)) p^(i+1), is B_(k+1). *)
Theorem p_average_polynomial : forall k : nat, (1 <= k)%nat ->
  is_RInt (fun q => sum_f_R0 (fun i => (-1) ^ i * (INR (surjections k (S i)) + INR (surjections k i)) * q ^ S i) k) 0 1
    (bernoulli (S k)).
Proof. exact sigmoid_p_average. Qed.

(** For n >= 2 the integral over p from 0 to 1 of A^(n), as a function of p, is the Bernoulli number B_n. *)
Theorem p_average : forall n : nat, (2 <= n)%nat ->
  is_RInt (fun q => Derive_n softplus n (logit q)) 0 1 (bernoulli n).
Proof. exact softplus_p_average. Qed.

(** ** Theorem 1 *)

(** Theorem 1 of the paper, for every k >= 1 and every real z: p^(k) = p' times the sum over j = 1..k of
    (-1)^(j-1) p^(j-1) T(k, j). *)
Theorem theorem_1 : forall k : nat, (1 <= k)%nat -> forall z : R,
  is_derive_n sigmoid k z (sigmoid z * (1 - sigmoid z)
    * sum_f 1 k (fun j => (-1) ^ (j - 1) * sigmoid z ^ (j - 1) * INR (surjections k j))).
Proof. intros k Hk z. exact (sigmoid_derivatives k z Hk). Qed.

(** The same for the log-partition function: A^(k+1) is the right side of Theorem 1. *)
Theorem theorem_1_softplus : forall k : nat, (1 <= k)%nat -> forall z : R,
  is_derive_n softplus (S k) z (sigmoid z * (1 - sigmoid z)
    * sum_f 1 k (fun j => (-1) ^ (j - 1) * sigmoid z ^ (j - 1) * INR (surjections k j))).
Proof. intros k Hk z. exact (softplus_derivatives k z Hk). Qed.

(** Theorem 1 in powers of p: p^(k) = -(1-p) times the sum over j = 1..k of (-p)^j T(k, j). *)
Theorem theorem_1_powers : forall (k : nat) (z : R), (1 <= k)%nat -> Derive_n sigmoid k z
  = - (1 - sigmoid z) * sum_f 1 k (fun j => (- sigmoid z) ^ j * INR (surjections k j)).
Proof. exact sigmoid_derivatives_powers. Qed.

(** Theorem 1 is false if A_k is read as A^(k): already A''(0) is not the right side for k = 2. *)
Theorem theorem_1_unshifted_false : Derive_n softplus 2 0 <> theorem_1_sum 2 0.
Proof. exact unshifted_reading_false. Qed.

(** ** The poles and the Taylor coefficients *)

(** p(z) - 1/2 is the sum over k >= 0 of 2 z/(z^2 + (2k+1)^2 pi^2), for every real z. *)
Theorem pole_expansion : forall z : R,
  is_series (fun k => 2 * z / (z ^ 2 + ((2 * INR k + 1) * PI) ^ 2)) (sigmoid z - / 2).
Proof. exact sigmoid_expansion. Qed.

(** The n-th Taylor coefficient of p at z is the sum over k >= 0 of (-1)^n 2 cos((n+1) theta_k)/rho_k^(n+1),
    where rho_k and theta_k are the modulus and the argument of z + (2k+1) pi i. *)
Theorem pole_expansion_derivatives : forall (z : R) (n : nat), (1 <= n)%nat ->
  Derive_n sigmoid n z / INR (fact n)
  = Series (fun k => (-1) ^ n * (2 * cos (INR (S n) * argument ((2 * INR k + 1) * PI) z)
                                 / modulus ((2 * INR k + 1) * PI) z ^ S n)).
Proof. exact taylor_sigmoid_poles. Qed.

(** The sum over k of 1/rho_k^2 is (p(z) - 1/2)/(2 z), for z other than 0. *)
Theorem pole_inverse_squares : forall z : R, z <> 0 ->
  Series (fun k => / modulus ((2 * INR k + 1) * PI) z ^ 2) = (sigmoid z - / 2) / (2 * z).
Proof. exact inverse_square_sum_value. Qed.

(** The sum over k of 1/((2k+1) pi)^2 is 1/8. *)
Theorem pole_inverse_squares_at_zero : Series (fun k => / ((2 * INR k + 1) * PI) ^ 2) = / 8.
Proof. exact odd_inverse_square_sum. Qed.

(** The n-th Taylor coefficient of p at z differs from the part of the two nearest poles by at most 2 (1/8 -
    1/pi^2) rho_1^(1-n). *)
Theorem pole_tail_bound : forall (z : R) (n : nat), (1 <= n)%nat ->
  Rabs (Derive_n sigmoid n z / INR (fact n)
        - (-1) ^ n * (2 * cos (INR (S n) * acos (z / sqrt (z ^ 2 + PI ^ 2))) / sqrt (z ^ 2 + PI ^ 2) ^ S n))
  <= 2 * (/ 8 - / PI ^ 2) * (sqrt (z ^ 2 + (3 * PI) ^ 2) / sqrt (z ^ 2 + (3 * PI) ^ 2) ^ n).
Proof. exact taylor_sigmoid_tail. Qed.

(** With K+1 pairs of poles summed, what is left out is at most rho^(1-n)/(2 (K+1) pi^2), rho the distance of the next. *)
Theorem pole_tail_bound_after : forall (z : R) (n K : nat), (1 <= n)%nat ->
  Rabs (Derive_n sigmoid n z / INR (fact n)
        - sum_f_R0 (fun k => (-1) ^ n * (2 * cos (INR (S n) * argument ((2 * INR k + 1) * PI) z)
                                         / modulus ((2 * INR k + 1) * PI) z ^ S n)) K)
  <= modulus ((2 * INR (S K) + 1) * PI) z / modulus ((2 * INR (S K) + 1) * PI) z ^ n / (2 * INR (S K) * PI ^ 2).
Proof. exact taylor_sigmoid_tail_after. Qed.

(** The n-th Taylor coefficient of p at z is at most rho^(1-n)/4 in modulus, rho = sqrt(z^2 + pi^2), for n >=
    1. *)
Theorem derivative_bound : forall (z : R) (n : nat), (1 <= n)%nat ->
  Rabs (Derive_n sigmoid n z / INR (fact n)) <= sqrt (z ^ 2 + PI ^ 2) / 4 / sqrt (z ^ 2 + PI ^ 2) ^ n.
Proof. exact taylor_sigmoid_bound. Qed.

(** |A^(2j)(z)|/(2j)! is at most (4^j - 1) |B_2j|/(2j (2j)!) for every real z: the derivatives of even order
    are greatest at 0. *)
Theorem even_derivative_bound : forall (z : R) (j : nat), (1 <= j)%nat ->
  Rabs (Derive_n softplus (2 * j) z / INR (fact (2 * j)))
  <= (4 ^ j - 1) * Rabs (bernoulli (2 * j)) / (INR (2 * j) * INR (fact (2 * j))).
Proof. exact softplus_even_bound. Qed.

(** At z = 0 that bound is attained: A^(2j)(0)/(2j)! = (4^j - 1) B_2j/(2j (2j)!). *)
Theorem even_derivative_at_zero : forall j : nat, (1 <= j)%nat ->
  Derive_n softplus (2 * j) 0 / INR (fact (2 * j))
  = (4 ^ j - 1) * bernoulli (2 * j) / (INR (2 * j) * INR (fact (2 * j))).
Proof. exact taylor_softplus_even_bernoulli. Qed.

(** ** Convergence of the Taylor series *)

(** The Taylor series of p about the real point z has the radius of convergence sqrt(z^2 + pi^2). *)
Theorem sigmoid_radius : forall z : R, CV_radius (taylor sigmoid z) = sqrt (z ^ 2 + PI ^ 2).
Proof. exact sigmoid_radius_exact. Qed.

(** The Taylor series of A about the real point z has the radius of convergence sqrt(z^2 + pi^2). *)
Theorem softplus_radius : forall z : R, CV_radius (taylor softplus z) = sqrt (z ^ 2 + PI ^ 2).
Proof. exact softplus_radius_exact. Qed.

(** The radius of convergence of the Taylor series of A about 0 is not 2 pi. *)
Theorem softplus_radius_at_zero_not_two_pi : CV_radius (taylor softplus 0) <> Finite (2 * PI).
Proof.
  rewrite softplus_radius_exact. intros E. injection E as E. apply radius_two_pi_iff in E.
  pose proof (pow_lt PI 2 PI_RGT_0). rewrite pow_i in E by lia. lra.
Qed.

(** sqrt(z^2 + pi^2) is 2 pi if and only if z^2 = 3 pi^2. *)
Theorem radius_is_two_pi_iff : forall z : R, sqrt (z ^ 2 + PI ^ 2) = 2 * PI <-> z ^ 2 = 3 * PI ^ 2.
Proof. exact radius_two_pi_iff. Qed.

(** Within the radius the Taylor series of p has the sum p. *)
Theorem sigmoid_series : forall z h : R, Rabs h < sqrt (z ^ 2 + PI ^ 2) ->
  is_series (fun n => taylor sigmoid z n * h ^ n) (sigmoid (z + h)).
Proof. exact sigmoid_series_sum. Qed.

(** The Taylor series of A about z converges at z + h if and only if |h| <= sqrt(z^2 + pi^2): the ends of the
    interval belong to it. *)
Theorem softplus_series_iff : forall z h : R,
  ex_series (fun n => taylor softplus z n * h ^ n) <-> Rabs h <= sqrt (z ^ 2 + PI ^ 2).
Proof. exact TaylorSeries.softplus_series_iff. Qed.

(** Where it converges, the ends included, the Taylor series of A has the sum A(z + h). *)
Theorem softplus_series : forall z h : R, Rabs h <= sqrt (z ^ 2 + PI ^ 2) ->
  is_series (fun n => taylor softplus z n * h ^ n) (softplus (z + h)).
Proof. exact softplus_series_sum. Qed.

(** At the ends of the interval, |h| = sqrt(z^2 + pi^2), the Taylor series of A converges to A(z + h). *)
Theorem boundary_series : forall z h : R, Rabs h = sqrt (z ^ 2 + PI ^ 2) ->
  is_series (fun n => taylor softplus z n * h ^ n) (softplus (z + h)).
Proof. exact softplus_series_boundary. Qed.

(** Beyond the radius the terms of even order of the Taylor series of A are unbounded. *)
Theorem even_terms_unbounded : forall z r M : R, sqrt (z ^ 2 + PI ^ 2) < r ->
  ~ (forall j : nat, Rabs (taylor softplus z (2 * j)) * r ^ (2 * j) <= M).
Proof. exact TaylorSeries.even_terms_unbounded. Qed.

(** If a power series has the radius of convergence r, 0 < r < infinity, then the limes superior of
    |a_n|^(1/n) is 1/r. *)
Theorem cauchy_hadamard : forall (a : nat -> R) (r : R), 0 < r -> CV_radius a = r ->
  is_LimSup_seq (fun n => root (Rabs (a n)) n) (/ r).
Proof. exact RootTest.cauchy_hadamard. Qed.

(** If u_k lies between two positive bounds for k >= 1, then (c u_k/q^(2k))^(1/2k) tends to 1/q, for all c, q > 0. *)
Theorem root_limit : forall (u : nat -> R) (lo hi c q : R), 0 < lo -> 0 < c -> 0 < q ->
  (forall k, (1 <= k)%nat -> lo <= u k <= hi) ->
  is_lim_seq (fun k => Rpower (c * u k / q ^ (2 * k)) (/ INR (2 * k))) (/ q).
Proof. exact even_root_limit. Qed.

(** If 1 <= u_k <= 2 for k >= 1, then the limit of (2 u_k/(2 pi)^(2k))^(1/2k) is 1/(2 pi); u_k = zeta(2k) is
    the end of equation 14. *)
Theorem root_limit_two_pi : forall u : nat -> R, (forall k, (1 <= k)%nat -> 1 <= u k <= 2) ->
  is_lim_seq (fun k => Rpower (2 * u k / (2 * PI) ^ (2 * k)) (/ INR (2 * k))) (/ (2 * PI)).
Proof. intros u Hu. apply (even_root_limit u 1 2); try lra; [pose proof PI_RGT_0; lra|exact Hu]. Qed.

(** The limes superior of |p^(n)(z)/n!|^(1/n) is 1/sqrt(z^2 + pi^2). *)
Theorem sigmoid_root_limsup : forall z : R,
  is_LimSup_seq (fun n => root (Rabs (taylor sigmoid z n)) n) (/ sqrt (z ^ 2 + PI ^ 2)).
Proof. intros z. exact (RootTest.cauchy_hadamard _ _ (radius_pos z) (sigmoid_radius_exact z)). Qed.

(** The limes superior of |A^(n)(z)/n!|^(1/n) is 1/sqrt(z^2 + pi^2). *)
Theorem softplus_root_limsup : forall z : R,
  is_LimSup_seq (fun n => root (Rabs (taylor softplus z n)) n) (/ sqrt (z ^ 2 + PI ^ 2)).
Proof. intros z. exact (RootTest.cauchy_hadamard _ _ (radius_pos z) (softplus_radius_exact z)). Qed.

(** For A the limes superior along the even orders alone is the same, 1/sqrt(z^2 + pi^2), for every real z. *)
Theorem softplus_even_root_limsup : forall z : R,
  is_LimSup_seq (fun k => root (Rabs (taylor softplus z (2 * k))) (2 * k)) (/ sqrt (z ^ 2 + PI ^ 2)).
Proof. exact RootTest.softplus_even_root_limsup. Qed.

(** At z = 0 all derivatives of p of even order >= 2 are 0. *)
Theorem sigmoid_even_derivatives_vanish : forall j : nat, (1 <= j)%nat -> taylor sigmoid 0 (2 * j) = 0.
Proof. intros j Hj. destruct j as [|j]; [lia|]. exact (taylor_sigmoid_even_0 j). Qed.

(** ** Moment series *)

(** For noise with finitely many values, the series of A^(n)(z)/n! times the n-th moment converges if and only
    if no value exceeds sqrt(z^2 + pi^2) in modulus. *)
Theorem law_converges_iff : forall (z : R) (l : list (R * R)), positive_weights l ->
  (ex_series (fun n => taylor softplus z n * moment l n)
   <-> forall v w, In (v, w) l -> Rabs v <= sqrt (z ^ 2 + PI ^ 2)).
Proof. exact law_series_iff. Qed.

(** If no value of the noise exceeds sqrt(z^2 + pi^2) in modulus, the sum of that series is E A(z + noise). *)
Theorem law_sum : forall (z : R) (l : list (R * R)),
  (forall v w, In (v, w) l -> Rabs v <= sqrt (z ^ 2 + PI ^ 2)) ->
  is_series (fun n => taylor softplus z n * moment l n) (expectation l (fun v => softplus (z + v))).
Proof. exact law_series_sum. Qed.

(** If some value does exceed it, the terms of the series are unbounded. *)
Theorem law_terms_unbounded : forall (z : R) (l : list (R * R)) (v w : R),
  positive_weights l -> In (v, w) l -> sqrt (z ^ 2 + PI ^ 2) < Rabs v ->
  forall M, ~ (forall n, Rabs (taylor softplus z n * moment l n) <= M).
Proof. exact FiniteLaw.law_terms_unbounded. Qed.

(** Of any two orders n and 2 n, n >= 2, one, say m, has |A^(m)(z)/m!| rho^m >= (2/m) (1/2 - eps), where eps =
    (1/8 - 1/pi^2) rho_1^2 (rho/rho_1)^n tends to 0. *)
Theorem coefficient_lower_bound : forall (z : R) (n : nat), (2 <= n)%nat ->
  exists m : nat, (m = n \/ m = (2 * n)%nat) /\
  (/ 2 - relative_tail z n) * (2 / INR m) <= Rabs (taylor softplus z m) * sqrt (z ^ 2 + PI ^ 2) ^ m.
Proof. exact softplus_coefficient_lower. Qed.

(** If the value v has the probability w, then of the terms of orders 2j and 4j one, say of order m, is at
    least w (1/2 - eps) (2/m) (|v|/rho)^m in modulus. *)
Theorem divergence_witness : forall (z : R) (l : list (R * R)) (v w : R) (j : nat),
  positive_weights l -> In (v, w) l -> (1 <= j)%nat ->
  exists m : nat, (m = (2 * j)%nat \/ m = (2 * (2 * j))%nat) /\
  w * (/ 2 - relative_tail z (2 * j)) * (2 / INR m) * (Rabs v / sqrt (z ^ 2 + PI ^ 2)) ^ m
  <= Rabs (taylor softplus z m * moment l m).
Proof. exact FiniteLaw.divergence_witness. Qed.

(** For noise of mean 0 and no value beyond sqrt(z^2 + pi^2), the series from order 2 on has the sum R = E A(z
    + noise) - A(z). *)
Theorem regulariser_sum : forall (z : R) (l : list (R * R)), is_law l -> moment l 1 = 0 ->
  (forall v w, In (v, w) l -> Rabs v <= sqrt (z ^ 2 + PI ^ 2)) ->
  is_series (fun n => taylor softplus z (S (S n)) * moment l (S (S n))) (regulariser z l).
Proof. exact regulariser_series_sum. Qed.

(** If some value of the noise exceeds sqrt(z^2 + pi^2) in modulus, the series from order 2 on diverges. *)
Theorem regulariser_diverges : forall (z : R) (l : list (R * R)) (v w : R),
  is_law l -> In (v, w) l -> sqrt (z ^ 2 + PI ^ 2) < Rabs v ->
  ~ ex_series (fun n => taylor softplus z (S (S n)) * moment l (S (S n))).
Proof. exact regulariser_series_diverges. Qed.

(** For any numbers m_n with m_2j >= w r^(2j), w > 0, r > sqrt(z^2 + pi^2), the terms A^(n)(z)/n! m_n are unbounded. *)
Theorem moments_unbounded : forall (z w r : R) (m : nat -> R), 0 < w -> sqrt (z ^ 2 + PI ^ 2) < r ->
  (forall j, w * r ^ (2 * j) <= m (2 * j)%nat) ->
  forall M, ~ (forall n, Rabs (taylor softplus z n * m n) <= M).
Proof. exact FiniteLaw.moments_unbounded. Qed.

(** For any numbers m_n with m_2j >= w r^(2j), w > 0, r > sqrt(z^2 + pi^2), the series of A^(n)(z)/n! m_n
    diverges: noise of any law that leaves the disc with positive probability. *)
Theorem moments_diverge : forall (z w r : R) (m : nat -> R), 0 < w -> sqrt (z ^ 2 + PI ^ 2) < r ->
  (forall j, w * r ^ (2 * j) <= m (2 * j)%nat) -> ~ ex_series (fun n => taylor softplus z n * m n).
Proof. exact FiniteLaw.moments_diverge. Qed.

(** For Gaussian noise of any standard deviation s > 0 the series diverges at every real z. *)
Theorem gaussian_never_converges : forall (z s : R) (m : nat -> R), 0 < s ->
  (forall j, m (2 * j)%nat = INR (fact (2 * j)) / (2 ^ j * INR (fact j)) * s ^ (2 * j)) ->
  ~ ex_series (fun n => taylor softplus z n * m n).
Proof. exact gaussian_diverges. Qed.

(** ** Bounds on the regulariser without convergence *)

(** 0 <= R <= Var/8, for every noise with mean 0 and finitely many values, whether or not the series
    converges. *)
Theorem penalty_bounds : forall (z : R) (l : list (R * R)), is_law l -> moment l 1 = 0 ->
  0 <= regulariser z l <= moment l 2 / 8.
Proof. exact regulariser_bounds. Qed.

(** R differs from R_2 = A''(z) Var/2 by at most E|noise|^3/(36 sqrt(3)). *)
Theorem penalty_R2 : forall (z : R) (l : list (R * R)), is_law l -> moment l 1 = 0 ->
  Rabs (regulariser z l - sigmoid z * (1 - sigmoid z) / 2 * moment l 2)
  <= expectation l (fun v => Rabs v ^ 3) / (36 * sqrt 3).
Proof. exact regulariser_order_2. Qed.

(** R differs from R_3 by at most E noise^4/192. *)
Theorem penalty_R3 : forall (z : R) (l : list (R * R)), is_law l -> moment l 1 = 0 ->
  Rabs (regulariser z l - sigmoid z * (1 - sigmoid z) / 2 * moment l 2
        - sigmoid z * (1 - sigmoid z) * (1 - 2 * sigmoid z) / 6 * moment l 3) <= moment l 4 / 192.
Proof. exact regulariser_order_3. Qed.

(** R differs from R_(2j-1) by at most (4^j - 1) |B_2j|/(2j (2j)!) times the moment of order 2j, for j >= 2.
    *)
Theorem penalty_odd_order : forall (z : R) (l : list (R * R)), is_law l -> moment l 1 = 0 ->
  forall j : nat, (2 <= j)%nat -> Rabs (regulariser z l - partial_regulariser (2 * j - 1) z l)
  <= (4 ^ j - 1) * Rabs (bernoulli (2 * j)) / (INR (2 * j) * INR (fact (2 * j))) * moment l (2 * j).
Proof. exact regulariser_odd_order. Qed.

(** If |noise| <= V < rho, then R differs from R_k by at most rho^2 q^(k+1)/(4 (k+1) (1-q)), q = V/rho. *)
Theorem truncation_bound : forall (z : R) (l : list (R * R)), is_law l -> moment l 1 = 0 ->
  forall (k : nat) (V : R), (2 <= k)%nat -> 0 <= V < sqrt (z ^ 2 + PI ^ 2) ->
  (forall v w, In (v, w) l -> Rabs v <= V) ->
  Rabs (regulariser z l - partial_regulariser k z l)
  <= sqrt (z ^ 2 + PI ^ 2) ^ 2 * (V / sqrt (z ^ 2 + PI ^ 2)) ^ S k
     / (4 * INR (S k) * (1 - V / sqrt (z ^ 2 + PI ^ 2))).
Proof. exact regulariser_truncation. Qed.

(** Equation 7: the mean of the noised loss is the loss plus R. *)
Theorem noised_loss : forall (z : R) (l : list (R * R)), is_law l -> moment l 1 = 0 -> forall y : R,
  expectation l (fun v => softplus (z + v) - y * (z + v)) = softplus z - y * z + regulariser z l.
Proof. exact RegulariserBounds.noised_loss. Qed.

(** For A(z) = z^2/2 the regulariser is half the variance of the noise, exactly. *)
Theorem linear_regression_regulariser : forall (z : R) (l : list (R * R)), is_law l -> moment l 1 = 0 ->
  expectation l (fun v => (z + v) ^ 2 / 2) - z ^ 2 / 2 = moment l 2 / 2.
Proof. exact linear_regression. Qed.

(** For dropout, 0 <= R <= delta/(8 (1-delta)) times the sum of a_j^2. *)
Theorem dropout_penalty_bounds : forall (delta b : R) (a : list R), 0 < delta < 1 ->
  0 <= dropout_regulariser delta b a <= delta / (8 * (1 - delta)) * sum_squares a.
Proof. exact dropout_regulariser_bounds. Qed.

(** ** Dropout *)

(** The law of dropout is a law: its weights are positive and sum to 1. *)
Theorem dropout_is_law : forall (delta : R) (a : list R), 0 < delta < 1 -> is_law (dropout_law delta a).
Proof. exact dropout_law_is_law. Qed.

(** Dropout does not change the mean of the logit. *)
Theorem dropout_unbiased : forall (delta : R) (a : list R), delta <> 1 -> moment (dropout_law delta a) 1 = 0.
Proof. exact dropout_mean. Qed.

(** The variance of the noised logit is delta/(1-delta) times the sum of a_j^2. *)
Theorem dropout_variance : forall (delta : R) (a : list R), delta <> 1 ->
  moment (dropout_law delta a) 2 = delta / (1 - delta) * sum_squares a.
Proof. exact Dropout.dropout_variance. Qed.

(** For one feature the n-th moment of Delta is x^n ((1-delta) (delta/(1-delta))^n + delta (-1)^n). *)
Theorem dropout_moments : forall (delta x : R) (n : nat), delta <> 1 -> moment (dropout_law delta [x]) n
  = x ^ n * ((1 - delta) * (delta / (1 - delta)) ^ n + delta * (-1) ^ n).
Proof. exact one_feature_moments. Qed.

(** The second moment as printed, x^2 delta^2/(1-delta), is wrong for every x other than 0. *)
Theorem dropout_variance_not_squared : forall delta x : R, 0 < delta < 1 -> x <> 0 ->
  moment (dropout_law delta [x]) 2 <> x ^ 2 * (delta ^ 2 / (1 - delta)).
Proof. exact printed_second_moment_false. Qed.

(** Every value of Delta is at most max(r P + N, P + r N) in modulus, P the sum of the positive a_j, N that of
    the negative ones in modulus, r = delta/(1-delta). *)
Theorem deviation_bound : forall (delta : R) (a : list R) (v w : R), 0 < delta < 1 ->
  In (v, w) (dropout_law delta a) -> Rabs v <= deviation delta a.
Proof. exact deviation_upper. Qed.

(** Some value of Delta has just that modulus. *)
Theorem deviation_attained : forall (delta : R) (a : list R), 0 < delta < 1 ->
  exists v w, In (v, w) (dropout_law delta a) /\ Rabs v = deviation delta a.
Proof. exact deviation_reached. Qed.

(** The series of dropout with the logit b + (a_1 + ... + a_n) converges if and only if max |Delta| <=
    sqrt(pi^2 + logit^2). *)
Theorem dropout_converges_iff : forall (delta b : R) (a : list R), 0 < delta < 1 ->
  (ex_series (dropout_term delta b a) <-> deviation delta a <= sqrt ((b + total a) ^ 2 + PI ^ 2)).
Proof. exact dropout_series_iff. Qed.

(** Where it converges, its sum is the mean of A at the noised logit. *)
Theorem dropout_sum : forall (delta b : R) (a : list R), 0 < delta < 1 ->
  deviation delta a <= sqrt ((b + total a) ^ 2 + PI ^ 2) ->
  is_series (dropout_term delta b a) (dropout_expectation delta b a).
Proof. exact dropout_series_sum. Qed.

(** Where it converges, the series from order 2 on has the sum R. *)
Theorem dropout_regulariser_series : forall (delta b : R) (a : list R), 0 < delta < 1 ->
  deviation delta a <= sqrt ((b + total a) ^ 2 + PI ^ 2) ->
  is_series (fun n => dropout_term delta b a (S (S n))) (dropout_regulariser delta b a).
Proof. exact dropout_regulariser_sum. Qed.

(** The same criterion as an inequality in the contributions: (1-delta) (max |Delta|^2 - logit^2) <= pi^2
    (1-delta), the left side written by P and N. *)
Theorem dropout_criterion : forall (delta : R) (a : list R), 0 < delta < 1 ->
  (ex_series (dropout_term delta 0 a) <-> excess delta a <= PI ^ 2 * (1 - delta)).
Proof. exact dropout_criterion_exact. Qed.

(** For delta = 1/2 the series converges if and only if P N <= pi^2/4. *)
Theorem dropout_half_criterion : forall a : list R,
  ex_series (dropout_term (/ 2) 0 a) <-> positive_sum a * negative_sum a <= PI ^ 2 / 4.
Proof. exact half_criterion. Qed.

(** For one feature and delta >= 1/2 it converges if and only if x^2 (2 delta - 1) <= pi^2 (1-delta)^2. *)
Theorem dropout_one_feature_criterion : forall delta x : R, / 2 <= delta < 1 ->
  (ex_series (dropout_term delta 0 [x]) <-> x ^ 2 * (2 * delta - 1) <= PI ^ 2 * (1 - delta) ^ 2).
Proof. exact one_feature_criterion. Qed.

(** For delta <= 1/2 and contributions of one sign the series converges, however large they are. *)
Theorem same_sign_converges : forall (delta : R) (a : list R), 0 < delta <= / 2 ->
  (forall x, In x a -> 0 <= x) \/ (forall x, In x a -> x <= 0) ->
  is_series (dropout_term delta 0 a) (dropout_expectation delta 0 a).
Proof. exact one_sign_converges. Qed.

(** ** The bound 2 pi, and the sharp condition *)

(** Theorem 2, 'if', is false: |Delta| < 2 pi does not suffice. *)
Theorem two_pi_not_sufficient :
  ~ (forall delta a, 0 < delta < 1 -> within_two_pi delta a -> ex_series (dropout_term delta 0 a)).
Proof. exact two_pi_insufficient. Qed.

(** A counterexample with one feature: x = 2, delta = 3/4. *)
Theorem two_pi_not_sufficient_one_feature :
  within_two_pi (3 / 4) [2] /\ ~ ex_series (dropout_term (3 / 4) 0 [2]).
Proof. exact one_feature_diverges. Qed.

(** A counterexample with two features: (2, -2), delta = 1/2; each is less than 2 pi/2. *)
Theorem two_pi_not_sufficient_two_features :
  within_two_pi (/ 2) [2; -2] /\ (forall x, In x [2; -2] -> Rabs x < 2 * PI / INR 2)
  /\ ~ ex_series (dropout_term (/ 2) 0 [2; -2]).
Proof. exact two_features_diverge. Qed.

(** With x = 7 and delta = 1/2 every |Delta| is more than 2 pi, and the series converges to the mean. *)
Theorem two_pi_not_necessary_one_feature :
  (forall v w, In (v, w) (dropout_law (/ 2) [7]) -> 2 * PI < Rabs v)
  /\ is_series (dropout_term (/ 2) 0 [7]) (dropout_expectation (/ 2) 0 [7]).
Proof. exact one_feature_converges. Qed.

(** Theorem 2, 'only if', is false: |Delta| < 2 pi is not necessary. *)
Theorem two_pi_not_necessary :
  ~ (forall delta a, 0 < delta < 1 -> ex_series (dropout_term delta 0 a) -> within_two_pi delta a).
Proof. exact two_pi_unnecessary. Qed.

(** For logits with |z| >= sqrt(3) pi, |Delta| <= 2 pi suffices. *)
Theorem two_pi_sufficient_far : forall (delta b : R) (a : list R), 0 < delta < 1 ->
  3 * PI ^ 2 <= (b + total a) ^ 2 -> deviation delta a <= 2 * PI -> ex_series (dropout_term delta b a).
Proof. exact TwoPi.two_pi_sufficient_far. Qed.

(** For logits with |z| <= sqrt(3) pi, |Delta| <= 2 pi is necessary. *)
Theorem two_pi_necessary_near : forall (delta b : R) (a : list R), 0 < delta < 1 ->
  (b + total a) ^ 2 <= 3 * PI ^ 2 -> ex_series (dropout_term delta b a) -> deviation delta a <= 2 * PI.
Proof. exact TwoPi.two_pi_necessary_near. Qed.

(** |Delta| <= pi suffices for every logit. *)
Theorem pi_sufficient : forall (delta b : R) (a : list R), 0 < delta < 1 ->
  deviation delta a <= PI -> ex_series (dropout_term delta b a).
Proof. exact pi_always_sufficient. Qed.

(** Dropping every feature keeps the noised logit inside the disc, for every logit. *)
Theorem total_drop_inside : forall z : R, Rabs (- z) < sqrt (z ^ 2 + PI ^ 2).
Proof. intros z. rewrite Rabs_Ropp. exact (abs_lt_radius z). Qed.

(** The remedy is false: |a_j| < 2 pi/n for n features does not suffice. *)
Theorem remedy_not_sufficient :
  ~ (forall delta a, 0 < delta < 1 -> (forall x, In x a -> Rabs x < 2 * PI / INR (length a)) ->
     ex_series (dropout_term delta 0 a)).
Proof. exact remedy_insufficient. Qed.

(** What is true: |a_1| + ... + |a_n| <= kappa(delta) suffices. *)
Theorem remedy_sufficient : forall (delta : R) (a : list R), 0 < delta < 1 -> l1_norm a <= kappa delta ->
  is_series (dropout_term delta 0 a) (dropout_expectation delta 0 a).
Proof. exact kappa_sufficient. Qed.

(** kappa(delta) is the greatest such constant: beyond it there are contributions for which the series
    diverges. *)
Theorem remedy_sharp : forall delta K : R, 0 < delta < 1 -> kappa delta < K ->
  l1_norm (worst_case delta K) = K /\ ~ ex_series (dropout_term delta 0 (worst_case delta K)).
Proof. exact kappa_sharp. Qed.

(** kappa(delta) < sqrt(3) pi, which is less than 2 pi, for every delta. *)
Theorem remedy_below_two_pi : forall delta : R, 0 < delta < 1 -> kappa delta < sqrt 3 * PI.
Proof. exact kappa_below_two_pi. Qed.

(** ** Softmax: A(t) = log of the sum over the classes of exp(eta + t v) *)

(** The sum of exp(eta + t v) has no zero at complex t with |Im t| (max v - min v) < pi. *)
Theorem softmax_half_plane : forall (classes : list (R * R)) (D x y : R), classes <> [] ->
  spread_at_most classes D -> Rabs y * D < PI -> ~ partition_zero classes x y.
Proof. exact half_plane. Qed.

(** If it has no complex zero with |t| < rho, then the Taylor series of A at 0 has radius at least rho. *)
Theorem softmax_radius_at_least : forall (classes : list (R * R)) (rho : R), classes <> [] -> 0 < rho ->
  (forall x y, x ^ 2 + y ^ 2 < rho ^ 2 -> ~ partition_zero classes x y) ->
  Rbar_le rho (CV_radius (taylor (log_partition classes) 0)).
Proof. exact log_partition_radius_at_least. Qed.

(** A zero at t = x + i y bounds the radius by |t|. *)
Theorem softmax_radius_at_most : forall (classes : list (R * R)) (x y : R), classes <> [] ->
  partition_zero classes x y -> Rbar_le (CV_radius (taylor (log_partition classes) 0)) (sqrt (x ^ 2 + y ^ 2)).
Proof. exact log_partition_radius_at_most. Qed.

(** So the radius is the modulus of the nearest complex zero. *)
Theorem softmax_radius : forall (classes : list (R * R)) (x y : R), classes <> [] -> partition_zero classes x y ->
  (forall x' y', partition_zero classes x' y' -> x ^ 2 + y ^ 2 <= x' ^ 2 + y' ^ 2) ->
  CV_radius (taylor (log_partition classes) 0) = sqrt (x ^ 2 + y ^ 2).
Proof. exact log_partition_radius_nearest. Qed.

(** For any number of classes the radius is at least pi/(max v - min v). *)
Theorem softmax_radius_spread : forall (classes : list (R * R)) (D : R), classes <> [] -> 0 < D ->
  spread_at_most classes D -> Rbar_le (PI / D) (CV_radius (taylor (log_partition classes) 0)).
Proof. exact log_partition_radius_spread. Qed.

(** The series converges to A(t) where |t| (max v - min v) < pi. *)
Theorem softmax_series : forall (classes : list (R * R)) (D t : R), classes <> [] -> spread_at_most classes D ->
  Rabs t * D < PI -> is_series (fun n => taylor (log_partition classes) 0 n * t ^ n) (log_partition classes t).
Proof. exact log_partition_spread_series. Qed.

(** Two classes: from order 2 on the coefficients are those of the softplus at the difference of the scores. *)
Theorem softmax_two_classes : forall (eta1 v1 eta2 v2 : R) (n : nat), (2 <= n)%nat ->
  taylor (log_partition [(eta1, v1); (eta2, v2)]) 0 n = taylor softplus (eta1 - eta2) n * (v1 - v2) ^ n.
Proof. exact two_classes_coefficient. Qed.

(** Two classes: the radius is sqrt((eta1 - eta2)^2 + pi^2)/|v1 - v2|, and not 2 pi/|v1 - v2|. *)
Theorem softmax_two_classes_radius : forall eta1 v1 eta2 v2 : R, v1 <> v2 ->
  CV_radius (taylor (log_partition [(eta1, v1); (eta2, v2)]) 0)
  = sqrt ((eta1 - eta2) ^ 2 + PI ^ 2) / Rabs (v1 - v2).
Proof. exact two_classes_radius. Qed.

(** K equal classes with the slopes 0, 1, ..., K-1: the radius is 2 pi/K. *)
Theorem softmax_equally_spaced_radius : forall K : nat, (2 <= K)%nat ->
  CV_radius (taylor (log_partition (equally_spaced K)) 0) = 2 * PI / INR K.
Proof. exact equally_spaced_radius. Qed.

(** Noise with finitely many outcomes, each of which perturbs the scores with max v - min v < pi: the series of the
    expected orders converges to the expected log-partition function. *)
Theorem softmax_noise_converges : forall law : list (list (R * R) * R),
  (forall classes w, In (classes, w) law -> classes <> [] /\ exists D, D < PI /\ spread_at_most classes D) ->
  is_series (fun n => expectation law (fun classes => taylor (log_partition classes) 0 n))
            (expectation law (fun classes => log_partition classes 1)).
Proof. exact softmax_noise_series. Qed.

(** ** The trapezoidal rule for the regulariser, with its exact error *)

(** For one value z: the trapezoidal sum with step h is log cosh(z/2) + the sum over k >= 1 of log(1 + (cosh z - 1)/(1 +
    cosh(2 pi k/h))). *)
Theorem trapezoidal_rule : forall h z : R, 0 < h ->
  is_series (fun n => (1 - cos (INR (S n) * (h * z))) / (INR (S n) * sinh (PI * (INR (S n) * h))))
    (ln (cosh (z / 2)) + Series (fun k => ln (1 + (cosh z - 1) / (1 + cosh (2 * PI * INR (S k) / h))))
     - h * z ^ 2 / (4 * PI)).
Proof. intros h z Hh. exact (trapezoid_exact h Hh z). Qed.

(** For a law of z: the nodes are summable, and the sum exceeds E softplus(z) - E z/2 - log 2 by the expectation of the
    same error. *)
Theorem trapezoidal_law_error : forall (h : R) (l : list (R * R)), 0 < h -> is_law l ->
  ex_series (trapezoid_node h l) /\
  is_series (fun k => expectation l (fun z => ln (1 + (cosh z - 1) / (1 + cosh (2 * PI * INR (S k) / h)))))
            (trapezoid h l - trapezoid_target l).
Proof. exact trapezoid_error. Qed.

(** The error has one sign and is at most E e^(s|z|)/(s (e^(2 pi s/h) - 1)), for every s with 0 < s <= 1. *)
Theorem trapezoidal_law_bounds : forall (h : R) (l : list (R * R)), 0 < h -> is_law l -> forall s : R, 0 < s <= 1 ->
  0 <= trapezoid h l - trapezoid_target l
  <= expectation l (fun z => exp (s * Rabs z)) / (s * (exp (2 * PI * s / h) - 1)).
Proof. exact trapezoid_one_signed. Qed.

(** For the regulariser at the logit z under centred noise of the law l: the trapezoidal sum exceeds it by the sum of the
    regularisers at the logits z + 2 pi k/h and z - 2 pi k/h, k >= 1. *)
Theorem trapezoidal_regulariser_error : forall (h z : R) (l : list (R * R)), 0 < h -> is_law l -> moment l 1 = 0 ->
  ex_series (regulariser_node h z l) /\
  is_series (fun k => regulariser (z + 2 * PI * INR (S k) / h) l + regulariser (z - 2 * PI * INR (S k) / h) l)
            (regulariser_trapezoid h z l - regulariser z l).
Proof. exact regulariser_trapezoid_error. Qed.

(** Hence it is never too small, and too large by at most E e^(s|z + v|)/(s (e^(2 pi s/h) - 1)). *)
Theorem trapezoidal_regulariser_bounds : forall (h z : R) (l : list (R * R)), 0 < h -> is_law l -> moment l 1 = 0 ->
  forall s : R, 0 < s <= 1 -> 0 <= regulariser_trapezoid h z l - regulariser z l
  <= expectation l (fun v => exp (s * Rabs (z + v))) / (s * (exp (2 * PI * s / h) - 1)).
Proof. exact regulariser_trapezoid_bounds. Qed.

(** The nodes after the (N+1)-th contribute at most 2/((N+2) sinh(pi (N+2) h)) / (1 - e^(-pi h)). *)
Theorem trapezoidal_truncation : forall (h z : R) (l : list (R * R)), 0 < h -> is_law l -> moment l 1 = 0 ->
  forall N : nat, Rabs (regulariser_trapezoid h z l
                        - (h * moment l 2 / (4 * PI) + sum_f_R0 (regulariser_node h z l) N))
  <= 2 / (INR (S (S N)) * sinh (PI * (INR (S (S N)) * h))) / (1 - exp (- (PI * h))).
Proof. exact regulariser_trapezoid_truncation. Qed.
