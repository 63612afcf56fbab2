(** * Stirling numbers of the second kind and surjections

    In words: [stirling2 n k] counts the partitions of an n-set into k blocks, and
    [surjections n k] = k! [stirling2 n k] the maps of an n-set onto a k-set; the paper writes T(n,k)
    (OEIS A019538).  Proved here, over the integers and without axioms:
    - both recurrences, with the factor k and not k! (claims C28, C29);
    - the inclusion-exclusion formula  T(n,k) = sum_i (-1)^(k-i) C(k,i) i^n  (claim C22);
    - the alternating row sum  sum_j (-1)^j T(n,j) = (-1)^n  (claim C47);
    - the binomial transform  sum_k C(m,k) T(k,j) = T(m,j) + T(m,j+1), used for Bernoulli numbers. *)

Require Import Arith ZArith Lia Factorial.

(** ** Definitions *)

Fixpoint stirling2 (n k : nat) : nat :=
  match n, k with
  | O, O => 1
  | O, S _ => 0
  | S _, O => 0
  | S n', S k' => k * stirling2 n' k + stirling2 n' k'
  end.

Definition surjections (n k : nat) : nat := fact k * stirling2 n k.

Fixpoint binomial (n k : nat) : nat :=
  match n, k with
  | _, O => 1
  | O, S _ => 0
  | S n', S k' => binomial n' k' + binomial n' k
  end.

(** ** Recurrences and boundary values *)

Lemma stirling2_S_S n k : stirling2 (S n) (S k) = S k * stirling2 n (S k) + stirling2 n k.
Proof. reflexivity. Qed.

Lemma stirling2_above n : forall k, n < k -> stirling2 n k = 0.
Proof.
  induction n as [|n IH]; intros [|k] H; try lia; [reflexivity|].
  rewrite stirling2_S_S, !IH by lia. lia.
Qed.

Lemma surjections_0_S k : surjections 0 (S k) = 0.
Proof. unfold surjections. simpl stirling2. lia. Qed.

Lemma surjections_S_0 n : surjections (S n) 0 = 0.
Proof. reflexivity. Qed.

Lemma surjections_S_S n k :
  surjections (S n) (S k) = S k * (surjections n (S k) + surjections n k).
Proof. unfold surjections. rewrite stirling2_S_S. change (fact (S k)) with (S k * fact k). ring. Qed.

Lemma surjections_above n k : n < k -> surjections n k = 0.
Proof. intros H. unfold surjections. rewrite stirling2_above by assumption. lia. Qed.

Lemma binomial_S_S n k : binomial (S n) (S k) = binomial n k + binomial n (S k).
Proof. reflexivity. Qed.

Lemma binomial_n_0 n : binomial n 0 = 1.
Proof. now destruct n. Qed.

Lemma binomial_above n : forall k, n < k -> binomial n k = 0.
Proof.
  induction n as [|n IH]; intros [|k] H; try lia; [reflexivity|].
  rewrite binomial_S_S, !IH by lia. reflexivity.
Qed.

Lemma binomial_diagonal n : binomial n n = 1.
Proof. induction n as [|n IH]; [reflexivity|]. rewrite binomial_S_S, IH, binomial_above by lia. lia. Qed.

(** k! (n-k)! C(n,k) = n!, from the absorption identity (k+1) C(n+1,k+1) = (n+1) C(n,k). *)
Lemma binomial_absorption n : forall k, S k * binomial (S n) (S k) = S n * binomial n k.
Proof.
  induction n as [|n IH]; intros [|k]; try (simpl; lia).
  - specialize (IH 0). rewrite !binomial_S_S, !binomial_n_0 in *. lia.
  - pose proof (IH (S k)) as H1. pose proof (IH k) as H2.
    rewrite (binomial_S_S (S n)), (binomial_S_S n k) in *. nia.
Qed.

Lemma binomial_fact n : forall k, k <= n -> binomial n k * fact k * fact (n - k) = fact n.
Proof.
  induction n as [|n IH]; intros [|k] H; try lia; [reflexivity| |].
  - rewrite binomial_n_0, Nat.sub_0_r. simpl (fact 0). lia.
  - change (S n - S k) with (n - k). change (fact (S k)) with (S k * fact k).
    change (fact (S n)) with (S n * fact n). rewrite <- (IH k) by lia.
    transitivity (S k * binomial (S n) (S k) * fact k * fact (n - k)); [ring|].
    rewrite binomial_absorption. ring.
Qed.

(** ** Finite sums of integers *)

Open Scope Z_scope.

(** [Zsum f n] = f 0 + ... + f n *)
Fixpoint Zsum (f : nat -> Z) (n : nat) : Z :=
  match n with O => f O | S m => Zsum f m + f n end.

Lemma Zsum_S f n : Zsum f (S n) = Zsum f n + f (S n).
Proof. reflexivity. Qed.

Lemma Zsum_first f n : Zsum f (S n) = f O + Zsum (fun i => f (S i)) n.
Proof. induction n as [|n IH]; [reflexivity|]. rewrite Zsum_S, IH, Zsum_S. ring. Qed.

Lemma Zsum_ext f g n : (forall i, (i <= n)%nat -> f i = g i) -> Zsum f n = Zsum g n.
Proof.
  induction n as [|n IH]; intros H; [now apply H|].
  rewrite !Zsum_S, (H (S n)), IH by (intros; try apply H; lia). reflexivity.
Qed.

Lemma Zsum_plus f g n : Zsum (fun i => f i + g i) n = Zsum f n + Zsum g n.
Proof. induction n as [|n IH]; [reflexivity|]. rewrite !Zsum_S, IH. ring. Qed.

Lemma Zsum_scale c f n : Zsum (fun i => c * f i) n = c * Zsum f n.
Proof. induction n as [|n IH]; [reflexivity|]. rewrite !Zsum_S, IH. ring. Qed.

(** Pascal's rule under a sum. *)
Lemma Zsum_pascal g n :
  Zsum (fun i => Z.of_nat (binomial (S n) i) * g i) (S n)
  = Zsum (fun i => Z.of_nat (binomial n i) * g i) n
    + Zsum (fun i => Z.of_nat (binomial n i) * g (S i)) n.
Proof.
  assert (E : Zsum (fun i => Z.of_nat (binomial n i) * g i) n
            = Zsum (fun i => Z.of_nat (binomial n i) * g i) (S n)).
  { rewrite Zsum_S, (binomial_above n (S n)) by lia. ring. }
  rewrite E, !Zsum_first, !binomial_n_0, <- Z.add_assoc, <- Zsum_plus.
  f_equal. apply Zsum_ext. intros i _. rewrite binomial_S_S, Nat2Z.inj_add. ring.
Qed.

(** (-1)^n *)
Fixpoint sign (n : nat) : Z := match n with O => 1 | S m => - sign m end.

Lemma sign_S n : sign (S n) = - sign n.
Proof. reflexivity. Qed.

Lemma sign_power n : sign n = (-1) ^ Z.of_nat n.
Proof.
  induction n as [|n IH]; [reflexivity|].
  rewrite sign_S, IH, Nat2Z.inj_succ, Z.pow_succ_r by lia. ring.
Qed.

(** ** Inclusion-exclusion, through finite differences *)

(** The k-th forward difference of f at x. *)
Fixpoint difference (k : nat) (f : Z -> Z) (x : Z) : Z :=
  match k with O => f x | S m => difference m f (x + 1) - difference m f x end.

Lemma difference_ext f g k : (forall y, f y = g y) -> forall x, difference k f x = difference k g x.
Proof. intros H. induction k as [|k IH]; intros x; simpl; [apply H|now rewrite !IH]. Qed.

Lemma difference_sum k f : forall x, difference k f x
  = Zsum (fun i => Z.of_nat (binomial k i) * (sign (k - i) * f (x + Z.of_nat i))) k.
Proof.
  induction k as [|k IH]; intros x.
  - cbn [difference Zsum binomial sign Nat.sub]. rewrite Z.add_0_r. ring.
  - change (difference (S k) f x) with (difference k f (x + 1) - difference k f x).
    rewrite !IH, Zsum_pascal.
    assert (E : Zsum (fun i => Z.of_nat (binomial k i) * (sign (S k - i) * f (x + Z.of_nat i))) k
      = - 1 * Zsum (fun i => Z.of_nat (binomial k i) * (sign (k - i) * f (x + Z.of_nat i))) k).
    { rewrite <- Zsum_scale. apply Zsum_ext. intros i Hi.
      replace (S k - i)%nat with (S (k - i)) by lia. rewrite sign_S. ring. }
    rewrite E. match goal with |- ?A - ?B = - 1 * ?B + ?C => replace C with A; [ring|] end.
    apply Zsum_ext. intros i Hi. change (S k - S i)%nat with (k - i)%nat.
    replace (x + 1 + Z.of_nat i) with (x + Z.of_nat (S i)) by lia. reflexivity.
Qed.

(** Leibniz's rule for a factor x. *)
Lemma difference_mult k f : forall x, difference (S k) (fun y => y * f y) x
  = (x + Z.of_nat (S k)) * difference (S k) f x + Z.of_nat (S k) * difference k f x.
Proof.
  induction k as [|k IH]; intros x.
  - cbn [difference]. lia.
  - change (difference (S (S k)) (fun y => y * f y) x)
      with (difference (S k) (fun y => y * f y) (x + 1) - difference (S k) (fun y => y * f y) x).
    rewrite !IH. cbn [difference]. rewrite (Nat2Z.inj_succ (S k)). ring.
Qed.

Lemma difference_constant k c : forall x, difference (S k) (fun _ => c) x = 0.
Proof.
  induction k as [|k IH]; intros x; [cbn [difference]; lia|].
  change (difference (S (S k)) (fun _ => c) x)
    with (difference (S k) (fun _ => c) (x + 1) - difference (S k) (fun _ => c) x).
  rewrite !IH. reflexivity.
Qed.

Lemma surjections_difference n : forall k,
  Z.of_nat (surjections n k) = difference k (fun x => x ^ Z.of_nat n) 0.
Proof.
  assert (step : forall m y, y ^ Z.of_nat (S m) = y * y ^ Z.of_nat m)
    by (intros m y; rewrite Nat2Z.inj_succ, Z.pow_succ_r; lia).
  induction n as [|n IH]; intros [|k].
  - reflexivity.
  - rewrite surjections_0_S, (difference_ext _ (fun _ => 1)) by (intros; apply Z.pow_0_r).
    symmetry. apply difference_constant.
  - rewrite surjections_S_0. cbn [difference]. rewrite step. reflexivity.
  - rewrite surjections_S_S, Nat2Z.inj_mul, Nat2Z.inj_add, !IH.
    transitivity (difference (S k) (fun y => y * y ^ Z.of_nat n) 0);
      [rewrite difference_mult; ring|].
    apply difference_ext. intros y. now rewrite step.
Qed.

Theorem surjections_inclusion_exclusion n k : Z.of_nat (surjections n k)
  = Zsum (fun i => (-1) ^ Z.of_nat (k - i) * Z.of_nat (binomial k i) * Z.of_nat i ^ Z.of_nat n) k.
Proof.
  rewrite surjections_difference, difference_sum. apply Zsum_ext. intros i _.
  rewrite sign_power, Z.add_0_l. ring.
Qed.

(** ** Alternating row sums *)

(** One step of the recurrence telescopes: almost everything cancels between neighbours. *)
Lemma alternating_step n m :
  Zsum (fun j => sign j * Z.of_nat (surjections (S n) j)) m
  = - Zsum (fun j => sign j * Z.of_nat (surjections n j)) m
    + sign m * Z.of_nat (S m) * Z.of_nat (surjections n m).
Proof.
  induction m as [|m IH].
  - cbn [Zsum sign]. rewrite surjections_S_0. lia.
  - rewrite !Zsum_S, IH, surjections_S_S, Nat2Z.inj_mul, Nat2Z.inj_add, sign_S, !Nat2Z.inj_succ. ring.
Qed.

Lemma alternating_sum_long n : forall m, (n <= m)%nat ->
  Zsum (fun j => sign j * Z.of_nat (surjections n j)) m = sign n.
Proof.
  induction n as [|n IH]; intros m H.
  - clear H. induction m as [|m IH]; [reflexivity|]. rewrite Zsum_S, IH, surjections_0_S. ring.
  - rewrite alternating_step, IH, surjections_above, sign_S by lia. ring.
Qed.

Theorem surjections_alternating n :
  Zsum (fun j => (-1) ^ Z.of_nat j * Z.of_nat (surjections n j)) n = (-1) ^ Z.of_nat n.
Proof.
  rewrite <- sign_power, <- (alternating_sum_long n n) by lia.
  apply Zsum_ext. intros j _. now rewrite sign_power.
Qed.

(** ** Binomial transform *)

Theorem surjections_binomial_transform m : forall j,
  Zsum (fun k => Z.of_nat (binomial m k) * Z.of_nat (surjections k j)) m
  = Z.of_nat (surjections m j) + Z.of_nat (surjections m (S j)).
Proof.
  induction m as [|m IH]; intros j.
  - cbn [Zsum]. rewrite surjections_0_S. change (binomial 0 0) with 1%nat. lia.
  - rewrite Zsum_pascal, IH. destruct j as [|j].
    + rewrite (Zsum_ext _ (fun _ => 0 * 0)) by (intros; rewrite surjections_S_0; ring).
      rewrite Zsum_scale, surjections_S_S, surjections_S_0. lia.
    + rewrite (Zsum_ext _ (fun k => Z.of_nat (S j)
          * (Z.of_nat (binomial m k) * Z.of_nat (surjections k (S j))
             + Z.of_nat (binomial m k) * Z.of_nat (surjections k j))))
        by (intros; rewrite surjections_S_S, Nat2Z.inj_mul, Nat2Z.inj_add; ring).
      rewrite Zsum_scale, Zsum_plus, !IH, !surjections_S_S, !Nat2Z.inj_mul, !Nat2Z.inj_add,
        !Nat2Z.inj_succ.
      ring.
Qed.
