(** * Two cosine series

    In words (a tool for the trapezoidal rule of the integral identity): for 0 < x <= pi and a > 0,
      sum_{n>=1} (1 - cos n x)/n^2         = pi x/2 - x^2/4,
      sum_{n>=1} (1 - cos n x)/(n^2 + a^2) = pi/(2 a) (cosh(a pi) - cosh(a (pi - x)))/sinh(a pi).
    Both come from w_N(t) = sum_{n<=N} sin(n t)/n - (pi - t)/2, whose derivative is Dirichlet's kernel
    sin((N + 1/2) t)/(2 sin(t/2)): on [x, pi] it is O(1/N), and so is the integral of w_N(t) cosh(a (t - x)), which
    is the partial sum of the series less its value.  Integrals are avoided by the mean value theorem. *)

Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Sigmoid DoubleSeries PoleExpansion PoleSeries TaylorCoefficients.
Open Scope R_scope.

Lemma finite_sum_derive (f : nat -> R -> R) (g : nat -> R) (t : R) N :
  (forall n, is_derive (f n) t (g n)) -> is_derive (fun y => sum_f_R0 (fun n => f n y) N) t (sum_f_R0 g N).
Proof.
  intros H. induction N as [|N IH]; [apply H|]. simpl.
  apply (is_derive_plus (fun y => sum_f_R0 (fun n => f n y) N) (f (S N))); [exact IH|apply H].
Qed.

Lemma cosh_derive y : is_derive cosh y (sinh y).
Proof. apply is_derive_Reals, derivable_pt_lim_cosh. Qed.
Lemma sinh_derive y : is_derive sinh y (cosh y).
Proof. apply is_derive_Reals, derivable_pt_lim_sinh. Qed.

Lemma scal_sum_r N (u : nat -> R) (c : R) : sum_f_R0 u N * c = sum_f_R0 (fun n => u n * c) N.
Proof. rewrite Rmult_comm, scal_sum. reflexivity. Qed.

Lemma INR_S_pos n : 0 < INR (S n).
Proof. apply lt_0_INR. lia. Qed.

(** ** The sawtooth *)

Definition sawtooth_error (N : nat) (t : R) : R :=
  sum_f_R0 (fun n => sin (INR (S n) * t) / INR (S n)) N - (PI - t) / 2.

(** Dirichlet's kernel. *)
Lemma dirichlet_kernel N t :
  2 * sin (t / 2) * (sum_f_R0 (fun n => cos (INR (S n) * t)) N + / 2) = sin ((INR (S N) + / 2) * t).
Proof.
  assert (E : forall y, 2 * sin (t / 2) * cos y = sin (y + t / 2) - sin (y - t / 2))
    by (intros y; rewrite sin_plus, sin_minus; ring).
  induction N as [|N IH].
  - unfold sum_f_R0. rewrite Rmult_plus_distr_l, E.
    replace (INR 1 * t - t / 2) with (t / 2) by (simpl; field).
    replace ((INR 1 + / 2) * t) with (INR 1 * t + t / 2) by field. field.
  - rewrite tech5. replace (sum_f_R0 (fun n => cos (INR (S n) * t)) N + cos (INR (S (S N)) * t) + / 2)
      with (sum_f_R0 (fun n => cos (INR (S n) * t)) N + / 2 + cos (INR (S (S N)) * t)) by ring.
    rewrite Rmult_plus_distr_l, IH, E.
    replace ((INR (S N) + / 2) * t) with (INR (S (S N)) * t - t / 2) by (rewrite (S_INR (S N)); field).
    replace ((INR (S (S N)) + / 2) * t) with (INR (S (S N)) * t + t / 2) by field. ring.
Qed.

Lemma sawtooth_derive N t : is_derive (sawtooth_error N) t (sum_f_R0 (fun n => cos (INR (S n) * t)) N + / 2).
Proof.
  unfold sawtooth_error. evar_last.
  - apply @is_derive_minus.
    + apply (finite_sum_derive (fun n t => sin (INR (S n) * t) / INR (S n)) (fun n => cos (INR (S n) * t))).
      intros n. pose proof (INR_S_pos n) as P. set (c := INR (S n)) in *. auto_derive; [trivial|]. field. lra.
    + instantiate (1 := - / 2). auto_derive; [trivial|]. field.
  - unfold minus, plus, opp; simpl. ring.
Qed.

Lemma sin_multiple n : sin (INR n * PI) = 0.
Proof.
  induction n as [|n IH]; [simpl; rewrite Rmult_0_l; apply sin_0|].
  rewrite S_INR, Rmult_plus_distr_r, Rmult_1_l, sin_plus, IH, sin_PI. ring.
Qed.
Lemma cos_multiple n : cos (INR n * PI) = (-1) ^ n.
Proof.
  induction n as [|n IH]; [simpl; rewrite Rmult_0_l; apply cos_0|].
  rewrite S_INR, Rmult_plus_distr_r, Rmult_1_l, cos_plus, IH, cos_PI, sin_PI. simpl. ring.
Qed.

Lemma sawtooth_at_pi N : sawtooth_error N PI = 0.
Proof.
  unfold sawtooth_error. rewrite (sum_eq_R0 _ N); [field|]. intros n _. rewrite sin_multiple. unfold Rdiv. ring.
Qed.

Lemma half_angle_sin x t : 0 < x <= t -> t <= PI -> 0 < sin (x / 2) <= sin (t / 2).
Proof.
  intros Hx Ht. split; [apply sin_gt_0; lra|]. destruct (Rle_lt_or_eq_dec x t (proj2 Hx)) as [L| ->]; [|lra].
  left. apply sin_increasing_1; lra.
Qed.

Definition sawtooth_constant (x : R) : R := / sin (x / 2) + PI / (2 * sin (x / 2) ^ 2).

Theorem sawtooth_bound N x t : 0 < x <= t -> t <= PI ->
  Rabs (sawtooth_error N t) <= sawtooth_constant x / (2 * INR N + 3).
Proof.
  intros Hx Ht. pose proof PI_RGT_0 as pi_pos. pose proof (pos_INR N) as PN. set (M := 2 * INR N + 3).
  assert (EM : INR (S N) + / 2 = M / 2) by (unfold M; rewrite S_INR; field).
  set (v := fun u => sawtooth_error N u + cos (M / 2 * u) / (M * sin (u / 2))).
  destruct (half_angle_sin x t Hx Ht) as [P0 P1]. set (sx := sin (x / 2)) in *.
  assert (D : forall u, t <= u <= PI -> is_derive v u (- (cos (M / 2 * u) * cos (u / 2)) / (2 * M * sin (u / 2) ^ 2))).
  { intros u Hu. destruct (half_angle_sin x u ltac:(lra) ltac:(lra)) as [_ Q]. fold sx in Q. unfold v.
    evar_last.
    - apply @is_derive_plus; [apply sawtooth_derive|].
      instantiate (1 := - (M / 2 * sin (M / 2 * u)) / (M * sin (u / 2))
        - cos (M / 2 * u) * cos (u / 2) / (2 * M * sin (u / 2) ^ 2)).
      assert (HM : 0 < M) by (unfold M; lra). clearbody M sx. assert (P2 : 0 < sin (u / 2)) by lra.
      auto_derive; [apply Rmult_integral_contrapositive_currified; unfold Rdiv in P2; lra|].
      unfold Rdiv. field. unfold Rdiv in P2. lra.
    - unfold plus; simpl. pose proof (dirichlet_kernel N u) as E. rewrite EM in E.
      set (C := sum_f_R0 _ N + / 2) in *. rewrite <- E. field. unfold M. lra. }
  assert (V : Rabs (v t) <= PI / (2 * M * sx ^ 2)).
  { assert (VP : v PI = 0).
    { unfold v. rewrite sawtooth_at_pi. replace (M / 2 * PI) with (INR (S N) * PI + PI / 2) by (rewrite <- EM; field).
      rewrite cos_plus, cos_PI2, sin_multiple. unfold Rdiv. ring. }
    destruct (MVT_gen v t PI (fun u => - (cos (M / 2 * u) * cos (u / 2)) / (2 * M * sin (u / 2) ^ 2))) as [u [Hu E]].
    - intros u Hu. rewrite Rmin_left, Rmax_right in Hu by lra. apply D. lra.
    - intros u Hu. rewrite Rmin_left, Rmax_right in Hu by lra. apply derivable_continuous_pt. eexists.
      apply is_derive_Reals, D. lra.
    - rewrite Rmin_left, Rmax_right in Hu by lra. rewrite VP in E.
      replace (v t) with (- (- (cos (M / 2 * u) * cos (u / 2)) / (2 * M * sin (u / 2) ^ 2) * (PI - t))) by lra.
      destruct (half_angle_sin x u ltac:(lra) ltac:(lra)) as [_ Q]. fold sx in Q.
      rewrite Rabs_Ropp, Rabs_mult, (Rabs_right (PI - t)) by lra. unfold Rdiv. rewrite Rabs_mult, Rabs_Ropp.
      assert (S2 : sx ^ 2 <= sin (u * / 2) ^ 2) by (apply pow_incr; unfold Rdiv in Q; lra).
      pose proof (pow_lt sx 2 P0) as PS.
      assert (I0 : 0 < 2 * M * sx ^ 2) by (apply Rmult_lt_0_compat; unfold M; lra).
      assert (I1 : 2 * M * sx ^ 2 <= 2 * M * sin (u * / 2) ^ 2) by (apply Rmult_le_compat_l; unfold M; lra).
      rewrite (Rabs_right (/ _)) by (apply Rle_ge; left; apply Rinv_0_lt_compat; lra).
      pose proof (Rinv_le_contravar _ _ I0 I1) as I2.
      assert (CC : Rabs (cos (M * / 2 * u) * cos (u * / 2)) <= 1).
      { rewrite Rabs_mult. rewrite <- (Rmult_1_l 1). apply Rmult_le_compat; try apply Rabs_pos; apply abs_cos. }
      assert (I3 : 0 <= / (2 * M * sin (u * / 2) ^ 2)) by (left; apply Rinv_0_lt_compat; lra).
      rewrite (Rmult_comm PI). apply Rmult_le_compat; [apply Rmult_le_pos; [apply Rabs_pos|exact I3]|lra| |lra].
      rewrite <- (Rmult_1_l (/ (2 * M * sx ^ 2))). apply Rmult_le_compat; try assumption. apply Rabs_pos. }
  replace (sawtooth_error N t) with (v t - cos (M / 2 * t) / (M * sin (t / 2))) by (unfold v; ring).
  eapply Rle_trans; [apply Rabs_triang|]. rewrite Rabs_Ropp. unfold sawtooth_constant. fold sx.
  replace ((/ sx + PI / (2 * sx ^ 2)) / M) with (PI / (2 * M * sx ^ 2) + 1 / (M * sx)) by (field; unfold M; lra).
  apply Rplus_le_compat; [exact V|]. unfold Rdiv at 1. rewrite Rabs_mult.
  assert (I0 : 0 < M * sx) by (apply Rmult_lt_0_compat; unfold M; lra).
  assert (I1 : M * sx <= M * sin (t / 2)) by (apply Rmult_le_compat_l; unfold M; lra).
  rewrite (Rabs_right (/ _)) by (apply Rle_ge; left; apply Rinv_0_lt_compat; lra).
  apply Rmult_le_compat; [apply Rabs_pos|left; apply Rinv_0_lt_compat; lra|apply abs_cos|].
  now apply Rinv_le_contravar.
Qed.

(** ** From the sawtooth to the series *)

(** If H_N' = w_N f on [x, pi], f bounded, then H_N(pi) - H_N(x) tends to 0. *)
Lemma sawtooth_limit (x B : R) (f : R -> R) (H : nat -> R -> R) : 0 < x <= PI ->
  (forall t, x <= t <= PI -> Rabs (f t) <= B) ->
  (forall N t, is_derive (H N) t (sawtooth_error N t * f t)) -> is_lim_seq (fun N => H N PI - H N x) 0.
Proof.
  intros Hx Hf HH. apply is_lim_seq_abs_0. pose proof PI_RGT_0 as pi_pos.
  set (K := sawtooth_constant x * B * PI).
  apply (is_lim_seq_le_le (fun _ => 0) _ (fun N => K * / (2 * INR N + 3))).
  - intros N. split; [apply Rabs_pos|]. destruct (MVT_gen (H N) x PI (fun t => sawtooth_error N t * f t)) as [t [Ht E]].
    + intros t _. apply HH.
    + intros t _. apply derivable_continuous_pt. eexists. apply is_derive_Reals, HH.
    + rewrite Rmin_left, Rmax_right in Ht by lra. rewrite E, !Rabs_mult, (Rabs_right (PI - x)) by lra.
      pose proof (sawtooth_bound N x t ltac:(lra) ltac:(lra)) as W. specialize (Hf t Ht).
      pose proof (Rmult_le_compat _ _ _ _ (Rabs_pos _) (Rabs_pos _) W Hf) as WF.
      replace (K * / (2 * INR N + 3)) with (sawtooth_constant x / (2 * INR N + 3) * B * PI)
        by (unfold K, Rdiv; ring).
      apply Rmult_le_compat; [apply Rmult_le_pos; apply Rabs_pos|lra|exact WF|lra].
  - apply is_lim_seq_const.
  - replace (Finite 0) with (Rbar_mult K 0) by (simpl; f_equal; ring). apply is_lim_seq_scal_l.
    apply (is_lim_seq_le_le (fun _ => 0) _ (fun N => / INR (S N))).
    + intros N. pose proof (pos_INR N). rewrite S_INR.
      split; [left; apply Rinv_0_lt_compat; lra|apply Rinv_le_contravar; lra].
    + apply is_lim_seq_const.
    + apply (is_lim_seq_incr_1 (fun n => / INR n)).
      replace (Finite 0) with (Rbar_inv p_infty) by reflexivity.
      apply is_lim_seq_inv; [apply is_lim_seq_INR|discriminate].
Qed.

Lemma series_of_limit (u : nat -> R) (l : R) : is_lim_seq (fun N => sum_f_R0 u N - l) 0 -> is_series u l.
Proof.
  intros H. change (is_lim_seq (sum_n u) l).
  apply (is_lim_seq_ext (fun N => sum_f_R0 u N - l + l)); [intros N; rewrite sum_n_Reals; ring|].
  replace (Finite l) with (Finite (0 + l)) by (f_equal; ring). apply is_lim_seq_plus'; [exact H|apply is_lim_seq_const].
Qed.

(** a = 0 *)
Lemma cosine_series_0 x : 0 < x <= PI ->
  is_series (fun n => (cos (INR (S n) * x) - (-1) ^ S n) / INR (S n) ^ 2) ((PI - x) ^ 2 / 4).
Proof.
  intros Hx. apply series_of_limit.
  set (H := fun N t => sum_f_R0 (fun n => - cos (INR (S n) * t) / INR (S n) ^ 2) N + (PI - t) ^ 2 / 4).
  apply (is_lim_seq_ext (fun N => H N PI - H N x)).
  - intros N. unfold H. transitivity (sum_f_R0 (fun n => - cos (INR (S n) * PI) / INR (S n) ^ 2) N
      - sum_f_R0 (fun n => - cos (INR (S n) * x) / INR (S n) ^ 2) N - (PI - x) ^ 2 / 4); [field|].
    rewrite <- minus_sum. f_equal. apply sum_eq. intros n _. rewrite cos_multiple. unfold Rdiv. ring.
  - apply (sawtooth_limit x 1 (fun _ => 1)); [exact Hx|intros; rewrite Rabs_R1; lra|]. intros N t. unfold H.
    assert (D1 : is_derive (fun t => sum_f_R0 (fun n => - cos (INR (S n) * t) / INR (S n) ^ 2) N) t
      (sum_f_R0 (fun n => sin (INR (S n) * t) / INR (S n)) N)).
    { apply (finite_sum_derive (fun n t => - cos (INR (S n) * t) / INR (S n) ^ 2)). intros n.
      pose proof (INR_S_pos n) as P. set (c := INR (S n)) in *. auto_derive; [trivial|]. field. lra. }
    assert (D2 : is_derive (fun t => (PI - t) ^ 2 / 4) t (- ((PI - t) / 2))) by (auto_derive; [trivial|field]).
    evar_last; [exact (is_derive_plus _ _ t _ _ D1 D2)|]. unfold sawtooth_error. rewrite Rmult_1_r. reflexivity.
Qed.

(** A primitive of sin(c t)/c cosh(a (t - x)), and one of (pi - t)/2 cosh(a (t - x)). *)
Section Primitives.
Variables a x : R.
Hypothesis a_pos : 0 < a.
Let f (t : R) : R := cosh (a * (t - x)).
Let g (t : R) : R := sinh (a * (t - x)).

Lemma shifted_derive t : is_derive f t (a * g t) /\ is_derive g t (a * f t).
Proof.
  split.
  - apply (is_derive_comp cosh (fun t => a * (t - x))); [apply cosh_derive|]. auto_derive; [trivial|ring].
  - apply (is_derive_comp sinh (fun t => a * (t - x))); [apply sinh_derive|]. auto_derive; [trivial|ring].
Qed.

Lemma sine_primitive c t : 0 < c -> is_derive
  (fun t => (- cos (c * t) * f t + a / c * (sin (c * t) * g t)) / (c ^ 2 + a ^ 2)) t (sin (c * t) / c * f t).
Proof.
  intros Hc. destruct (shifted_derive t) as [Hf Hg]. pose proof (pow_lt c 2 Hc). pose proof (pow_lt a 2 a_pos).
  auto_derive; [repeat split; eexists; eassumption|].
  replace (Derive (fun y => f y) t) with (a * g t) by (symmetry; now apply is_derive_unique).
  replace (Derive (fun y => g y) t) with (a * f t) by (symmetry; now apply is_derive_unique). field. lra.
Qed.

Lemma linear_primitive t : is_derive
  (fun t => (PI - t) / 2 * (g t / a) + f t / (2 * a ^ 2)) t ((PI - t) / 2 * f t).
Proof.
  destruct (shifted_derive t) as [Hf Hg]. auto_derive; [repeat split; eexists; eassumption|].
  replace (Derive (fun y => f y) t) with (a * g t) by (symmetry; now apply is_derive_unique).
  replace (Derive (fun y => g y) t) with (a * f t) by (symmetry; now apply is_derive_unique). field. lra.
Qed.
End Primitives.

(** a > 0 *)
Lemma cosine_series_pos a x : 0 < a -> 0 < x <= PI ->
  is_series (fun n => (cos (INR (S n) * x) - (-1) ^ S n * cosh (a * (PI - x))) / (INR (S n) ^ 2 + a ^ 2))
    ((cosh (a * (PI - x)) - 1) / (2 * a ^ 2)).
Proof.
  intros Ha Hx. apply series_of_limit. pose proof (pow_lt a 2 Ha) as A2.
  assert (Q : forall n, 0 < INR (S n) ^ 2 + a ^ 2) by (intros n; pose proof (pow2_ge_0 (INR (S n))); lra).
  set (H := fun N t => sum_f_R0 (fun n => (- cos (INR (S n) * t) * cosh (a * (t - x))
      + a / INR (S n) * (sin (INR (S n) * t) * sinh (a * (t - x)))) / (INR (S n) ^ 2 + a ^ 2)) N
    - ((PI - t) / 2 * (sinh (a * (t - x)) / a) + cosh (a * (t - x)) / (2 * a ^ 2))).
  apply (is_lim_seq_ext (fun N => H N PI - H N x)).
  - intros N. unfold H. rewrite (Rminus_eq_0 x), Rmult_0_r, cosh_0, sinh_0, Rminus_eq_0.
    transitivity (sum_f_R0 (fun n => (- cos (INR (S n) * PI) * cosh (a * (PI - x))
      + a / INR (S n) * (sin (INR (S n) * PI) * sinh (a * (PI - x)))) / (INR (S n) ^ 2 + a ^ 2)) N
      - sum_f_R0 (fun n => (- cos (INR (S n) * x) * 1 + a / INR (S n) * (sin (INR (S n) * x) * 0))
          / (INR (S n) ^ 2 + a ^ 2)) N - (cosh (a * (PI - x)) - 1) / (2 * a ^ 2)); [field; lra|].
    rewrite <- minus_sum. f_equal. apply sum_eq. intros n _. rewrite cos_multiple, sin_multiple.
    pose proof (INR_S_pos n). specialize (Q n). field. lra.
  - apply (sawtooth_limit x (cosh (a * PI)) (fun t => cosh (a * (t - x)))); [exact Hx| |].
    + intros t Ht. assert (P : 0 <= a * (t - x) <= a * PI)
        by (split; [apply Rmult_le_pos|apply Rmult_le_compat_l]; lra).
      unfold cosh. set (y := a * (t - x)) in *. pose proof (exp_pos y). pose proof (exp_pos (- y)).
      rewrite Rabs_right by lra. enough (0 <= cosh (a * PI) - cosh y) by (unfold cosh in *; lra).
      destruct (MVT_gen cosh y (a * PI) sinh) as [c [Hc E]].
      * intros c _. apply cosh_derive.
      * intros c _. apply derivable_continuous_pt, derivable_pt_cosh.
      * rewrite Rmin_left, Rmax_right in Hc by lra. rewrite E. apply Rmult_le_pos; [|lra].
        unfold sinh. assert (exp (- c) <= exp c); [|lra].
        destruct (Rle_lt_or_eq_dec 0 c ltac:(lra)) as [L|<-]; [left; apply exp_increasing; lra|rewrite Ropp_0; lra].
    + intros N t. unfold H.
      assert (D1 : is_derive (fun t => sum_f_R0 (fun n => (- cos (INR (S n) * t) * cosh (a * (t - x))
          + a / INR (S n) * (sin (INR (S n) * t) * sinh (a * (t - x)))) / (INR (S n) ^ 2 + a ^ 2)) N) t
        (sum_f_R0 (fun n => sin (INR (S n) * t) / INR (S n) * cosh (a * (t - x))) N)).
      { apply (finite_sum_derive (fun n t => (- cos (INR (S n) * t) * cosh (a * (t - x))
          + a / INR (S n) * (sin (INR (S n) * t) * sinh (a * (t - x)))) / (INR (S n) ^ 2 + a ^ 2))). intros n.
        apply sine_primitive; [exact Ha|apply INR_S_pos]. }
      pose proof (linear_primitive a x Ha t) as D2.
      evar_last; [exact (is_derive_minus _ _ t _ _ D1 D2)|].
      unfold sawtooth_error. rewrite Rmult_minus_distr_r, (scal_sum_r N). reflexivity.
Qed.
