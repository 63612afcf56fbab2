(** Stirling numbers of the second kind, surjection numbers T(k,j)=j! S2(k,j).
    Plain standard library, no axioms.  Proves P3 and P4. *)
Require Import Arith ZArith Lia Factorial.

Fixpoint S2 (k j : nat) : nat :=
  match k with
  | O => match j with O => 1 | S _ => 0 end
  | S k' => match j with
            | O => 0
            | S j' => j * S2 k' j + S2 k' j'
            end
  end.

Definition T (k j : nat) : nat := fact j * S2 k j.

Fixpoint binom (n k : nat) : nat :=
  match n, k with
  | _, O => 1
  | O, S _ => 0
  | S n', S k' => binom n' k' + binom n' k
  end.

Lemma T_0_0 : T 0 0 = 1. Proof. reflexivity. Qed.
Lemma T_0_S j : T 0 (S j) = 0. Proof. unfold T; simpl. lia. Qed.
Lemma T_S_0 k : T (S k) 0 = 0. Proof. reflexivity. Qed.

Lemma T_S_S k j : T (S k) (S j) = S j * (T k (S j) + T k j).
Proof. unfold T. change (fact (S j)) with (S j * fact j).
  change (S2 (S k) (S j)) with (S j * S2 k (S j) + S2 k j). ring. Qed.

Lemma S2_gt k : forall j, k < j -> S2 k j = 0.
Proof.
  induction k as [|k IH]; intros [|j] H; simpl; try lia.
  rewrite (IH (S j)), (IH j) by lia. lia.
Qed.

Lemma S2_diag k : S2 k k = 1.
Proof. induction k as [|k IH]; [reflexivity|].
  change (S2 (S k) (S k)) with (S k * S2 k (S k) + S2 k k).
  rewrite S2_gt, IH by lia. lia. Qed.

Lemma T_gt k j : k < j -> T k j = 0.
Proof. intros H; unfold T; rewrite S2_gt by assumption; lia. Qed.

Lemma binom_gt n : forall k, n < k -> binom n k = 0.
Proof. induction n; intros [|k] H; simpl; try lia. rewrite !IHn by lia. lia. Qed.

Lemma binom_n_0 n : binom n 0 = 1.
Proof. destruct n; reflexivity. Qed.

Lemma binom_diag n : binom n n = 1.
Proof. induction n; simpl; [reflexivity|]. rewrite IHn, binom_gt by lia. lia. Qed.

(* absorption: (k+1) C(n+1,k+1) = (n+1) C(n,k) *)
Lemma binom_absorb n : forall k, S k * binom (S n) (S k) = S n * binom n k.
Proof.
  induction n as [|n IH]; intros k.
  - destruct k as [|k]; simpl; [reflexivity|]. lia.
  - change (binom (S (S n)) (S k)) with (binom (S n) k + binom (S n) (S k)).
    destruct k as [|k].
    + specialize (IH 0). rewrite !binom_n_0 in *. lia.
    + pose proof (IH (S k)) as H1. pose proof (IH k) as H2.
      change (binom (S n) (S k)) with (binom n k + binom n (S k)) in *.
      nia.
Qed.

(** * Finite sums over Z *)
Open Scope Z_scope.

Fixpoint zsum (f : nat -> Z) (n : nat) : Z :=   (* sum_{i=0}^{n} f i *)
  match n with O => f O | S m => zsum f m + f n end.

Lemma zsum_ext f g n : (forall i, (i <= n)%nat -> f i = g i) -> zsum f n = zsum g n.
Proof. induction n; intros H; simpl; [apply H; lia|].
  rewrite IHn, (H (S n)) by (intros; try apply H; lia). reflexivity. Qed.

Lemma zsum_plus f g n : zsum (fun i => f i + g i) n = zsum f n + zsum g n.
Proof. induction n; simpl; lia. Qed.

Lemma zsum_scal c f n : zsum (fun i => c * f i) n = c * zsum f n.
Proof. induction n; simpl; lia. Qed.

Lemma zsum_shift f n : zsum f (S n) = f O + zsum (fun i => f (S i)) n.
Proof. induction n; [reflexivity|].
  change (zsum f (S (S n))) with (zsum f (S n) + f (S (S n))). rewrite IHn. simpl. lia. Qed.

(** sign (-1)^n *)
Fixpoint sgn (n : nat) : Z := match n with O => 1 | S m => - sgn m end.
Lemma sgn_pow n : sgn n = (-1) ^ Z.of_nat n.
Proof. induction n; [reflexivity|]. rewrite Nat2Z.inj_succ, Z.pow_succ_r by lia.
  change (sgn (S n)) with (- sgn n). lia. Qed.

(** * P3 : T(k,j) = sum_i (-1)^(j-i) C(j,i) i^k *)
Definition surj (k j : nat) : Z :=
  zsum (fun i => sgn (j - i) * Z.of_nat (binom j i) * Z.of_nat i ^ Z.of_nat k) j.

Lemma surj_alt_sum j : zsum (fun i => sgn (S j - i) * Z.of_nat (binom (S j) i)) (S j) = 0.
Proof.
  (* generic: partial alternating sums  sum_{i<=n} (-1)^(j-i) C(j,i) telescope *)
  assert (G : forall n, (n <= j)%nat ->
     zsum (fun i => sgn (S j - i) * Z.of_nat (binom (S j) i)) n
       = sgn (S j - n) * Z.of_nat (binom j n)).
  { induction n as [|n IH]; intros H.
    - simpl. rewrite !binom_n_0. reflexivity.
    - change (zsum _ (S n)) with
        (zsum (fun i => sgn (S j - i) * Z.of_nat (binom (S j) i)) n
         + sgn (S j - S n) * Z.of_nat (binom (S j) (S n))).
      rewrite IH by lia.
      replace (S j - n)%nat with (S (S j - S n)) by lia.
      change (binom (S j) (S n)) with (binom j n + binom j (S n))%nat.
      change (sgn (S (S j - S n))) with (- sgn (S j - S n)).
      rewrite Nat2Z.inj_add. ring. }
  change (zsum ?f (S j)) with (zsum f j + f (S j)). cbv beta.
  rewrite G by lia. rewrite Nat.sub_diag, !binom_diag.
  replace (S j - j)%nat with 1%nat by lia. reflexivity.
Qed.

Lemma surj_0_S j : surj 0 (S j) = 0.
Proof. unfold surj. rewrite <- (surj_alt_sum j). apply zsum_ext; intros i _.
  simpl (Z.of_nat 0). rewrite Z.pow_0_r. ring. Qed.

Lemma surj_S_S k j : surj (S k) (S j) = Z.of_nat (S j) * (surj k (S j) + surj k j).
Proof.
  unfold surj.
  (* drop the i=0 term on the left, extend the last sum to S j with a zero term *)
  rewrite zsum_shift.
  assert (E0 : Z.of_nat 0 ^ Z.of_nat (S k) = 0).
  { rewrite Nat2Z.inj_succ, Z.pow_succ_r by lia. reflexivity. }
  rewrite E0, Z.mul_0_r, Z.add_0_l.
  rewrite (zsum_ext _ (fun i => Z.of_nat (S j) * (sgn (j - i) * Z.of_nat (binom j i)
                         * Z.of_nat (S i) ^ Z.of_nat k))).
  2:{ intros i Hi. change (S j - S i)%nat with (j - i)%nat.
      pose proof (binom_absorb j i) as A. apply (f_equal Z.of_nat) in A.
      rewrite !Nat2Z.inj_mul in A.
      rewrite (Nat2Z.inj_succ k), Z.pow_succ_r by lia.
      transitivity (sgn (j - i) * (Z.of_nat (S i) * Z.of_nat (binom (S j) (S i)))
                     * Z.of_nat (S i) ^ Z.of_nat k); [ring|].
      rewrite A. ring. }
  rewrite zsum_scal. f_equal.
  rewrite (zsum_shift _ j).
  assert (X : zsum (fun i => sgn (S j - S i) * Z.of_nat (binom (S j) (S i))
                             * Z.of_nat (S i) ^ Z.of_nat k) j
            = zsum (fun i => sgn (j - i) * Z.of_nat (binom j i)
                             * Z.of_nat (S i) ^ Z.of_nat k) j
            + zsum (fun i => sgn (j - i) * Z.of_nat (binom j (S i))
                             * Z.of_nat (S i) ^ Z.of_nat k) j).
  { rewrite <- zsum_plus. apply zsum_ext; intros i Hi.
    change (S j - S i)%nat with (j - i)%nat.
    change (binom (S j) (S i)) with (binom j i + binom j (S i))%nat.
    rewrite Nat2Z.inj_add. ring. }
  rewrite X. clear X.
  assert (Y : zsum (fun i => sgn (j - i) * Z.of_nat (binom j (S i))
                             * Z.of_nat (S i) ^ Z.of_nat k) j
              + zsum (fun i => sgn (j - i) * Z.of_nat (binom j i) * Z.of_nat i ^ Z.of_nat k) j
              + sgn (S j - 0) * Z.of_nat (binom (S j) 0) * Z.of_nat 0 ^ Z.of_nat k = 0).
  { destruct j as [|j].
    - cbn [zsum]. change (sgn (0 - 0)) with 1. change (sgn (1 - 0)) with (-1).
      change (Z.of_nat (binom 0 1)) with 0. change (Z.of_nat (binom 0 0)) with 1.
      change (Z.of_nat (binom 1 0)) with 1. ring.
    - rewrite (zsum_shift (fun i => sgn (S j - i) * Z.of_nat (binom (S j) i) * Z.of_nat i ^ Z.of_nat k)).
      change (zsum ?f (S j)) with (zsum f j + f (S j)). cbv beta.
      rewrite (binom_gt (S j) (S (S j))) by lia.
      rewrite (zsum_ext (fun i => sgn (S j - i) * Z.of_nat (binom (S j) (S i)) * Z.of_nat (S i) ^ Z.of_nat k)
                (fun i => (-1) * (sgn (S j - S i) * Z.of_nat (binom (S j) (S i)) * Z.of_nat (S i) ^ Z.of_nat k))).
      2:{ intros i Hi. replace (S j - i)%nat with (S (S j - S i)) by lia.
          change (sgn (S (S j - S i))) with (- sgn (S j - S i)). ring. }
      rewrite zsum_scal, !binom_n_0, !Nat.sub_0_r.
      change (sgn (S (S j))) with (- sgn (S j)). ring. }
  lia.
Qed.

Theorem surjections : forall k j, Z.of_nat (T k j) = surj k j.
Proof.
  induction k as [|k IH]; intros [|j].
  - reflexivity.
  - rewrite T_0_S, surj_0_S. reflexivity.
  - rewrite T_S_0. unfold surj. cbn [zsum].
    rewrite Nat2Z.inj_succ, Z.pow_succ_r by lia. rewrite Z.mul_0_l, Z.mul_0_r. reflexivity.
  - rewrite T_S_S, surj_S_S, <- !IH, Nat2Z.inj_mul, Nat2Z.inj_add. reflexivity.
Qed.

(** * P4 : alternating row sums *)
Definition altrow (n N : nat) : Z := zsum (fun j => sgn j * Z.of_nat (T n j)) N.

Lemma altrow_step n N :
  altrow (S n) N = - altrow n N + sgn N * Z.of_nat (S N) * Z.of_nat (T n N).
Proof.
  unfold altrow. induction N as [|N IH].
  - cbn [zsum]. rewrite T_S_0. simpl (sgn 0). lia.
  - cbn [zsum]. rewrite IH, T_S_S, Nat2Z.inj_mul, Nat2Z.inj_add.
    change (sgn (S N)) with (- sgn N). rewrite !Nat2Z.inj_succ. ring.
Qed.

Lemma altrow_any n : forall N, (n <= N)%nat -> altrow n N = sgn n.
Proof.
  induction n as [|n IH]; intros N H.
  - unfold altrow. clear H. induction N as [|N IH]; [reflexivity|].
    cbn [zsum]. rewrite IH, T_0_S. lia.
  - rewrite altrow_step, IH, T_gt by lia. simpl (sgn (S n)). lia.
Qed.

Theorem alternating_row : forall n, (1 <= n)%nat ->
  zsum (fun i => (-1) ^ Z.of_nat (S i) * Z.of_nat (fact (S i) * S2 n (S i))) (n - 1)
    = (-1) ^ Z.of_nat n.
Proof.
  intros [|n] H; [lia|]. rewrite <- sgn_pow, <- (altrow_any (S n) (S n)) by lia.
  unfold altrow. rewrite zsum_shift, T_S_0, Z.mul_0_r, Z.add_0_l.
  replace (S n - 1)%nat with n by lia. apply zsum_ext; intros i _.
  rewrite <- sgn_pow. reflexivity.
Qed.

(** * Binomial transform of T (used for Bernoulli numbers) *)
Lemma binom_T m : forall j,
  zsum (fun k => Z.of_nat (binom m k) * Z.of_nat (T k j)) m
    = Z.of_nat (T m j) + Z.of_nat (T m (S j)).
Proof.
  induction m as [|m IH]; intros j.
  - cbn [zsum]. rewrite T_0_S. change (binom 0 0) with 1%nat. lia.
  - assert (E : zsum (fun k => Z.of_nat (binom (S m) k) * Z.of_nat (T k j)) (S m)
       = zsum (fun k => Z.of_nat (binom m k) * Z.of_nat (T k j)) m
       + zsum (fun k => Z.of_nat (binom m k) * Z.of_nat (T (S k) j)) m).
    { assert (E1 : zsum (fun k => Z.of_nat (binom m k) * Z.of_nat (T k j)) m
         = zsum (fun k => Z.of_nat (binom m k) * Z.of_nat (T k j)) (S m)).
      { change (zsum ?f (S m)) with (zsum f m + f (S m)). cbv beta.
        rewrite (binom_gt m (S m)) by lia. lia. }
      rewrite E1, !zsum_shift, !binom_n_0.
      rewrite <- Z.add_assoc, <- zsum_plus. f_equal. apply zsum_ext. intros k _.
      change (binom (S m) (S k)) with (binom m k + binom m (S k))%nat.
      rewrite Nat2Z.inj_add. ring. }
    rewrite E, IH. destruct j as [|j].
    + rewrite (zsum_ext _ (fun _ => 0 * 0)) by (intros k _; rewrite T_S_0; lia).
      rewrite zsum_scal, T_S_S, T_S_0. lia.
    + rewrite (zsum_ext _ (fun k => Z.of_nat (S j) *
          (Z.of_nat (binom m k) * Z.of_nat (T k (S j)) + Z.of_nat (binom m k) * Z.of_nat (T k j))))
        by (intros k _; rewrite T_S_S, Nat2Z.inj_mul, Nat2Z.inj_add; ring).
      rewrite zsum_scal, zsum_plus, !IH, !T_S_S, !Nat2Z.inj_mul, !Nat2Z.inj_add, !Nat2Z.inj_succ. ring.
Qed.

