(** * Theorems about texts, by hand: functions of p

    Theorem 1 as the ledger states it, in the field R(p) with D(p) = p - p^2, for all of its orders; and the averages over p, which
    are Bernoulli numbers.  A term stands for a real function of p if it has a value that agrees with it for all large p. *)

From Coq Require Import String List ZArith QArith Qreals Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Stirling Bernoulli BernoulliGrowth Theorem1 PAverage Polynomials
  Language Meaning Examples Numbers Functions Verdict Text Identities Roots RootTexts.
Import ListNotations.
Local Open Scope string_scope.
Local Open Scope R_scope.

(** D^k(p) is the polynomial of Theorem 1. *)
Lemma iterated_p k : forall x, Nat.iter k derivation (fun p => p) x = derivative_polynomial k x.
Proof.
  induction k as [|k IH]; intros x; [unfold derivative_polynomial; simpl; ring|].
  change (derivation (Nat.iter k derivation (fun p => p)) x = derivative_polynomial (S k) x).
  unfold derivation. rewrite (Derive_ext _ (derivative_polynomial k)) by exact IH. rewrite <- factored_is_derivative_polynomial.
  replace (Derive (derivative_polynomial k) x) with (sum_f_R0 (fun i => (-1) ^ i * x ^ i * INR (surjections (S k) (S i))) k);
    [unfold factored_polynomial; ring|].
  symmetry. apply is_derive_unique. evar_last.
  - apply (is_derive_sum (fun i y => (-1) ^ i * (INR (surjections k (S i)) + INR (surjections k i)) * y ^ S i)).
    intros i. apply (is_derive_scal (fun y => y ^ S i)). apply (is_derive_pow (fun y => y)), @is_derive_id.
  - apply sum_eq. intros i _. rewrite surjections_S_S, mult_INR, plus_INR. cbn [pred]. change one with 1. ring.
Qed.

(** ** What a term stands for *)

Definition environment_of_definitions := list (string * (list (value the_meaning) -> result the_meaning)).
Definition stands_for (o : option (value quantity)) (f : R -> R) : Prop :=
  exists a, o = Some (Num a) /\ same (function_of a) f.
Lemma same_refl f : same f f.
Proof. now exists 0. Qed.
Lemma same_trans f g h : same f g -> same g h -> same f h.
Proof.
  intros [M A] [N B]. exists (Rmax M N). intros p P. pose proof (Rmax_l M N). pose proof (Rmax_r M N). rewrite A, B by lra. reflexivity.
Qed.
Lemma same_with (o : R -> R -> R) f f' g g' : same f f' -> same g g' -> same (fun p => o (f p) (g p)) (fun p => o (f' p) (g' p)).
Proof.
  intros [M A] [N B]. exists (Rmax M N). intros p P. pose proof (Rmax_l M N). pose proof (Rmax_r M N). rewrite A, B by lra. reflexivity.
Qed.
Lemma settled_same f : same (function_of (settled f)) f.
Proof.
  destruct (decide (exists c, same f (fun _ => c))) as [[c C]|N].
  - rewrite (settled_constant f c C). destruct C as [M C]. exists M. intros p P. cbn. now rewrite C.
  - unfold settled. rewrite yes_false by exact N. apply same_refl.
Qed.

Section Terms.
Variable G : environment_of_definitions.
Lemma product_stands_for E a b f g : stands_for (interpret G E a) f -> stands_for (interpret G E b) g ->
  stands_for (interpret G E (Operate Times a b)) (fun p => f p * g p).
Proof.
  intros [x [A F]] [y [B H]]. change (interpret G E (Operate Times a b)) with
    (let? v := interpret G E a in let? w := interpret G E b in calculate the_meaning Times v w).
  rewrite A, B. cbn [strictly].
  change (calculate the_meaning Times (Num x) (Num y)) with (let? z := operation_on Times x y in Some (@Num quantity z)).
  pose proof (same_with Rmult _ _ _ _ F H) as P.
  destruct x as [r|k], y as [s|l]; eexists; (split; [reflexivity|]);
    (eapply same_trans; [|exact P]); first [apply settled_same|apply same_refl].
Qed.
Lemma power_stands_for E a b f m : stands_for (interpret G E a) f -> interpret G E b = Some (Num (Real (INR m))) ->
  stands_for (interpret G E (Operate ToThe a b)) (fun p => f p ^ m).
Proof.
  intros [x [A F]] B. change (interpret G E (Operate ToThe a b)) with
    (let? v := interpret G E a in let? w := interpret G E b in calculate the_meaning ToThe v w).
  rewrite A, B. cbn [strictly].
  change (calculate the_meaning ToThe (Num x) (Num (Real (INR m)))) with
    (let? z := operation_on ToThe x (Real (INR m)) in Some (@Num quantity z)).
  pose proof (same_with (fun u _ => u ^ m) _ _ _ _ F F) as P. destruct x as [r|k].
  - exists (Real (r ^ m)). split; [|exact P]. cbn [operation_on real_operation]. now rewrite power_natural.
  - eexists. split.
    + cbn [operation_on]. rewrite integer_of_natural. reflexivity.
    + eapply same_trans; [apply settled_same|]. eapply same_trans; [|exact P]. exists 0. intros p _. cbn [function_of]. now rewrite pow_powerRZ.
Qed.
Lemma sum_stands_for m : forall (F : nat -> option quantity) (g : nat -> R -> R) s x f,
  (forall i, (s <= i <= s + m)%nat -> exists a, F i = Some a /\ same (function_of a) (g i)) -> same (function_of x) f ->
  exists a, accumulate the_meaning Plus x (map F (seq s (S m))) = Some a
    /\ same (function_of a) (fun p => f p + sum_f_R0 (fun i => g (s + i)%nat p) m).
Proof.
  induction m as [|m IH]; intros F g s x f H X; (destruct (H s ltac:(lia)) as [a [A S0]]);
    pose proof (same_with Rplus _ _ _ _ X S0) as P;
    assert (Y : exists y, operate the_meaning Plus x a = Some y /\ same (function_of y) (fun p => f p + g s p)) by
      (destruct x as [r|k], a as [t|l]; eexists; (split; [reflexivity|]); (eapply same_trans; [|exact P]);
        first [apply settled_same|apply same_refl]);
    destruct Y as [y [Y S1]].
  - exists y. change (seq s 1) with [s]. cbn [map accumulate bind the_meaning]. rewrite A. cbn [strictly].
    change (operation_on Plus x a) with (operate the_meaning Plus x a). rewrite Y. split; [reflexivity|].
    cbn [sum_f_R0]. now rewrite Nat.add_0_r.
  - destruct (IH F g (S s) y (fun p => f p + g s p)) as [b [B S2]]; [intros i I; apply H; lia|exact S1|].
    exists b. change (seq s (S (S m))) with (s :: seq (S s) (S m)). cbn [map accumulate bind the_meaning]. rewrite A. cbn [strictly].
    change (operation_on Plus x a) with (operate the_meaning Plus x a). rewrite Y. split; [exact B|].
    eapply same_trans; [exact S2|]. exists 0. intros p _. rewrite (decomp_sum _ (S m)) by lia. cbn [pred]. rewrite Nat.add_0_r, Rplus_assoc.
    do 2 f_equal. apply sum_eq. intros i _. f_equal. lia.
Qed.
Lemma range_stands_for E x b t g n : interpret G E b = Some (Num (Real (INR n))) -> (1 <= n)%nat ->
  (forall j, (1 <= j <= n)%nat -> stands_for (interpret G ((x, Num (Real (INR j))) :: E)%list t) (g j)) ->
  stands_for (interpret G E (Sum false x (Range (Some (Literal 1)) (Some b)) t)) (fun p => sum_f 1 n (fun j => g j p)).
Proof.
  intros B N H. rewrite (meaning_of_sum _ _ _ _ _ _ B). replace (Z.to_nat (Z.of_nat n - 1 + 1)) with (S (n - 1)) by lia. rewrite map_map.
  match goal with |- context [map ?F (seq 0 _)] => destruct (sum_stands_for (n - 1) F (fun i => g (i + 1)%nat) 0 (Real 0) (fun _ => 0)) as [a [A S0]] end.
  - intros i I. destruct (H (i + 1)%nat ltac:(lia)) as [a [A S0]]. exists a. split; [|exact S0]. cbv beta.
    replace (Q2R (inject_Z (1 + Z.of_nat i))) with (INR (i + 1)) by (rewrite Q2R_whole, INR_IZR_INZ; f_equal; lia).
    exact (f_equal (as_number the_meaning) A).
  - apply same_refl.
  - exists a. split; [exact (f_equal (numeric the_meaning) A)|]. eapply same_trans; [exact S0|]. exists 0. intros p _. rewrite Rplus_0_l. reflexivity.
Qed.
Lemma number_stands_for o r : o = Some (Num (Real r)) -> stands_for o (fun _ => r).
Proof. intros ->. exists (Real r). split; [reflexivity|apply same_refl]. Qed.
Lemma equation_holds E a b f : stands_for (interpret G E a) f -> stands_for (interpret G E b) f ->
  interpret G E (Chain a [(Equal, b)]) = Some (Truth Yes).
Proof.
  intros [x [A F]] [y [B H]]. change (interpret G E (Chain a [(Equal, b)])) with
    (let? x := as_number the_meaning (interpret G E a) in logical the_meaning (let? y := as_number the_meaning (interpret G E b) in
       let? h := comparison_of Equal x y in if h then Some Yes else Some No)).
  assert (S0 : same (function_of x) (function_of y)).
  { apply (same_trans _ f); [exact F|]. destruct H as [M H]. exists M. intros p P. now rewrite H. }
  assert (C : comparison_of Equal x y = Some true).
  { change (Some (yes (equal x y)) = Some true). rewrite yes_true; [reflexivity|].
    destruct x as [r|k], y as [s|l]; try exact S0. destruct S0 as [M S0]. exact (S0 (M + 1) ltac:(lra)). }
  rewrite A, B. change (logical the_meaning (let? h := comparison_of Equal x y in if h then Some Yes else Some No) = Some (Truth Yes)).
  rewrite C. reflexivity.
Qed.
End Terms.

Lemma for_integers a b (f : list (value quantity) -> option finding) : (0 <= a <= b)%Z ->
  (forall k, (Z.to_nat a <= k <= Z.to_nat b)%nat -> f [Num (Real (INR k))] = Some (Counted Yes)) ->
  greatest_finding (Integers (Some a) (Some b)) f = Some (Counted Yes).
Proof.
  intros L H. assert (K : forall z, (a <= z <= b)%Z -> f [Num (Real (IZR z))] = Some (Counted Yes)).
  { intros z Z. rewrite <- H with (k := Z.to_nat z) by lia. do 4 f_equal. rewrite INR_IZR_INZ. f_equal. lia. }
  apply (greatest_finding_is _ _ (firstn 2 descending) _ (skipn 3 descending) eq_refl).
  - exists [Num (Real (IZR a))]. split; [|apply K; lia]. exists a. split; [reflexivity|]. split; intros c [= <-]; lia.
  - intros row [z [-> [A B]]]. specialize (A a eq_refl). specialize (B b eq_refl). rewrite K by lia. now intros [|[|[]]].
Qed.

(** ** Texts *)

Lemma derived_stands_for k : stands_for (Some (Num (settled (Nat.iter k derivation (fun p => p))))) (derivative_polynomial k).
Proof.
  eexists. split; [reflexivity|]. eapply same_trans; [apply settled_same|]. exists 0. intros p _. apply iterated_p.
Qed.
Lemma stands_for_same o f g : stands_for o f -> (forall p, f p = g p) -> stands_for o g.
Proof. intros [a [A S0]] H. exists a. split; [exact A|]. apply (same_trans _ f); [exact S0|]. exists 0. intros p _. apply H. Qed.
Lemma theorem_1_polynomial k p : (1 <= k)%nat ->
  derivative_polynomial 1 p * sum_f 1 k (fun j => (-1) ^ (j - 1) * p ^ (j - 1) * INR (surjections k j)) = derivative_polynomial k p.
Proof.
  intros K. destruct k as [|k]; [lia|]. rewrite <- !factored_is_derivative_polynomial. unfold factored_polynomial, sum_f.
  replace (S k - 1)%nat with k by lia. replace (sum_f_R0 _ 0) with 1 by (simpl; ring). rewrite Rmult_1_r. f_equal.
  apply sum_eq. intros i _. replace (i + 1 - 1)%nat with i by lia. now rewrite Nat.add_1_r.
Qed.
Ltac name_body :=
  match goal with |- context [Quantify ?q ?g ?w ?v ?t] =>
    let b := fresh "b" in let named := fresh "body" in remember t as b eqn:named end.
Ltac read_body :=
  eexists; eexists; split; [vm_compute; reflexivity|split; [vm_compute; reflexivity|]]; left; cbv [meaning Language.read];
  match goal with |- context [sort_in ?l ?s] => let k := eval vm_compute in (sort_in l s) in
    replace (sort_in l s) with k by (vm_compute; reflexivity) end; name_body; in_numbers.
(** What is interpreted, at natural numbers. *)
Ltac step := cbn -[INR integer_of if_true settled derivation Nat.iter Z.of_nat Z.to_nat operation_on bernoulli mean_over_p triangle Q2R].
Ltac interpreted := step; repeat (rewrite ?integer_of_natural; step; rewrite ?if_so by lia; rewrite ?Nat2Z.id, ?triangle_natural).
Lemma one_less n : (1 <= n)%nat -> operation_on Minus (Real (INR n)) (Real (Q2R 1)) = Some (Real (INR (n - 1))).
Proof. intros N. cbn [operation_on real_operation strictly]. rewrite Q2R_1, minus_INR by exact N. reflexivity. Qed.

Theorem C23_printed : text_holds ["max_k = 1000"]
  "for k in 1..max_k: D(p, k) = D(p) * sum(j = 1..k, (-1)^(j - 1) * p^(j - 1) * surjections(k, j))".
Proof.
  read_body. rewrite for_integers; [reflexivity|lia|]. intros k K. in_numbers.
  match goal with |- context [interpret ?G ?E b] => assert (H : interpret (K := the_meaning) G E b = Some (Truth Yes)) end; [|now rewrite H].
  subst b. change (Z.to_nat 1) with 1%nat in K.
  apply (equation_holds _ _ _ _ (derivative_polynomial k)).
  - match goal with |- stands_for ?o _ => replace o with (Some (Num (settled (Nat.iter k derivation (fun p => p))))) end;
      [apply derived_stands_for|symmetry; interpreted; reflexivity].
  - refine (stands_for_same _ _ _ _ (fun p => theorem_1_polynomial k p (proj1 K))).
    apply product_stands_for.
    + match goal with |- stands_for ?o _ => replace o with (Some (Num (settled (Nat.iter 1 derivation (fun p => p))))) end;
        [apply derived_stands_for|reflexivity].
    + apply (range_stands_for _ _ _ _ _ (fun j p => (-1) ^ (j - 1) * p ^ (j - 1) * INR (surjections k j)) k); [reflexivity|apply K|].
      intros j J. apply product_stands_for; [apply product_stands_for|].
      * apply (power_stands_for _ _ _ _ (fun _ => -1) (j - 1)); [apply number_stands_for|].
        -- step. cbn [operation_on real_operation strictly]. do 3 f_equal. rewrite Polynomials.Q2R_0, Q2R_1. lra.
        -- step. rewrite one_less by lia. reflexivity.
      * apply (power_stands_for _ _ _ _ (fun p => p) (j - 1)); [eexists; split; [reflexivity|apply same_refl]|].
        step. rewrite one_less by lia. reflexivity.
      * apply number_stands_for. interpreted. reflexivity.
Qed.

(** ** Averages over p *)

Lemma average_of_derivative k : (1 <= k)%nat ->
  mean_over_p (function_of (settled (Nat.iter k derivation (fun p => p)))) = Some (Real (bernoulli (S k))).
Proof.
  intros K. set (h := Nat.iter k derivation (fun p => p)).
  assert (P : forall p, p = evaluated [0; 1]%Q p) by (intros p; cbn; rewrite Polynomials.Q2R_0, Q2R_1; ring).
  pose proof (iterated_derivation (fun p => p) [0; 1]%Q k P) as F. fold h in F. set (c := Nat.iter k derived_polynomial [0; 1]%Q) in *.
  assert (E : forall p, function_of (settled h) p = derivative_polynomial k p).
  { intros p. rewrite <- (iterated_p k). fold h. rewrite F, <- trimmed_sound. pose proof (settled_polynomial_sound c h F) as S0.
    unfold settled_polynomial in S0. destruct (trimmed c) as [|a [|b l]].
    - destruct S0 as [r [-> N]]. cbn in *. rewrite N. apply Polynomials.Q2R_0.
    - destruct S0 as [r [-> N]]. cbn in *. rewrite N. ring.
    - destruct S0 as [_ [f [-> S0]]]. apply S0. }
  assert (I : is_RInt (function_of (settled h)) 0 1 (bernoulli (S k))).
  { apply (is_RInt_ext (derivative_polynomial k)); [intros; symmetry; apply E|]. now apply sigmoid_p_average. }
  unfold mean_over_p. rewrite if_so by (eexists; exact I). now rewrite (is_RInt_unique _ _ _ _ I).
Qed.
Theorem S1_printed : text_holds ["close(x, y) = abs(x - y) < 1e-30"]
  "(for n in 2..200: mean_over_p(D(p, n - 1)) = bernoulli(n)) and close(root_limsup(n, bernoulli(n)/n!), 1/(2 * pi))".
Proof.
  halves "for n in 2..200: mean_over_p(D(p, n - 1)) = bernoulli(n)" "close(root_limsup(n, bernoulli(n)/n!), 1/(2 * pi))".
  - read_body. rewrite for_integers; [reflexivity|lia|]. intros n N. change (Z.to_nat 2) with 2%nat in N. in_numbers.
    match goal with |- context [interpret ?G ?E b] => assert (H : interpret (K := the_meaning) G E b = Some (Truth Yes)) end; [|now rewrite H].
    subst b. apply (equation_holds _ _ _ _ (fun _ => bernoulli n)).
    + apply number_stands_for. step. rewrite one_less by lia. interpreted.
      rewrite average_of_derivative by lia. replace (S (n - 1)) with n by lia. reflexivity.
    + apply number_stands_for. interpreted. reflexivity.
  - read_text. limsup_is (fun n => bernoulli n / INR (fact n)) (/ (2 * PI)) ltac:(term; reflexivity) ltac:(exact bernoulli_root_limsup_exact).
    near_inverse_two_pi.
Qed.
