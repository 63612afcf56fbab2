(** E3, second part: averaging the n-th derivative of softplus over p in (0,1) gives B_n.
    This is the sense in which 1/(2 PI) is the right root-test constant. *)
Require Import Reals Lra Lia Factorial.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Stirling Bernoulli Logistic Radius RadiusZero RadiusAll.
Open Scope R_scope.

Lemma c_T k j : c k j = INR (T k (S j)) + INR (T k j).
Proof.
  unfold c, T. rewrite <- plus_INR. f_equal.
  change (S2 (S k) (S j)) with (S j * S2 k (S j) + S2 k j)%nat.
  change (fact (S j)) with (S j * fact j)%nat. ring.
Qed.

Lemma T_telescope k m : sum_f_R0 (fun j => (-1) ^ j * (INR (T k (S j)) + INR (T k j))) m
  = INR (T k 0) + (-1) ^ m * INR (T k (S m)).
Proof. induction m as [|m IH]; [simpl; ring|]. rewrite tech5, IH. simpl pow. ring. Qed.

Theorem p_average_sum k : (1 <= k)%nat ->
  sum_f_R0 (fun j => (-1) ^ j * c k j / INR (S (S j))) k = Bern (S k).
Proof.
  intros Hk. unfold Bern. symmetry. rewrite decomp_sum by lia. simpl (pred (S k)).
  change (INR (fact 0 * S2 (S k) 0)) with 0.
  rewrite (sum_eq (fun j => (-1) ^ S j * _ / _) (fun j => (-1) ^ j * c k j / INR (S (S j))
    + (-1) * ((-1) ^ j * (INR (T k (S j)) + INR (T k j))))).
  - rewrite sum_plus.
    rewrite (sum_eq (fun l => -1 * _) (fun l => ((-1) ^ l * (INR (T k (S l)) + INR (T k l))) * -1))
      by (intros; ring).
    rewrite <- scal_sum, T_telescope. rewrite (T_gt k (S k)) by lia.
    destruct k as [|k]; [lia|]. rewrite T_S_0. simpl (INR 0). unfold Rdiv. ring.
  - intros j _. fold (T (S k) (S j)). rewrite T_S_S, mult_INR, plus_INR, c_T, !S_INR. simpl pow.
    field. pose proof (pos_INR j). lra.
Qed.

Theorem p_average k : (1 <= k)%nat -> is_RInt (Poly k k) 0 1 (Bern (S k)).
Proof.
  intros Hk. rewrite <- p_average_sum by assumption. unfold Poly.
  apply (is_RInt_sum (fun j x => (-1) ^ j * c k j * x ^ S j)). intros j _.
  assert (P : 0 < INR (S (S j))) by (apply lt_0_INR; lia).
  assert (H : is_RInt (fun x => x ^ S j) 0 1 (/ INR (S (S j)))).
  { replace (/ INR (S (S j))) with (minus (1 ^ S (S j) / INR (S (S j))) (0 ^ S (S j) / INR (S (S j)))).
    - apply (@is_RInt_derive R_CompleteNormedModule (fun x => x ^ S (S j) / INR (S (S j)))).
      + intros x _. evar_last.
        * apply (is_derive_ext (fun x => / INR (S (S j)) * x ^ S (S j))); [intros; unfold Rdiv; apply Rmult_comm|].
          apply is_derive_scal. apply (is_derive_pow (fun x => x) (S (S j)) x 1). apply @is_derive_id.
        * simpl pred. match goal with |- ?a = ?b => change (a = b :> R) end. field. lra.
      + intros x _. apply @ex_derive_continuous. auto_derive. trivial.
    - unfold minus, plus, opp; simpl. rewrite pow1. unfold Rdiv. ring. }
  pose proof (@is_RInt_scal R_NormedModule _ 0 1 ((-1) ^ j * c k j) _ H) as G. exact G.
Qed.

(** as an integral over the probability itself: z = logit q *)
Definition logit (q : R) : R := ln (q / (1 - q)).
Lemma p_logit q : 0 < q < 1 -> p (logit q) = q.
Proof.
  intros H. unfold p, logit. rewrite exp_Ropp, exp_ln by (apply Rdiv_lt_0_compat; lra). field. lra.
Qed.

Theorem softplus_p_average n : (2 <= n)%nat ->
  is_RInt (fun q => Derive_n softplus n (logit q)) 0 1 (Bern n).
Proof.
  intros Hn. destruct n as [|k]; [lia|].
  apply (is_RInt_ext (Poly k k)); [|apply p_average; lia].
  intros q Hq. rewrite Rmin_left, Rmax_right in Hq by lra.
  rewrite (is_derive_n_unique _ _ _ _ (softplus_derive_n k (logit q))),
    (is_derive_n_unique _ _ _ _ (p_derive_n k (logit q))), p_logit by assumption. reflexivity.
Qed.
