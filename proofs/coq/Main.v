(** * The headline theorems

    Every statement here is proved in the file of its topic; this file restates them in their most readable
    form, each by an application of the real proof.  Definitions that occur below:
    - [stirling2], [surjections], [binomial], [Zsum] in Stirling.v, [bernoulli] in Bernoulli.v;
    - [sigmoid], [softplus], [taylor f z n] = f^(n)(z)/n! in Sigmoid.v;
    - [modulus c z] and [argument c z] of z + i c in PoleSeries.v; [root x n], the n-th root, in RootTest.v;
    - [zeta] in BernoulliGrowth.v, [logit] in PAverage.v;
    - [relative_tail z n] = (1/8 - 1/pi^2) rho_1^2 (rho/rho_1)^n in TaylorSeries.v;
    - finite laws, [expectation], [moment], [regulariser] in FiniteLaw.v;
    - [dropout_law], [dropout_term], [dropout_expectation], [dropout_regulariser], [deviation], [odds] in
      Dropout.v; [partial_regulariser] in RegulariserBounds.v; [kappa], [l1_norm], [worst_case] in Remedy.v;
      [within_two_pi] in TwoPi.v. *)

Require Import Arith ZArith Reals Lra Lia Factorial List.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Stirling SurjectionRows Bernoulli Sigmoid Theorem1 PAverage PoleExpansion
  DoubleSeries PoleSeries TaylorCoefficients TaylorSeries RootTest BernoulliGrowth FiniteLaw Dropout
  RegulariserBounds Remedy TwoPi.
Import ListNotations.
Open Scope R_scope.

(** ** The triangle T(n,k) = k! S2(n,k) *)

Theorem stirling_recurrence : forall n k : nat,
  stirling2 (S n) (S k) = (S k * stirling2 n (S k) + stirling2 n k)%nat.
Proof. exact stirling2_S_S. Qed.

Theorem stirling_recurrence_as_printed_false :
  ~ (forall n k : nat, stirling2 (S n) (S k) = (fact (S k) * stirling2 n (S k) + stirling2 n k)%nat).
Proof. intros H. specialize (H 3%nat 2%nat). discriminate H. Qed.

Theorem surjections_recurrence : forall n k : nat,
  surjections (S n) (S k) = (S k * (surjections n (S k) + surjections n k))%nat.
Proof. exact surjections_S_S. Qed.

Theorem surjections_formula : forall n k : nat, Z.of_nat (surjections n k)
  = Zsum (fun i => ((-1) ^ Z.of_nat (k - i) * Z.of_nat (binomial k i) * Z.of_nat i ^ Z.of_nat n)%Z) k.
Proof. exact surjections_inclusion_exclusion. Qed.

Theorem surjections_alternating_sum : forall n : nat,
  Zsum (fun j => ((-1) ^ Z.of_nat j * Z.of_nat (surjections n j))%Z) n = ((-1) ^ Z.of_nat n)%Z.
Proof. exact surjections_alternating. Qed.

Theorem surjections_row : forall n k : nat,
  nth k (SurjectionRows.surjections_row n) 0%Z = Z.of_nat (surjections n k).
Proof. exact surjections_row_correct. Qed.

(** ** Bernoulli numbers *)

Theorem bernoulli_recurrence : forall n : nat, (1 <= n)%nat ->
  sum_f_R0 (fun k => INR (binomial (S n) k) * bernoulli k) n = 0.
Proof. exact Bernoulli.bernoulli_recurrence. Qed.

Theorem bernoulli_unique : forall B : nat -> R, B 0%nat = 1 ->
  (forall n, (1 <= n)%nat -> sum_f_R0 (fun k => INR (binomial (S n) k) * B k) n = 0) ->
  forall n, B n = bernoulli n.
Proof. exact Bernoulli.bernoulli_unique. Qed.

Theorem bernoulli_series : forall x : R, x <> 0 -> Rabs x < 2 * PI ->
  is_series (fun n => bernoulli n / INR (fact n) * x ^ n) (x / (exp x - 1)).
Proof. exact bernoulli_series_sum. Qed.

Theorem bernoulli_radius : CV_radius (fun n => bernoulli n / INR (fact n)) = 2 * PI.
Proof. exact bernoulli_radius_exact. Qed.

Theorem bernoulli_zeta : forall k : nat, (1 <= k)%nat -> bernoulli (2 * k)
  = (-1) ^ (k - 1) * (2 * INR (fact (2 * k)) * Series (fun m => / INR (S m) ^ (2 * k)) / (2 * PI) ^ (2 * k)).
Proof.
  intros k Hk. destruct k as [|j]; [lia|]. replace (S j - 1)%nat with j by lia. exact (bernoulli_even j).
Qed.

Theorem bernoulli_bounds : forall k : nat, (1 <= k)%nat ->
  1 < Rabs (bernoulli (2 * k)) * (2 * PI) ^ (2 * k) / (2 * INR (fact (2 * k))) <= PI ^ 2 / 6.
Proof. exact bernoulli_two_sided. Qed.

Theorem bernoulli_root_limit :
  is_lim_seq (fun k => Rpower (Rabs (bernoulli (2 * k) / INR (fact (2 * k)))) (/ INR (2 * k))) (/ (2 * PI)).
Proof. exact bernoulli_root_limit_exact. Qed.

Theorem bernoulli_root_limsup :
  is_LimSup_seq (fun n => root (Rabs (bernoulli n / INR (fact n))) n) (/ (2 * PI)).
Proof. exact bernoulli_root_limsup_exact. Qed.

Theorem zeta_tends_to_1 : is_lim_seq (fun k => Series (fun m => / INR (S m) ^ (2 * k))) 1.
Proof. exact zeta_limit. Qed.

Theorem bernoulli_sigmoid : forall n : nat,
  (2 ^ S n - 1) * bernoulli (S n) = (-1) ^ S n * INR (S n) * Derive_n sigmoid n 0.
Proof. exact bernoulli_from_sigmoid. Qed.

Theorem p_average : forall n : nat, (2 <= n)%nat ->
  is_RInt (fun q => Derive_n softplus n (logit q)) 0 1 (bernoulli n).
Proof. exact softplus_p_average. Qed.

(** ** Theorem 1 *)

Theorem theorem_1 : forall k : nat, (1 <= k)%nat -> forall z : R,
  is_derive_n sigmoid k z (sigmoid z * (1 - sigmoid z)
    * sum_f 1 k (fun j => (-1) ^ (j - 1) * sigmoid z ^ (j - 1) * INR (surjections k j))).
Proof. intros k Hk z. exact (sigmoid_derivatives k z Hk). Qed.

Theorem theorem_1_softplus : forall k : nat, (1 <= k)%nat -> forall z : R,
  is_derive_n softplus (S k) z (sigmoid z * (1 - sigmoid z)
    * sum_f 1 k (fun j => (-1) ^ (j - 1) * sigmoid z ^ (j - 1) * INR (surjections k j))).
Proof. intros k Hk z. exact (softplus_derivatives k z Hk). Qed.

Theorem theorem_1_powers : forall (k : nat) (z : R), (1 <= k)%nat -> Derive_n sigmoid k z
  = - (1 - sigmoid z) * sum_f 1 k (fun j => (- sigmoid z) ^ j * INR (surjections k j)).
Proof. exact sigmoid_derivatives_powers. Qed.

Theorem theorem_1_unshifted_false : Derive_n softplus 2 0 <> theorem_1_sum 2 0.
Proof. exact unshifted_reading_false. Qed.

(** ** The poles and the Taylor coefficients *)

Theorem pole_expansion : forall z : R,
  is_series (fun k => 2 * z / (z ^ 2 + ((2 * INR k + 1) * PI) ^ 2)) (sigmoid z - / 2).
Proof. exact sigmoid_expansion. Qed.

Theorem pole_expansion_derivatives : forall (z : R) (n : nat), (1 <= n)%nat ->
  Derive_n sigmoid n z / INR (fact n)
  = Series (fun k => (-1) ^ n * (2 * cos (INR (S n) * argument ((2 * INR k + 1) * PI) z)
                                 / modulus ((2 * INR k + 1) * PI) z ^ S n)).
Proof. exact taylor_sigmoid_poles. Qed.

Theorem pole_inverse_squares : forall z : R, z <> 0 ->
  Series (fun k => / modulus ((2 * INR k + 1) * PI) z ^ 2) = (sigmoid z - / 2) / (2 * z).
Proof. exact inverse_square_sum_value. Qed.

Theorem pole_inverse_squares_at_zero : Series (fun k => / ((2 * INR k + 1) * PI) ^ 2) = / 8.
Proof. exact odd_inverse_square_sum. Qed.

Theorem pole_tail_bound : forall (z : R) (n : nat), (1 <= n)%nat ->
  Rabs (Derive_n sigmoid n z / INR (fact n)
        - (-1) ^ n * (2 * cos (INR (S n) * acos (z / sqrt (z ^ 2 + PI ^ 2))) / sqrt (z ^ 2 + PI ^ 2) ^ S n))
  <= 2 * (/ 8 - / PI ^ 2) * (sqrt (z ^ 2 + (3 * PI) ^ 2) / sqrt (z ^ 2 + (3 * PI) ^ 2) ^ n).
Proof. exact taylor_sigmoid_tail. Qed.

Theorem derivative_bound : forall (z : R) (n : nat), (1 <= n)%nat ->
  Rabs (Derive_n sigmoid n z / INR (fact n)) <= sqrt (z ^ 2 + PI ^ 2) / 4 / sqrt (z ^ 2 + PI ^ 2) ^ n.
Proof. exact taylor_sigmoid_bound. Qed.

Theorem even_derivative_bound : forall (z : R) (j : nat), (1 <= j)%nat ->
  Rabs (Derive_n softplus (2 * j) z / INR (fact (2 * j)))
  <= (4 ^ j - 1) * Rabs (bernoulli (2 * j)) / (INR (2 * j) * INR (fact (2 * j))).
Proof. exact softplus_even_bound. Qed.

Theorem even_derivative_at_zero : forall j : nat, (1 <= j)%nat ->
  Derive_n softplus (2 * j) 0 / INR (fact (2 * j))
  = (4 ^ j - 1) * bernoulli (2 * j) / (INR (2 * j) * INR (fact (2 * j))).
Proof. exact taylor_softplus_even_bernoulli. Qed.

(** ** Convergence of the Taylor series *)

Theorem sigmoid_radius : forall z : R, CV_radius (taylor sigmoid z) = sqrt (z ^ 2 + PI ^ 2).
Proof. exact sigmoid_radius_exact. Qed.

Theorem softplus_radius : forall z : R, CV_radius (taylor softplus z) = sqrt (z ^ 2 + PI ^ 2).
Proof. exact softplus_radius_exact. Qed.

Theorem softplus_radius_at_zero_not_two_pi : CV_radius (taylor softplus 0) <> Finite (2 * PI).
Proof.
  rewrite softplus_radius_exact. intros E. injection E as E. apply radius_two_pi_iff in E.
  pose proof (pow_lt PI 2 PI_RGT_0). rewrite pow_i in E by lia. lra.
Qed.

Theorem radius_is_two_pi_iff : forall z : R, sqrt (z ^ 2 + PI ^ 2) = 2 * PI <-> z ^ 2 = 3 * PI ^ 2.
Proof. exact radius_two_pi_iff. Qed.

Theorem sigmoid_series : forall z h : R, Rabs h < sqrt (z ^ 2 + PI ^ 2) ->
  is_series (fun n => taylor sigmoid z n * h ^ n) (sigmoid (z + h)).
Proof. exact sigmoid_series_sum. Qed.

Theorem softplus_series_iff : forall z h : R,
  ex_series (fun n => taylor softplus z n * h ^ n) <-> Rabs h <= sqrt (z ^ 2 + PI ^ 2).
Proof. exact TaylorSeries.softplus_series_iff. Qed.

Theorem softplus_series : forall z h : R, Rabs h <= sqrt (z ^ 2 + PI ^ 2) ->
  is_series (fun n => taylor softplus z n * h ^ n) (softplus (z + h)).
Proof. exact softplus_series_sum. Qed.

Theorem boundary_series : forall z h : R, Rabs h = sqrt (z ^ 2 + PI ^ 2) ->
  is_series (fun n => taylor softplus z n * h ^ n) (softplus (z + h)).
Proof. exact softplus_series_boundary. Qed.

Theorem even_terms_unbounded : forall z r M : R, sqrt (z ^ 2 + PI ^ 2) < r ->
  ~ (forall j : nat, Rabs (taylor softplus z (2 * j)) * r ^ (2 * j) <= M).
Proof. exact TaylorSeries.even_terms_unbounded. Qed.

Theorem cauchy_hadamard : forall (a : nat -> R) (r : R), 0 < r -> CV_radius a = r ->
  is_LimSup_seq (fun n => root (Rabs (a n)) n) (/ r).
Proof. exact RootTest.cauchy_hadamard. Qed.

Theorem root_limit_two_pi : forall u : nat -> R, (forall k, (1 <= k)%nat -> 1 <= u k <= 2) ->
  is_lim_seq (fun k => Rpower (2 * u k / (2 * PI) ^ (2 * k)) (/ INR (2 * k))) (/ (2 * PI)).
Proof. intros u Hu. apply (even_root_limit u 1 2); try lra; [pose proof PI_RGT_0; lra|exact Hu]. Qed.

Theorem sigmoid_root_limsup : forall z : R,
  is_LimSup_seq (fun n => root (Rabs (taylor sigmoid z n)) n) (/ sqrt (z ^ 2 + PI ^ 2)).
Proof. intros z. exact (RootTest.cauchy_hadamard _ _ (radius_pos z) (sigmoid_radius_exact z)). Qed.

Theorem softplus_root_limsup : forall z : R,
  is_LimSup_seq (fun n => root (Rabs (taylor softplus z n)) n) (/ sqrt (z ^ 2 + PI ^ 2)).
Proof. intros z. exact (RootTest.cauchy_hadamard _ _ (radius_pos z) (softplus_radius_exact z)). Qed.

Theorem softplus_even_root_limsup : forall z : R,
  is_LimSup_seq (fun k => root (Rabs (taylor softplus z (2 * k))) (2 * k)) (/ sqrt (z ^ 2 + PI ^ 2)).
Proof. exact RootTest.softplus_even_root_limsup. Qed.

Theorem sigmoid_even_derivatives_vanish : forall j : nat, (1 <= j)%nat -> taylor sigmoid 0 (2 * j) = 0.
Proof. intros j Hj. destruct j as [|j]; [lia|]. exact (taylor_sigmoid_even_0 j). Qed.

(** ** Moment series *)

Theorem law_converges_iff : forall (z : R) (l : list (R * R)), positive_weights l ->
  (ex_series (fun n => taylor softplus z n * moment l n)
   <-> forall v w, In (v, w) l -> Rabs v <= sqrt (z ^ 2 + PI ^ 2)).
Proof. exact law_series_iff. Qed.

Theorem law_sum : forall (z : R) (l : list (R * R)),
  (forall v w, In (v, w) l -> Rabs v <= sqrt (z ^ 2 + PI ^ 2)) ->
  is_series (fun n => taylor softplus z n * moment l n) (expectation l (fun v => softplus (z + v))).
Proof. exact law_series_sum. Qed.

Theorem law_terms_unbounded : forall (z : R) (l : list (R * R)) (v w : R),
  positive_weights l -> In (v, w) l -> sqrt (z ^ 2 + PI ^ 2) < Rabs v ->
  forall M, ~ (forall n, Rabs (taylor softplus z n * moment l n) <= M).
Proof. exact FiniteLaw.law_terms_unbounded. Qed.

Theorem coefficient_lower_bound : forall (z : R) (n : nat), (2 <= n)%nat ->
  exists m : nat, (m = n \/ m = (2 * n)%nat) /\
  (/ 2 - relative_tail z n) * (2 / INR m) <= Rabs (taylor softplus z m) * sqrt (z ^ 2 + PI ^ 2) ^ m.
Proof. exact softplus_coefficient_lower. Qed.

Theorem divergence_witness : forall (z : R) (l : list (R * R)) (v w : R) (j : nat),
  positive_weights l -> In (v, w) l -> (1 <= j)%nat ->
  exists m : nat, (m = (2 * j)%nat \/ m = (2 * (2 * j))%nat) /\
  w * (/ 2 - relative_tail z (2 * j)) * (2 / INR m) * (Rabs v / sqrt (z ^ 2 + PI ^ 2)) ^ m
  <= Rabs (taylor softplus z m * moment l m).
Proof. exact FiniteLaw.divergence_witness. Qed.

Theorem regulariser_sum : forall (z : R) (l : list (R * R)), is_law l -> moment l 1 = 0 ->
  (forall v w, In (v, w) l -> Rabs v <= sqrt (z ^ 2 + PI ^ 2)) ->
  is_series (fun n => taylor softplus z (S (S n)) * moment l (S (S n))) (regulariser z l).
Proof. exact regulariser_series_sum. Qed.

Theorem regulariser_diverges : forall (z : R) (l : list (R * R)) (v w : R),
  is_law l -> In (v, w) l -> sqrt (z ^ 2 + PI ^ 2) < Rabs v ->
  ~ ex_series (fun n => taylor softplus z (S (S n)) * moment l (S (S n))).
Proof. exact regulariser_series_diverges. Qed.

Theorem moments_diverge : forall (z w r : R) (m : nat -> R), 0 < w -> sqrt (z ^ 2 + PI ^ 2) < r ->
  (forall j, w * r ^ (2 * j) <= m (2 * j)%nat) -> ~ ex_series (fun n => taylor softplus z n * m n).
Proof. exact FiniteLaw.moments_diverge. Qed.

Theorem gaussian_never_converges : forall (z s : R) (m : nat -> R), 0 < s ->
  (forall j, m (2 * j)%nat = INR (fact (2 * j)) / (2 ^ j * INR (fact j)) * s ^ (2 * j)) ->
  ~ ex_series (fun n => taylor softplus z n * m n).
Proof. exact gaussian_diverges. Qed.

(** ** Bounds on the regulariser without convergence *)

Theorem penalty_bounds : forall (z : R) (l : list (R * R)), is_law l -> moment l 1 = 0 ->
  0 <= regulariser z l <= moment l 2 / 8.
Proof. exact regulariser_bounds. Qed.

Theorem penalty_R2 : forall (z : R) (l : list (R * R)), is_law l -> moment l 1 = 0 ->
  Rabs (regulariser z l - sigmoid z * (1 - sigmoid z) / 2 * moment l 2)
  <= expectation l (fun v => Rabs v ^ 3) / (36 * sqrt 3).
Proof. exact regulariser_order_2. Qed.

Theorem penalty_R3 : forall (z : R) (l : list (R * R)), is_law l -> moment l 1 = 0 ->
  Rabs (regulariser z l - sigmoid z * (1 - sigmoid z) / 2 * moment l 2
        - sigmoid z * (1 - sigmoid z) * (1 - 2 * sigmoid z) / 6 * moment l 3) <= moment l 4 / 192.
Proof. exact regulariser_order_3. Qed.

Theorem penalty_odd_order : forall (z : R) (l : list (R * R)), is_law l -> moment l 1 = 0 ->
  forall j : nat, (2 <= j)%nat -> Rabs (regulariser z l - partial_regulariser (2 * j - 1) z l)
  <= (4 ^ j - 1) * Rabs (bernoulli (2 * j)) / (INR (2 * j) * INR (fact (2 * j))) * moment l (2 * j).
Proof. exact regulariser_odd_order. Qed.

Theorem truncation_bound : forall (z : R) (l : list (R * R)), is_law l -> moment l 1 = 0 ->
  forall (k : nat) (V : R), (2 <= k)%nat -> 0 <= V < sqrt (z ^ 2 + PI ^ 2) ->
  (forall v w, In (v, w) l -> Rabs v <= V) ->
  Rabs (regulariser z l - partial_regulariser k z l)
  <= sqrt (z ^ 2 + PI ^ 2) ^ 2 * (V / sqrt (z ^ 2 + PI ^ 2)) ^ S k
     / (4 * INR (S k) * (1 - V / sqrt (z ^ 2 + PI ^ 2))).
Proof. exact regulariser_truncation. Qed.

Theorem noised_loss : forall (z : R) (l : list (R * R)), is_law l -> moment l 1 = 0 -> forall y : R,
  expectation l (fun v => softplus (z + v) - y * (z + v)) = softplus z - y * z + regulariser z l.
Proof. exact RegulariserBounds.noised_loss. Qed.

Theorem linear_regression_regulariser : forall (z : R) (l : list (R * R)), is_law l -> moment l 1 = 0 ->
  expectation l (fun v => (z + v) ^ 2 / 2) - z ^ 2 / 2 = moment l 2 / 2.
Proof. exact linear_regression. Qed.

Theorem dropout_penalty_bounds : forall (delta b : R) (a : list R), 0 < delta < 1 ->
  0 <= dropout_regulariser delta b a <= delta / (8 * (1 - delta)) * sum_squares a.
Proof. exact dropout_regulariser_bounds. Qed.

(** ** Dropout *)

Theorem dropout_unbiased : forall (delta : R) (a : list R), delta <> 1 -> moment (dropout_law delta a) 1 = 0.
Proof. exact dropout_mean. Qed.

Theorem dropout_variance : forall (delta : R) (a : list R), delta <> 1 ->
  moment (dropout_law delta a) 2 = delta / (1 - delta) * sum_squares a.
Proof. exact Dropout.dropout_variance. Qed.

Theorem dropout_moments : forall (delta x : R) (n : nat), delta <> 1 -> moment (dropout_law delta [x]) n
  = x ^ n * ((1 - delta) * (delta / (1 - delta)) ^ n + delta * (-1) ^ n).
Proof. exact one_feature_moments. Qed.

Theorem dropout_variance_not_squared : forall delta x : R, 0 < delta < 1 -> x <> 0 ->
  moment (dropout_law delta [x]) 2 <> x ^ 2 * (delta ^ 2 / (1 - delta)).
Proof. exact printed_second_moment_false. Qed.

Theorem deviation_bound : forall (delta : R) (a : list R) (v w : R), 0 < delta < 1 ->
  In (v, w) (dropout_law delta a) -> Rabs v <= deviation delta a.
Proof. exact deviation_upper. Qed.

Theorem deviation_attained : forall (delta : R) (a : list R), 0 < delta < 1 ->
  exists v w, In (v, w) (dropout_law delta a) /\ Rabs v = deviation delta a.
Proof. exact deviation_reached. Qed.

Theorem dropout_converges_iff : forall (delta b : R) (a : list R), 0 < delta < 1 ->
  (ex_series (dropout_term delta b a) <-> deviation delta a <= sqrt ((b + total a) ^ 2 + PI ^ 2)).
Proof. exact dropout_series_iff. Qed.

Theorem dropout_sum : forall (delta b : R) (a : list R), 0 < delta < 1 ->
  deviation delta a <= sqrt ((b + total a) ^ 2 + PI ^ 2) ->
  is_series (dropout_term delta b a) (dropout_expectation delta b a).
Proof. exact dropout_series_sum. Qed.

Theorem dropout_regulariser_series : forall (delta b : R) (a : list R), 0 < delta < 1 ->
  deviation delta a <= sqrt ((b + total a) ^ 2 + PI ^ 2) ->
  is_series (fun n => dropout_term delta b a (S (S n))) (dropout_regulariser delta b a).
Proof. exact dropout_regulariser_sum. Qed.

Theorem dropout_criterion : forall (delta : R) (a : list R), 0 < delta < 1 ->
  (ex_series (dropout_term delta 0 a) <-> excess delta a <= PI ^ 2 * (1 - delta)).
Proof. exact dropout_criterion_exact. Qed.

Theorem dropout_half_criterion : forall a : list R,
  ex_series (dropout_term (/ 2) 0 a) <-> positive_sum a * negative_sum a <= PI ^ 2 / 4.
Proof. exact half_criterion. Qed.

Theorem dropout_one_feature_criterion : forall delta x : R, / 2 <= delta < 1 ->
  (ex_series (dropout_term delta 0 [x]) <-> x ^ 2 * (2 * delta - 1) <= PI ^ 2 * (1 - delta) ^ 2).
Proof. exact one_feature_criterion. Qed.

Theorem same_sign_converges : forall (delta : R) (a : list R), 0 < delta <= / 2 ->
  (forall x, In x a -> 0 <= x) \/ (forall x, In x a -> x <= 0) ->
  is_series (dropout_term delta 0 a) (dropout_expectation delta 0 a).
Proof. exact one_sign_converges. Qed.

(** ** The bound 2 pi, and the sharp condition *)

Theorem two_pi_not_sufficient :
  ~ (forall delta a, 0 < delta < 1 -> within_two_pi delta a -> ex_series (dropout_term delta 0 a)).
Proof. exact two_pi_insufficient. Qed.

Theorem two_pi_not_sufficient_one_feature :
  within_two_pi (3 / 4) [2] /\ ~ ex_series (dropout_term (3 / 4) 0 [2]).
Proof. exact one_feature_diverges. Qed.

Theorem two_pi_not_sufficient_two_features :
  within_two_pi (/ 2) [2; -2] /\ (forall x, In x [2; -2] -> Rabs x < 2 * PI / INR 2)
  /\ ~ ex_series (dropout_term (/ 2) 0 [2; -2]).
Proof. exact two_features_diverge. Qed.

Theorem two_pi_not_necessary_one_feature :
  (forall v w, In (v, w) (dropout_law (/ 2) [7]) -> 2 * PI < Rabs v)
  /\ is_series (dropout_term (/ 2) 0 [7]) (dropout_expectation (/ 2) 0 [7]).
Proof. exact one_feature_converges. Qed.

Theorem two_pi_not_necessary :
  ~ (forall delta a, 0 < delta < 1 -> ex_series (dropout_term delta 0 a) -> within_two_pi delta a).
Proof. exact two_pi_unnecessary. Qed.

Theorem two_pi_sufficient_far : forall (delta b : R) (a : list R), 0 < delta < 1 ->
  3 * PI ^ 2 <= (b + total a) ^ 2 -> deviation delta a <= 2 * PI -> ex_series (dropout_term delta b a).
Proof. exact TwoPi.two_pi_sufficient_far. Qed.

Theorem two_pi_necessary_near : forall (delta b : R) (a : list R), 0 < delta < 1 ->
  (b + total a) ^ 2 <= 3 * PI ^ 2 -> ex_series (dropout_term delta b a) -> deviation delta a <= 2 * PI.
Proof. exact TwoPi.two_pi_necessary_near. Qed.

Theorem pi_sufficient : forall (delta b : R) (a : list R), 0 < delta < 1 ->
  deviation delta a <= PI -> ex_series (dropout_term delta b a).
Proof. exact pi_always_sufficient. Qed.

Theorem total_drop_inside : forall z : R, Rabs (- z) < sqrt (z ^ 2 + PI ^ 2).
Proof. intros z. rewrite Rabs_Ropp. exact (abs_lt_radius z). Qed.

Theorem remedy_not_sufficient :
  ~ (forall delta a, 0 < delta < 1 -> (forall x, In x a -> Rabs x < 2 * PI / INR (length a)) ->
     ex_series (dropout_term delta 0 a)).
Proof. exact remedy_insufficient. Qed.

Theorem remedy_sufficient : forall (delta : R) (a : list R), 0 < delta < 1 -> l1_norm a <= kappa delta ->
  is_series (dropout_term delta 0 a) (dropout_expectation delta 0 a).
Proof. exact kappa_sufficient. Qed.

Theorem remedy_sharp : forall delta K : R, 0 < delta < 1 -> kappa delta < K ->
  l1_norm (worst_case delta K) = K /\ ~ ex_series (dropout_term delta 0 (worst_case delta K)).
Proof. exact kappa_sharp. Qed.

Theorem remedy_below_two_pi : forall delta : R, 0 < delta < 1 -> kappa delta < sqrt 3 * PI.
Proof. exact kappa_below_two_pi. Qed.
