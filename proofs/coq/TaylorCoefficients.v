(** * Taylor coefficients of the sigmoid and the softplus at a real centre

    In words (pole expansion, its tail, the global bound, the uniform bound).  With
    rho_k e^(i theta_k) = z + i (2k+1) pi, b_n = p^(n)(z)/n! and c_n = A^(n)(z)/n!:
    - b_n = (-1)^n 2 sum_k rho_k^(-n-1) cos((n+1) theta_k)   for n >= 1;
    - the nearest pair gives it up to 2 C rho_1^(1-n), C = 1/8 - 1/pi^2, the best constant;
    - |b_n| <= rho_0^(1-n)/4;
    - |A^(2j)(z)| <= |A^(2j)(0)| for every real z and j >= 1. *)

Require Import Reals Lra Lia Factorial.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Stirling Sigmoid Theorem1 PoleExpansion DoubleSeries PoleSeries.
Open Scope R_scope.

(** The distance from z to the nearest poles +-i pi, the angle under which they are seen, and the distance
    to the next pair. *)
Definition radius (z : R) : R := sqrt (z ^ 2 + PI ^ 2).
Definition angle (z : R) : R := acos (z / radius z).
Definition second_radius (z : R) : R := sqrt (z ^ 2 + (3 * PI) ^ 2).

Lemma odd_pole_0 : odd_pole 0 = PI.
Proof. unfold odd_pole. simpl. ring. Qed.
Lemma odd_pole_1 : odd_pole 1 = 3 * PI.
Proof. unfold odd_pole. simpl. ring. Qed.
Lemma odd_pole_incr k : odd_pole k <= odd_pole (S k).
Proof. unfold odd_pole. rewrite S_INR. pose proof PI_RGT_0. apply Rmult_le_compat_r; lra. Qed.

Lemma odd_pole_ge_PI k : PI <= odd_pole k.
Proof.
  induction k as [|k IH]; [rewrite odd_pole_0; lra|]. eapply Rle_trans; [exact IH|apply odd_pole_incr].
Qed.

Lemma PI_gt_3 : 3 < PI.
Proof. pose proof PI2_3_2. lra. Qed.

Lemma modulus_0 z : modulus (odd_pole 0) z = radius z.
Proof. unfold modulus, radius. now rewrite odd_pole_0. Qed.
Lemma modulus_1 z : modulus (odd_pole 1) z = second_radius z.
Proof. unfold modulus, second_radius. now rewrite odd_pole_1. Qed.

Lemma radius_pos z : 0 < radius z.
Proof. apply (modulus_pos PI z PI_RGT_0). Qed.
Lemma radius_sq z : radius z ^ 2 = z ^ 2 + PI ^ 2.
Proof. apply (modulus_sq PI z PI_RGT_0). Qed.
Lemma abs_lt_radius z : Rabs z < radius z.
Proof. apply (abs_lt_modulus PI z PI_RGT_0). Qed.
Lemma radius_lt_second z : radius z < second_radius z.
Proof.
  pose proof PI_RGT_0. pose proof (pow2_ge_0 z). pose proof (pow_lt PI 2 ltac:(lra)).
  apply sqrt_lt_1_alt. rewrite Rpow_mult_distr. lra.
Qed.

(** Sums of inverse squares converge because the pole expansion at z = 1 does. *)
Lemma inverse_squares_converge (c : nat -> R) : (forall k, 1 <= c k) ->
  ex_series (fun k => pole_pair (c k) 1) -> ex_series (fun k => / c k ^ 2).
Proof.
  intros Hc. apply ex_series_dominated. intros k. pose proof (pow_R1_Rle (c k) 2 (Hc k)) as P.
  unfold pole_pair. rewrite pow1, Rmult_1_r.
  rewrite Rabs_right by (apply Rle_ge; left; apply Rinv_0_lt_compat; lra).
  apply Rle_trans with (/ ((1 + c k ^ 2) / 2)); [apply Rinv_le_contravar; lra|right; field; lra].
Qed.

Lemma odd_inverse_squares : ex_series (fun k => / odd_pole k ^ 2).
Proof.
  apply inverse_squares_converge; [|eexists; apply sigmoid_expansion].
  intros k. pose proof (odd_pole_ge_PI k). pose proof PI_gt_3. lra.
Qed.

(** ** The coefficients as sums over the poles *)

Definition sigmoid_pole_sum (z : R) (n : nat) : R := pole_sum odd_pole z n.

Lemma sigmoid_minus_half_series z h : Rabs h < radius z ->
  is_series (fun n => sigmoid_pole_sum z n * h ^ n) (sigmoid (z + h) - / 2).
Proof.
  intros H. rewrite <- (is_series_unique _ _ (sigmoid_expansion (z + h))).
  apply (pole_sum_series odd_pole odd_pole_pos odd_pole_incr odd_inverse_squares).
  now rewrite modulus_0.
Qed.

Theorem taylor_sigmoid_poles z n : (1 <= n)%nat -> taylor sigmoid z n = sigmoid_pole_sum z n.
Proof.
  intros Hn. rewrite <- (taylor_unique (fun y => sigmoid y - / 2) z _ _ (radius_pos z)
    (sigmoid_minus_half_series z)).
  unfold taylor. f_equal. destruct n as [|n]; [lia|]. clear Hn.
  enough (E : forall y, Derive_n (fun x => sigmoid x - / 2) (S n) y = Derive_n sigmoid (S n) y)
    by now rewrite E.
  induction n as [|n IH]; intros y.
  - transitivity (sigmoid y * (1 - sigmoid y)); [|symmetry; apply is_derive_unique, sigmoid_derive].
    apply is_derive_unique. evar_last.
    + apply @is_derive_minus; [apply sigmoid_derive|apply @is_derive_const].
    + unfold minus, plus, opp, zero; simpl. ring.
  - apply Derive_ext, IH.
Qed.

(** ** Sums of inverse squares of the distances *)

Definition inverse_square_sum (z : R) : R := Series (fun k => / modulus (odd_pole k) z ^ 2).

Lemma inverse_square_sum_converges z : ex_series (fun k => / modulus (odd_pole k) z ^ 2).
Proof. apply inverse_squares_at; [exact odd_pole_pos|exact odd_inverse_squares]. Qed.

Theorem inverse_square_sum_value z : z <> 0 -> inverse_square_sum z = (sigmoid z - / 2) / (2 * z).
Proof.
  intros Hz. rewrite <- (is_series_unique _ _ (sigmoid_expansion z)). unfold inverse_square_sum, Rdiv.
  rewrite <- Series_scal_r. apply Series_ext. intros k. unfold pole_pair.
  rewrite modulus_sq by apply odd_pole_pos. pose proof (sum_sq_pos (odd_pole k) z (odd_pole_pos k)).
  field. lra.
Qed.

(** At z = 0 every argument is pi/2. *)
Lemma modulus_at_0 c : 0 < c -> modulus c 0 = c.
Proof. intros H. unfold modulus. rewrite pow_i, Rplus_0_l by lia. apply sqrt_pow2. lra. Qed.

Lemma pole_coefficient_at_0 c n : 0 < c ->
  pole_coefficient c 0 n = (-1) ^ n * (2 * cos (INR (S n) * (PI / 2)) / c ^ S n).
Proof.
  intros H. unfold pole_coefficient, argument. rewrite modulus_at_0 by assumption.
  replace (0 / c) with 0 by (unfold Rdiv; ring). now rewrite acos_0.
Qed.

Lemma cos_odd_quarter j : cos (INR (2 * j) * (PI / 2)) = (-1) ^ j.
Proof.
  induction j as [|j IH]; [simpl; rewrite Rmult_0_l; apply cos_0|].
  replace (INR (2 * S j) * (PI / 2)) with (INR (2 * j) * (PI / 2) + PI)
    by (rewrite !mult_INR, (S_INR j); simpl; field).
  rewrite neg_cos, IH. simpl. ring.
Qed.
Lemma cos_even_quarter j : cos (INR (S (2 * j)) * (PI / 2)) = 0.
Proof.
  induction j as [|j IH]; [simpl; rewrite Rmult_1_l; apply cos_PI2|].
  replace (INR (S (2 * S j)) * (PI / 2)) with (INR (S (2 * j)) * (PI / 2) + PI)
    by (rewrite (S_INR (2 * S j)), (S_INR (2 * j)), !mult_INR, (S_INR j); simpl; field).
  rewrite neg_cos, IH. ring.
Qed.

Lemma pole_coefficient_at_0_even c j : 0 < c -> pole_coefficient c 0 (2 * j) = 0.
Proof. intros H. rewrite pole_coefficient_at_0, cos_even_quarter by assumption. unfold Rdiv. ring. Qed.

Lemma pole_coefficient_at_0_odd c j : 0 < c ->
  pole_coefficient c 0 (S (2 * j)) = (-1) ^ j * (2 / c ^ (2 * S j)).
Proof.
  intros H. rewrite pole_coefficient_at_0 by assumption. replace (S (S (2 * j))) with (2 * S j)%nat by lia.
  rewrite cos_odd_quarter. replace ((-1) ^ S (2 * j)) with (-1)
    by (rewrite <- tech_pow_Rmult, pow_1_even; ring).
  simpl. unfold Rdiv. ring.
Qed.

(** p - 1/2 is odd. *)
Theorem taylor_sigmoid_even_0 j : taylor sigmoid 0 (2 * S j) = 0.
Proof.
  rewrite taylor_sigmoid_poles by lia. unfold sigmoid_pole_sum, pole_sum.
  rewrite (Series_ext _ (fun k => 0 * / odd_pole k ^ 2)), Series_scal_l; [ring|].
  intros k. rewrite pole_coefficient_at_0_even by apply odd_pole_pos. ring.
Qed.

Theorem odd_inverse_square_sum : Series (fun k => / odd_pole k ^ 2) = / 8.
Proof.
  pose proof (taylor_sigmoid_poles 0 1 (le_n 1)) as E. unfold taylor, sigmoid_pole_sum, pole_sum in E.
  replace (Derive_n sigmoid 1 0) with (/ 4) in E.
  - rewrite (Series_ext _ (fun k => 2 * / odd_pole k ^ 2)), Series_scal_l in E.
    + change (INR (fact 1)) with 1 in E. lra.
    + intros k. rewrite (pole_coefficient_at_0_odd _ 0) by apply odd_pole_pos. unfold Rdiv. simpl. ring.
  - symmetry. apply is_derive_unique. evar_last; [apply sigmoid_derive|]. rewrite sigmoid_0. field.
Qed.

(** The constant of the tail: 1/8 - 1/pi^2 = 0.02367... *)
Definition tail_constant : R := / 8 - / PI ^ 2.

Lemma inverse_square_tail z : 0 <= Series (fun k => / modulus (odd_pole (S k)) z ^ 2) <= tail_constant.
Proof.
  assert (P : forall k, 0 < / modulus (odd_pole k) z ^ 2 <= / odd_pole k ^ 2)
    by (intros k; apply inverse_square_bound, odd_pole_pos).
  unfold tail_constant. rewrite <- odd_inverse_square_sum, (Series_first _ odd_inverse_squares), odd_pole_0.
  split.
  - apply Series_nonneg; [intros k; left; apply P|].
    exact (ex_series_shift _ 1 (inverse_square_sum_converges z)).
  - replace (_ + _ - _) with (Series (fun k => / odd_pole (S k) ^ 2)) by ring.
    apply Series_le; [intros k; specialize (P (S k)); lra|].
    exact (ex_series_shift _ 1 odd_inverse_squares).
Qed.

Lemma tail_constant_pos : 0 <= tail_constant.
Proof. pose proof (inverse_square_tail 0). lra. Qed.

Lemma inverse_square_sum_bound z : 0 <= inverse_square_sum z <= / 8.
Proof.
  assert (P : forall k, 0 < / modulus (odd_pole k) z ^ 2 <= / odd_pole k ^ 2)
    by (intros k; apply inverse_square_bound, odd_pole_pos).
  rewrite <- odd_inverse_square_sum. split.
  - apply Series_nonneg; [intros k; left; apply P|apply inverse_square_sum_converges].
  - apply Series_le; [intros k; specialize (P k); lra|apply odd_inverse_squares].
Qed.

(** ** Explicit bounds *)

(** The contribution of the nearest pair of poles. *)
Definition leading_coefficient (z : R) (n : nat) : R :=
  (-1) ^ n * (2 * cos (INR (S n) * angle z) / radius z ^ S n).

Lemma nearest_pair z n : pole_coefficient (odd_pole 0) z n = leading_coefficient z n.
Proof. unfold pole_coefficient, argument, leading_coefficient, angle. now rewrite modulus_0. Qed.

Theorem taylor_sigmoid_tail z n : (1 <= n)%nat ->
  Rabs (taylor sigmoid z n - leading_coefficient z n)
    <= 2 * tail_constant * (second_radius z / second_radius z ^ n).
Proof.
  intros Hn. rewrite taylor_sigmoid_poles by assumption. rewrite <- nearest_pair.
  eapply Rle_trans; [apply (pole_sum_tail _ odd_pole_pos odd_pole_incr odd_inverse_squares)|].
  rewrite modulus_1. pose proof (inverse_square_tail z).
  assert (0 < second_radius z) by (rewrite <- modulus_1; apply modulus_pos, odd_pole_pos).
  assert (0 < second_radius z / second_radius z ^ n) by (apply Rdiv_lt_0_compat; [|apply pow_lt]; assumption).
  replace (2 * second_radius z / second_radius z ^ n) with (2 * (second_radius z / second_radius z ^ n))
    by (unfold Rdiv; ring).
  rewrite <- Rmult_assoc. apply Rmult_le_compat_r; lra.
Qed.

Theorem taylor_sigmoid_bound z n : (1 <= n)%nat -> Rabs (taylor sigmoid z n) <= radius z / 4 / radius z ^ n.
Proof.
  intros Hn. rewrite taylor_sigmoid_poles by assumption.
  eapply Rle_trans; [apply (pole_sum_bound _ odd_pole_pos odd_pole_incr odd_inverse_squares)|].
  rewrite modulus_0. fold (inverse_square_sum z). pose proof (inverse_square_sum_bound z).
  assert (0 < / radius z ^ n) by (apply Rinv_0_lt_compat, pow_lt, radius_pos). pose proof (radius_pos z).
  replace (radius z / 4 / radius z ^ n) with (/ 8 * (2 * radius z / radius z ^ n))
    by (unfold Rdiv; field; apply pow_nonzero; lra).
  apply Rmult_le_compat_r; [|lra]. unfold Rdiv. apply Rmult_le_pos; lra.
Qed.

(** ** The even derivatives of the softplus are largest at 0 *)

Lemma taylor_softplus_even_0 j : taylor softplus 0 (2 * S j)
  = (-1) ^ j * (2 * Series (fun k => / odd_pole k ^ (2 * S j))) / INR (2 * S j).
Proof.
  replace (2 * S j)%nat with (S (S (2 * j))) by lia. rewrite taylor_softplus_S, taylor_sigmoid_poles by lia.
  unfold sigmoid_pole_sum, pole_sum, Rdiv. f_equal.
  rewrite <- !Series_scal_l. apply Series_ext. intros k.
  rewrite pole_coefficient_at_0_odd by apply odd_pole_pos.
  replace (2 * S j)%nat with (S (S (2 * j))) by lia. unfold Rdiv. ring.
Qed.

Lemma inverse_powers_converge j : ex_series (fun k => / odd_pole k ^ (2 * S j)).
Proof.
  apply (ex_series_dominated _ (fun k => / odd_pole k ^ 2)); [|exact odd_inverse_squares].
  intros k. pose proof (odd_pole_pos k) as P. assert (Q : 1 <= odd_pole k).
  { pose proof PI_gt_3. pose proof (odd_pole_ge_PI k). lra. }
  rewrite Rabs_right by (apply Rle_ge; left; apply Rinv_0_lt_compat, pow_lt, P).
  apply Rinv_le_contravar; [now apply pow_lt|]. apply Rle_pow; [assumption|lia].
Qed.

Theorem taylor_softplus_even_bound z j :
  Rabs (taylor softplus z (2 * S j)) <= Rabs (taylor softplus 0 (2 * S j)).
Proof.
  assert (N : 0 < / INR (2 * S j)) by (apply Rinv_0_lt_compat, lt_0_INR; lia).
  rewrite taylor_softplus_even_0. unfold Rdiv. rewrite !Rabs_mult, pow_1_abs, Rmult_1_l.
  assert (P : forall k, 0 < / odd_pole k ^ (2 * S j)) by (intros k;
    apply Rinv_0_lt_compat, pow_lt, odd_pole_pos).
  rewrite (Rabs_right (Series _))
    by (apply Rle_ge, Series_nonneg; [intros k; left; apply P|apply inverse_powers_converge]).
  replace (2 * S j)%nat with (S (S (2 * j))) in * |- * by lia.
  rewrite taylor_softplus_S, taylor_sigmoid_poles by lia.
  unfold sigmoid_pole_sum, pole_sum, Rdiv. rewrite Rabs_mult.
  apply Rmult_le_compat_r; [apply Rabs_pos|]. rewrite (Rabs_right 2) by lra. rewrite <- Series_scal_l.
  apply Series_dominated.
  - intros k. eapply Rle_trans; [apply pole_coefficient_bound, odd_pole_pos|].
    unfold Rdiv. apply Rmult_le_compat_l; [lra|]. apply Rinv_le_contravar; [apply pow_lt, odd_pole_pos|].
    apply pow_incr. split; [left; apply odd_pole_pos|]. rewrite <- (modulus_at_0 _ (odd_pole_pos k)) at 1.
    unfold modulus. apply sqrt_le_1_alt. pose proof (pow2_ge_0 z). rewrite pow_i by lia. lra.
  - apply ex_series_scaled. pose proof (inverse_powers_converge j) as H.
    replace (2 * S j)%nat with (S (S (2 * j))) in H by lia. exact H.
Qed.
