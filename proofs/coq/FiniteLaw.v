(** E1: the exact strict criterion for an arbitrary finite law.
    A law is a list of (value v, weight w); Ex l f = sum of w * f v. *)
Require Import Reals Lra Lia Factorial List.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Stirling Logistic Radius RadiusZero RadiusAll Dropout Parity.
Import ListNotations.
Open Scope R_scope.

Fixpoint Ex (l : list (R * R)) (f : R -> R) : R :=
  match l with [] => 0 | (v, w) :: l' => w * f v + Ex l' f end.

(** positive weights of total mass 1 *)
Definition is_law (l : list (R * R)) : Prop :=
  (forall v w, In (v, w) l -> 0 < w) /\ Ex l (fun _ => 1) = 1.

Definition moment (l : list (R * R)) (n : nat) : R := Ex l (fun v => v ^ n).

Lemma Ex_ext l f g : (forall v w, In (v, w) l -> f v = g v) -> Ex l f = Ex l g.
Proof.
  induction l as [|[v w] l IH]; intros H; simpl; [reflexivity|].
  rewrite (H v w) by (left; reflexivity). rewrite IH; [reflexivity|]. intros v' w' H'. apply (H v' w'). now right.
Qed.
Lemma Ex_plus l f g : Ex l (fun v => f v + g v) = Ex l f + Ex l g.
Proof. induction l as [|[v w] l IH]; simpl; [ring|]. rewrite IH. ring. Qed.
Lemma Ex_scal l c f : Ex l (fun v => c * f v) = c * Ex l f.
Proof. induction l as [|[v w] l IH]; simpl; [ring|]. rewrite IH. ring. Qed.
Lemma Ex_const l c : Ex l (fun _ => c) = c * Ex l (fun _ => 1).
Proof. rewrite <- Ex_scal. apply Ex_ext. intros; ring. Qed.
Lemma Ex_minus l f g : Ex l (fun v => f v - g v) = Ex l f - Ex l g.
Proof. induction l as [|[v w] l IH]; simpl; [ring|]. rewrite IH. ring. Qed.
Lemma Ex_le l f g : (forall v w, In (v, w) l -> 0 <= w) ->
  (forall v w, In (v, w) l -> f v <= g v) -> Ex l f <= Ex l g.
Proof.
  induction l as [|[v w] l IH]; intros Hw H; simpl; [lra|].
  apply Rplus_le_compat.
  - apply Rmult_le_compat_l; [apply (Hw v); now left|apply (H v w); now left].
  - apply IH; intros v' w' H'; [apply (Hw v' w')|apply (H v' w')]; now right.
Qed.
Lemma Ex_nonneg l f : (forall v w, In (v, w) l -> 0 <= w) ->
  (forall v w, In (v, w) l -> 0 <= f v) -> 0 <= Ex l f.
Proof.
  induction l as [|[v w] l IH]; intros Hw H; simpl; [lra|].
  apply Rplus_le_le_0_compat.
  - apply Rmult_le_pos; [apply (Hw v); now left|apply (H v w); now left].
  - apply IH; intros v' w' H'; [apply (Hw v' w')|apply (H v' w')]; now right.
Qed.
Lemma Ex_ge l v w f : (forall v w, In (v, w) l -> 0 <= w) -> (forall x, 0 <= f x) ->
  In (v, w) l -> w * f v <= Ex l f.
Proof.
  induction l as [|[v' w'] l IH]; intros Hw Hf H; [destruct H|]. simpl.
  assert (Hw' : forall v w, In (v, w) l -> 0 <= w) by (intros a b Hab; apply (Hw a b); now right).
  destruct H as [E|H].
  - injection E as -> ->. pose proof (Ex_nonneg l f Hw' (fun v _ _ => Hf v)). lra.
  - pose proof (IH Hw' Hf H). pose proof (Rmult_le_pos w' (f v') (Hw v' w' (or_introl eq_refl)) (Hf v')). lra.
Qed.
Lemma Ex_map {A} (L : list A) (g w : A -> R) f :
  Ex (map (fun m => (g m, w m)) L) f = fold_right (fun m s => w m * f (g m) + s) 0 L.
Proof. induction L as [|m L IH]; simpl; [reflexivity|]. rewrite IH. reflexivity. Qed.

(** (a) all atoms strictly inside the radius: the series converges to the expectation *)
Theorem law_series_converges z0 l : (forall v w, In (v, w) l -> Rabs v < rad z0) ->
  is_series (fun n => taylor softplus z0 n * moment l n) (Ex l (fun v => softplus (z0 + v))).
Proof.
  unfold moment. induction l as [|[v w] l IH]; intros H; simpl.
  - assert (H0 : Rabs 0 < rad z0) by (rewrite Rabs_R0; apply rad_pos).
    pose proof (is_series_scal 0 _ _ (softplus_taylor_sum z0 0 H0)) as HS.
    apply is_series_ext with (b := fun _ => 0) in HS; [|intros n; unfold scal; simpl; unfold mult; simpl; ring].
    assert (H1 : is_series (fun _ : nat => 0) 0)
      by (evar_last; [exact HS|exact (Rmult_0_l _)]).
    apply is_series_ext with (2 := H1). intros n. symmetry. exact (Rmult_0_r _).
  - assert (Hv : Rabs v < rad z0) by (apply (H v w); now left).
    pose proof (is_series_scal w _ _ (softplus_taylor_sum z0 v Hv)) as S1.
    pose proof (IH (fun a b Hab => H a b (or_intror Hab))) as S2.
    pose proof (is_series_plus _ _ _ _ S1 S2) as HS.
    eapply is_series_ext; [|exact HS]. intros n. unfold plus, scal; simpl; unfold mult; simpl. ring.
Qed.

Lemma moment_even l v w j : (forall v w, In (v, w) l -> 0 <= w) -> In (v, w) l ->
  w * Rabs v ^ (2 * j) <= moment l (2 * j).
Proof.
  intros Hw H. unfold moment. rewrite RPow_abs. 
  rewrite (Rabs_right (v ^ (2 * j))).
  - apply (Ex_ge l v w (fun v => v ^ (2 * j)) Hw); [|exact H].
    intros x. rewrite pow_mult. apply pow_le, pow2_ge_0.
  - apply Rle_ge. rewrite pow_mult. apply pow_le, pow2_ge_0.
Qed.

(** (b) one atom of positive weight strictly outside: the terms are unbounded, so no convergence *)
Theorem law_terms_unbounded z0 l v w : (forall v w, In (v, w) l -> 0 <= w) -> In (v, w) l -> 0 < w ->
  rad z0 < Rabs v -> forall M, ~ (forall n, Rabs (taylor softplus z0 n * moment l n) <= M).
Proof.
  intros Hl H Hw Hv. apply (moments_unbounded z0 w (Rabs v)); try assumption.
  intros j. apply moment_even; assumption.
Qed.

Theorem law_series_diverges z0 l v w : (forall v w, In (v, w) l -> 0 <= w) -> In (v, w) l -> 0 < w ->
  rad z0 < Rabs v -> ~ ex_series (fun n => taylor softplus z0 n * moment l n).
Proof.
  intros Hl H Hw Hv. apply (moments_diverge z0 w (Rabs v)); try assumption.
  intros j. apply moment_even; assumption.
Qed.

(** The same for the penalty R = E softplus(z0+v) - softplus z0 of a centred law (terms from order 2 on) *)
Definition penalty z0 l : R := Ex l (fun v => softplus (z0 + v)) - softplus z0.

Theorem penalty_series_converges z0 l : is_law l -> moment l 1 = 0 ->
  (forall v w, In (v, w) l -> Rabs v < rad z0) ->
  is_series (fun n => taylor softplus z0 (S (S n)) * moment l (S (S n))) (penalty z0 l).
Proof.
  intros [_ H1] Hm H.
  apply (is_series_incr_1 (fun n => taylor softplus z0 (S n) * moment l (S n))).
  apply (is_series_incr_1 (fun n => taylor softplus z0 n * moment l n)).
  rewrite Hm. unfold moment at 2. simpl pow. rewrite H1. unfold penalty, taylor, plus; simpl.
  replace (Ex l (fun v => softplus (z0 + v)) - softplus z0 + Derive (fun x => softplus x) z0 / 1 * 0 +
    softplus z0 / 1 * 1) with (Ex l (fun v => softplus (z0 + v))) by field.
  apply law_series_converges, H.
Qed.

Theorem penalty_series_diverges z0 l v w : is_law l -> In (v, w) l -> rad z0 < Rabs v ->
  ~ ex_series (fun n => taylor softplus z0 (S (S n)) * moment l (S (S n))).
Proof.
  intros [Hw _] H Hv Hex.
  apply (law_series_diverges z0 l v w); try assumption.
  - intros a b Hab. left. apply (Hw a b Hab).
  - apply (Hw v w H).
  - apply ex_series_incr_1. apply (ex_series_incr_1 (fun n => taylor softplus z0 (S n) * moment l (S n))). exact Hex.
Qed.

