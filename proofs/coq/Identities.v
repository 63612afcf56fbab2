(** * Theorems about texts, by hand

    What no computation decides: identities over all real numbers.  [read_text] turns a theorem about a text into one
    about real numbers; the names are those of the ledger's statements. *)

From Coq Require Import String List ZArith QArith Qreals Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Sigmoid Theorem1 TrapezoidLaw Language Meaning Examples Numbers Verdict Text.
Import ListNotations.
Local Open Scope string_scope.
Local Open Scope R_scope.

(** ** What a statement says, as one about real numbers *)

Lemma for_real (f : list (value quantity) -> option finding) :
  (forall x, f [Num (Real x)] = Some (Counted Yes)) -> greatest_finding (Reals None None) f = Some (Counted Yes).
Proof.
  intros H. apply (greatest_finding_is _ _ (firstn 2 descending) _ (skipn 3 descending) eq_refl).
  - exists [Num (Real 0)]. split; [apply real_row|apply H].
  - intros row [x [-> _]]. rewrite H. now intros [|[|[]]].
Qed.
(** x is a number at which the statement is defined. *)
Lemma for_real_where_defined (x : R) (f : list (value quantity) -> option finding) :
  f [Num (Real x)] = Some (Counted Yes) ->
  (forall y, f [Num (Real y)] = Some (Counted Yes) \/ f [Num (Real y)] = Some Skipped) ->
  greatest_finding (Reals None None) f = Some (Counted Yes).
Proof.
  intros X H. apply (greatest_finding_is _ _ (firstn 2 descending) _ (skipn 3 descending) eq_refl).
  - exists [Num (Real x)]. split; [apply real_row|exact X].
  - intros row [y [-> _]]. destruct (H y) as [-> | ->]; now intros [|[|[]]].
Qed.

Lemma for_cases (row : list (value quantity)) l f :
  List.Forall (fun row => f row = Some (Counted Yes)) (row :: l) -> greatest_finding (These (row :: l)) f = Some (Counted Yes).
Proof.
  intros H. apply (greatest_finding_is _ _ (firstn 2 descending) _ (skipn 3 descending) eq_refl).
  - exists row. split; [now left|now inversion H].
  - intros r R. rewrite List.Forall_forall in H. rewrite (H r R). now intros [|[|[]]].
Qed.

Lemma literal_whole z : Q2R (z # 1) = IZR z.
Proof. apply Q2R_whole. Qed.
Lemma literal_quotient z d : Q2R (z # d) = IZR z / IZR (Zpos d).
Proof. reflexivity. Qed.
Lemma power_whole x n : real_power x (IZR (Zpos n)) = Some (x ^ Pos.to_nat n).
Proof.
  unfold real_power. rewrite integer_of_whole. unfold if_true. rewrite yes_true; [reflexivity|]. right. now apply IZR_le.
Qed.
Lemma if_so {T : Type} (P : Prop) (x : T) : P -> if_true P x = Some x.
Proof. intros H. unfold if_true. now rewrite yes_true. Qed.
Lemma if_not {T : Type} (P : Prop) (x : T) : ~ P -> if_true P x = None.
Proof. intros H. unfold if_true. now rewrite yes_false. Qed.

Ltac evaluate := cbn -[Q2R greatest_finding real_power integer_of if_true pow Derive_n root_limsup_of accumulate seq Z.of_nat Z.to_nat
  Z.add Z.sub Z.ltb riemann_zeta].
Ltac in_numbers :=
  evaluate; cbv beta delta [gives_if answers]; rewrite ?literal_whole, ?literal_quotient;
  repeat (rewrite power_whole;
    match goal with |- context [Pos.to_nat ?n] => let k := eval compute in (Pos.to_nat n) in change (Pos.to_nat n) with k end; evaluate);
  repeat (rewrite integer_of_whole; evaluate).
(** Limits superior are names while what stands around them is evaluated. *)
Ltac name_limits :=
  repeat match goal with |- context [RootLimsup ?e ?n ?t] =>
    let r := fresh "r" in let named := fresh "named" in remember (RootLimsup e n t) as r eqn:named end.
Ltac sorted_out :=
  cbv [meaning Language.read];
  match goal with |- context [sort_in ?l ?s] => let k := eval vm_compute in (sort_in l s) in
    replace (sort_in l s) with k by (vm_compute; reflexivity) end; name_limits; in_numbers.
Ltac read_text := eexists; eexists; split; [vm_compute; reflexivity|split; [vm_compute; reflexivity|]]; left; sorted_out.
Ltac refute_text :=
  eexists; eexists; split; [vm_compute; reflexivity|split; [vm_compute; reflexivity|]]; split; [vm_compute; reflexivity|]; left; sorted_out.
(** At all real numbers. *)
Ltac everywhere x := rewrite for_real; [reflexivity|]; intros x; in_numbers.
(** For each of the cases. *)
Ltac in_each_case := rewrite for_cases; [reflexivity|repeat first [apply List.Forall_nil|apply List.Forall_cons; [in_numbers|]]].
(** Relations that are so, one after the other. *)
Ltac so tac := repeat (rewrite yes_true by tac; in_numbers); try reflexivity.
Ltac is_defined tac := rewrite if_so by tac; in_numbers.

(** ** Of the sigmoid *)

Lemma sigmoid_quotient z : sigmoid z = 1 / (1 + exp (- z)).
Proof. unfold sigmoid, Rdiv. ring. Qed.
Lemma exp_minus_softplus z : exp (z - softplus z) = sigmoid z.
Proof.
  unfold softplus, sigmoid. pose proof (exp_pos z). unfold Rminus. rewrite exp_plus, <- ln_Rinv, exp_ln by (try apply Rinv_0_lt_compat; lra).
  rewrite exp_Ropp. field. lra.
Qed.
Lemma log_sigmoid z : ln (sigmoid z) = z - softplus z.
Proof. rewrite <- exp_minus_softplus. apply ln_exp. Qed.
Lemma log_sigmoid_of_minus z : ln (1 - sigmoid z) = - softplus z.
Proof. rewrite <- sigmoid_opp, log_sigmoid, softplus_opp. ring. Qed.
Lemma sigmoid_pos z : 0 < sigmoid z.
Proof. apply sigmoid_bounds. Qed.
Lemma less_than_1 z : 0 < 1 - sigmoid z.
Proof. pose proof (sigmoid_bounds z). lra. Qed.

Lemma log_of_sum x y : ln (exp x + exp y) = y + softplus (x - y).
Proof.
  unfold softplus. pose proof (exp_pos (x - y)). rewrite <- (ln_exp y) at 2. rewrite <- ln_mult by (try apply exp_pos; lra).
  f_equal. replace x with (y + (x - y)) at 1 by ring. rewrite exp_plus. ring.
Qed.

Lemma first_derivative z : Derive_n softplus 1 z = sigmoid z.
Proof. now rewrite softplus_Derive_n. Qed.
Lemma second_derivative z : Derive_n softplus 2 z = sigmoid z * (1 - sigmoid z).
Proof. rewrite softplus_Derive_n. apply is_derive_unique, sigmoid_derive. Qed.

Theorem C1_corrected : text_holds [] "for z in real: exp(z - softplus(z)) = sigmoid(z)".
Proof. read_text. everywhere z. so ltac:(apply exp_minus_softplus). Qed.
Theorem C2_printed : text_holds [] "for z in real: exp(z - softplus(z)) = sigmoid(z) = 1/(1 + exp(-z))".
Proof.
  read_text. everywhere z. assert (P := exp_pos (0 - z)).
  so ltac:(apply exp_minus_softplus). is_defined lra. so ltac:(rewrite ?Rminus_0_l; apply sigmoid_quotient).
Qed.
Theorem C3_instead : text_holds ["loss(y, z) = -y * log(sigmoid(z)) - (1 - y) * log(1 - sigmoid(z))"]
  "for y in {1, 0}, z in real: loss(y, z) = softplus(z) - y * z".
Proof.
  read_text. in_each_case.
  all: everywhere z; is_defined ltac:(apply sigmoid_pos); is_defined ltac:(apply less_than_1);
    so ltac:(rewrite log_sigmoid, log_sigmoid_of_minus; ring).
Qed.
Theorem C6_printed : text_holds [] "for z in real: -log(sigmoid(z)) = softplus(z) - z = softplus(-z)".
Proof.
  read_text. everywhere z. is_defined ltac:(apply sigmoid_pos). so ltac:(rewrite ?log_sigmoid, ?Rminus_0_l, ?softplus_opp; ring).
Qed.
Theorem C7_instead : text_holds [] "for z in real: -log(1 - sigmoid(z)) = -log(sigmoid(-z)) and log(sigmoid(z)) = z - softplus(z)".
Proof.
  read_text. everywhere z. is_defined ltac:(apply less_than_1). is_defined ltac:(apply sigmoid_pos).
  so ltac:(rewrite ?Rminus_0_l, ?sigmoid_opp; reflexivity). is_defined ltac:(apply sigmoid_pos). so ltac:(apply log_sigmoid).
Qed.
Theorem C8_evidence_1 : text_holds [] "for z in real: -log(1 - sigmoid(z)) = -log(sigmoid(z)) + z".
Proof.
  read_text. everywhere z. is_defined ltac:(apply less_than_1). is_defined ltac:(apply sigmoid_pos).
  so ltac:(rewrite log_sigmoid, log_sigmoid_of_minus; ring).
Qed.
Theorem C41_evidence_11 : text_holds [] "for M in real, m in real, r in real: (M + r * m)^2 - (M - m)^2 = (1 + r) * m * (2 * M - (1 - r) * m)".
Proof. read_text. everywhere x. everywhere y. everywhere z. so ltac:(ring). Qed.
Theorem C41_evidence_12 : text_holds [] "for M in real, m in real, r in real: (r * M + m)^2 - (M - m)^2 = (1 + r) * M * ((r - 1) * M + 2 * m)".
Proof. read_text. everywhere x. everywhere y. everywhere z. so ltac:(ring). Qed.
Theorem C38_instead : text_holds [] "for z in real: 1/(1 + exp(-z)) = sigmoid(z) and 1/(1 + exp(z)) = 1 - sigmoid(z)".
Proof.
  read_text. everywhere z. assert (P := exp_pos (0 - z)). assert (Q := exp_pos z). is_defined lra.
  so ltac:(rewrite ?Rminus_0_l; symmetry; apply sigmoid_quotient). is_defined lra.
  so ltac:(rewrite <- sigmoid_opp, sigmoid_quotient, Ropp_involutive; reflexivity).
Qed.
Theorem C17_printed : text_holds [] "for z in real: softplus_derivative(2, z) = sigmoid(z) * (1 - sigmoid(z)) = exp(-z)/(1 + exp(-z))^2".
Proof.
  read_text. everywhere z. assert (P := exp_pos (0 - z)). is_defined ltac:(lia). so ltac:(apply second_derivative).
  is_defined ltac:(apply Rgt_not_eq, pow_lt; lra).
  so ltac:(unfold sigmoid; rewrite Rminus_0_l in *; field; lra).
Qed.
Theorem C21_instead : text_holds [] "for z in real: softplus_derivative(1, z) = sigmoid(z) and softplus_derivative(2, z) = sigmoid(z) * (1 - sigmoid(z))".
Proof.
  read_text. everywhere z. is_defined ltac:(lia). so ltac:(apply first_derivative). is_defined ltac:(lia). so ltac:(apply second_derivative).
Qed.
Theorem C54_evidence_6 : text_holds [] "for z in real: 1/4 - softplus_derivative(2, z) = (1/2 - sigmoid(z))^2".
Proof.
  read_text. everywhere z. is_defined lra. is_defined ltac:(lia). is_defined lra. so ltac:(rewrite second_derivative; field).
Qed.
Theorem C58_evidence : text_holds []
  "for x in real, y in real, b in real, c in real: (x^2 + y^2) * (b^2 + c^2) - (x * b + y * c)^2 = (x * c - y * b)^2".
Proof. read_text. everywhere x. everywhere y. everywhere b. everywhere c. so ltac:(ring). Qed.
Theorem C59_evidence_1 : text_holds [] "for x in real, y in real: log(exp(x) + exp(y)) = y + softplus(x - y)".
Proof.
  read_text. everywhere x. everywhere y. assert (P := exp_pos x). assert (Q := exp_pos y). is_defined lra.
  so ltac:(apply log_of_sum).
Qed.
Theorem S6_evidence_2 : text_holds [] "for x in real, c in real: 1 + 2 * exp(x) * c + exp(2 * x) = (exp(x) + c)^2 + 1 - c^2".
Proof.
  read_text. everywhere x. everywhere c. so ltac:(replace (2 * x) with (x + x) by ring; rewrite exp_plus; ring).
Qed.
(** Where the divisor is 0 an element is skipped; elsewhere, as at x, the statement is true. *)
Ltac wherever_not_0 x divisor tac :=
  rewrite (for_real_where_defined x);
    [reflexivity
    |in_numbers; repeat is_defined lra; so tac
    |let y := fresh "y" in intros y; in_numbers; destruct (Req_dec (divisor y) 0); cbv beta in *;
      [right; repeat (rewrite if_not by tauto; in_numbers); reflexivity|left; repeat is_defined ltac:(assumption); so tac]].
Theorem C13_printed : text_holds [] "for z in real, d in real wherever defined: z/(1 - d) - z = z * (d/(1 - d))".
Proof. read_text. everywhere z. wherever_not_0 0 (fun d => 1 - d) ltac:(field; lra). Qed.
Theorem C16_evidence_3 : text_holds [] "for z in real, d in real wherever defined: z^2 * d^2/(1 - d) - (d * z)^2 = z^2 * d^3/(1 - d)".
Proof. read_text. everywhere z. wherever_not_0 0 (fun d => 1 - d) ltac:(field; lra). Qed.
Theorem C52_evidence_6 : text_holds []
  "for m in real, s in real, r in real wherever defined: (1 + r) * s^2/(3 - r) - (1 + r) * m * (2 * (s - m) - (1 - r) * m) = (1 + r)/(3 - r) * ((3 - r) * m - s)^2".
Proof. read_text. everywhere m. everywhere s. wherever_not_0 0 (fun r => 3 - r) ltac:(field; lra). Qed.
