(** * Examples of the meaning

    How a quantifier finds what it finds, and statements that are bad input,
    undefined, vacuous or true: Meaning.v at work.  The lemmas serve later files too. *)

From Coq Require Import String List ZArith QArith Reals Qreals Lra.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Language Meaning.
Import ListNotations.
Open Scope R_scope.

Lemma yes_true (P : Prop) : P -> yes P = true.
Proof. intros H. unfold yes. now destruct (decide P). Qed.
Lemma yes_false (P : Prop) : ~ P -> yes P = false.
Proof. intros H. unfold yes. now destruct (decide P). Qed.

(** The rule for [for]: what is found somewhere, and nothing greater anywhere, is what is found. *)
Lemma greatest_finding_is r f greater o less : descending = greater ++ o :: less ->
  (exists row, row_of r row /\ f row = o) -> (forall row, row_of r row -> ~ In (f row) greater) ->
  greatest_finding r f = o.
Proof.
  unfold greatest_finding. intros -> Found None_greater. induction greater as [|g greater IH]; cbn.
  - now rewrite yes_true.
  - rewrite yes_false; [apply IH|].
    + intros row H. specialize (None_greater row H). cbn in None_greater. tauto.
    + intros [row [H E]]. apply (None_greater row H). now left.
Qed.

Example every_word_has_a_meaning :
  forallb (fun '(f, _, _) => match lookup f functions with Some _ => true | None => false end) vocabulary = true.
Proof. reflexivity. Qed.

(** A list where a number is wanted, an unknown name: bad input, neither true nor undefined. *)
Example ill_sorted : meaning [] (Operate Plus (Literal 1) (Listed [Literal 1])) = None.
Proof. reflexivity. Qed.
Example unknown_name : meaning [] (Chain (Name "y") [(Equal, Literal 0)]) = None.
Proof. reflexivity. Qed.

(** x/x = 1 for x in real is undefined, for it is at 0.  Wherever it is defined, it is true. *)
Definition all_quotients (wherever_defined : bool) : tree :=
  Quantify ForAll [(["x"%string], all_reals)] wherever_defined []
    (Chain (Operate Over (Name "x") (Name "x")) [(Equal, Literal 1)]).
Lemma real_row x : row_of (Reals None None) [Num (Real x)].
Proof. exists x. repeat split; discriminate. Qed.
Lemma quotient_of (x : R) : x <> 0 -> yes (x / x = Q2R 1) = true.
Proof. intros Hx. apply yes_true. unfold Q2R. cbn. field. exact Hx. Qed.

Example undefined_at_0 : Refuted [] (all_quotients false).
Proof.
  split; [reflexivity|]. right. unfold meaning, read. change (sort_in [] (all_quotients false)) with (Some A_statement).
  cbn -[row_of Q2R]. rewrite (greatest_finding_is _ _ [Some (Counted No)] None _ eq_refl); [reflexivity| |].
  - exists [Num (Real 0)]. split; [apply real_row|]. cbn -[Q2R]. unfold if_true. now rewrite yes_false.
  - intros row [x [-> _]] [E|[]]. cbn -[Q2R] in E. unfold if_true in E.
    destruct (Req_EM_T x 0) as [Hx|Hx]; [rewrite yes_false in E; [discriminate|tauto]|].
    rewrite yes_true in E by exact Hx. cbn -[Q2R] in E. now rewrite quotient_of in E.
Qed.
Example wherever_defined_true : Holds [] (all_quotients true).
Proof.
  left. unfold meaning, read. change (sort_in [] (all_quotients true)) with (Some A_statement). cbn -[row_of Q2R].
  rewrite (greatest_finding_is _ _ [Some (Counted No); None] (Some (Counted Yes)) _ eq_refl); [reflexivity| |].
  - exists [Num (Real 1)]. split; [apply real_row|]. cbn -[Q2R]. unfold if_true.
    rewrite yes_true by lra. cbn -[Q2R]. now rewrite quotient_of by lra.
  - intros row [x [-> _]]. cbn -[Q2R]. unfold if_true.
    destruct (Req_EM_T x 0) as [Hx|Hx]; [rewrite yes_false by tauto; now intros [|[|[]]]|].
    rewrite yes_true by exact Hx. cbn -[Q2R]. rewrite quotient_of by exact Hx. now intros [|[|[]]].
Qed.

(** 1 = 2 implies 1/0 = 0: what stands behind a false premise is not evaluated. *)
Example false_premise : HoldsVacuously [] (Implies (Chain (Literal 1) [(Equal, Literal 2)])
  (Chain (Operate Over (Literal 1) (Literal 0)) [(Equal, Literal 0)])).
Proof. cbv [HoldsVacuously meaning read]. cbn -[Q2R]. rewrite yes_false; [reflexivity|]. unfold Q2R. cbn. lra. Qed.

(** p/p is the number 1, and (p^2 - 1)/(p - 1) at p = 1 is 2. *)
Lemma settled_constant f c : same f (fun _ => c) -> settled f = Real c.
Proof.
  intros [M H]. unfold settled. rewrite yes_true by (now exists c, M). f_equal.
  assert (L : is_lim f p_infty c); [|now rewrite (is_lim_unique _ _ _ L)].
  apply is_lim_ext_loc with (fun _ => c); [exists M; intros p Hp; now rewrite H|apply is_lim_const].
Qed.
Example p_over_p : meaning [] (Operate Over (Name "p") (Name "p")) = Some (Some (Num (Real 1))).
Proof.
  unfold meaning, read. cbn. unfold if_true. rewrite yes_true.
  - rewrite (settled_constant _ 1); [reflexivity|]. exists 0. intros p H. field. lra.
  - intros [M H]. specialize (H (Rmax M 0 + 1)). pose proof (Rmax_l M 0). pose proof (Rmax_r M 0). lra.
Qed.
Example at_a_removable_point : value_at (fun p => (p ^ 2 - 1) / (p - 1)) 1 = Some (Real 2).
Proof.
  assert (L : is_lim (fun p => (p ^ 2 - 1) / (p - 1)) 1 2).
  { apply is_lim_ext_loc with (fun p => p + 1).
    - exists (mkposreal 1 Rlt_0_1). intros p _ H. field. lra.
    - replace 2 with (1 + 1) by ring. apply (is_lim_continuity (fun p => p + 1)). reg. }
  unfold value_at, if_true. rewrite yes_true by (now exists 2). now rewrite (is_lim_unique _ _ _ L).
Qed.
