(** * Theorems about texts, by hand: root tests

    [root_limsup_is] gives a limit superior of the language from a theorem about a sequence; a conjunction of which one
    half is computed follows from its halves ([text_holds_and]). *)

From Coq Require Import String List ZArith QArith Qreals Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import TaylorCoefficients Bernoulli BernoulliGrowth Sigmoid Theorem1 TaylorSeries RootTest Language Meaning Examples Numbers Verdict Text Identities.
Import ListNotations.
Local Open Scope string_scope.
Local Open Scope R_scope.

Lemma integer_of_natural n : integer_of (Real (INR n)) = Some (Z.of_nat n).
Proof. rewrite INR_IZR_INZ. apply integer_of_whole. Qed.
Lemma root_limsup_is (even : bool) (t : quantity -> option quantity) (u : nat -> R) (L : R) :
  (forall n, (1 <= n)%nat -> (even = true -> Nat.Even n) -> t (Real (INR n)) = Some (Real (u n))) ->
  is_LimSup_seq (fun k => let n := if even then (2 * k)%nat else k in root (Rabs (u n)) n) L ->
  root_limsup_of even t = Some (Real L).
Proof.
  intros T H. unfold root_limsup_of.
  assert (D : forall k, (1 <= k)%nat -> let n := if even then (2 * k)%nat else k in t (Real (INR n)) = Some (Real (u n))).
  { intros k K. destruct even; apply T; [lia|intros _; now exists k|exact K|discriminate]. }
  match goal with |- if_true (_ /\ is_finite (LimSup_seq ?r)) _ = _ =>
    assert (E : LimSup_seq r = L) end.
  { apply is_LimSup_seq_unique. apply is_LimSup_seq_ext_loc with (2 := H). exists 1%nat. intros k K. cbn zeta. specialize (D k K).
    cbn zeta in D. now rewrite D. }
  rewrite E. apply if_so. split; [|reflexivity]. exists 1%nat. intros k K. specialize (D k K). cbn zeta in D. now rewrite D.
Qed.
Ltac term := intros n order parity; in_numbers; rewrite ?integer_of_natural; in_numbers; repeat is_defined ltac:(lia || apply INR_fact_neq_0); rewrite ?Nat2Z.id.
Lemma radius_is z : radius z = sqrt (PI ^ 2 + z ^ 2).
Proof. unfold radius. f_equal. ring. Qed.
Lemma small x y : x = y -> Rabs (x - y) < 1 / 1000000000000000000000000000000.
Proof. intros ->. replace (y - y) with 0 by ring. rewrite Rabs_R0. lra. Qed.

Lemma meaning_of_limsup (G : list (string * (list (value the_meaning) -> result the_meaning))) E even x t (u : nat -> R) (L : R) :
  (forall n, (1 <= n)%nat -> (even = true -> Nat.Even n) -> interpret G ((x, Num (Real (INR n))) :: E)%list t = Some (Num (Real (u n)))) ->
  is_LimSup_seq (fun k => let n := if even then (2 * k)%nat else k in root (Rabs (u n)) n) L ->
  interpret G E (RootLimsup even x t) = Some (Num (Real L)).
Proof.
  intros T H. change (interpret G E (RootLimsup even x t)) with
    (numeric the_meaning (root_limsup_of even (fun y => as_number the_meaning (interpret G ((x, Num y) :: E)%list t)))).
  rewrite (root_limsup_is even _ u L); [reflexivity| |exact H]. intros n N P. now rewrite (T n N P).
Qed.
(** The first one is the limit superior L of u. *)
Ltac limsup_is u L terms theorem :=
  match goal with |- context [interpret ?G ?E ?r] => is_var r;
    match goal with named : r = RootLimsup ?e ?x ?t |- _ =>
      let V := fresh "V" in assert (V : interpret (K := the_meaning) G E r = Some (Num (Real L)));
        [rewrite named; apply (meaning_of_limsup G E e x t u L); [terms|theorem]|rewrite V; clear V; in_numbers]
    end end.
Ltac limsup even f z theorem := limsup_is (taylor f z) (/ radius z) ltac:(term; reflexivity) ltac:(exact (theorem z)).
Lemma root_pos z : PI ^ 2 + z ^ 2 > 0.
Proof. pose proof PI_RGT_0. nra. Qed.
Lemma is_inverse_root z : / radius z = 1 / sqrt (PI ^ 2 + z ^ 2).
Proof. rewrite radius_is. unfold Rdiv. ring. Qed.

Ltac not_0 := apply Rgt_not_eq, Rlt_gt, sqrt_lt_R0, root_pos.
Ltac under_root := apply Rlt_le, root_pos.
Ltac equal_enough := repeat is_defined ltac:(under_root || not_0); so ltac:(apply small; rewrite ?is_inverse_root; reflexivity).
Ltac of_softplus z := limsup false softplus z softplus_limsup; equal_enough.
Ltac of_sigmoid z := limsup false sigmoid z sigmoid_limsup; equal_enough.
Ltac of_even_orders z :=
  limsup false softplus z softplus_limsup; limsup true softplus z softplus_even_root_limsup; equal_enough.

Theorem C51_instead : text_holds ["close(x, y) = abs(x - y) < 1e-30"]
  "for z in {0, 1, -3, 10}: close(root_limsup(n, softplus_derivative(n, z)/n!), 1/sqrt(pi^2 + z^2))".
Proof. read_text. in_each_case; [of_softplus 0|of_softplus 1|of_softplus (0 - 3)|of_softplus 10]. Qed.
Theorem C51_evidence_1 : text_holds ["close(x, y) = abs(x - y) < 1e-30"]
  "for z in {0, 1, -3, 10}: close(root_limsup(n, sigmoid_derivative(n, z)/n!), 1/sqrt(pi^2 + z^2))".
Proof. read_text. in_each_case; [of_sigmoid 0|of_sigmoid 1|of_sigmoid (0 - 3)|of_sigmoid 10]. Qed.
Theorem C44_corrected : text_holds ["close(x, y) = abs(x - y) < 1e-30"]
  "for z in {1, -3, 0, 10}: close(root_limsup(n, softplus_derivative(n, z)/n!), root_limsup_even(n, softplus_derivative(n, z)/n!))".
Proof. read_text. in_each_case; [of_even_orders 1|of_even_orders (0 - 3)|of_even_orders 0|of_even_orders 10]. Qed.
Lemma bernoulli_even_limsup : is_LimSup_seq
  (fun k => root (Rabs (bernoulli (2 * k) / INR (fact (2 * k)))) (2 * k)) (/ (2 * PI)).
Proof.
  apply is_lim_LimSup_seq. eapply is_lim_seq_ext_loc; [|exact bernoulli_root_limit_exact]. exists 1%nat. intros k K. unfold root.
  destruct (Req_EM_T _ 0) as [E|E]; [|reflexivity]. exfalso. pose proof (bernoulli_two_sided k K) as [B _]. pose proof (INR_fact_lt_0 (2 * k)).
  assert (Z : Rabs (bernoulli (2 * k)) = 0); [|rewrite Z in B; unfold Rdiv in B; rewrite !Rmult_0_l in B; lra].
  unfold Rdiv in E. rewrite Rabs_mult in E. apply Rmult_integral in E. destruct E as [E|E]; [exact E|].
  exfalso. apply Rabs_no_R0 in E; [tauto|]. apply Rinv_neq_0_compat, INR_fact_neq_0.
Qed.
Lemma two_pi_not_0 : 2 * PI <> 0.
Proof. pose proof PI_RGT_0. lra. Qed.
Theorem C50_evidence_3 : text_holds ["close(x, y) = abs(x - y) < 1e-30"] "close(root_limsup_even(n, bernoulli(n)/n!), 1/(2 * pi))".
Proof.
  read_text. limsup_is (fun n => bernoulli n / INR (fact n)) (/ (2 * PI)) ltac:(term; reflexivity) ltac:(exact bernoulli_even_limsup).
  is_defined ltac:(exact two_pi_not_0). so ltac:(apply small; unfold Rdiv; ring).
Qed.

(** ** Statements of which one half is computed *)

Lemma meaning_of_and (G : list (string * (list (value the_meaning) -> result the_meaning))) a b s t :
  interpret G [] a = Some (Truth s) -> interpret G [] b = Some (Truth t) -> holds s = true ->
  interpret G [] (And a b) = Some (Truth (both s t)).
Proof.
  intros A B H. change (interpret G [] (And a b)) with
    (let? s := as_truth the_meaning (interpret G [] a) in
     if holds s then let? t := as_truth the_meaning (interpret G [] b) in Some (Truth (both s t)) else Some (@Truth quantity No)).
  rewrite A, B. cbn. now rewrite H.
Qed.
Lemma holds_and l a b : sort_in l (And a b) = Some A_statement -> Holds l a -> Holds l b -> Holds l (And a b).
Proof.
  intros S A B. cbv [Holds HoldsVacuously meaning Language.read] in *. rewrite S.
  assert (half : forall c, (match sort_in l c with Some _ => Some (interpret (define the_meaning l) [] c) | None => None end = Some (Some (Truth Yes))
      \/ match sort_in l c with Some _ => Some (interpret (define the_meaning l) [] c) | None => None end = Some (Some (Truth Vacuous)))
      -> interpret (define the_meaning l) [] c = Some (Truth Yes) \/ interpret (define the_meaning l) [] c = Some (Truth Vacuous))
    by (intros c; destruct (sort_in l c); intros [H|H]; inversion H; tauto).
  apply half in A. apply half in B. 
  destruct A as [A|A], B as [B|B]; rewrite (meaning_of_and _ _ _ _ _ A B eq_refl); tauto.
Qed.
(** Of the two halves of a text. *)
Lemma text_holds_and where_ s s1 s2 l a b :
  together (map definition_of where_) = Some l -> statement_of s = Some (And a b) -> statement_of s1 = Some a -> statement_of s2 = Some b ->
  sort_in l (And a b) = Some A_statement -> text_holds where_ s1 -> text_holds where_ s2 -> text_holds where_ s.
Proof.
  intros L T T1 T2 S [l1 [a' [L1 [A H1]]]] [l2 [b' [L2 [B H2]]]]. rewrite L in L1, L2. injection L1 as <-. injection L2 as <-.
  rewrite T1 in A. rewrite T2 in B. injection A as <-. injection B as <-. exists l, (And a b). split; [exact L|split; [exact T|now apply holds_and]].
Qed.
Ltac halves first second :=
  eapply (text_holds_and _ _ first second); [vm_compute; reflexivity|vm_compute; reflexivity|vm_compute; reflexivity|vm_compute; reflexivity|vm_compute; reflexivity| |].

Ltac limsup_bernoulli :=
  limsup_is (fun n => bernoulli n / INR (fact n)) (/ (2 * PI)) ltac:(term; reflexivity) ltac:(exact bernoulli_root_limsup_exact).
Lemma radius_at_0 : radius 0 = PI.
Proof. unfold radius. replace (0 ^ 2 + PI ^ 2) with (PI ^ 2) by ring. apply sqrt_pow2. pose proof PI_RGT_0. lra. Qed.
Theorem S3_printed : text_holds ["close(x, y) = abs(x - y) < 1e-30"]
  "(for n in 0..60: (2^(n + 1) - 1) * bernoulli(n + 1) = (-1)^(n + 1) * (n + 1) * sigmoid_derivative(n, 0)) and close(root_limsup(n, softplus_derivative(n, 0)/n!), 2 * root_limsup(n, bernoulli(n)/n!))".
Proof.
  halves "for n in 0..60: (2^(n + 1) - 1) * bernoulli(n + 1) = (-1)^(n + 1) * (n + 1) * sigmoid_derivative(n, 0)"
    "close(root_limsup(n, softplus_derivative(n, 0)/n!), 2 * root_limsup(n, bernoulli(n)/n!))".
  - by_computation 128%positive 8%nat.
  - read_text. limsup false softplus 0 softplus_limsup. limsup_bernoulli.
    so ltac:(apply small; rewrite radius_at_0; pose proof PI_RGT_0; field; lra).
Qed.

Lemma fails_in_case (row : list (value quantity)) l f :
  In row l -> f row = Some (Counted No) -> greatest_finding (These l) f = Some (Counted No).
Proof.
  intros I F. apply (greatest_finding_is _ _ [] _ (skipn 1 descending) eq_refl); [now exists row|intros ? ? []].
Qed.
Theorem C51_printed : text_refuted [] "for z in {0, 1, 3}: root_limsup(n, sigmoid_derivative(n, z)/n!) = 1/(2 * pi)".
Proof.
  refute_text. rewrite (fails_in_case [Num (Real 0)]); [reflexivity|now left|]. in_numbers. limsup false sigmoid 0 sigmoid_limsup.
  is_defined ltac:(exact two_pi_not_0). rewrite yes_false; [reflexivity|]. rewrite radius_at_0. pose proof PI_RGT_0 as P. intros E.
  assert (A : / PI * (2 * PI) = 2) by (field; lra). assert (B : 1 / (2 * PI) * (2 * PI) = 1) by (field; lra).
  rewrite <- E in B. lra.
Qed.
