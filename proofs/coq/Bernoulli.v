(** * Bernoulli numbers from the triangle T(n,k)

    In words: B_n = sum_j (-1)^j T(n,j)/(j+1), the average of sum_j (-p)^j T(n,j) over p in (0,1), satisfies
      B_0 = 1,  sum_{k=0}^{n} C(n+1,k) B_k = 0  (n >= 1),
    and is the only such sequence: these are the Bernoulli numbers (not the Bell numbers that the end of
    eq. 13 names: claims C48, C49). *)

Require Import Arith ZArith Reals Lra Lia Factorial.
From Dropcert Require Import Stirling.
Open Scope R_scope.

Definition bernoulli (n : nat) : R :=
  sum_f_R0 (fun j => (-1) ^ j * INR (surjections n j) / INR (S j)) n.

(** ** The binomial transform over the reals *)

Lemma IZR_Zsum f n : IZR (Zsum f n) = sum_f_R0 (fun i => IZR (f i)) n.
Proof. induction n as [|n IH]; [reflexivity|]. rewrite Zsum_S, tech5, plus_IZR, IH. reflexivity. Qed.

Lemma binomial_transform m j :
  sum_f_R0 (fun k => INR (binomial m k) * INR (surjections k j)) m
  = INR (surjections m j) + INR (surjections m (S j)).
Proof.
  rewrite !(INR_IZR_INZ (surjections _ _)), <- plus_IZR, <- surjections_binomial_transform, IZR_Zsum.
  apply sum_eq. intros i _. now rewrite mult_IZR, <- !INR_IZR_INZ.
Qed.

Lemma binomial_transform_short n j :
  sum_f_R0 (fun k => INR (binomial (S n) k) * INR (surjections k j)) n = INR (surjections (S n) (S j)).
Proof.
  pose proof (binomial_transform (S n) j) as E. rewrite tech5, binomial_diagonal in E.
  change (INR 1) with 1 in E. lra.
Qed.

(** ** The recurrence *)

Lemma sum_exchange (f : nat -> nat -> R) m n :
  sum_f_R0 (fun k => sum_f_R0 (fun j => f k j) n) m = sum_f_R0 (fun j => sum_f_R0 (fun k => f k j) m) n.
Proof.
  induction m as [|m IH]; [reflexivity|]. rewrite tech5, IH, <- sum_plus.
  apply sum_eq. intros j _. now rewrite tech5.
Qed.

(** Terms beyond j = n vanish. *)
Lemma bernoulli_long n N : (n <= N)%nat ->
  bernoulli n = sum_f_R0 (fun j => (-1) ^ j * INR (surjections n j) / INR (S j)) N.
Proof.
  induction 1 as [|N H IH]; [reflexivity|].
  rewrite tech5, <- IH, surjections_above by lia. simpl (INR 0). unfold Rdiv. ring.
Qed.

(** sum_j (-1)^j (T(n,j+1) + T(n,j)) telescopes. *)
Lemma alternating_telescope n m :
  sum_f_R0 (fun j => (-1) ^ j * (INR (surjections n (S j)) + INR (surjections n j))) m
  = INR (surjections n 0) + (-1) ^ m * INR (surjections n (S m)).
Proof. induction m as [|m IH]; [simpl pow; simpl sum_f_R0; ring|]. rewrite tech5, IH. simpl pow. ring. Qed.

Lemma bernoulli_sum n :
  sum_f_R0 (fun k => INR (binomial (S n) k) * bernoulli k) n = INR (surjections n 0).
Proof.
  transitivity (sum_f_R0 (fun k => sum_f_R0 (fun j =>
    INR (binomial (S n) k) * INR (surjections k j) * ((-1) ^ j / INR (S j))) n) n).
  { apply sum_eq. intros k Hk. rewrite (bernoulli_long k n Hk), scal_sum.
    apply sum_eq. intros j _. unfold Rdiv. ring. }
  rewrite sum_exchange.
  transitivity (sum_f_R0 (fun j => (-1) ^ j * (INR (surjections n (S j)) + INR (surjections n j))) n).
  { apply sum_eq. intros j _. rewrite <- scal_sum, binomial_transform_short, surjections_S_S, mult_INR,
      plus_INR.
    field. apply not_0_INR. lia. }
  rewrite alternating_telescope, (surjections_above n (S n)) by lia. simpl (INR 0). ring.
Qed.

Theorem bernoulli_0 : bernoulli 0 = 1.
Proof. unfold bernoulli. simpl. field. Qed.

Theorem bernoulli_recurrence n : (1 <= n)%nat ->
  sum_f_R0 (fun k => INR (binomial (S n) k) * bernoulli k) n = 0.
Proof. intros H. rewrite bernoulli_sum. destruct n; [lia|reflexivity]. Qed.

Theorem bernoulli_unique (B : nat -> R) : B 0%nat = 1 ->
  (forall n, (1 <= n)%nat -> sum_f_R0 (fun k => INR (binomial (S n) k) * B k) n = 0) ->
  forall n, B n = bernoulli n.
Proof.
  intros B0 HB. enough (G : forall n i, (i <= n)%nat -> B i = bernoulli i) by (intros n; now apply (G n)).
  induction n as [|n IH]; intros i Hi.
  - replace i with 0%nat by lia. now rewrite B0, bernoulli_0.
  - destruct (Nat.eq_dec i (S n)) as [->|]; [|apply IH; lia].
    pose proof (HB (S n) ltac:(lia)) as E. pose proof (bernoulli_recurrence (S n) ltac:(lia)) as F.
    rewrite tech5 in E, F.
    rewrite (sum_eq _ (fun k => INR (binomial (S (S n)) k) * bernoulli k)) in E
      by (intros k Hk; now rewrite IH by lia).
    apply Rmult_eq_reg_l with (INR (binomial (S (S n)) (S n))); [lra|].
    apply not_0_INR. rewrite binomial_S_S, binomial_diagonal. lia.
Qed.
