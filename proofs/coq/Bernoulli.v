(** P6 : B_n = sum_j (-1)^j j! S2(n,j) / (j+1) satisfies, and is characterised by,
    the standard recurrence  sum_{k=0}^{n} C(n+1,k) B_k = 0 (n >= 1), B_0 = 1. *)
Require Import Reals Lra Lia Factorial ZArith.
From Dropcert Require Import Stirling.
Open Scope R_scope.

Definition Bern (n : nat) : R :=
  sum_f_R0 (fun j => (-1) ^ j * INR (fact j * S2 n j) / INR (S j)) n.

Lemma IZR_zsum f n : IZR (zsum f n) = sum_f_R0 (fun i => IZR (f i)) n.
Proof. induction n; simpl; [reflexivity|]. rewrite plus_IZR, IHn. reflexivity. Qed.

Lemma binom_T_R m j :
  sum_f_R0 (fun k => INR (binom m k) * INR (T k j)) m = INR (T m j) + INR (T m (S j)).
Proof.
  rewrite !(INR_IZR_INZ (T _ _)), <- plus_IZR, <- binom_T, IZR_zsum.
  apply sum_eq. intros i _. rewrite mult_IZR, <- !INR_IZR_INZ. reflexivity.
Qed.

Lemma sum_swap (f : nat -> nat -> R) M N :
  sum_f_R0 (fun k => sum_f_R0 (fun j => f k j) N) M
  = sum_f_R0 (fun j => sum_f_R0 (fun k => f k j) M) N.
Proof.
  induction M as [|M IH]; [reflexivity|]. rewrite tech5, IH, <- sum_plus.
  apply sum_eq. intros i _. rewrite tech5. reflexivity.
Qed.

Lemma Bern_extend n N : (n <= N)%nat ->
  Bern n = sum_f_R0 (fun j => (-1) ^ j * INR (T n j) / INR (S j)) N.
Proof.
  intros H. replace N with (n + (N - n))%nat by lia. generalize (N - n)%nat. intros m. clear.
  induction m as [|m IH].
  - rewrite Nat.add_0_r. reflexivity.
  - rewrite Nat.add_succ_r, tech5, <- IH, T_gt by lia. simpl (INR 0). unfold Rdiv. ring.
Qed.

Lemma Bern_sum n : sum_f_R0 (fun k => INR (binom (S n) k) * Bern k) n = INR (T n 0).
Proof.
  transitivity (sum_f_R0 (fun k => sum_f_R0 (fun j =>
     (INR (binom (S n) k) * INR (T k j)) * ((-1) ^ j / INR (S j))) n) n).
  { apply sum_eq. intros k Hk. rewrite (Bern_extend k n Hk), scal_sum.
    apply sum_eq. intros j _. unfold Rdiv. ring. }
  rewrite sum_swap.
  transitivity (sum_f_R0 (fun j => (-1) ^ j * (INR (T n (S j)) + INR (T n j))) n).
  { apply sum_eq. intros j _. rewrite <- scal_sum.
    pose proof (binom_T_R (S n) j) as H. rewrite tech5, binom_diag in H.
    assert (E : sum_f_R0 (fun k => INR (binom (S n) k) * INR (T k j)) n = INR (T (S n) (S j)))
      by (simpl (INR 1) in H; lra).
    rewrite E, T_S_S, mult_INR, plus_INR. field. apply not_0_INR; lia. }
  assert (G : forall m, sum_f_R0 (fun j => (-1) ^ j * (INR (T n (S j)) + INR (T n j))) m
       = INR (T n 0) + (-1) ^ m * INR (T n (S m))).
  { induction m as [|m IH]; [simpl; ring|]. rewrite tech5, IH. simpl pow. ring. }
  rewrite G, (T_gt n (S n)) by lia. simpl (INR 0). ring.
Qed.

Theorem Bern_0 : Bern 0 = 1.
Proof. unfold Bern. simpl. field. Qed.

Theorem Bern_rec n : (1 <= n)%nat -> sum_f_R0 (fun k => INR (binom (S n) k) * Bern k) n = 0.
Proof. intros H. rewrite Bern_sum. destruct n; [lia|]. reflexivity. Qed.

Theorem Bern_unique (B : nat -> R) : B 0%nat = 1 ->
  (forall n, (1 <= n)%nat -> sum_f_R0 (fun k => INR (binom (S n) k) * B k) n = 0) ->
  forall n, B n = Bern n.
Proof.
  intros H0 HB n.
  assert (G : forall n i, (i <= n)%nat -> B i = Bern i).
  { clear n. induction n as [|n IH]; intros i Hi.
    - replace i with 0%nat by lia. rewrite Bern_0. exact H0.
    - destruct (Nat.eq_dec i (S n)) as [->|]; [|apply IH; lia].
      pose proof (HB (S n) ltac:(lia)) as E1. pose proof (Bern_rec (S n) ltac:(lia)) as E2.
      rewrite tech5 in E1, E2.
      rewrite (sum_eq _ (fun k => INR (binom (S (S n)) k) * Bern k)) in E1
        by (intros k Hk; rewrite IH by lia; reflexivity).
      assert (P : INR (binom (S (S n)) (S n)) <> 0).
      { apply not_0_INR. change (binom (S (S n)) (S n)) with (binom (S n) n + binom (S n) (S n))%nat.
        rewrite binom_diag. lia. }
      apply Rmult_eq_reg_l with (INR (binom (S (S n)) (S n))); [lra|exact P]. }
  apply (G n n); lia.
Qed.

