(** The headline theorems, restated in one place.  Each is proved in the file of its topic. *)
Require Import Arith ZArith Reals Lra Lia Factorial List.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Stirling Rows Bernoulli Moments RootTest Logistic Radius RadiusZero RadiusAll
  Dropout Parity FiniteLaw DropoutD BernoulliRadius PAverage Bounds TheoremB TwoPi Boundary Exact.
Import ListNotations.
Open Scope R_scope.

Theorem stirling_recurrence : forall n k : nat,
  (S2 (S n) (S k) = S k * S2 n (S k) + S2 n k)%nat.
Proof. reflexivity. Qed.
Theorem surjections_recurrence : forall n k : nat,
  (T (S n) (S k) = S k * (T n (S k) + T n k))%nat.
Proof. exact T_S_S. Qed.
Theorem surjections_formula : forall n k : nat,
  Z.of_nat (T n k)
  = zsum (fun i => (sgn (k - i) * Z.of_nat (binom k i) * Z.of_nat i ^ Z.of_nat n)%Z) k.
Proof. exact surjections. Qed.
Theorem surjections_alternating_sum : forall n : nat, (1 <= n)%nat ->
  zsum (fun i => ((-1) ^ Z.of_nat (S i) * Z.of_nat (fact (S i) * S2 n (S i)))%Z) (n - 1)
  = ((-1) ^ Z.of_nat n)%Z.
Proof. exact alternating_row. Qed.
Theorem surjections_row : forall n k : nat, nth k (rowp n) 0%Z = Z.of_nat (T n k).
Proof. exact rowp_spec. Qed.

Theorem bernoulli_recurrence : forall n : nat, (1 <= n)%nat ->
  sum_f_R0 (fun k => INR (binom (S n) k) * Bern k) n = 0.
Proof. exact Bern_rec. Qed.
Theorem bernoulli_unique : forall B : nat -> R, B 0%nat = 1 ->
  (forall n, (1 <= n)%nat -> sum_f_R0 (fun k => INR (binom (S n) k) * B k) n = 0) ->
  forall n, B n = Bern n.
Proof. exact Bern_unique. Qed.

Theorem theorem_1 : forall k : nat, (1 <= k)%nat -> forall z : R,
  is_derive_n p k z (Thm1_rhs k z).
Proof. exact theorem1. Qed.
Theorem theorem_1_softplus : forall k : nat, (1 <= k)%nat -> forall z : R,
  is_derive_n softplus (S k) z (Thm1_rhs k z).
Proof. exact softplus_shift. Qed.
Theorem theorem_1_unshifted_false : Derive_n softplus 2 0 <> Thm1_rhs 2 0.
Proof. exact softplus_unshifted_false. Qed.

Theorem sigmoid_radius : forall z : R, CV_radius (taylor p z) = sqrt (z * z + PI * PI).
Proof. exact radius_p_exact. Qed.
Theorem softplus_radius : forall z : R, CV_radius (taylor softplus z) = sqrt (z * z + PI * PI).
Proof. exact radius_softplus_exact. Qed.
Theorem softplus_radius_at_zero_not_two_pi : CV_radius (taylor softplus 0) <> Finite (2 * PI).
Proof. exact radius_softplus_0_not_2pi. Qed.
Theorem softplus_series_iff : forall z h : R,
  ex_series (fun n => taylor softplus z n * h ^ n) <-> Rabs h <= rad z.
Proof. exact Boundary.softplus_series_iff. Qed.
Theorem softplus_series : forall z h : R, Rabs h <= rad z ->
  is_series (fun n => taylor softplus z n * h ^ n) (softplus (z + h)).
Proof. exact softplus_taylor_sum_closed. Qed.
Theorem boundary_series : forall z h : R, Rabs h = rad z ->
  is_series (fun n => taylor softplus z n * h ^ n) (softplus (z + h)).
Proof. exact boundary_sum. Qed.

Theorem root_limit_two_pi : forall u : nat -> R, (forall k, (1 <= k)%nat -> 1 <= u k <= 2) ->
  is_lim_seq (fun k => Rpower (2 * u k / (2 * PI) ^ (2 * k)) (/ (2 * INR k))) (/ (2 * PI)).
Proof. exact root_limit_2pi. Qed.
Theorem bernoulli_root_limsup :
  is_LimSup_seq (fun n => root (Rabs (Bern n / INR (fact n))) n) (/ (2 * PI)).
Proof. exact Bern_root_test. Qed.
Theorem sigmoid_root_limsup : forall z : R,
  is_LimSup_seq (fun n => root (Rabs (taylor p z n)) n) (/ rad z).
Proof. exact p_root_test. Qed.
Theorem softplus_root_limsup : forall z : R,
  is_LimSup_seq (fun n => root (Rabs (taylor softplus z n)) n) (/ rad z).
Proof. exact softplus_root_test. Qed.
Theorem bernoulli_radius : CV_radius (fun n => Bern n / INR (fact n)) = 2 * PI.
Proof. exact Bern_egf_radius. Qed.
Theorem bernoulli_series : forall x : R, x <> 0 -> Rabs x < 2 * PI ->
  is_series (fun n => Bern n / INR (fact n) * x ^ n) (x / (exp x - 1)).
Proof. exact Bern_egf_sum. Qed.
Theorem bernoulli_sigmoid : forall n : nat,
  (2 ^ S n - 1) * Bern (S n) = (-1) ^ S n * INR (S n) * Derive_n p n 0.
Proof. exact Bern_from_p. Qed.
Theorem p_average : forall n : nat, (2 <= n)%nat ->
  is_RInt (fun q => Derive_n softplus n (logit q)) 0 1 (Bern n).
Proof. exact softplus_p_average. Qed.

Theorem law_converges_iff : forall z l, (forall v w, In (v, w) l -> 0 < w) ->
  (ex_series (fun n => taylor softplus z n * moment l n) <-> forall v w, In (v, w) l -> Rabs v <= rad z).
Proof. exact law_series_iff. Qed.
Theorem law_sum : forall z l, (forall v w, In (v, w) l -> Rabs v <= rad z) ->
  is_series (fun n => taylor softplus z n * moment l n) (Ex l (fun v => softplus (z + v))).
Proof. exact law_series_sum. Qed.
Theorem moments_diverge : forall z w r (m : nat -> R), 0 < w -> rad z < r ->
  (forall j, w * r ^ (2 * j) <= m (2 * j)%nat) -> ~ ex_series (fun n => taylor softplus z n * m n).
Proof. exact Parity.moments_diverge. Qed.
Theorem gaussian_never_converges : forall z s (m : nat -> R), 0 < s ->
  (forall j, m (2 * j)%nat = dfact j * s ^ (2 * j)) -> ~ ex_series (fun n => taylor softplus z n * m n).
Proof. exact Exact.gaussian_never_converges. Qed.
Theorem penalty_bounds : forall z l, is_law l -> moment l 1 = 0 ->
  0 <= penalty z l <= moment l 2 / 8.
Proof. exact Bounds.penalty_bounds. Qed.
Theorem penalty_R2 : forall z l, is_law l -> moment l 1 = 0 ->
  Rabs (penalty z l - D2 z / 2 * moment l 2) <= Ex l (fun v => Rabs v ^ 3) / (36 * sqrt 3).
Proof. exact Bounds.penalty_R2. Qed.
Theorem penalty_R3 : forall z l, is_law l -> moment l 1 = 0 ->
  Rabs (penalty z l - D2 z / 2 * moment l 2 - D3 z / 6 * moment l 3) <= moment l 4 / 192.
Proof. exact Bounds.penalty_R3. Qed.

Theorem dropout_moments : forall d z n, d <> 1 ->
  E d (fun xi => (z * xi - z) ^ n) = z ^ n * ((1 - d) * (d / (1 - d)) ^ n + d * (-1) ^ n).
Proof. exact Moments.dropout_moments. Qed.
Theorem dropout_variance : forall dl a, dl <> 1 -> moment (dlaw dl a) 2 = ratio dl * sumsq a.
Proof. exact dropout_variance_d. Qed.
Theorem dropout_variance_not_squared : forall d z, 0 < d < 1 -> z <> 0 ->
  E d (fun xi => (z * xi - z) ^ 2) <> z ^ 2 * (d ^ 2 / (1 - d)).
Proof. exact Moments.dropout_variance_not_squared. Qed.
Theorem dropout_unbiased : forall dl a, dl <> 1 -> Emask dl (length a) (noisy dl a) = total a.
Proof. exact DropoutD.dropout_unbiased. Qed.
Theorem deviation_bound : forall dl a v w, 0 < dl < 1 -> In (v, w) (dlaw dl a) -> Rabs v <= Vsup dl a.
Proof. exact Vsup_bound. Qed.
Theorem deviation_attained : forall dl a, 0 < dl < 1 ->
  exists v w, In (v, w) (dlaw dl a) /\ 0 < w /\ Rabs v = Vsup dl a.
Proof. exact Vsup_attained. Qed.
Theorem dropout_converges_iff : forall dl b a, 0 < dl < 1 ->
  (ex_series (dterm dl b a) <-> Vsup dl a <= rad (b + total a)).
Proof. exact dropout_d_iff. Qed.
Theorem dropout_sum : forall dl b a, 0 < dl < 1 -> Vsup dl a <= rad (b + total a) ->
  is_series (dterm dl b a) (Emask dl (length a) (fun m => softplus (b + noisy dl a m))).
Proof. exact dropout_d_sum. Qed.
Theorem dropout_criterion : forall dl a, 0 < dl < 1 ->
  (ex_series (dterm dl 0 a) <-> cond dl a <= PI * PI * (1 - dl)).
Proof. exact corA1_iff. Qed.
Theorem dropout_half_criterion : forall a,
  ex_series (dterm (/ 2) 0 a) <-> pos a * neg a <= PI * PI / 4.
Proof. exact half_iff. Qed.
Theorem dropout_one_feature_criterion : forall dl z, / 2 <= dl < 1 ->
  (ex_series (dterm dl 0 [z]) <-> z * z * (2 * dl - 1) <= PI * PI * ((1 - dl) * (1 - dl))).
Proof. exact one_feature_iff. Qed.
Theorem same_sign_converges : forall dl a, 0 < dl <= / 2 ->
  (forall x, In x a -> 0 <= x) \/ (forall x, In x a -> x <= 0) ->
  is_series (dterm dl 0 a) (Emask dl (length a) (fun m => softplus (noisy dl a m))).
Proof. exact DropoutD.same_sign_converges. Qed.
Theorem dropout_penalty_bounds : forall dl b a, 0 < dl < 1 ->
  0 <= Emask dl (length a) (fun m => softplus (b + noisy dl a m)) - softplus (b + total a)
    <= dl / (8 * (1 - dl)) * sumsq a.
Proof. exact dropout_penalty_L2. Qed.

Theorem two_pi_not_sufficient :
  ~ (forall dl a, 0 < dl < 1 -> within_2pi dl a -> ex_series (dterm dl 0 a)).
Proof. exact TwoPi.two_pi_not_sufficient. Qed.
Theorem two_pi_not_necessary :
  ~ (forall dl a, 0 < dl < 1 -> ex_series (dterm dl 0 a) -> within_2pi dl a).
Proof. exact TwoPi.two_pi_not_necessary. Qed.
Theorem remedy_not_sufficient :
  ~ (forall dl a, 0 < dl < 1 -> (forall x, In x a -> Rabs x < 2 * PI / INR (length a)) ->
     ex_series (dterm dl 0 a)).
Proof. exact TwoPi.remedy_not_sufficient. Qed.
Theorem remedy_sufficient : forall dl a, 0 < dl < 1 -> l1 a <= kappa dl ->
  is_series (dterm dl 0 a) (Emask dl (length a) (fun m => softplus (noisy dl a m))).
Proof. exact thmB_sum. Qed.
Theorem remedy_sharp : forall dl K, 0 < dl < 1 -> kappa dl < K ->
  l1 (worst dl K) = K /\ ~ ex_series (dterm dl 0 (worst dl K)).
Proof. exact thmB_sharp. Qed.
