(** * The series of (1 - cos n x)/(n^2 + a^2), and interchange of nonnegative sums

    In words (tools for the trapezoidal rule): the cosine series of CosineSeries.v with the values of
    sum 1/(n^2 + a^2) and sum (-1)^n/(n^2 + a^2), which the pole expansions give; 1/s - 1/sinh s as a series over
    the poles; log(1 + y) = y - y^2/2 + ... for 0 <= y <= 1; Tonelli's theorem for series. *)

Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Sigmoid DoubleSeries PoleExpansion PoleSeries TaylorCoefficients CosineSeries.
Open Scope R_scope.

(** ** Series lemmas *)

Lemma series_pairs (u : nat -> R) (l : R) : is_series u l -> is_series (fun k => u (2 * k)%nat + u (2 * k + 1)%nat) l.
Proof.
  intros H. change (is_lim_seq (sum_n (fun k => u (2 * k)%nat + u (2 * k + 1)%nat)) l).
  apply (is_lim_seq_ext (fun N => sum_n u (2 * N + 1))).
  - intros N. rewrite !sum_n_Reals. induction N as [|N IH]; [reflexivity|].
    replace (2 * S N + 1)%nat with (S (S (2 * N + 1))) by lia. rewrite !tech5, IH.
    replace (S (2 * N + 1)) with (2 * S N)%nat by lia. replace (S (2 * S N)) with (2 * S N + 1)%nat by lia. ring.
  - apply (is_lim_seq_subseq (sum_n u) l (fun N => (2 * N + 1)%nat)); [|exact H].
    apply eventually_subseq. intros n. lia.
Qed.

Lemma partial_le_series (u : nat -> R) (l : R) N : (forall n, 0 <= u n) -> is_series u l -> sum_f_R0 u N <= l.
Proof.
  intros H Hu. rewrite <- (is_series_unique _ _ Hu), (Series_split u N) by (eexists; exact Hu).
  pose proof (Series_nonneg (fun k => u (S N + k)%nat) (fun k => H _) (ex_series_shift u (S N) (ex_intro _ _ Hu))).
  lra.
Qed.

Lemma finite_sum_series (a : nat -> nat -> R) (q : nat -> R) L : (forall l, is_series (a l) (q l)) ->
  is_series (fun n => sum_f_R0 (fun l => a l n) L) (sum_f_R0 q L).
Proof.
  intros H. induction L as [|L IH]; [apply H|]. simpl. exact (is_series_added _ _ _ _ IH (H (S L))).
Qed.

(** Tonelli: nonnegative terms may be summed in either order. *)
Theorem tonelli (a : nat -> nat -> R) (q A : nat -> R) (Q : R) : (forall l n, 0 <= a l n) ->
  (forall l, is_series (a l) (q l)) -> (forall n, is_series (fun l => a l n) (A n)) -> is_series q Q ->
  is_series A Q.
Proof.
  intros P R C HQ.
  assert (NA : forall n, 0 <= A n).
  { intros n. rewrite <- (is_series_unique _ _ (C n)). apply Series_nonneg; [intros; apply P|eexists; apply C]. }
  assert (Nq : forall l, 0 <= q l).
  { intros l. rewrite <- (is_series_unique _ _ (R l)). apply Series_nonneg; [intros; apply P|eexists; apply R]. }
  assert (B : forall N, sum_f_R0 A N <= Q).
  { intros N. pose proof (finite_sum_series (fun n l => a l n) A N C) as S0. cbv beta in S0.
    rewrite <- (is_series_unique _ _ S0), <- (is_series_unique _ _ HQ). apply Series_le; [|eexists; exact HQ].
    intros l. split; [apply cond_pos_sum; intros; apply P|]. apply partial_le_series; [intros; apply P|apply R]. }
  assert (X : ex_series A).
  { destruct (ex_finite_lim_seq_incr (sum_n A) Q) as [s Hs].
    - intros n. rewrite !sum_n_Reals, tech5. specialize (NA (S n)). lra.
    - intros n. rewrite sum_n_Reals. apply B.
    - exists s. exact Hs. }
  assert (E : Series A = Q).
  { apply Rle_antisym.
    - apply (is_lim_seq_le (sum_n A) (fun _ => Q) (Series A) Q); [|exact (Series_correct _ X)|apply is_lim_seq_const].
      intros n. rewrite sum_n_Reals. apply B.
    - apply (is_lim_seq_le (sum_n q) (fun _ => Series A) Q (Series A)); [|exact HQ|apply is_lim_seq_const].
      intros L. rewrite sum_n_Reals. pose proof (finite_sum_series a q L R) as S0.
      rewrite <- (is_series_unique _ _ S0). apply Series_le; [|exact X]. intros n.
      split; [apply cond_pos_sum; intros; apply P|].
      apply (partial_le_series (fun l => a l n)); [intros; apply P|apply C]. }
  rewrite <- E. apply Series_correct, X.
Qed.

(** A function that starts at 0 and has a nonnegative derivative on [0, x] is nonnegative at x. *)
Lemma nonneg_interval (f f' : R -> R) (x : R) : 0 <= x -> f 0 = 0 ->
  (forall t, 0 <= t <= x -> is_derive f t (f' t)) -> (forall t, 0 <= t <= x -> 0 <= f' t) -> 0 <= f x.
Proof.
  intros Hx f0 Hf Hpos. destruct (MVT_gen f 0 x f') as [t [Ht E]].
  - intros t Ht. rewrite Rmin_left, Rmax_right in Ht by lra. apply Hf. lra.
  - intros t Ht. rewrite Rmin_left, Rmax_right in Ht by lra. apply derivable_continuous_pt. exists (f' t).
    apply is_derive_Reals, Hf. lra.
  - rewrite Rmin_left, Rmax_right in Ht by assumption.
    pose proof (Rmult_le_pos _ _ (Hpos t Ht) Hx). rewrite Rminus_0_r, f0 in E. lra.
Qed.

Lemma power_derive m t : is_derive (fun t => t ^ S m / INR (S m)) t (t ^ m).
Proof.
  pose proof (INR_S_pos m) as P. auto_derive; [trivial|]. simpl Nat.pred.
  change (match m with O => 1 | S _ => INR m + 1 end) with (INR (S m)). field. lra.
Qed.

(** log(1 + y) = y - y^2/2 + y^3/3 - ..., the end y = 1 included. *)
Theorem log_series y : 0 <= y <= 1 -> is_series (fun m => (-1) ^ m * y ^ S m / INR (S m)) (ln (1 + y)).
Proof.
  intros Hy. apply series_of_limit.
  set (s := fun N t => sum_f_R0 (fun m => (-1) ^ m * t ^ S m / INR (S m)) N).
  assert (D : forall N t, 0 <= t -> is_derive (fun t => s N t - ln (1 + t)) t (- (- t) ^ S N / (1 + t))).
  { intros N t Ht.
    assert (D1 : is_derive (s N) t (sum_f_R0 (fun m => (- t) ^ m) N)).
    { apply (finite_sum_derive (fun m t => (-1) ^ m * t ^ S m / INR (S m))). intros m.
      pose proof (INR_S_pos m) as P. auto_derive; [trivial|]. simpl Nat.pred.
      change (match m with O => 1 | S _ => INR m + 1 end) with (INR (S m)).
      replace (- t) with (-1 * t) by ring. rewrite Rpow_mult_distr. field. lra. }
    assert (D2 : is_derive (fun t => ln (1 + t)) t (/ (1 + t))) by (auto_derive; [lra|field; lra]).
    evar_last; [exact (is_derive_minus _ _ t _ _ D1 D2)|].
    change (sum_f_R0 (fun m => (- t) ^ m) N - / (1 + t) = - (- t) ^ S N / (1 + t)).
    rewrite tech3 by lra. field. lra. }
  assert (B : forall N, Rabs (s N y - ln (1 + y)) <= / INR (S N)).
  { intros N. pose proof (INR_S_pos (S N)) as P.
    assert (G : forall e, (e = 1 \/ e = -1) -> 0 <= y ^ S (S N) / INR (S (S N)) - e * (s N y - ln (1 + y))).
    { intros e He.
      apply (nonneg_interval (fun t => t ^ S (S N) / INR (S (S N)) - e * (s N t - ln (1 + t)))
        (fun t => t ^ S N - e * (- (- t) ^ S N / (1 + t))) y); [lra| | |].
      - unfold s. rewrite (sum_eq_R0 _ N) by (intros m _; simpl; unfold Rdiv; ring).
        rewrite Rplus_0_r, ln_1. simpl. unfold Rdiv. ring.
      - intros t Ht. apply (is_derive_minus (fun t => t ^ S (S N) / INR (S (S N)))
          (fun t => e * (s N t - ln (1 + t)))); [apply power_derive|].
        apply (is_derive_scal (fun t => s N t - ln (1 + t))), D. lra.
      - intros t Ht. assert (T : 0 <= t ^ S N) by (apply pow_le; lra).
        assert (A : Rabs (e * (- (- t) ^ S N / (1 + t))) <= t ^ S N).
        { unfold Rdiv. rewrite !Rabs_mult, Rabs_Ropp, <- RPow_abs, Rabs_Ropp, (Rabs_right t) by lra.
          replace (Rabs e) with 1 by (destruct He as [->| ->]; rewrite ?Rabs_Ropp, ?Rabs_R1; try reflexivity;
            unfold Rabs; destruct (Rcase_abs (-1)); lra).
          rewrite Rmult_1_l, (Rabs_right (/ _)) by (apply Rle_ge; left; apply Rinv_0_lt_compat; lra).
          rewrite <- (Rmult_1_r (t ^ S N)) at 2. apply Rmult_le_compat_l; [exact T|].
          rewrite <- Rinv_1. apply Rinv_le_contravar; lra. }
        pose proof (Rle_abs (e * (- (- t) ^ S N / (1 + t)))). lra. }
    assert (Y : y ^ S (S N) / INR (S (S N)) <= / INR (S N)).
    { apply Rle_trans with (1 * / INR (S (S N))).
      - apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat|]. rewrite <- (pow1 (S (S N))). apply pow_incr. lra.
      - rewrite Rmult_1_l. apply Rinv_le_contravar; [apply INR_S_pos|apply le_INR; lia]. }
    pose proof (G 1 ltac:(now left)). pose proof (G (-1) ltac:(now right)). apply Rabs_le. lra. }
  apply is_lim_seq_abs_0. apply (is_lim_seq_le_le (fun _ => 0) _ (fun N => / INR (S N))).
  - intros N. split; [apply Rabs_pos|apply B].
  - apply is_lim_seq_const.
  - apply (is_lim_seq_incr_1 (fun n => / INR n)). replace (Finite 0) with (Rbar_inv p_infty) by reflexivity.
    apply is_lim_seq_inv; [apply is_lim_seq_INR|discriminate].
Qed.

(** ** Values from the pole expansions *)

Lemma sinh_pos s : 0 < s -> 0 < sinh s.
Proof. intros H. unfold sinh. assert (exp (- s) < exp s) by (apply exp_increasing; lra). lra. Qed.

Definition pole_step (s : R) (l : nat) : R := pole_pair (odd_pole l) s - pole_pair (even_pole l) s.

Lemma pole_step_nonneg s l : 0 < s -> 0 <= pole_step s l.
Proof.
  intros Hs. unfold pole_step, pole_pair. pose proof (odd_pole_pos l) as P1.
  assert (P2 : odd_pole l <= even_pole l).
  { unfold odd_pole, even_pole. apply Rmult_le_compat_r; [pose proof PI_RGT_0; lra|]. rewrite S_INR. lra. }
  pose proof (sum_sq_pos (odd_pole l) s P1) as Q.
  assert (L : odd_pole l ^ 2 <= even_pole l ^ 2) by (apply pow_incr; lra).
  assert (I : / (s ^ 2 + even_pole l ^ 2) <= / (s ^ 2 + odd_pole l ^ 2)) by (apply Rinv_le_contravar; lra).
  apply Rmult_le_compat_l with (r := 2 * s) in I; [|lra]. unfold Rdiv. lra.
Qed.

Theorem inverse_sinh_series s : 0 < s -> is_series (pole_step s) (/ s - / sinh s).
Proof.
  intros Hs. pose proof (sigmoid_expansion s) as H1. pose proof (bose_expansion s ltac:(lra)) as H2.
  apply (is_series_eq _ _ _ _) with (3 := is_series_added _ _ _ _ H1 (is_series_scaled (-1) _ _ H2)).
  - intros l. unfold pole_step. ring.
  - pose proof (exp_pos s) as E0. pose proof (exp_increasing 0 s Hs) as E1. rewrite exp_0 in E1.
    unfold sinh, sigmoid. rewrite exp_Ropp. set (e := exp s) in *. clearbody e. field. repeat split; nra.
Qed.

Lemma square_plus_pos a n : 0 < INR (S n) ^ 2 + a ^ 2.
Proof. pose proof (pow_lt _ 2 (INR_S_pos n)). pose proof (pow2_ge_0 a). lra. Qed.

Lemma inverse_square_series a : 0 < a ->
  is_series (fun n => / (INR (S n) ^ 2 + a ^ 2)) (PI / (2 * a) * (cosh (a * PI) / sinh (a * PI)) - / (2 * a ^ 2)).
Proof.
  intros Ha. pose proof PI_RGT_0 as pi_pos. assert (P : 0 < 2 * (a * PI)) by (pose proof (Rmult_lt_0_compat a PI); lra).
  pose proof (bose_expansion (2 * (a * PI)) ltac:(lra)) as H.
  apply (is_series_eq _ _ _ _) with (3 := is_series_scaled (PI / a) _ _ H).
  - intros n. unfold pole_pair, even_pole. pose proof (square_plus_pos a n). pose proof (INR_S_pos n).
    set (c := INR (S n)) in *. field. repeat split; try lra. nra.
  - assert (S0 : 0 < a * PI) by lra. pose proof (exp_pos (a * PI)). pose proof (exp_increasing 0 (a * PI) S0) as E1.
    rewrite exp_0 in E1. unfold cosh, sinh. rewrite exp_Ropp.
    replace (2 * (a * PI)) with (a * PI + a * PI) at 1 by ring. rewrite exp_plus.
    set (e := exp (a * PI)) in *. clearbody e. field. repeat split; try lra; nra.
Qed.

Lemma sum_abs_alternating n (c : R) : Rabs ((-1) ^ n * c) = Rabs c.
Proof. rewrite Rabs_mult, pow_1_abs, Rmult_1_l. reflexivity. Qed.

Lemma alternating_square_series a : 0 < a ->
  is_series (fun n => (-1) ^ S n * / (INR (S n) ^ 2 + a ^ 2)) (PI / (2 * a) / sinh (a * PI) - / (2 * a ^ 2)).
Proof.
  intros Ha. pose proof PI_RGT_0 as pi_pos. assert (P : 0 < a * PI) by (apply Rmult_lt_0_compat; lra).
  set (u := fun n => (-1) ^ S n * / (INR (S n) ^ 2 + a ^ 2)).
  assert (X : ex_series u).
  { apply (ex_series_dominated _ (fun n => / (INR (S n) ^ 2 + a ^ 2))).
    - intros n. unfold u. rewrite sum_abs_alternating, Rabs_right; [lra|].
      apply Rle_ge. left. apply Rinv_0_lt_compat, square_plus_pos.
    - eexists. now apply inverse_square_series. }
  replace (PI / (2 * a) / sinh (a * PI) - / (2 * a ^ 2)) with (Series u); [now apply Series_correct|].
  rewrite <- (is_series_unique _ _ (series_pairs u _ (Series_correct u X))).
  apply is_series_unique.
  apply (is_series_eq _ _ _ _) with (3 := is_series_scaled (- (PI / (2 * a))) _ _ (inverse_sinh_series (a * PI) P)).
  - intros k. unfold u, pole_step, pole_pair, odd_pole, even_pole.
    replace (S (2 * k + 1)) with (2 * S k)%nat by lia. replace (S (2 * k)) with (2 * k + 1)%nat at 1 2 by lia.
    rewrite pow_1_even. replace (2 * k + 1)%nat with (S (2 * k)) by lia. rewrite pow_1_odd.
    rewrite (S_INR (2 * k)), !mult_INR. simpl (INR 2). pose proof (pos_INR k). pose proof (INR_S_pos k).
    set (c := INR k) in *. set (d := INR (S k)) in *. field. repeat split; try lra; nra.
  - pose proof (sinh_pos (a * PI) P). field. lra.
Qed.

Theorem one_minus_cos_series a x : 0 < a -> 0 < x <= PI ->
  is_series (fun n => (1 - cos (INR (S n) * x)) / (INR (S n) ^ 2 + a ^ 2))
    (PI / (2 * a) * ((cosh (a * PI) - cosh (a * (PI - x))) / sinh (a * PI))).
Proof.
  intros Ha Hx. pose proof PI_RGT_0 as pi_pos. assert (P : 0 < a * PI) by (apply Rmult_lt_0_compat; lra).
  pose proof (is_series_added _ _ _ _ (cosine_series_pos a x Ha Hx)
    (is_series_scaled (cosh (a * (PI - x))) _ _ (alternating_square_series a Ha))) as C.
  apply (is_series_eq _ _ _ _) with (3 := is_series_added _ _ _ _ (inverse_square_series a Ha)
    (is_series_scaled (-1) _ _ C)).
  - intros n. cbv beta. unfold Rdiv. ring.
  - pose proof (sinh_pos (a * PI) P). field. lra.
Qed.

Theorem one_minus_cos_series_0 x : 0 < x <= PI ->
  is_series (fun n => (1 - cos (INR (S n) * x)) / INR (S n) ^ 2) (PI * x / 2 - x ^ 2 / 4).
Proof.
  intros Hx. pose proof PI_RGT_0 as pi_pos.
  set (u := fun n => (1 - (-1) ^ S n) / INR (S n) ^ 2).
  assert (X : ex_series u).
  { apply (ex_series_dominated _ (fun n => 4 * / (INR (S n) ^ 2 + 1 ^ 2))).
    - intros n. unfold u, Rdiv. rewrite Rabs_mult. pose proof (INR_S_pos n) as P. pose proof (pow_lt _ 2 P) as P2.
      assert (P1 : 1 <= INR (S n)) by (rewrite S_INR; pose proof (pos_INR n); lra).
      rewrite (Rabs_right (/ _)) by (apply Rle_ge; left; now apply Rinv_0_lt_compat).
      apply Rle_trans with (2 * / INR (S n) ^ 2).
      + apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat|].
        eapply Rle_trans; [apply Rabs_triang|]. rewrite Rabs_Ropp, pow_1_abs, Rabs_R1. lra.
      + apply Rmult_le_reg_r with (INR (S n) ^ 2 * (INR (S n) ^ 2 + 1)).
        * apply Rmult_lt_0_compat; lra.
        * replace (2 * / INR (S n) ^ 2 * (INR (S n) ^ 2 * (INR (S n) ^ 2 + 1)))
            with (2 * (INR (S n) ^ 2 + 1)) by (field; lra).
          replace (4 * / (INR (S n) ^ 2 + 1 ^ 2) * (INR (S n) ^ 2 * (INR (S n) ^ 2 + 1)))
            with (4 * INR (S n) ^ 2) by (field; nra).
          nra.
    - apply ex_series_scaled. eexists. apply inverse_square_series. lra. }
  assert (E : is_series u (PI ^ 2 / 4)).
  { replace (PI ^ 2 / 4) with (Series u); [now apply Series_correct|].
    rewrite <- (is_series_unique _ _ (series_pairs u _ (Series_correct u X))).
    rewrite (Series_ext _ (fun k => 2 * PI ^ 2 * / ((2 * INR k + 1) * PI) ^ 2)).
    - rewrite Series_scal_l. pose proof odd_inverse_square_sum as O. unfold odd_pole in O. rewrite O. field.
    - intros k. unfold u. replace (S (2 * k + 1)) with (2 * S k)%nat by lia. rewrite pow_1_even, pow_1_odd.
      rewrite (S_INR (2 * k)), !mult_INR. simpl (INR 2). pose proof (pos_INR k). pose proof (INR_S_pos k).
      field. repeat split; lra. }
  apply (is_series_eq _ _ _ _) with (3 := is_series_added _ _ _ _ E (is_series_scaled (-1) _ _ (cosine_series_0 x Hx))).
  - intros n. unfold u. cbv beta. unfold Rdiv. ring.
  - field.
Qed.
