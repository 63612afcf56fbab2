(** * The sigmoid and the softplus

    In words: softplus A(z) = log(1 + e^z) is the log-partition function of logistic regression
    (Section 2 of the paper, with the logarithm that its display omits: claim C1), and its derivative is
    the sigmoid p(z) = 1/(1 + e^-z), which satisfies p' = p (1 - p)  (claims C2, C17). *)

Require Import Reals Lra Factorial.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Definition sigmoid (z : R) : R := / (1 + exp (- z)).
Definition softplus (z : R) : R := ln (1 + exp z).

(** The n-th Taylor coefficient of f at z. *)
Definition taylor (f : R -> R) (z : R) (n : nat) : R := Derive_n f n z / INR (fact n).

Lemma exp_mult_opp z : exp z * exp (- z) = 1.
Proof. rewrite <- exp_plus, Rplus_opp_r. apply exp_0. Qed.

Lemma sigmoid_bounds z : 0 < sigmoid z < 1.
Proof.
  unfold sigmoid. pose proof (exp_pos (- z)). split; [apply Rinv_0_lt_compat; lra|].
  apply Rmult_lt_reg_r with (1 + exp (- z)); rewrite ?Rinv_l; lra.
Qed.

Lemma sigmoid_0 : sigmoid 0 = / 2.
Proof. unfold sigmoid. rewrite Ropp_0, exp_0. reflexivity. Qed.

Lemma sigmoid_opp z : sigmoid (- z) = 1 - sigmoid z.
Proof.
  unfold sigmoid. rewrite Ropp_involutive. pose proof (exp_mult_opp z) as E.
  pose proof (exp_pos z). pose proof (exp_pos (- z)).
  apply Rmult_eq_reg_r with ((1 + exp z) * (1 + exp (- z)));
    [|apply Rmult_integral_contrapositive_currified; lra].
  field_simplify; lra.
Qed.

Lemma sigmoid_derive z : is_derive sigmoid z (sigmoid z * (1 - sigmoid z)).
Proof. unfold sigmoid. pose proof (exp_pos (- z)). auto_derive; [lra|]. field. lra. Qed.

Lemma softplus_derive z : is_derive softplus z (sigmoid z).
Proof.
  unfold softplus, sigmoid. pose proof (exp_pos z). pose proof (exp_pos (- z)).
  pose proof (exp_mult_opp z) as E. auto_derive; [lra|].
  apply Rmult_eq_reg_r with ((1 + exp z) * (1 + exp (- z)));
    [|apply Rmult_integral_contrapositive_currified; lra].
  field_simplify; lra.
Qed.
