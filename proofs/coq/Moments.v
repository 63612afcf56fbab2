(** P5 : moments of the dropout noise. *)
Require Import Reals Lra.
Open Scope R_scope.

(** xi = 0 with probability d, 1/(1-d) with probability 1-d. *)
Definition E (d : R) (f : R -> R) : R := d * f 0 + (1 - d) * f (1 / (1 - d)).

Lemma E_total d : E d (fun _ => 1) = 1.
Proof. unfold E. ring. Qed.

Lemma E_unbiased d z : d <> 1 -> E d (fun xi => z * xi) = z.
Proof. intros H. unfold E. field. lra. Qed.

Theorem dropout_moments d z n : d <> 1 ->
  E d (fun xi => (z * xi - z) ^ n) = z ^ n * ((1 - d) * (d / (1 - d)) ^ n + d * (-1) ^ n).
Proof.
  intros H. unfold E.
  replace (z * 0 - z) with (z * (-1)) by ring.
  replace (z * (1 / (1 - d)) - z) with (z * (d / (1 - d))) by (field; lra).
  rewrite !Rpow_mult_distr. ring.
Qed.

Corollary dropout_variance d z : d <> 1 ->
  E d (fun xi => (z * xi - z) ^ 2) = z ^ 2 * (d / (1 - d)).
Proof. intros H. rewrite dropout_moments by assumption. field. lra. Qed.

Corollary dropout_variance_not_squared d z : 0 < d < 1 -> z <> 0 ->
  E d (fun xi => (z * xi - z) ^ 2) <> z ^ 2 * (d ^ 2 / (1 - d)).
Proof.
  intros Hd Hz. rewrite dropout_variance by lra. intros H.
  assert (P : z ^ 2 * (d * (1 - d)) = 0).
  { transitivity ((z ^ 2 * (d / (1 - d)) - z ^ 2 * (d ^ 2 / (1 - d))) * (1 - d)); [field; lra|].
    rewrite H. ring. }
  apply Rmult_integral in P. destruct P as [P|P].
  - apply (pow_nonzero z 2); assumption.
  - nra.
Qed.

