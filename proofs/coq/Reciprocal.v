(** * The reciprocal of a power series converges as far as the series has no zero

    In words (a tool for softmax, claim C59): let F(t) = sum_n m_n t^n have no complex zero in the disc
    |t| < rho.  Then the formal reciprocal of F, the sequence b with m * b = (1, 0, 0, ...), has radius of
    convergence at least rho.  The coefficients b_n are integrals of 1/F over a circle (PolarAnalytic.v), which
    do not depend on the circle and are bounded on each. *)

Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import DoubleSeries PoleSeries PolarAnalytic.
Open Scope R_scope.

(** A radius that every smaller number bounds. *)
Lemma radius_from_below (a : nat -> R) (rho : R) : 0 < rho ->
  (forall r, 0 < r < rho -> Rbar_le r (CV_radius a)) -> Rbar_le rho (CV_radius a).
Proof.
  intros P H. destruct (CV_radius a) as [c| |]; simpl; trivial.
  - apply Rnot_lt_le. intros L. specialize (H (Rmax (rho / 2) ((c + rho) / 2))). simpl in H.
    pose proof (Rmax_l (rho / 2) ((c + rho) / 2)). pose proof (Rmax_r (rho / 2) ((c + rho) / 2)).
    assert (Rmax (rho / 2) ((c + rho) / 2) < rho) by (apply Rmax_lub_lt; lra). lra.
  - specialize (H (rho / 2)). simpl in H. apply H. lra.
Qed.

(** Sums and products of power series inside their discs. *)
Lemma inside_series (a : nat -> R) (x : R) : Rbar_lt (Rabs x) (CV_radius a) ->
  is_series (fun n => a n * x ^ n) (PSeries a x).
Proof. intros H. exact (Series_correct _ (proj1 (ex_pseries_R a x) (CV_radius_inside a x H))). Qed.

Lemma product_series (a b : nat -> R) (x : R) : Rbar_lt (Rabs x) (CV_radius a) ->
  Rbar_lt (Rabs x) (CV_radius b) -> is_series (fun n => PS_mult a b n * x ^ n) (PSeries a x * PSeries b x).
Proof.
  intros Ha Hb. exact (proj1 (is_pseries_R (PS_mult a b) x _) (is_pseries_mult a b x _ _
    (PSeries_correct a x (CV_radius_inside a x Ha)) (PSeries_correct b x (CV_radius_inside b x Hb)) Ha Hb)).
Qed.

Lemma is_RInt_finite_sum (f : nat -> R -> R) (l : nat -> R) (a b : R) N :
  (forall k, (k <= N)%nat -> is_RInt (f k) a b (l k)) ->
  is_RInt (fun t => sum_f_R0 (fun k => f k t) N) a b (sum_f_R0 l N).
Proof.
  induction N as [|N IH]; intros H; [apply (H O); lia|].
  apply (is_RInt_plus (fun t => sum_f_R0 (fun k => f k t) N) (f (S N))); [apply IH|]; intros; apply H; lia.
Qed.

(** What a sum leaves out, bounded by the absolute values left out. *)
Lemma series_remainder (a b : nat -> R) (l : R) N : is_series a l -> ex_series b ->
  (forall k, Rabs (a k) <= b k) -> Rabs (l - sum_f_R0 a N) <= Series (fun k => b (S N + k)%nat).
Proof.
  intros Ha Hb H. rewrite <- (is_series_unique _ _ Ha), (Series_split a N) by (eexists; exact Ha).
  replace (_ + _ - _) with (Series (fun k => a (S N + k)%nat)) by ring.
  apply Series_dominated; [intros k; apply H|]. now apply ex_series_shift.
Qed.

Section Reciprocal.
Variables (rho : R) (m : nat -> R) (U V dU dV : R -> R -> R).
Hypothesis rho_pos : 0 < rho.
Hypothesis F : analytic rho U V dU dV.
Hypothesis U_series : forall r t, Rabs r < rho -> is_series (fun k => m k * r ^ k * cos (INR k * t)) (U r t).
Hypothesis V_series : forall r t, Rabs r < rho -> is_series (fun k => m k * r ^ k * sin (INR k * t)) (V r t).
Hypothesis absolutely : forall r, 0 <= r < rho -> ex_series (fun k => Rabs (m k) * r ^ k).
Hypothesis no_zero : forall r t, Rabs r < rho -> U r t ^ 2 + V r t ^ 2 <> 0.

Let u := inverse_re U V.
Let v := inverse_im U V.
Let inverse_analytic := analytic_inverse rho U V dU dV F no_zero.
Let J := circle_integral u v.

(** The circle on which the coefficients are read off. *)
Let s := rho / 2.
Definition reciprocal (n : nat) : R := J (INR n) s / (2 * PI * s ^ n).

Lemma s_range : 0 < s < rho.
Proof. unfold s. lra. Qed.

Lemma circle_value n r : 0 < r < rho -> J (INR n) r = 2 * PI * reciprocal n * r ^ n.
Proof.
  intros Hr. pose proof (circle_power _ _ _ _ _ inverse_analytic n r s Hr s_range) as E. fold u v in E. fold J in E.
  pose proof PI_RGT_0. pose proof s_range as Hs. assert (P : r ^ n <> 0) by (apply pow_nonzero; lra).
  assert (Q : s ^ n <> 0) by (apply pow_nonzero; lra). unfold reciprocal.
  replace (J (INR n) r) with (J (INR n) r / r ^ n * r ^ n) by (field; exact P). rewrite E. field. lra.
Qed.

Theorem reciprocal_radius : Rbar_le rho (CV_radius reciprocal).
Proof.
  apply radius_from_below; [exact rho_pos|]. intros r Hr. pose proof PI_RGT_0 as pi_pos.
  destruct (circle_bound _ _ _ _ _ inverse_analytic r ltac:(lra)) as [M [_ [_ B]]].
  apply (radius_at_least _ r (2 * M)); [lra|]. intros n. specialize (B (INR n)).
  change (Rabs (J (INR n) r) <= 2 * PI * (2 * M)) in B. rewrite circle_value in B by exact Hr.
  rewrite Rmult_assoc, Rabs_mult, (Rabs_right (2 * PI)), Rabs_mult, (Rabs_right (r ^ n)) in B
    by (try apply Rle_ge, pow_le; lra).
  apply Rmult_le_reg_l with (2 * PI); lra.
Qed.

(** ** The convolution with m *)
Section Convolution.
Variable n : nat.

(** The real part of F_K (u + i v) e^(-i n t), F_K the sum of the first terms of F. *)
Let partial (K : nat) (t : R) : R :=
  sum_f_R0 (fun k => m k * s ^ k * rotated u v (INR n - INR k) s t) K.
Let tail (K : nat) : R := Series (fun k => Rabs (m (S K + k)%nat) * s ^ (S K + k)).

Lemma tail_abs : ex_series (fun k => Rabs (m k) * s ^ k).
Proof. apply absolutely. pose proof s_range. lra. Qed.

Lemma partial_error M K t : (Rabs (u s t) <= M /\ Rabs (v s t) <= M) ->
  Rabs (cos (INR n * t) - partial K t) <= tail K * (4 * M).
Proof.
  intros [Hu Hv]. pose proof s_range as Hs. assert (Ha : Rabs s < rho) by (rewrite Rabs_right; lra).
  set (C := sum_f_R0 (fun k => m k * s ^ k * cos (INR k * t)) K).
  set (D := sum_f_R0 (fun k => m k * s ^ k * sin (INR k * t)) K).
  assert (bound : forall y k, Rabs y <= 1 -> Rabs (m k * s ^ k * y) <= Rabs (m k) * s ^ k).
  { intros y k Hy. rewrite Rabs_mult, Rabs_mult, (Rabs_right (s ^ k)) by (apply Rle_ge, pow_le; lra).
    rewrite <- (Rmult_1_r (Rabs (m k) * s ^ k)) at 2. apply Rmult_le_compat_l; [|exact Hy].
    apply Rmult_le_pos; [apply Rabs_pos|apply pow_le; lra]. }
  pose proof (series_remainder _ _ _ K (U_series s t Ha) tail_abs
    (fun k => bound _ k (Rabs_le _ _ (COS_bound (INR k * t))))) as TC.
  pose proof (series_remainder _ _ _ K (V_series s t Ha) tail_abs
    (fun k => bound _ k (Rabs_le _ _ (SIN_bound (INR k * t))))) as TD.
  fold C in TC. fold D in TD. change (Rabs (U s t - C) <= tail K) in TC.
  change (Rabs (V s t - D) <= tail K) in TD.
  set (c := cos (INR n * t)). set (d := sin (INR n * t)).
  set (p := u s t * c + v s t * d). set (q := v s t * c - u s t * d).
  assert (E : partial K t = C * p - D * q).
  { unfold partial, C, D. rewrite (Rmult_comm _ p), (Rmult_comm _ q), !scal_sum, <- minus_sum.
    apply sum_eq. intros k _. unfold rotated, p, q, c, d.
    replace ((INR n - INR k) * t) with (INR n * t - INR k * t) by ring.
    rewrite cos_minus, sin_minus. ring. }
  assert (E1 : c = U s t * p - V s t * q).
  { unfold p, q, u, v, inverse_re, inverse_im. pose proof (no_zero s t Ha). field. assumption. }
  assert (A : forall x y, Rabs x <= 1 -> Rabs y <= 1 -> Rabs (u s t * x) + Rabs (v s t * y) <= 2 * M).
  { intros x y Hx Hy. rewrite !Rabs_mult.
    pose proof (Rmult_le_compat _ _ _ _ (Rabs_pos _) (Rabs_pos _) Hu Hx).
    pose proof (Rmult_le_compat _ _ _ _ (Rabs_pos _) (Rabs_pos _) Hv Hy). lra. }
  pose proof (Rabs_le _ _ (COS_bound (INR n * t)) : Rabs c <= 1) as Hc.
  pose proof (Rabs_le _ _ (SIN_bound (INR n * t)) : Rabs d <= 1) as Hd.
  assert (Hp : Rabs p <= 2 * M).
  { unfold p. eapply Rle_trans; [apply Rabs_triang|]. now apply A. }
  assert (Hq : Rabs q <= 2 * M).
  { unfold q, Rminus. eapply Rle_trans; [apply Rabs_triang|]. rewrite Rabs_Ropp.
    specialize (A d c Hd Hc). lra. }
  rewrite E. rewrite E1 at 1.
  replace (U s t * p - V s t * q - (C * p - D * q)) with ((U s t - C) * p - (V s t - D) * q) by ring.
  unfold Rminus at 1. eapply Rle_trans; [apply Rabs_triang|]. rewrite Rabs_Ropp, !Rabs_mult.
  pose proof (Rmult_le_compat _ _ _ _ (Rabs_pos _) (Rabs_pos _) TC Hp).
  pose proof (Rmult_le_compat _ _ _ _ (Rabs_pos _) (Rabs_pos _) TD Hq). lra.
Qed.

Lemma partial_integral K : (n <= K)%nat ->
  is_RInt (partial K) 0 (2 * PI) (2 * PI * s ^ n * PS_mult m reciprocal n).
Proof.
  intros HK. pose proof s_range as Hs. assert (Ha : Rabs s < rho) by (rewrite Rabs_right; lra).
  assert (I : is_RInt (partial K) 0 (2 * PI)
    (sum_f_R0 (fun k => m k * s ^ k * J (INR n - INR k) s) K)).
  { apply (is_RInt_finite_sum (fun k t => m k * s ^ k * rotated u v (INR n - INR k) s t)). intros k _.
    apply (is_RInt_scal (rotated u v (INR n - INR k) s)), (@RInt_correct R_CompleteNormedModule).
    apply (rotated_integrable _ _ _ _ _ inverse_analytic _ _ Ha). }
  replace (2 * PI * s ^ n * PS_mult m reciprocal n)
    with (sum_f_R0 (fun k => m k * s ^ k * J (INR n - INR k) s) K); [exact I|].
  assert (L : forall k, (k <= n)%nat -> m k * s ^ k * J (INR n - INR k) s
    = m k * reciprocal (n - k)%nat * (2 * PI * s ^ n)).
  { intros k Hk. rewrite <- minus_INR by exact Hk. rewrite circle_value by exact Hs.
    replace (s ^ n) with (s ^ k * s ^ (n - k)) by (rewrite <- pow_add; f_equal; lia). ring. }
  unfold PS_mult. rewrite scal_sum, <- (sum_eq _ _ n L).
  destruct (Nat.eq_dec n K) as [->|Hne]; [reflexivity|].
  rewrite (tech2 _ n K) by lia. rewrite (sum_eq_R0 _ (K - S n)); [ring|]. intros i _.
  replace (INR n - INR (S n + i)) with (- INR (S i)) by (rewrite !S_INR, plus_INR, S_INR; ring).
  unfold J. rewrite (circle_negative _ _ _ _ _ inverse_analytic) by (lia || exact Hs). ring.
Qed.

Lemma cos_integral : is_RInt (fun t => cos (INR n * t)) 0 (2 * PI) (if Nat.eqb n 0 then 2 * PI else 0).
Proof.
  destruct n as [|k]; simpl Nat.eqb; cbv iota.
  - apply (is_RInt_ext (fun _ => 1)); [intros t _; simpl INR; now rewrite Rmult_0_l, cos_0|].
    evar_last; [apply @is_RInt_const|]. unfold scal; simpl; unfold mult; simpl. ring.
  - assert (P : 0 < INR (S k)) by (apply lt_0_INR; lia). evar_last.
    + apply (@is_RInt_derive R_CompleteNormedModule (fun t => sin (INR (S k) * t) / INR (S k))
        (fun t => cos (INR (S k) * t))).
      * intros t _. set (c := INR (S k)) in *. auto_derive; [trivial|]. field. lra.
      * intros t _. apply @ex_derive_continuous. auto_derive. trivial.
    + destruct (integer_frequency (S k)) as [_ E]. in_R. rewrite E, Rmult_0_r, sin_0.
      unfold minus, plus, opp; simpl. field. apply Rgt_not_eq, P.
Qed.

Theorem reciprocal_convolution : PS_mult m reciprocal n = if Nat.eqb n 0 then 1 else 0.
Proof.
  pose proof PI_RGT_0 as pi_pos. pose proof s_range as Hs.
  destruct (circle_bound _ _ _ _ _ inverse_analytic s ltac:(lra)) as [M [PM [B _]]].
  pose proof cos_integral as HC. set (c := if Nat.eqb n 0 then 2 * PI else 0) in *.
  set (gap := Rabs (c - 2 * PI * s ^ n * PS_mult m reciprocal n)).
  assert (G : forall K, (n <= K)%nat -> gap <= 2 * PI * (tail K * (4 * M))).
  { intros K HK.
    pose proof (is_RInt_minus _ _ _ _ _ _ HC (partial_integral K HK)) as I.
    apply (@is_RInt_unique R_CompleteNormedModule) in I. unfold gap.
    replace (c - 2 * PI * s ^ n * PS_mult m reciprocal n)
      with (RInt (fun t => minus (cos (INR n * t)) (partial K t)) 0 (2 * PI)) by exact I.
    rewrite <- (Rminus_0_r (2 * PI)) at 2. apply abs_RInt_le_const; [lra| |].
    - eexists. exact (is_RInt_minus _ _ _ _ _ _ HC (partial_integral K HK)).
    - intros t Ht. apply partial_error, B, Ht. }
  assert (L : is_lim_seq (fun K => 2 * PI * (tail (K + n) * (4 * M))) 0).
  { replace (Finite 0) with (Rbar_mult (2 * PI * (4 * M)) 0) by (simpl; f_equal; ring).
    apply (is_lim_seq_ext (fun K => 2 * PI * (4 * M) * tail (K + n))); [intros; ring|].
    apply is_lim_seq_scal_l. apply (is_lim_seq_incr_n (fun K => tail K) n). exact (tails_vanish _ tail_abs). }
  assert (gap <= 0).
  { apply (is_lim_seq_le (fun _ => gap) _ gap 0 (fun K => G (K + n)%nat ltac:(lia)) (is_lim_seq_const gap) L). }
  assert (E : gap = 0) by (apply Rle_antisym; [assumption|apply Rabs_pos]).
  unfold gap in E. apply Rabs_eq_0 in E. assert (Q : s ^ n <> 0) by (apply pow_nonzero; lra).
  apply Rmult_eq_reg_l with (2 * PI * s ^ n); [|apply Rmult_integral_contrapositive_currified; lra].
  replace (2 * PI * s ^ n * PS_mult m reciprocal n) with c by lra. unfold c.
  destruct (Nat.eqb_spec n 0) as [E0|E0]; [rewrite E0; simpl; ring|ring].
Qed.
End Convolution.
End Reciprocal.
