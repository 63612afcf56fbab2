(** * Theorems about texts, by hand: root tests of sums

    As Roots.v, with the sequences of RootBounds.v: even orders of the sigmoid, sums over the triangles of Stirling numbers, Bell
    numbers, and the zeta function at even integers. *)

From Coq Require Import String List ZArith QArith Qreals Reals Lra Lia Factorial.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Stirling TaylorCoefficients Bernoulli BernoulliGrowth Sigmoid Theorem1 TaylorSeries RootTest PAverage RootBounds
  Language Meaning Examples Numbers Functions Verdict Text Identities Roots.
Import ListNotations.
Local Open Scope string_scope.
Local Open Scope R_scope.

(** ** Sums over 1..n *)

Lemma accumulated (F : nat -> option quantity) (g : nat -> R) m : forall s x,
  (forall i, (s <= i <= s + m)%nat -> F i = Some (Real (g i))) ->
  accumulate the_meaning Plus (Real x) (map F (seq s (S m))) = Some (Real (x + sum_f_R0 (fun i => g (s + i)%nat) m)).
Proof.
  induction m as [|m IH]; intros s x H.
  - cbn. rewrite H by lia. cbn. now rewrite Nat.add_0_r.
  - change (seq s (S (S m))) with (s :: seq (S s) (S m)). cbn [map accumulate bind the_meaning]. rewrite H by lia. cbn [strictly].
    change (operate the_meaning Plus (Real x) (Real (g s))) with (Some (Real (x + g s))). cbn [strictly].
    rewrite IH by (intros i I; apply H; lia). do 2 f_equal. rewrite (decomp_sum _ (S m)) by lia. cbn [pred].
    rewrite Nat.add_0_r, Rplus_assoc. do 2 f_equal. apply sum_eq. intros i _. f_equal. lia.
Qed.
Lemma sum_from_1 (F : list (value quantity) -> option quantity) (g : nat -> R) n : (1 <= n)%nat ->
  (forall j, (1 <= j <= n)%nat -> F [Num (Real (INR j))] = Some (Real (g j))) ->
  accumulate the_meaning Plus (Real 0) (map F (map (fun i => [Num (Real (Q2R (inject_Z (1 + Z.of_nat i))))])
    (seq 0 (Z.to_nat (Z.of_nat n - 1 + 1))))) = Some (Real (sum_f 1 n g)).
Proof.
  intros N H. replace (Z.to_nat (Z.of_nat n - 1 + 1)) with (S (n - 1)) by lia. rewrite map_map.
  rewrite (accumulated _ (fun i => g (i + 1)%nat)).
  - rewrite Rplus_0_l. reflexivity.
  - intros i I. rewrite <- H by lia. do 4 f_equal. rewrite Q2R_whole, INR_IZR_INZ. f_equal. lia.
Qed.
Lemma power_natural x n : real_power x (INR n) = Some (x ^ n).
Proof.
  unfold real_power. rewrite integer_of_natural, if_so by (right; apply pos_INR). now rewrite pow_powerRZ.
Qed.
Lemma triangle_natural T n k : triangle T n (Z.of_nat k) = T n k.
Proof. unfold triangle. destruct (Z.ltb_spec (Z.of_nat k) 0); [lia|]. now rewrite Nat2Z.id. Qed.
Lemma sum_from_0 f n : (1 <= n)%nat -> f 0%nat = 0 -> sum_f_R0 f n = sum_f 1 n f.
Proof.
  intros N Z. rewrite decomp_sum by lia. rewrite Z, Rplus_0_l. unfold sum_f. replace (pred n) with (n - 1)%nat by lia.
  apply sum_eq. intros i _. f_equal. lia.
Qed.
Ltac naturals := repeat (rewrite ?integer_of_natural, ?power_natural; in_numbers; repeat is_defined ltac:(lia);
  rewrite ?triangle_natural, ?Nat2Z.id; in_numbers).
(** A sum over 1..n, number by number. *)
Lemma meaning_of_sum (G : list (string * (list (value the_meaning) -> result the_meaning))) E x b a n :
  interpret G E b = Some (Num (Real (INR n))) ->
  interpret G E (Sum false x (Range (Some (Literal 1)) (Some b)) a) = numeric the_meaning (accumulate the_meaning Plus (Real 0)
    (map (fun row => as_number the_meaning (interpret G (combine [x] row ++ E)%list a))
      (map (fun i => [Num (Real (Q2R (inject_Z (1 + Z.of_nat i))))]) (seq 0 (Z.to_nat (Z.of_nat n - 1 + 1)))))).
Proof.
  intros B. change (interpret G E (Sum false x (Range (Some (Literal 1)) (Some b)) a)) with
    (let? r := (let? i := (let? i := whole the_meaning (Real (Q2R 1)) in Some (Some i)) in
        let? j := (let? j := (let? y := as_number the_meaning (interpret G E b) in whole the_meaning y) in Some (Some j)) in
        Some (Integers i j)) in
      match r with
      | Integers (Some a0) None => numeric the_meaning (endless the_meaning false a0 (fun y => as_number the_meaning (interpret G ((x, Num y) :: E)%list a)))
      | _ => let? l := in_order the_meaning r in numeric the_meaning (accumulate the_meaning Plus (Real (Q2R 0))
          (map (fun row => as_number the_meaning (interpret G (combine [x] row ++ E)%list a)) l))
      end).
  rewrite B. change (as_number the_meaning (Some (Num (Real (INR n))))) with (Some (Real (INR n))). cbn [strictly whole the_meaning].
  rewrite Q2R_1, integer_of_natural, (integer_of_whole 1). cbn [strictly in_order bind defined the_meaning literal].
  now rewrite Polynomials.Q2R_0.
Qed.
(** The sum of g over 1..n, over n!. *)
Lemma meaning_of_quotient (G : list (string * (list (value the_meaning) -> result the_meaning))) E x b a g n :
  interpret G E b = Some (Num (Real (INR n))) -> (1 <= n)%nat ->
  (forall j, (1 <= j <= n)%nat -> interpret G ((x, Num (Real (INR j))) :: E)%list a = Some (Num (Real (g j)))) ->
  interpret G E (Operate Over (Sum false x (Range (Some (Literal 1)) (Some b)) a) (Factorial b))
    = Some (Num (Real (sum_f 1 n g / INR (fact n)))).
Proof.
  intros B N H. change (interpret G E (Operate Over (Sum false x (Range (Some (Literal 1)) (Some b)) a) (Factorial b))) with
    (let? v := interpret G E (Sum false x (Range (Some (Literal 1)) (Some b)) a) in
     let? w := (let? w := interpret G E b in function_named "!" [w]) in calculate the_meaning Over v w).
  rewrite (meaning_of_sum _ _ _ _ _ _ B), B, (sum_from_1 _ g n N).
  - cbn -[sum_f fact INR Z.of_nat Z.to_nat integer_of if_true]. rewrite integer_of_natural. cbn -[sum_f fact INR Z.of_nat Z.to_nat if_true].
    rewrite if_so by lia. cbn -[sum_f fact INR Z.of_nat Z.to_nat if_true]. rewrite Nat2Z.id, if_so by apply INR_fact_neq_0. reflexivity.
  - intros j J. cbn [combine app]. now rewrite H.
Qed.
Ltac of_sum g :=
  let n := fresh "n" in let order := fresh "order" in intros n order ?; apply (meaning_of_quotient _ _ _ _ _ (g n) n);
    [reflexivity|exact order|intros j J; in_numbers; naturals; rewrite ?Rminus_0_l; reflexivity].
(** ** What the limits superior are *)

Definition surjection_terms (q : R) (n j : nat) : R := (- q) ^ j * INR (surjections n j).
Definition weighted_terms (q : R) (n j : nat) : R := (- q) ^ j * INR j * INR (stirling2 n j).
Definition over_factorial (g : nat -> nat -> R) (n : nat) : R := sum_f 1 n (g n) / INR (fact n).
Lemma weighted_limsup q : 0 <= q <= 1 ->
  is_LimSup_seq (fun k => root (Rabs (over_factorial (weighted_terms q) (2 * k))) (2 * k)) 0.
Proof.
  intros Q. apply (stirling_sums_root_limsup (fun j => (- q) ^ j * INR j) (fun n => sum_f 1 n (weighted_terms q n))).
  - intros j. rewrite Rabs_mult, (Rabs_right (INR j)), <- RPow_abs, Rabs_Ropp, (Rabs_right q) by (apply Rle_ge; tauto || apply pos_INR).
    apply Rle_trans with (1 * INR j).
    + apply Rmult_le_compat_r; [apply pos_INR|]. rewrite <- (pow1 j). now apply pow_incr.
    + rewrite Rmult_1_l. replace 2 with (INR 2) by reflexivity. rewrite <- pow_INR. apply le_INR. clear. induction j as [|j IH]; [lia|].
      cbn [Nat.pow]. pose proof (Nat.pow_nonzero 2 j ltac:(lia)). lia.
  - intros n N. unfold weighted_terms. rewrite (sum_from_0 (fun j => (- q) ^ j * INR j * INR (stirling2 n j))); [reflexivity|exact N|].
    cbn. ring.
Qed.
Lemma bell_limsup : is_LimSup_seq (fun k => root (Rabs (bell (2 * k) / INR (fact (2 * k)))) (2 * k)) 0.
Proof.
  apply (stirling_sums_root_limsup (fun _ => 1) bell).
  - intros j. rewrite Rabs_R1. apply pow_R1_Rle. lra.
  - intros n _. apply sum_eq. intros j _. ring.
Qed.
Lemma zeta_limsup : is_LimSup_seq (fun k => root (Rabs (2 * zeta (2 * k) / (2 * PI) ^ (2 * k))) (2 * k)) (/ (2 * PI)).
Proof.
  pose proof PI_RGT_0 as P. pose proof (Rinv_0_lt_compat (2 * PI) ltac:(lra)) as I.
  apply is_LimSup_seq_ext_loc with (u := fun k => root (Rabs ((fun n => bernoulli n / INR (fact n)) (2 * k)%nat)) (2 * k)); [|exact bernoulli_even_limsup].
  exists 1%nat. intros k K. rewrite bernoulli_abs by exact K. f_equal. symmetry. apply Rabs_right, Rle_ge.
  pose proof (zeta_bounds k K). apply Rlt_le, Rdiv_lt_0_compat; [lra|apply pow_lt; lra].
Qed.
(** sum_j (-1)^j T(n,j) = (-1)^n *)
Lemma IZR_sign n : IZR (sign n) = (-1) ^ n.
Proof. induction n as [|n IH]; [reflexivity|]. rewrite sign_S, opp_IZR, IH. cbn [pow]. ring. Qed.
Lemma alternating_limsup : is_LimSup_seq (fun k => root (Rabs (over_factorial (surjection_terms 1) (2 * k))) (2 * k)) 0.
Proof.
  apply (inverse_factorial_root_limsup (fun n => sum_f 1 n (surjection_terms 1 n))). intros n N.
  assert (E : sum_f 1 n (surjection_terms 1 n) = (-1) ^ n).
  { rewrite <- IZR_sign, <- (alternating_sum_long n n) by lia. rewrite IZR_Zsum, <- sum_from_0; [|exact N|].
    - apply sum_eq. intros j _. unfold surjection_terms. now rewrite mult_IZR, IZR_sign, <- INR_IZR_INZ.
    - unfold surjection_terms. destruct n as [|n]; [lia|]. rewrite surjections_S_0. cbn. ring. }
  rewrite E, pow_1_abs. lra.
Qed.

(** ** Texts *)

Ltac limsup_surjections q :=
  limsup_is (over_factorial (surjection_terms q)) (/ radius (logit q)) ltac:(of_sum (surjection_terms q))
    ltac:(apply surjection_sum_root_limsup; lra).
Ltac limsup_weighted q :=
  limsup_is (over_factorial (weighted_terms q)) 0 ltac:(of_sum (weighted_terms q)) ltac:(apply weighted_limsup; lra).
Ltac limsup_alternating :=
  limsup_is (over_factorial (surjection_terms 1)) 0 ltac:(of_sum (surjection_terms 1)) ltac:(exact alternating_limsup).
Ltac limsup_bell :=
  limsup_is (fun n => bell n / INR (fact n)) 0 ltac:(term; reflexivity) ltac:(exact bell_limsup).

Theorem C47_evidence_2 : text_holds [] "root_limsup_even(n, sum(j = 1..n, (-1)^j * surjections(n, j))/n!) = 0".
Proof. read_text. limsup_alternating. so ltac:(reflexivity). Qed.

(** The radius of the language, where it stands in a text. *)
Ltac radius_known := rewrite ?softplus_radius_exact; in_numbers; is_defined ltac:(apply Rgt_not_eq, radius_pos).
Ltac near_inverse_radius := radius_known; so ltac:(apply small; unfold Rdiv; ring).

Theorem C44_printed : text_refuted []
  "for z in {0, 1, -3}: root_limsup(n, sigmoid_derivative(n, z)/n!) = root_limsup_even(n, sigmoid_derivative(n, z)/n!)".
Proof.
  refute_text. rewrite (fails_in_case [Num (Real 0)]); [reflexivity|now left|]. in_numbers. limsup false sigmoid 0 sigmoid_limsup.
  limsup_is (taylor sigmoid 0) 0 ltac:(term; reflexivity) ltac:(exact sigmoid_even_root_limsup_at_0).
  rewrite yes_false; [reflexivity|]. apply Rinv_neq_0_compat, Rgt_not_eq, radius_pos.
Qed.
Ltac even_sigmoid z :=
  limsup_is (taylor sigmoid z) (/ radius z) ltac:(term; reflexivity) ltac:(apply sigmoid_even_root_limsup; lra).
Ltac all_and_even_orders z := limsup false sigmoid z sigmoid_limsup; even_sigmoid z; so ltac:(apply small; reflexivity).
Theorem C44_evidence_1 : text_holds ["close(x, y) = abs(x - y) < 1e-30"]
  "for z in {1, -3, 10}: close(root_limsup(n, sigmoid_derivative(n, z)/n!), root_limsup_even(n, sigmoid_derivative(n, z)/n!))".
Proof.
  read_text. in_each_case; [all_and_even_orders 1|all_and_even_orders (0 - 3)|all_and_even_orders 10]. Qed.
Theorem C44_evidence_2 : text_holds ["close(x, y) = abs(x - y) < 1e-30"]
  "for z in {1, -3, 0, 10}: close(root_limsup(n, sigmoid_derivative(n, z)/n!), 1/radius(z))".
Proof.
  read_text. in_each_case; [limsup false sigmoid 1 sigmoid_limsup|limsup false sigmoid (0 - 3) sigmoid_limsup
    |limsup false sigmoid 0 sigmoid_limsup|limsup false sigmoid 10 sigmoid_limsup]; near_inverse_radius.
Qed.

(** log(q/(1 - q)) *)
Ltac logit_known := is_defined lra; is_defined ltac:(apply Rdiv_lt_0_compat; lra).
Ltac even_sigmoid_at_logit q :=
  limsup_is (taylor sigmoid (logit q)) (/ radius (logit q))
    ltac:(intros n order parity; in_numbers; logit_known; naturals; is_defined ltac:(apply INR_fact_neq_0); reflexivity)
    ltac:(apply sigmoid_even_root_limsup, logit_not_0; lra).
Ltac at_logit q := even_sigmoid_at_logit q; limsup_surjections q; so ltac:(apply small; reflexivity).
Theorem C45_evidence : text_holds ["close(x, y) = abs(x - y) < 1e-30"]
  "for q in {7/10, 1/10, 99/100}: close(root_limsup_even(n, sigmoid_derivative(n, log(q/(1 - q)))/n!), root_limsup_even(n, sum(j = 1..n, (-q)^j * surjections(n, j))/n!))".
Proof. read_text. repeat is_defined lra. in_each_case; [at_logit (7 / 10)|at_logit (1 / 10)|at_logit (99 / 100)]. Qed.
Theorem C46_printed : text_refuted []
  "for q in {7/10, 9/10}: root_limsup_even(n, sum(j = 1..n, (-q)^j * surjections(n, j))/n!) = root_limsup_even(n, sum(j = 1..n, (-q)^j * j * stirling2(n, j))/n!)".
Proof.
  refute_text. repeat is_defined lra. rewrite (fails_in_case [Num (Real (7 / 10))]); [reflexivity|now left|]. in_numbers.
  limsup_surjections (7 / 10). limsup_weighted (7 / 10).
  rewrite yes_false; [reflexivity|]. apply Rinv_neq_0_compat, Rgt_not_eq, radius_pos.
Qed.
Ltac both_limits q :=
  limsup_surjections q; logit_known; fold (logit q); near_inverse_radius; limsup_weighted q; so ltac:(reflexivity).
Theorem C46_instead : text_holds ["close(x, y) = abs(x - y) < 1e-30"]
  "for q in {7/10, 9/10, 1/10}: close(root_limsup_even(n, sum(j = 1..n, (-q)^j * surjections(n, j))/n!), 1/radius(log(q/(1 - q)))) and root_limsup_even(n, sum(j = 1..n, (-q)^j * j * stirling2(n, j))/n!) = 0".
Proof. read_text. repeat is_defined lra. in_each_case; [both_limits (7 / 10)|both_limits (9 / 10)|both_limits (1 / 10)]. Qed.
Ltac weighted_twice q := limsup_weighted q; limsup_weighted 1; so ltac:(reflexivity).
Theorem C47_printed : text_holds []
  "for q in {7/10, 9/10, 99/100}: root_limsup_even(n, sum(j = 1..n, (-q)^j * j * stirling2(n, j))/n!) = root_limsup_even(n, sum(j = 1..n, (-1)^j * j * stirling2(n, j))/n!)".
Proof. read_text. repeat is_defined lra. in_each_case; [weighted_twice (7 / 10)|weighted_twice (9 / 10)|weighted_twice (99 / 100)]. Qed.
(** A value of 1/radius, by computation. *)
Lemma inverse_radius_near bits x z v e : near x z ->
  order (F.PtoP bits) (absolute (minus (F.PtoP bits) (inverse (F.PtoP bits) (radius_of (F.PtoP bits) x)) (Exact v))) (Exact e) = Known Lt ->
  Rabs (/ radius z - Q2R v) < Q2R e.
Proof.
  intros X O. change (ordered Lt (Rabs (/ radius z - Q2R v)) (Q2R e)). refine (order_sound _ _ (Exact e) _ _ Lt _ (eq_refl (Q2R e)) O).
  apply absolute_sound. refine (minus_sound _ _ (Exact v) _ _ _ (eq_refl (Q2R v))). apply inverse_sound; [now apply radius_sound|apply Rgt_not_eq, radius_pos].
Qed.
Lemma near_logit bits q : 0 < Q2R q < 1 -> near (logarithm (F.PtoP bits) (over (F.PtoP bits) (Exact q) (minus (F.PtoP bits) (Exact 1) (Exact q)))) (logit (Q2R q)).
Proof.
  intros Q. apply logarithm_sound; [|apply Rdiv_lt_0_compat; lra]. refine (over_sound _ (Exact q) _ _ _ (eq_refl (Q2R q)) _ _); [|lra].
  exact (minus_sound _ (Exact 1) (Exact q) _ _ near_1 (eq_refl (Q2R q))).
Qed.
Ltac surjections_value x q v :=
  limsup_surjections x;
  so ltac:(refine (inverse_radius_near 128 _ _ v (1 # 1000000) (near_logit 128 q _) _); [unfold Q2R; cbn; lra|vm_compute; reflexivity]).
Theorem C47_evidence_3 : text_holds []
  "for (q, v) in {(0.9, 0.260843), (0.99, 0.179650), (0.999999, 0.070581)}: abs(root_limsup_even(n, sum(j = 1..n, (-q)^j * surjections(n, j))/n!) - v) < 1e-6".
Proof.
  read_text. in_each_case;
    [surjections_value (9 / 10) (9 # 10)%Q (260843 # 1000000)%Q|surjections_value (99 / 100) (99 # 100)%Q (3593 # 20000)%Q
    |surjections_value (999999 / 1000000) (999999 # 1000000)%Q (70581 # 1000000)%Q].
Qed.
Theorem C48_evidence_3 : text_holds []
  "root_limsup_even(n, sum(j = 1..n, (-1)^j * j * stirling2(n, j))/n!) = 0 and root_limsup_even(n, bell(n)/n!) = 0".
Proof. read_text. limsup_weighted 1. so ltac:(reflexivity). limsup_bell. so ltac:(reflexivity). Qed.
Lemma not_1 n : (2 <= n)%nat -> INR n <> 1.
Proof. intros N E. apply (INR_eq n 1) in E. lia. Qed.
Ltac limsup_zeta :=
  limsup_is (fun n => 2 * zeta n / (2 * PI) ^ n) (/ (2 * PI))
    ltac:(let n := fresh "n" in let parity := fresh "parity" in intros n order parity;
      assert (2 <= n)%nat by (destruct (parity eq_refl); lia); in_numbers; naturals; is_defined ltac:(now apply not_1); naturals;
      rewrite riemann_zeta_whole by assumption; is_defined ltac:(apply pow_nonzero; exact two_pi_not_0); reflexivity)
    ltac:(exact zeta_limsup).
Ltac near_inverse_two_pi := is_defined ltac:(exact two_pi_not_0); so ltac:(apply small; unfold Rdiv; ring).
Theorem C49_printed : text_refuted [] "root_limsup_even(n, bell(n)/n!) = root_limsup_even(n, 2 * zeta(n)/(2 * pi)^n)".
Proof.
  refute_text. limsup_bell. limsup_zeta. rewrite yes_false; [reflexivity|]. apply not_eq_sym, Rinv_neq_0_compat, two_pi_not_0.
Qed.
Theorem C49_evidence_1 : text_holds ["close(x, y) = abs(x - y) < 1e-30"]
  "root_limsup_even(n, bell(n)/n!) = 0 and close(root_limsup_even(n, 2 * zeta(n)/(2 * pi)^n), 1/(2 * pi))".
Proof. read_text. limsup_bell. so ltac:(reflexivity). limsup_zeta. near_inverse_two_pi. Qed.
Theorem C50_printed : text_holds ["close(x, y) = abs(x - y) < 1e-30"]
  "close(root_limsup_even(n, 2 * zeta(n)/(2 * pi)^n), 1/(2 * pi)) and (for k in 1..40: 1 < zeta(2 * k) < 1 + 3/4^k)".
Proof.
  halves "close(root_limsup_even(n, 2 * zeta(n)/(2 * pi)^n), 1/(2 * pi))" "for k in 1..40: 1 < zeta(2 * k) < 1 + 3/4^k".
  - read_text. limsup_zeta. near_inverse_two_pi.
  - by_computation 128%positive 8%nat.
Qed.
Ltac softplus_value z n v :=
  limsup false softplus z softplus_limsup; so ltac:(refine (inverse_radius_near 128 _ _ v (1 # 1000000000000000) (near_whole n) _); vm_compute; reflexivity).
Theorem C51_evidence_2 : text_holds []
  "for (z, v) in {(0, 0.3183098861837906715), (1, 0.303314471053352864), (3, 0.230207040851120)}: abs(root_limsup(n, softplus_derivative(n, z)/n!) - v) < 1e-15".
Proof.
  read_text. in_each_case;
    [softplus_value 0 0%Z (636619772367581343 # 2000000000000000000)%Q|softplus_value 1 1%Z (9478577220417277 # 31250000000000000)%Q
    |softplus_value 3 3%Z (2877588010639 # 12500000000000)%Q].
Qed.
