(** * Polynomials in p with rational coefficients

    A polynomial is the list of its coefficients, the constant one first.  As a function of p it is [evaluated]; two that
    agree for all large p have the same coefficients. *)

From Coq Require Import List ZArith QArith Qreals Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Language Meaning Examples.
Import ListNotations.
Open Scope R_scope.

Fixpoint evaluated (c : list Q) (p : R) : R := match c with [] => 0 | a :: rest => Q2R a + p * evaluated rest p end.

(** In lowest terms, without zeros at the end. *)
Fixpoint trimmed (c : list Q) : list Q :=
  match c with
  | [] => []
  | a :: rest => match trimmed rest with [] => if Qeq_bool a 0 then [] else [Qred a] | l => Qred a :: l end
  end.
Fixpoint added (f : Q -> Q -> Q) (c d : list Q) : list Q :=
  match c, d with
  | a :: c', b :: d' => f a b :: added f c' d'
  | [], _ => map (f 0%Q) d
  | _, [] => map (fun a => f a 0%Q) c
  end.
Fixpoint multiplied (c d : list Q) : list Q :=
  match c with [] => [] | a :: rest => added Qplus (map (Qmult a) d) (0%Q :: multiplied rest d) end.
Fixpoint differentiated (c : list Q) : list Q :=
  match c with [] => [] | _ :: rest => added Qplus rest (0%Q :: differentiated rest) end.
(** D(p) = p - p^2. *)
Definition derived_polynomial (c : list Q) : list Q := trimmed (multiplied [0; 1; -(1)]%Q (differentiated c)).
Fixpoint integrated (n : Q) (c : list Q) : Q := match c with [] => 0%Q | a :: rest => Qred (a / n + integrated (n + 1) rest) end.

Lemma Qeq_real a b : (a == b)%Q -> Q2R a = Q2R b.
Proof. apply Qeq_eqR. Qed.
Lemma Q2R_0 : Q2R 0 = 0. Proof. unfold Q2R. cbn. lra. Qed.
Lemma trimmed_sound c p : evaluated (trimmed c) p = evaluated c p.
Proof.
  induction c as [|a c IH]; [reflexivity|]. cbn [trimmed evaluated]. rewrite <- IH. destruct (trimmed c) as [|b l].
  - destruct (Qeq_bool a 0) eqn:E; cbn.
    + apply Qeq_bool_iff, Qeq_real in E. rewrite E, Q2R_0. ring.
    + now rewrite (Qeq_real _ _ (Qred_correct a)).
  - cbn [evaluated]. now rewrite (Qeq_real _ _ (Qred_correct a)).
Qed.
Lemma added_sound f g (H : forall a b, Q2R (f a b) = Q2R a + g * Q2R b) c : forall d p,
  evaluated (added f c d) p = evaluated c p + g * evaluated d p.
Proof.
  assert (L : forall d p, evaluated (map (f 0%Q) d) p = g * evaluated d p).
  { induction d as [|b d IH]; intros p; cbn; [ring|]. rewrite H, IH, Q2R_0. ring. }
  induction c as [|a c IH]; intros [|b d] p; cbn [added evaluated map].
  - ring.
  - rewrite H, L, Q2R_0. ring.
  - rewrite H, Q2R_0. assert (K : evaluated (map (fun a => f a 0%Q) c) p = evaluated c p).
    { clear - H. induction c as [|x c IH']; cbn; [reflexivity|]. rewrite H, IH', Q2R_0. ring. }
    rewrite K. ring.
  - rewrite H, IH. ring.
Qed.
Lemma scaled_sound a d p : evaluated (map (Qmult a) d) p = Q2R a * evaluated d p.
Proof. induction d as [|b d IH]; cbn; [ring|]. rewrite Q2R_mult, IH. ring. Qed.
Lemma plus_in_Q a b : Q2R (a + b) = Q2R a + 1 * Q2R b.
Proof. rewrite Q2R_plus. ring. Qed.
Lemma minus_in_Q a b : Q2R (a - b) = Q2R a + (-1) * Q2R b.
Proof. rewrite Q2R_minus. ring. Qed.
Lemma multiplied_sound c d p : evaluated (multiplied c d) p = evaluated c p * evaluated d p.
Proof.
  induction c as [|a c IH]; cbn [multiplied evaluated]; [ring|]. rewrite (added_sound _ 1 plus_in_Q), scaled_sound. cbn [evaluated].
  rewrite IH, Q2R_0. ring.
Qed.
Lemma evaluated_derive c p : is_derive (evaluated c) p (evaluated (differentiated c) p).
Proof.
  induction c as [|a c IH]; cbn [evaluated differentiated]; [apply @is_derive_const|].
  rewrite (added_sound _ 1 plus_in_Q). cbn [evaluated]. rewrite Q2R_0.
  replace (evaluated c p + 1 * (0 + p * evaluated (differentiated c) p))
    with (0 + (1 * evaluated c p + p * evaluated (differentiated c) p)) by ring.
  apply (is_derive_plus (fun _ => Q2R a) (fun p => p * evaluated c p)); [apply @is_derive_const|].
  apply (is_derive_mult (fun p => p) (evaluated c)); [apply @is_derive_id|exact IH|exact Rmult_comm].
Qed.
Lemma derived_polynomial_sound c p : evaluated (derived_polynomial c) p = derivation (evaluated c) p.
Proof.
  unfold derived_polynomial, derivation. rewrite trimmed_sound, multiplied_sound, (is_derive_unique _ _ _ (evaluated_derive c p)).
  cbn. unfold Q2R. cbn. field.
Qed.
Lemma evaluated_continuous c p : continuous (evaluated c) p.
Proof. apply (ex_derive_continuous (evaluated c)). eexists. apply evaluated_derive. Qed.
Lemma integrated_sound c : forall n, is_RInt (fun p => p ^ n * evaluated c p) 0 1 (Q2R (integrated (inject_Z (Z.of_nat (S n))) c)).
Proof.
  induction c as [|a c IH]; intros n; cbn [evaluated integrated].
  - rewrite Q2R_0. apply (is_RInt_ext (fun _ => 0)); [intros; cbn; ring|].
    assert (Z : is_RInt (V := R_NormedModule) (fun _ => 0) 0 1 ((1 - 0) * 0)) by apply @is_RInt_const.
    now rewrite Rmult_0_r in Z.
  - rewrite (Qeq_real _ _ (Qred_correct _)), Q2R_plus.
    assert (N : ~ (inject_Z (Z.of_nat (S n)) == 0)%Q) by (unfold Qeq; cbn; lia).
    rewrite Q2R_div by exact N.
    assert (E : Q2R (inject_Z (Z.of_nat (S n))) = INR (S n)) by (rewrite INR_IZR_INZ; unfold Q2R; cbn; field).
    rewrite E. apply (is_RInt_ext (fun p => plus (scal (Q2R a) (p ^ n)) (p ^ S n * evaluated c p))).
    { intros p _. cbn. unfold plus, scal, mult. cbn. unfold mult. cbn. ring. }
    apply @is_RInt_plus.
    + replace (Q2R a / INR (S n)) with (scal (Q2R a) (1 ^ S n / INR (S n) - 0 ^ S n / INR (S n))).
      * apply @is_RInt_scal. apply (is_RInt_derive (fun p => p ^ S n / INR (S n)) (fun p => p ^ n)).
        -- intros x _. auto_derive; [trivial|]. change (match n with O => 1 | S _ => INR n + 1 end) with (INR (S n)).
           cbn [pred]. field. exact (not_0_INR (S n) (Nat.neq_succ_0 n)).
        -- intros x _. apply (ex_derive_continuous (fun p => p ^ n)). auto_derive. trivial.
      * rewrite pow1, pow_i by lia. unfold scal. cbn. unfold mult. cbn. field. exact (not_0_INR (S n) (Nat.neq_succ_0 n)).
    + replace (integrated (inject_Z (Z.of_nat (S n)) + 1) c) with (integrated (inject_Z (Z.of_nat (S (S n)))) c); [apply IH|].
      f_equal. unfold Qplus, inject_Z. cbn [Qnum Qden]. f_equal; lia.
Qed.

(** ** Polynomials that are not constant *)

Definition leads (c : list Q) : Prop := Q2R (last c 0%Q) <> 0.
Lemma large_evaluated c : c <> [] -> leads c -> exists M d, 0 < d /\ forall p, M < p -> d <= Rabs (evaluated c p).
Proof.
  induction c as [|a c IH]; intros N L; [congruence|]. destruct c as [|b c].
  - exists 0, (Rabs (Q2R a)). split; [now apply Rabs_pos_lt|]. intros p _. cbn. right. f_equal. ring.
  - destruct IH as [M [d [D H]]]; [discriminate|exact L|]. set (e := evaluated (b :: c)) in *.
    exists (Rmax (Rmax M 0) ((Rabs (Q2R a) + 1) / d)), 1. split; [lra|]. intros p P.
    assert (P1 : M < p) by (eapply Rle_lt_trans; [|exact P]; eapply Rle_trans; [apply Rmax_l|apply Rmax_l]).
    assert (P2 : 0 < p) by (eapply Rle_lt_trans; [|exact P]; eapply Rle_trans; [apply Rmax_r|apply Rmax_l]).
    assert (P3 : (Rabs (Q2R a) + 1) / d < p) by (eapply Rle_lt_trans; [|exact P]; apply Rmax_r).
    specialize (H p P1). change (evaluated (a :: b :: c) p) with (Q2R a + p * e p).
    assert (Q : Rabs (Q2R a) + 1 <= p * Rabs (e p)).
    { apply Rle_trans with (p * d); [|apply Rmult_le_compat_l; lra]. apply Rmult_lt_compat_r with (r := d) in P3; [|exact D].
      unfold Rdiv in P3. rewrite Rmult_assoc, Rinv_l, Rmult_1_r in P3 by lra. lra. }
    pose proof (Rabs_triang (Q2R a + p * e p) (- Q2R a)) as T. replace (Q2R a + p * e p + - Q2R a) with (p * e p) in T by ring.
    rewrite Rabs_mult, (Rabs_pos_eq p), Rabs_Ropp in T by lra. lra.
Qed.
Lemma trimmed_leads c : trimmed c <> [] -> leads (trimmed c).
Proof.
  unfold leads. induction c as [|a c IH]; cbn [trimmed]; [congruence|]. destruct (trimmed c) as [|b l] eqn:T.
  - destruct (Qeq_bool a 0) eqn:E; [congruence|]. intros _. cbn. rewrite (Qeq_real _ _ (Qred_correct a)). intros Z.
    apply Qeq_bool_neq in E. apply E, eqR_Qeq. now rewrite Q2R_0.
  - intros _. apply IH. discriminate.
Qed.
(** A polynomial that is 0 for all large p has no coefficients, once it is trimmed. *)
Lemma same_as_zero c : same (evaluated c) (fun _ => 0) -> trimmed c = [].
Proof.
  intros [M H]. destruct (trimmed c) as [|b l] eqn:T; [reflexivity|]. exfalso.
  destruct (large_evaluated (trimmed c)) as [N [d [D L]]]; [rewrite T; discriminate|apply trimmed_leads; rewrite T; discriminate|].
  specialize (L (Rmax M N + 1)). specialize (H (Rmax M N + 1)). pose proof (Rmax_l M N). pose proof (Rmax_r M N).
  rewrite trimmed_sound, H, Rabs_R0 in L by lra. lra.
Qed.
