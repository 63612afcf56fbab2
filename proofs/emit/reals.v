(** Statements on real numbers that enclosures decide: by the tactic [interval] of the library Interval, which computes
    with intervals and proves that it does so rightly. *)

Require Import Reals List.
Import ListNotations.
From Interval Require Import Tactic.
Open Scope R_scope.

Definition sigmoid (z : R) : R := / (1 + exp (- z)).
Definition softplus (z : R) : R := ln (1 + exp z).
Definition tanh (z : R) : R := (exp z - exp (- z)) / (exp z + exp (- z)).
(** The n-th root of x > 0. *)
Definition root (x n : R) : R := exp (ln x / n).
(** The n-th derivative of the sigmoid, where its value is p, from the row T(n, 1), ..., T(n, n): p (1 - p) times the sum
    over j of T(n, j) (-p)^(j-1), by Horner's rule. That it is the derivative is the theorem theorem_1 of dropcert's
    proofs/coq. *)
Definition derivative (row : list R) (p : R) : R := p * (1 - p) * fold_right (fun t rest => t - p * rest) 0 row.
(** The radius of convergence of the Taylor series of softplus about z: that it is this number is the theorem
    softplus_radius of dropcert's proofs/coq. *)
Definition radius (z : R) : R := sqrt (PI ^ 2 + z ^ 2).

Lemma less_by_difference a b : 0 < b - a -> a < b.
Proof. apply Rminus_gt_0_lt. Qed.
Lemma less_equal_by_difference a b : 0 <= b - a -> a <= b.
Proof. intros H. apply Rplus_le_reg_r with (- a). rewrite Rplus_opp_r. exact H. Qed.

Ltac by_enclosure bits :=
  unfold derivative; cbn [fold_right];
  unfold sigmoid, softplus, tanh, root, radius;
  repeat match goal with |- _ /\ _ => split end;
  match goal with
  | |- _ < _ => apply less_by_difference; interval with (i_prec bits)
  | |- _ <= _ => apply less_equal_by_difference; interval with (i_prec bits)
  | |- _ <> _ =>
      first [apply Rlt_not_eq; apply less_by_difference; interval with (i_prec bits)
            |apply Rgt_not_eq; apply less_by_difference; interval with (i_prec bits)]
  | |- _ = _ => field
  end.
