(** * Theorems about texts, by hand: bounds over intervals

    Bounds on Taylor coefficients that hold at every point, and inequalities that come close to equality. *)

From Coq Require Import String List ZArith QArith Qreals Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import TaylorCoefficients Sigmoid TaylorSeries RegulariserBounds
  Language Meaning Examples Numbers Verdict Text Identities Roots RootTexts FormalTexts.
Import ListNotations.
Local Open Scope string_scope.
Local Open Scope R_scope.

Lemma for_interval a b (f : list (value quantity) -> option finding) : a <= b ->
  (forall x, a <= x <= b -> f [Num (Real x)] = Some (Counted Yes)) ->
  greatest_finding (Reals (Some (true, Real a)) (Some (true, Real b))) f = Some (Counted Yes).
Proof.
  intros L H. apply (greatest_finding_is _ _ (firstn 2 descending) _ (skipn 3 descending) eq_refl).
  - exists [Num (Real a)]. split; [|apply H; lra]. exists a. split; [reflexivity|]. split; intros s c [= <- <-]; lra.
  - intros row [x [-> [A B]]]. specialize (A true a eq_refl). specialize (B true b eq_refl). rewrite H by (cbn in *; lra).
    now intros [|[|[]]].
Qed.
(** At all numbers of an interval. *)
Ltac inside x bounds := rewrite for_interval; [reflexivity|lra|]; intros x bounds; in_numbers.

Lemma no_zero_in_the_strip x y : -3 <= y <= 3 -> 1 + 2 * exp x * cos y + exp (2 * x) > 0.
Proof.
  intros Y. replace (2 * x) with (x + x) by ring. rewrite exp_plus. pose proof (exp_pos x) as E. pose proof PI_gt_3 as P.
  assert (C : 0 < cos (y / 2)) by (apply cos_gt_0; lra).
  replace (cos y) with (2 * cos (y / 2) * cos (y / 2) - 1) by (rewrite <- cos_2a_cos; f_equal; field).
  pose proof (pow2_ge_0 (exp x - 1)). assert (0 < exp x * (cos (y / 2) * cos (y / 2))) by (repeat apply Rmult_lt_0_compat; lra). nra.
Qed.
Theorem S6_evidence_1 : text_holds [] "for x in [-2, 2], y in [-3, 3]: 1 + 2 * exp(x) * cos(y) + exp(2 * x) > 0".
Proof. read_text. inside x X. inside y Y. so ltac:(apply no_zero_in_the_strip; lra). Qed.

(** ** Taylor coefficients *)

Lemma power_below r n : 0 < r -> real_power r (2 - INR n) = Some (r ^ 2 * / r ^ n).
Proof.
  intros P. unfold real_power. replace (2 - INR n) with (IZR (2 - Z.of_nat n)) by (rewrite minus_IZR, <- INR_IZR_INZ; reflexivity).
  rewrite integer_of_whole, if_so by (left; lra). f_equal. unfold Z.sub. rewrite powerRZ_add by lra. f_equal.
  rewrite (pow_powerRZ r n). destruct n as [|n]; [cbn; now rewrite Rinv_1|]. reflexivity.
Qed.
Lemma coefficient_bound z n : (3 <= n)%nat ->
  Rabs (Derive_n softplus n z / INR (Factorial.fact n)) <= radius z ^ 2 * / radius z ^ n / (4 * INR n).
Proof.
  intros N. eapply Rle_trans; [apply (taylor_softplus_bound z n); lia|]. right. assert (0 < INR n) by (apply lt_0_INR; lia).
  pose proof (radius_pos z). field. split; [apply pow_nonzero|]; lra.
Qed.
Lemma order_not_0 n : (3 <= n)%nat -> 4 * INR n <> 0.
Proof. intros N. assert (0 < INR n) by (apply lt_0_INR; lia). lra. Qed.
Ltac orders := rewrite for_integers; [reflexivity|lia|]; intros n N;
  change (Z.to_nat 3) with 3%nat in N; in_numbers.
Ltac coefficient :=
  naturals; repeat is_defined ltac:(apply INR_fact_neq_0 || lia); rewrite ?softplus_radius_exact; in_numbers;
  rewrite power_below by apply radius_pos; in_numbers; is_defined ltac:(apply order_not_0; lia); so ltac:(apply coefficient_bound; lia).
Theorem C35_evidence_2 : text_holds ["taylor(n, z) = softplus_derivative(n, z)/n!"]
  "for n in 3..100, z in {0, 1/2, -1, 3, 7, -20}: abs(taylor(n, z)) <= radius(z)^(2 - n)/(4 * n)".
Proof. read_text. orders. repeat is_defined lra. in_each_case; coefficient. Qed.
Theorem C35_evidence_3 : text_holds ["taylor(n, z) = softplus_derivative(n, z)/n!"]
  "for n in 3..8, z in [-12, 12]: abs(taylor(n, z)) <= sqrt(pi^2 + z^2)^(2 - n)/(4 * n)".
Proof.
  read_text. orders. inside z B. naturals. repeat is_defined ltac:(apply INR_fact_neq_0 || lia).
  is_defined ltac:(apply Rlt_le, root_pos). rewrite <- radius_is, power_below by apply radius_pos. in_numbers.
  is_defined ltac:(apply order_not_0; lia). so ltac:(apply coefficient_bound; lia).
Qed.
