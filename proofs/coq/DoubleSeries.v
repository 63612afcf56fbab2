(** * Interchange of two summations

    In words: if |a(k,n)| <= u(k) v(n) with sum u and sum v convergent, then
      sum_n sum_k a(k,n) = sum_k sum_n a(k,n),
    and all series in it converge.  With it come a few facts on real series that the library lacks. *)

Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Lemma is_series_eq (u v : nat -> R) (l m : R) :
  (forall n, u n = v n) -> l = m -> is_series u l -> is_series v m.
Proof. intros H <-. now apply is_series_ext. Qed.

Lemma ex_series_eq (u v : nat -> R) : (forall n, u n = v n) -> ex_series u -> ex_series v.
Proof. intros H. now apply ex_series_ext. Qed.

Lemma is_series_scaled (c : R) (u : nat -> R) (l : R) : is_series u l -> is_series (fun n => c * u n) (c * l).
Proof. exact (is_series_scal c u l). Qed.

Lemma is_series_added (u v : nat -> R) (l m : R) :
  is_series u l -> is_series v m -> is_series (fun n => u n + v n) (l + m).
Proof. exact (is_series_plus u v l m). Qed.

Lemma is_series_tail (u : nat -> R) (l : R) : is_series u l -> is_series (fun k => u (S k)) (l - u O).
Proof.
  intros H. apply is_series_incr_1. apply (is_series_eq u u l); [reflexivity| |exact H].
  unfold plus; simpl. ring.
Qed.

Lemma is_series_cons (u : nat -> R) (l : R) : is_series (fun k => u (S k)) l -> is_series u (u O + l).
Proof.
  intros H. apply is_series_decr_1. apply (is_series_eq _ _ l _) with (3 := H); [reflexivity|].
  unfold plus, opp; simpl. ring.
Qed.

Lemma ex_series_scaled (c : R) (u : nat -> R) : ex_series u -> ex_series (fun n => c * u n).
Proof. exact (ex_series_scal c u). Qed.

Lemma ex_series_scaled_r (c : R) (u : nat -> R) : ex_series u -> ex_series (fun n => u n * c).
Proof. intros H. apply (ex_series_ext (fun n => c * u n)); [intros;
  apply Rmult_comm|now apply ex_series_scaled]. Qed.

Lemma ex_series_dominated (u v : nat -> R) : (forall n, Rabs (u n) <= v n) -> ex_series v -> ex_series u.
Proof. intros H. apply (ex_series_le u v). exact H. Qed.

Lemma Series_dominated (u v : nat -> R) : (forall n, Rabs (u n) <= v n) -> ex_series v ->
  Rabs (Series u) <= Series v.
Proof.
  intros H Hv. eapply Rle_trans.
  - apply Series_Rabs. apply (ex_series_dominated _ v); [|exact Hv].
    intros n. now rewrite Rabs_Rabsolu.
  - apply Series_le; [|exact Hv]. intros n. split; [apply Rabs_pos|apply H].
Qed.

Lemma Series_nonneg (u : nat -> R) : (forall n, 0 <= u n) -> ex_series u -> 0 <= Series u.
Proof.
  intros H Hu. apply Rle_trans with (Rabs (Series (fun n => 0 * u n))); [apply Rabs_pos|].
  apply Series_dominated; [|exact Hu]. intros n. rewrite Rmult_0_l, Rabs_R0. apply H.
Qed.

(** The first term and the rest. *)
Lemma Series_first (u : nat -> R) : ex_series u -> Series u = u O + Series (fun k => u (S k)).
Proof. intros H. apply Series_incr_1, H. Qed.

Lemma Series_split (u : nat -> R) (n : nat) : ex_series u ->
  Series u = sum_f_R0 u n + Series (fun k => u (S n + k)%nat).
Proof. intros H. apply (Series_incr_n u (S n)); [lia|exact H]. Qed.

Lemma ex_series_shift (u : nat -> R) (n : nat) : ex_series u -> ex_series (fun k => u (n + k)%nat).
Proof. apply ex_series_incr_n. Qed.

Lemma tails_vanish (u : nat -> R) : ex_series u ->
  is_lim_seq (fun n => Series (fun k => u (S n + k)%nat)) 0.
Proof.
  intros H. apply (is_lim_seq_ext (fun n => Series u - sum_n u n)).
  - intros n. rewrite (Series_split u n H), sum_n_Reals. ring.
  - replace 0 with (Series u - Series u) by ring.
    apply is_lim_seq_minus'; [apply is_lim_seq_const|]. exact (Series_correct u H).
Qed.

Section Interchange.
Variables (a : nat -> nat -> R) (u v : nat -> R).
Hypothesis dominated : forall k n, Rabs (a k n) <= u k * v n.
Hypothesis u_converges : ex_series u.
Hypothesis v_converges : ex_series v.

Lemma rows_converge k : ex_series (a k).
Proof. apply (ex_series_dominated _ (fun n => u k * v n)); [apply dominated|]. now apply ex_series_scaled.
Qed.

Lemma columns_converge n : ex_series (fun k => a k n).
Proof.
  apply (ex_series_dominated _ (fun k => u k * v n)); [intros k; apply dominated|].
  now apply ex_series_scaled_r.
Qed.

Lemma column_tail N n : Rabs (Series (fun k => a (S N + k)%nat n)) <= Series (fun k => u (S N + k)%nat) * v n.
Proof.
  rewrite <- Series_scal_r. apply Series_dominated; [intros k; apply dominated|].
  apply ex_series_scaled_r, ex_series_shift, u_converges.
Qed.

Lemma column_sums_converge : ex_series (fun n => Series (fun k => a k n)).
Proof.
  apply (ex_series_dominated _ (fun n => Series u * v n)); [|now apply ex_series_scaled].
  intros n. rewrite <- Series_scal_r. apply Series_dominated; [intros k; apply dominated|].
  now apply ex_series_scaled_r.
Qed.

Lemma finite_interchange N :
  is_series (fun n => sum_f_R0 (fun k => a k n) N) (sum_f_R0 (fun k => Series (a k)) N).
Proof.
  induction N as [|N IH]; [apply Series_correct, rows_converge|].
  exact (is_series_added _ _ _ _ IH (Series_correct _ (rows_converge (S N)))).
Qed.

Lemma interchange_error N :
  Rabs (Series (fun n => Series (fun k => a k n)) - sum_f_R0 (fun k => Series (a k)) N)
  <= Series (fun k => u (S N + k)%nat) * Series v.
Proof.
  rewrite <- (is_series_unique _ _ (finite_interchange N)), <- Series_minus, <- Series_scal_l;
    [|apply column_sums_converge|eexists; apply finite_interchange].
  apply Series_dominated; [|now apply ex_series_scaled].
  intros n. rewrite (Series_split (fun k => a k n) N) by apply columns_converge.
  replace (_ + _ - _) with (Series (fun k => a (S N + k)%nat n)) by ring. apply column_tail.
Qed.

Theorem interchange :
  is_series (fun n => Series (fun k => a k n)) (Series (fun k => Series (fun n => a k n))).
Proof.
  set (total := Series (fun n => Series (fun k => a k n))).
  assert (E : is_series (fun k => Series (a k)) total).
  { change (is_lim_seq (sum_n (fun k => Series (a k))) total).
    apply (is_lim_seq_ext (fun N => total - (total - sum_f_R0 (fun k => Series (a k)) N)));
      [intros N; rewrite sum_n_Reals; ring|].
    replace (Finite total) with (Finite (total - 0)) by (f_equal; ring).
    apply is_lim_seq_minus'; [apply is_lim_seq_const|]. apply is_lim_seq_abs_0.
    apply (is_lim_seq_le_le (fun _ => 0) _ (fun N => Series (fun k => u (S N + k)%nat) * Series v)).
    - intros N. split; [apply Rabs_pos|apply interchange_error].
    - apply is_lim_seq_const.
    - replace (Finite 0) with (Rbar_mult 0 (Series v)) by (simpl; f_equal; ring).
      apply is_lim_seq_scal_r, tails_vanish, u_converges. }
  replace (Series (fun k => Series (fun n => a k n))) with total by (symmetry;
    exact (is_series_unique _ _ E)).
  apply Series_correct, column_sums_converge.
Qed.
End Interchange.
