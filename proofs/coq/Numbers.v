(** * Numbers that a program computes with

    A computed number stands for a real number: a rational one that is known exactly, or one that lies in an interval
    of the library Interval.  [prec] is the precision of the intervals, in bits; what is proved holds for any.  A result is
    known, or known to be undefined, or not known. *)

From Coq Require Import List ZArith QArith Qreals Reals Lra Lia Bool Qabs.
From Interval Require Import Xreal Basic Sig Interval Float Float_full Specific_stdz Specific_ops.
From Dropcert Require Import Language Meaning.
Import ListNotations.

Module F := SpecificFloat StdZRadix2.
Module I := FloatIntervalFull F.

Inductive known (T : Type) : Type := Known (x : T) | Undefined | Unknown.
Arguments Known {T}. Arguments Undefined {T}. Arguments Unknown {T}.
Definition then_ {T U : Type} (o : known T) (k : T -> known U) : known U :=
  match o with Known x => k x | Undefined => Undefined | Unknown => Unknown end.
Notation "'let*' x ':=' o 'in' k" := (then_ o (fun x => k)) (at level 200, x pattern, right associativity).
Definition tried {T : Type} (o : known T) : known (option T) :=
  match o with Known x => Known (Some x) | Undefined => Known None | Unknown => Unknown end.

(** What a result says about an outcome of the meaning. *)
Inductive tells {T U : Type} (R : T -> U -> Prop) : known T -> option U -> Prop :=
| tells_unknown m : tells R Unknown m
| tells_undefined : tells R Undefined None
| tells_known x y : R x y -> tells R (Known x) (Some y).
Lemma then_sound {T U V W} (R : T -> U -> Prop) (S : V -> W -> Prop) o m k h :
  tells R o m -> (forall x y, R x y -> tells S (k x) (h y)) -> tells S (then_ o k) (strictly m h).
Proof. intros H K. destruct H; cbn; [constructor|constructor|now apply K]. Qed.
Inductive computed := Exact (q : Q) | Between (i : I.type).
Definition near (x : computed) (r : R) : Prop :=
  match x with Exact q => r = Q2R q | Between i => contains (I.convert i) (Xreal r) end.
Definition represents (x : computed) (a : quantity) : Prop := exists r, a = Real r /\ near x r.

Open Scope R_scope.

Lemma Q2R_0 : Q2R 0 = 0. Proof. unfold Q2R. cbn. lra. Qed.
Lemma Q2R_1 : Q2R 1 = 1. Proof. unfold Q2R. cbn. lra. Qed.
Lemma Q2R_whole z : Q2R (inject_Z z) = IZR z.
Proof. unfold Q2R. cbn. field. Qed.
Lemma near_0 : near (Exact 0) 0. Proof. cbn. now rewrite Q2R_0. Qed.
Lemma near_1 : near (Exact 1) 1. Proof. cbn. now rewrite Q2R_1. Qed.
Lemma near_whole z : near (Exact (inject_Z z)) (IZR z).
Proof. symmetry. apply Q2R_whole. Qed.
Lemma near_nat n : near (Exact (inject_Z (Z.of_nat n))) (INR n).
Proof. rewrite INR_IZR_INZ. apply near_whole. Qed.

(** In lowest terms, unless it is an integer already. *)
Definition lowest (q : Q) : Q := match Qden q with 1%positive => q | _ => Qred q end.
Lemma Q2R_lowest q : Q2R (lowest q) = Q2R q.
Proof. unfold lowest. destruct (Qden q); try reflexivity; apply Qeq_eqR, Qred_correct. Qed.

Section Arithmetic.
Variable prec : F.precision.

Definition whole_interval (z : Z) : I.type := I.fromZ prec z.
Definition enclosure (x : computed) : I.type :=
  match x with
  | Exact (n # 1) => whole_interval n
  | Exact (n # d) => I.div prec (whole_interval n) (whole_interval (Zpos d))
  | Between i => i
  end.
Lemma divide_sound a b x y : contains (I.convert a) (Xreal x) -> contains (I.convert b) (Xreal y) -> y <> 0 ->
  contains (I.convert (I.div prec a b)) (Xreal (x / y)).
Proof.
  intros A B H. pose proof (I.div_correct prec _ _ _ _ A B) as D. cbn in D. unfold Xdiv' in D. now rewrite is_zero_false in D.
Qed.
Lemma enclosure_sound x r : near x r -> contains (I.convert (enclosure x)) (Xreal r).
Proof.
  destruct x as [[n d]|i]; [|trivial]. intros ->.
  assert (D : contains (I.convert (I.div prec (whole_interval n) (whole_interval (Zpos d)))) (Xreal (Q2R (n # d)))).
  { unfold Q2R. apply divide_sound; [apply I.fromZ_correct|apply I.fromZ_correct|now apply not_0_IZR]. }
  destruct d; try exact D. unfold Q2R. cbn. rewrite Rinv_1, Rmult_1_r. apply I.fromZ_correct.
Qed.

(** [exactly]: an operation on rational numbers where both are, else on intervals. *)
Definition exactly (f : Q -> Q -> Q) (g : I.type -> I.type -> I.type) (x y : computed) : computed :=
  match x, y with Exact a, Exact b => Exact (lowest (f a b)) | _, _ => Between (g (enclosure x) (enclosure y)) end.
Lemma exactly_sound f g (h : R -> R -> R) x y r s :
  (forall a b, x = Exact a -> y = Exact b -> Q2R (f a b) = h (Q2R a) (Q2R b)) ->
  (forall i j, contains (I.convert i) (Xreal r) -> contains (I.convert j) (Xreal s) ->
     contains (I.convert (g i j)) (Xreal (h r s))) ->
  near x r -> near y s -> near (exactly f g x y) (h r s).
Proof.
  intros A B X Y. pose proof (B _ _ (enclosure_sound _ _ X) (enclosure_sound _ _ Y)) as E.
  destruct x as [a|], y as [b|]; try exact E. cbn in X, Y. subst. cbn. rewrite Q2R_lowest. symmetry. now apply A.
Qed.
Definition plus := exactly Qplus (I.add prec).
Definition minus := exactly Qminus (I.sub prec).
Definition times := exactly Qmult (I.mul prec).
Definition over := exactly Qdiv (I.div prec).
Lemma plus_sound x y r s : near x r -> near y s -> near (plus x y) (r + s).
Proof.
  apply (exactly_sound _ _ Rplus); [intros; apply Q2R_plus|]. intros i j A B. exact (I.add_correct prec _ _ _ _ A B).
Qed.
Lemma minus_sound x y r s : near x r -> near y s -> near (minus x y) (r - s).
Proof.
  apply (exactly_sound _ _ Rminus); [intros; apply Q2R_minus|]. intros i j A B. exact (I.sub_correct prec _ _ _ _ A B).
Qed.
Lemma times_sound x y r s : near x r -> near y s -> near (times x y) (r * s).
Proof.
  apply (exactly_sound _ _ Rmult); [intros; apply Q2R_mult|]. intros i j A B. exact (I.mul_correct prec _ _ _ _ A B).
Qed.
Lemma over_sound x y r s : near x r -> near y s -> s <> 0 -> near (over x y) (r / s).
Proof.
  intros X Y N. revert X Y. intros X Y. refine (exactly_sound _ _ Rdiv _ _ _ _ _ _ X Y).
  - intros a b -> ->. apply Q2R_div. intros E. apply Qeq_eqR in E. cbn in Y. rewrite Q2R_0 in E. congruence.
  - intros i j A B. now apply divide_sound.
Qed.
Definition opposite (x : computed) : computed := minus (Exact 0) x.
Lemma opposite_sound x r : near x r -> near (opposite x) (- r).
Proof. intros X. replace (- r) with (0 - r) by ring. apply minus_sound; [apply near_0|exact X]. Qed.
Definition inverse (x : computed) : computed := over (Exact 1) x.
Lemma inverse_sound x r : near x r -> r <> 0 -> near (inverse x) (/ r).
Proof. intros X N. replace (/ r) with (1 / r) by (unfold Rdiv; ring). now apply over_sound; [apply near_1|..]. Qed.

(** Natural powers, by squaring. *)
Fixpoint power_positive (x : computed) (n : positive) : computed :=
  match n with
  | xH => x
  | xO m => let y := power_positive x m in times y y
  | xI m => let y := power_positive x m in times x (times y y)
  end.
Lemma power_positive_sound x r n : near x r -> near (power_positive x n) (r ^ Pos.to_nat n).
Proof.
  intros X. induction n as [n IH|n IH|]; cbn [power_positive].
  - rewrite Pos2Nat.inj_xI. cbn [pow]. apply times_sound; [exact X|].
    replace (2 * Pos.to_nat n)%nat with (Pos.to_nat n + Pos.to_nat n)%nat by lia. rewrite pow_add. now apply times_sound.
  - rewrite Pos2Nat.inj_xO. replace (2 * Pos.to_nat n)%nat with (Pos.to_nat n + Pos.to_nat n)%nat by lia.
    rewrite pow_add. now apply times_sound.
  - rewrite pow_1. exact X.
Qed.
Definition power (x : computed) (n : N) : computed := match n with N0 => Exact 1 | Npos m => power_positive x m end.
Lemma power_sound x r n : near x r -> near (power x n) (r ^ N.to_nat n).
Proof. intros X. destruct n as [|m]; [apply near_1|]. now apply power_positive_sound. Qed.
Lemma power_nat_sound x r n : near x r -> near (power x (N.of_nat n)) (r ^ n).
Proof. intros X. rewrite <- (Nnat.Nat2N.id n) at 2. now apply power_sound. Qed.

(** ** Order *)

Definition order (x y : computed) : known comparison :=
  match x, y with
  | Exact a, Exact b => Known (Qcompare a b)
  | _, _ => match I.sign_strict (I.sub prec (enclosure x) (enclosure y)) with
            | Xlt => Known Lt | Xgt => Known Gt | _ => Unknown end
  end.
Definition ordered (c : comparison) (r s : R) : Prop := match c with Eq => r = s | Lt => r < s | Gt => s < r end.
Lemma order_sound x y r s c : near x r -> near y s -> order x y = Known c -> ordered c r s.
Proof.
  intros X Y. pose proof (I.sub_correct prec _ _ _ _ (enclosure_sound _ _ X) (enclosure_sound _ _ Y)) as H.
  assert (D : match I.sign_strict (I.sub prec (enclosure x) (enclosure y)) with
              | Xlt => Known Lt | Xgt => Known Gt | _ => Unknown end = Known c -> ordered c r s).
  { pose proof (I.sign_strict_correct (I.sub prec (enclosure x) (enclosure y))) as S.
    destruct (I.sign_strict _); intros E; try discriminate E; injection E as <-; cbn in *;
      destruct (S _ H) as [_ K]; cbn in K; lra. }
  destruct x as [a|], y as [b|]; try exact D. cbn in X, Y. subst. cbn. intros E. injection E as <-.
  destruct (Qcompare_spec a b) as [K|K|K]; cbn; [now apply Qeq_eqR|now apply Qlt_Rlt|now apply Qlt_Rlt].
Qed.
Definition holds_for (r : relation) (c : comparison) : bool :=
  match r, c with
  | Equal, Eq | Different, (Lt | Gt) | Less, Lt | LessEqual, (Lt | Eq) | Greater, Gt | GreaterEqual, (Gt | Eq) => true
  | _, _ => false
  end.
(** Weak and strict comparison, too, where intervals touch at an end. *)
Definition compare_computed (r : relation) (x y : computed) : known bool :=
  match order x y with
  | Known c => Known (holds_for r c)
  | _ => match I.sign_large (I.sub prec (enclosure x) (enclosure y)), r with
         | Xlt, LessEqual | Xgt, GreaterEqual => Known true
         | Xlt, Greater | Xgt, Less => Known false
         | _, _ => Unknown
         end
  end.
Lemma compare_computed_sound r x y a b : represents x a -> represents y b ->
  tells eq (compare_computed r x y) (comparison_of r a b).
Proof.
  intros [s [-> X]] [t [-> Y]]. unfold compare_computed.
  assert (L := I.sign_large_correct (I.sub prec (enclosure x) (enclosure y))).
  assert (D := I.sub_correct prec _ _ _ _ (enclosure_sound _ _ X) (enclosure_sound _ _ Y)).
  destruct (order x y) as [c| |] eqn:E.
  - pose proof (order_sound _ _ _ _ _ X Y E) as O. destruct r; cbn -[yes]; constructor; unfold yes;
      destruct (decide _) as [P|P]; destruct c; cbn in *; try reflexivity; exfalso; try lra; try (apply P; lra).
  all: destruct (I.sign_large _), r; cbn -[yes]; try apply tells_unknown; constructor; unfold yes;
    destruct (decide _) as [P|P]; try reflexivity; exfalso; destruct (L _ D) as [_ K]; cbn in K; lra.
Qed.

(** ** Integers *)

Definition whole_computed (x : computed) : known Z :=
  match x with
  | Exact q => let z := (Qnum q / Zpos (Qden q))%Z in if (z * Zpos (Qden q) =? Qnum q)%Z then Known z else Undefined
  | Between _ => Unknown
  end.
Lemma Int_part_whole z : Int_part (IZR z) = z.
Proof.
  destruct (base_Int_part (IZR z)) as [A B]. apply le_IZR in A. rewrite <- minus_IZR in B.
  apply Rgt_lt in B. apply (lt_IZR (-1)) in B. lia.
Qed.
Lemma integer_of_whole z : integer_of (Real (IZR z)) = Some z.
Proof. unfold integer_of. cbn. unfold if_true. rewrite Int_part_whole, yes_true by reflexivity. reflexivity. Qed.
Lemma whole_cases x r : near x r ->
  match whole_computed x with Known z => r = IZR z | Undefined => integer_of (Real r) = None | Unknown => True end.
Proof.
  intros X. destruct x as [q|i]; [|exact I]. cbn in X. subst r. cbn [whole_computed].
  assert (N : IZR (Zpos (Qden q)) <> 0) by now apply not_0_IZR.
  destruct (Z.eqb_spec (Qnum q / Zpos (Qden q) * Zpos (Qden q)) (Qnum q)) as [E|E].
  - unfold Q2R. rewrite <- E at 1. rewrite mult_IZR. now field.
  - unfold integer_of. cbn. unfold if_true. rewrite yes_false; [reflexivity|]. intros K. apply E.
    assert (L : Qnum q = (Int_part (Q2R q) * Zpos (Qden q))%Z).
    { apply eq_IZR. rewrite mult_IZR, K. unfold Q2R. now field. }
    rewrite L at 1. rewrite Z.div_mul by discriminate. now symmetry.
Qed.
Lemma whole_computed_sound x a : represents x a -> tells eq (whole_computed x) (integer_of a).
Proof.
  intros [r [-> X]]. pose proof (whole_cases x r X) as H. destruct (whole_computed x).
  - subst r. rewrite integer_of_whole. now constructor.
  - rewrite H. constructor.
  - constructor.
Qed.

(** ** Operations *)

Definition is_zero_computed (x : computed) : known bool :=
  match order x (Exact 0) with Known Eq => Known true | Known _ => Known false | _ => Unknown end.
Lemma is_zero_sound x r b : near x r -> is_zero_computed x = Known b -> if b then r = 0 else r <> 0.
Proof.
  intros X. unfold is_zero_computed. destruct (order x (Exact 0)) as [c| |] eqn:E; [|discriminate..].
  pose proof (order_sound _ _ _ _ _ X near_0 E) as O. destruct c; cbn in O; intros [= <-]; lra.
Qed.
Definition operate_computed (o : operation) (x y : computed) : known computed :=
  match o with
  | Plus => Known (plus x y) | Minus => Known (minus x y) | Times => Known (times x y)
  | Over => match is_zero_computed y with
            | Known true => Undefined | Known false => Known (over x y) | _ => Unknown end
  | ToThe => match whole_computed y with
             | Known (Zneg m) => match is_zero_computed x with
                 | Known true => Undefined | Known false => Known (inverse (power_positive x m)) | _ => Unknown end
             | Known z => Known (power x (Z.to_N z))
             | _ => match order (Exact 0) x with                                  (* x^y = exp(y log x) for x > 0 *)
                    | Known Lt => match whole_computed y with
                        | Undefined => Known (Between (I.exp prec (I.mul prec (enclosure y) (I.ln prec (enclosure x)))))
                        | _ => Unknown end
                    | _ => Unknown end
             end
  end.
Lemma ln_sound x r : near x r -> 0 < r -> contains (I.convert (I.ln prec (enclosure x))) (Xreal (ln r)).
Proof.
  intros X P. pose proof (I.ln_correct prec _ _ (enclosure_sound _ _ X)) as H. cbn in H. unfold Xln' in H.
  now rewrite is_positive_true in H.
Qed.
Lemma operate_computed_sound o x y a b : represents x a -> represents y b ->
  tells represents (operate_computed o x y) (operation_on o a b).
Proof.
  intros [r [-> X]] [s [-> Y]]. assert (real : forall z t, near z t -> tells represents (Known z) (Some (Real t)))
    by (intros z t H; constructor; now exists t).
  destruct o; cbn -[real_power yes order whole_computed is_zero_computed power over plus minus times inverse I.exp I.mul I.ln].
  - apply real. now apply plus_sound.
  - apply real. now apply minus_sound.
  - apply real. now apply times_sound.
  - destruct (is_zero_computed y) as [[]| |] eqn:E; try constructor; apply (is_zero_sound _ _ _ Y) in E; unfold if_true.
    + rewrite yes_false by tauto. constructor.
    + rewrite yes_true by exact E. apply real. now apply over_sound.
  - unfold real_power. pose proof (whole_cases y s Y) as W. destruct (whole_computed y) as [z| |].
    + subst s. rewrite integer_of_whole. unfold if_true. destruct z as [|m|m].
      * rewrite yes_true by lra. apply real. cbn. apply near_1.
      * rewrite yes_true by (right; now apply IZR_le). apply real. cbn [Z.to_N power powerRZ]. now apply power_positive_sound.
      * destruct (is_zero_computed x) as [[]| |] eqn:E; try apply tells_unknown; apply (is_zero_sound _ _ _ X) in E.
        -- rewrite yes_false; [constructor|]. intros [H|H]; [tauto|]. apply le_IZR in H. lia.
        -- rewrite yes_true by (now left). apply real. cbn [powerRZ]. apply inverse_sound; [now apply power_positive_sound|].
           now apply pow_nonzero.
    + rewrite W. destruct (order (Exact 0) x) as [[]| |] eqn:E; try apply tells_unknown.
      pose proof (order_sound _ _ _ _ _ near_0 X E) as P. cbn in P. rewrite (yes_false (r = 0)) by lra. unfold if_true.
      rewrite yes_true by exact P. constructor. exists (Rpower r s). split; [reflexivity|].
      apply (I.exp_correct prec _ (Xreal (s * ln r))).
      exact (I.mul_correct prec _ _ _ _ (enclosure_sound _ _ Y) (ln_sound _ _ X P)).
    + destruct (order (Exact 0) x) as [[]| |]; apply tells_unknown.
Qed.
End Arithmetic.
