(** * Numbers that a program computes with

    A computed number stands for a real number, one that is known exactly (a rational number, or one times a power of pi)
    or one that lies in an interval of the library Interval, or for a polynomial in p that is not constant.  [prec] is the
    precision of the intervals, in bits; what is proved holds for any.  A result is known, or known to be undefined, or
    not known. *)

From Coq Require Import List ZArith QArith Qreals Reals Lra Lia Bool Qabs.
From Interval Require Import Xreal Basic Sig Interval Float Float_full Specific_stdz Specific_ops.
From Dropcert Require Import Language Meaning Examples Polynomials.
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
(** [Multiple q k]: q pi^k. *)
Inductive computed := Exact (q : Q) | Between (i : I.type) | Poly (c : list Q) | Multiple (q : Q) (k : Z).
(** Of a real number. *)
Definition near (x : computed) (r : R) : Prop :=
  match x with
  | Exact q => r = Q2R q
  | Multiple q k => r = (Q2R q * powerRZ PI k)%R
  | Between i => contains (I.convert i) (Xreal r)
  | Poly _ => False
  end.
(** A polynomial of degree 1 at least. *)
Definition varies (c : list Q) : Prop := (2 <= length c)%nat /\ leads c.
Definition represents (x : computed) (a : quantity) : Prop :=
  match x with
  | Poly c => varies c /\ exists f, a = Formal f /\ forall p : R, f p = evaluated c p
  | _ => exists r, a = Real r /\ near x r
  end.
Lemma near_represents x r : near x r -> represents x (Real r).
Proof. destruct x; [now exists r|now exists r|intros []|now exists r]. Qed.
Definition is_polynomial (x : computed) : bool := match x with Poly _ => true | _ => false end.
Lemma represents_real x a : is_polynomial x = false -> represents x a -> exists r, a = Real r /\ near x r.
Proof. destruct x; [trivial|trivial|discriminate|trivial]. Qed.

Open Scope R_scope.

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
Definition ratio (q : Q) : I.type :=
  match q with
  | n # 1 => whole_interval n
  | n # d => I.div prec (whole_interval n) (whole_interval (Zpos d))
  end.
Definition enclosure (x : computed) : I.type :=
  match x with
  | Exact q => ratio q
  | Multiple q k => I.mul prec (ratio q) (I.power_int prec (I.pi prec) k)
  | Between i => i
  | Poly _ => I.nai
  end.
Lemma divide_sound a b x y : contains (I.convert a) (Xreal x) -> contains (I.convert b) (Xreal y) -> y <> 0 ->
  contains (I.convert (I.div prec a b)) (Xreal (x / y)).
Proof.
  intros A B H. pose proof (I.div_correct prec _ _ _ _ A B) as D. cbn in D. unfold Xdiv' in D. now rewrite is_zero_false in D.
Qed.
Lemma ratio_sound q : contains (I.convert (ratio q)) (Xreal (Q2R q)).
Proof.
  destruct q as [n d].
  assert (D : contains (I.convert (I.div prec (whole_interval n) (whole_interval (Zpos d)))) (Xreal (Q2R (n # d)))).
  { unfold Q2R. apply divide_sound; [apply I.fromZ_correct|apply I.fromZ_correct|now apply not_0_IZR]. }
  destruct d; try exact D. unfold Q2R. cbn. rewrite Rinv_1, Rmult_1_r. apply I.fromZ_correct.
Qed.
Lemma enclosure_sound x r : near x r -> contains (I.convert (enclosure x)) (Xreal r).
Proof.
  destruct x as [q|i|c|q k]; [intros ->; apply ratio_sound|trivial|intros []|]. intros ->. cbn [enclosure].
  apply (I.mul_correct prec _ _ (Xreal (Q2R q)) (Xreal (powerRZ PI k))); [apply ratio_sound|].
  pose proof (I.power_int_correct prec k _ _ (I.pi_correct prec)) as P. cbn in P. destruct k as [|k|k]; [exact P|exact P|].
  cbn in P. rewrite is_zero_false in P by apply PI_neq0. exact P.
Qed.

(** Rational multiples of powers of pi: added if the power is the same, or one of them is 0.  Those with more digits than
    [short] are known as intervals. *)
Definition multiple_in (x : computed) : option (Q * Z) :=
  match x with Exact q => Some (q, 0%Z) | Multiple q k => Some (q, k) | _ => None end.
Definition short (q : Q) : bool := (Z.log2 (Z.abs (Qnum q)) + Z.log2 (Zpos (Qden q)) <? 2000)%Z.
Definition multiple (q : Q) (k : Z) : option computed :=
  if (Qnum q =? 0)%Z then Some (Exact 0)
  else if short q then Some (if (k =? 0)%Z then Exact (lowest q) else Multiple (lowest q) k) else None.
Definition common_power (a : Q) (j : Z) (b : Q) (k : Z) : option Z :=
  if (j =? k)%Z || (Qnum b =? 0)%Z then Some j else if (Qnum a =? 0)%Z then Some k else None.
Definition of_multiples (f : Q -> Z -> Q -> Z -> option computed) (x y : computed) : option computed :=
  match multiple_in x, multiple_in y with Some (a, j), Some (b, k) => f a j b k | _, _ => None end.
Definition multiples_combined (f : Q -> Q -> Q) : computed -> computed -> option computed :=
  of_multiples (fun a j b k => match common_power a j b k with Some m => multiple (f a b) m | None => None end).
Definition is_zero_exactly (x : computed) : bool := match x with Exact q => (Qnum q =? 0)%Z | _ => false end.
Definition multiples_times (x y : computed) : option computed :=
  if is_zero_exactly x || is_zero_exactly y then Some (Exact 0)
  else of_multiples (fun a j b k => multiple (a * b) (j + k)) x y.
Definition multiples_over : computed -> computed -> option computed :=
  of_multiples (fun a j b k => multiple (a / b) (j - k)).
Definition pi_times (q : Q) (k : Z) : R := Q2R q * powerRZ PI k.
Lemma multiple_in_sound x r q k : near x r -> multiple_in x = Some (q, k) -> r = pi_times q k.
Proof.
  unfold pi_times. destruct x as [a| | |a j]; intros X; try discriminate; intros [= <- <-]; [|exact X]. cbn in *. lra.
Qed.
Lemma zero_numerator q : (Qnum q =? 0)%Z = true -> Q2R q = 0.
Proof. intros E. apply Z.eqb_eq in E. unfold Q2R. rewrite E. lra. Qed.
Lemma multiple_sound q k x : multiple q k = Some x -> near x (pi_times q k).
Proof.
  unfold multiple, pi_times. destruct (Qnum q =? 0)%Z eqn:Z.
  - intros [= <-]. rewrite (zero_numerator _ Z), Rmult_0_l. cbn. now rewrite Q2R_0.
  - destruct (short q); [|discriminate]. intros [= <-]. destruct (Z.eqb_spec k 0) as [->|_]; cbn; rewrite Q2R_lowest; lra.
Qed.
Lemma common_power_sound a j b k m : common_power a j b k = Some m -> pi_times a j = pi_times a m /\ pi_times b k = pi_times b m.
Proof.
  unfold common_power, pi_times. destruct (Z.eqb_spec j k) as [->|_]; [now intros [= <-]|]. cbn [orb].
  destruct (Qnum b =? 0)%Z eqn:B; [intros [= <-]; rewrite (zero_numerator _ B); lra|].
  destruct (Qnum a =? 0)%Z eqn:A; [|discriminate]. intros [= <-]. rewrite (zero_numerator _ A). lra.
Qed.
Lemma of_multiples_sound f x y r s z : near x r -> near y s -> of_multiples f x y = Some z ->
  exists a j b k, r = pi_times a j /\ s = pi_times b k /\ f a j b k = Some z.
Proof.
  intros X Y. unfold of_multiples. destruct (multiple_in x) as [[a j]|] eqn:A; [|discriminate].
  destruct (multiple_in y) as [[b k]|] eqn:B; [|discriminate]. intros E. exists a, j, b, k.
  split; [now apply (multiple_in_sound x)|]. split; [now apply (multiple_in_sound y)|exact E].
Qed.
Lemma multiples_combined_sound f g x y r s z : (forall a b, Q2R (f a b) = Q2R a + g * Q2R b) -> near x r -> near y s ->
  multiples_combined f x y = Some z -> near z (r + g * s).
Proof.
  intros F X Y E. destruct (of_multiples_sound _ _ _ _ _ _ X Y E) as [a [j [b [k [-> [-> M]]]]]].
  destruct (common_power a j b k) as [m|] eqn:C; [|discriminate]. apply common_power_sound in C. destruct C as [-> ->].
  replace (pi_times a m + g * pi_times b m) with (pi_times (f a b) m); [now apply multiple_sound|].
  unfold pi_times. rewrite F. ring.
Qed.
Lemma is_zero_exactly_sound x r : near x r -> is_zero_exactly x = true -> r = 0.
Proof. destruct x as [q| | |]; try discriminate. cbn. intros -> E. now apply zero_numerator. Qed.
Lemma multiples_times_sound x y r s z : near x r -> near y s -> multiples_times x y = Some z -> near z (r * s).
Proof.
  intros X Y. unfold multiples_times. destruct (is_zero_exactly x || is_zero_exactly y) eqn:Z.
  - intros [= <-]. replace (r * s) with 0; [apply near_0|]. apply orb_true_iff in Z.
    destruct Z as [Z|Z]; [rewrite (is_zero_exactly_sound x r X Z)|rewrite (is_zero_exactly_sound y s Y Z)]; ring.
  - intros E. destruct (of_multiples_sound _ _ _ _ _ _ X Y E) as [a [j [b [k [-> [-> M]]]]]].
    replace (pi_times a j * pi_times b k) with (pi_times (a * b) (j + k)); [now apply multiple_sound|].
    unfold pi_times. rewrite Q2R_mult, powerRZ_add by apply PI_neq0. ring.
Qed.
Lemma multiples_over_sound x y r s z : near x r -> near y s -> s <> 0 -> multiples_over x y = Some z -> near z (r / s).
Proof.
  intros X Y N E. destruct (of_multiples_sound _ _ _ _ _ _ X Y E) as [a [j [b [k [-> [-> M]]]]]].
  replace (pi_times a j / pi_times b k) with (pi_times (a / b) (j - k)); [now apply multiple_sound|]. unfold pi_times in *.
  assert (B : Q2R b <> 0) by (intros B; apply N; rewrite B; ring).
  rewrite Q2R_div by (intros B'; apply B; rewrite <- Q2R_0; now apply Qeq_eqR).
  replace (powerRZ PI j) with (powerRZ PI (j - k) * powerRZ PI k) by (rewrite <- powerRZ_add by apply PI_neq0; f_equal; ring).
  field. split; [apply powerRZ_NOR, PI_neq0|exact B].
Qed.

(** [exactly]: an operation on numbers that are known exactly where both are, else on intervals. *)
Definition exactly (f : Q -> Q -> Q) (h : computed -> computed -> option computed) (g : I.type -> I.type -> I.type)
    (x y : computed) : computed :=
  match x, y with
  | Exact a, Exact b => Exact (lowest (f a b))
  | _, _ => match h x y with Some z => z | None => Between (g (enclosure x) (enclosure y)) end
  end.
Lemma exactly_sound f h g (o : R -> R -> R) x y r s :
  (forall a b, x = Exact a -> y = Exact b -> Q2R (f a b) = o (Q2R a) (Q2R b)) ->
  (forall z, h x y = Some z -> near z (o r s)) ->
  (forall i j, contains (I.convert i) (Xreal r) -> contains (I.convert j) (Xreal s) ->
     contains (I.convert (g i j)) (Xreal (o r s))) ->
  near x r -> near y s -> near (exactly f h g x y) (o r s).
Proof.
  intros A H B X Y. pose proof (B _ _ (enclosure_sound _ _ X) (enclosure_sound _ _ Y)) as E.
  assert (D : near (match h x y with Some z => z | None => Between (g (enclosure x) (enclosure y)) end) (o r s))
    by (destruct (h x y) as [z|]; [now apply H|exact E]).
  destruct x as [a| | |], y as [b| | |]; try exact D. cbn in X, Y. subst. cbn. rewrite Q2R_lowest. symmetry. now apply A.
Qed.
Definition plus := exactly Qplus (multiples_combined Qplus) (I.add prec).
Definition minus := exactly Qminus (multiples_combined Qminus) (I.sub prec).
Definition times := exactly Qmult multiples_times (I.mul prec).
Definition over := exactly Qdiv multiples_over (I.div prec).
Lemma plus_sound x y r s : near x r -> near y s -> near (plus x y) (r + s).
Proof.
  intros X Y. apply (exactly_sound _ _ _ Rplus); trivial; [intros; apply Q2R_plus| |].
  - intros z E. replace (r + s) with (r + 1 * s) by ring. revert E. now apply multiples_combined_sound; [apply plus_in_Q|..].
  - intros i j A B. exact (I.add_correct prec _ _ _ _ A B).
Qed.
Lemma minus_sound x y r s : near x r -> near y s -> near (minus x y) (r - s).
Proof.
  intros X Y. apply (exactly_sound _ _ _ Rminus); trivial; [intros; apply Q2R_minus| |].
  - intros z E. replace (r - s) with (r + -1 * s) by ring. revert E. now apply multiples_combined_sound; [apply minus_in_Q|..].
  - intros i j A B. exact (I.sub_correct prec _ _ _ _ A B).
Qed.
Lemma times_sound x y r s : near x r -> near y s -> near (times x y) (r * s).
Proof.
  intros X Y. apply (exactly_sound _ _ _ Rmult); trivial; [intros; apply Q2R_mult|intros z; now apply multiples_times_sound|].
  intros i j A B. exact (I.mul_correct prec _ _ _ _ A B).
Qed.
Lemma over_sound x y r s : near x r -> near y s -> s <> 0 -> near (over x y) (r / s).
Proof.
  intros X Y N. refine (exactly_sound _ _ _ Rdiv _ _ _ _ _ _ _ X Y).
  - intros a b -> ->. apply Q2R_div. intros E. apply Qeq_eqR in E. cbn in Y. rewrite Q2R_0 in E. congruence.
  - intros z. now apply multiples_over_sound.
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

Definition order_of_intervals (x y : computed) : known comparison :=
  match I.sign_strict (I.sub prec (enclosure x) (enclosure y)) with Xlt => Known Lt | Xgt => Known Gt | _ => Unknown end.
Definition order (x y : computed) : known comparison :=
  match multiple_in x, multiple_in y with
  | Some (a, j), Some (b, k) =>
      match common_power a j b k with Some _ => Known (Qcompare a b) | None => order_of_intervals x y end
  | _, _ => order_of_intervals x y
  end.
Definition ordered (c : comparison) (r s : R) : Prop := match c with Eq => r = s | Lt => r < s | Gt => s < r end.
Lemma order_sound x y r s c : near x r -> near y s -> order x y = Known c -> ordered c r s.
Proof.
  intros X Y. pose proof (I.sub_correct prec _ _ _ _ (enclosure_sound _ _ X) (enclosure_sound _ _ Y)) as H. unfold order.
  assert (D : order_of_intervals x y = Known c -> ordered c r s).
  { unfold order_of_intervals. pose proof (I.sign_strict_correct (I.sub prec (enclosure x) (enclosure y))) as S.
    destruct (I.sign_strict _); intros E; try discriminate E; injection E as <-; cbn in *;
      destruct (S _ H) as [_ K]; cbn in K; lra. }
  destruct (multiple_in x) as [[a j]|] eqn:A; [|exact D]. destruct (multiple_in y) as [[b k]|] eqn:B; [|exact D].
  destruct (common_power a j b k) as [m|] eqn:C; [|exact D]. apply common_power_sound in C. destruct C as [P Q].
  rewrite (multiple_in_sound x r a j X A), (multiple_in_sound y s b k Y B), P, Q. intros E. injection E as <-.
  assert (0 < powerRZ PI m) by (apply powerRZ_lt, PI_RGT_0). unfold pi_times.
  destruct (Qcompare_spec a b) as [K|K|K]; cbn; [apply Qeq_eqR in K|apply Qlt_Rlt in K|apply Qlt_Rlt in K]; nra.
Qed.
Definition holds_for (r : relation) (c : comparison) : bool :=
  match r, c with
  | Equal, Eq | Different, (Lt | Gt) | Less, Lt | LessEqual, (Lt | Eq) | Greater, Gt | GreaterEqual, (Gt | Eq) => true
  | _, _ => false
  end.
(** Weak comparison, too, where intervals touch at an end.  Functions of p have no order. *)
Definition compare_real (r : relation) (x y : computed) : known bool :=
  match order x y with
  | Known c => Known (holds_for r c)
  | _ => match I.sign_large (I.sub prec (enclosure x) (enclosure y)), r with
         | Xlt, LessEqual | Xgt, GreaterEqual => Known true
         | Xlt, Greater | Xgt, Less => Known false
         | _, _ => Unknown
         end
  end.
Definition compare_computed (r : relation) (x y : computed) : known bool :=
  if is_polynomial x || is_polynomial y then
    let same := match x, y with
      | Poly c, Poly d => match trimmed (added Qminus c d) with [] => true | _ => false end
      | _, _ => false end in
    match r with Equal => Known same | Different => Known (negb same) | _ => Undefined end
  else compare_real r x y.
Lemma compare_real_sound r x y s t : near x s -> near y t ->
  tells eq (compare_real r x y) (comparison_of r (Real s) (Real t)).
Proof.
  intros X Y. unfold compare_real.
  assert (L := I.sign_large_correct (I.sub prec (enclosure x) (enclosure y))).
  assert (D := I.sub_correct prec _ _ _ _ (enclosure_sound _ _ X) (enclosure_sound _ _ Y)).
  destruct (order x y) as [c| |] eqn:E.
  { pose proof (order_sound _ _ _ _ _ X Y E) as O. destruct r; cbn -[yes]; constructor; unfold yes;
      destruct (decide _) as [P|P]; destruct c; cbn in *; try reflexivity; exfalso; try lra; try (apply P; lra). }
  all: destruct (I.sign_large _), r; cbn -[yes]; try apply tells_unknown; constructor; unfold yes;
    destruct (decide _) as [P|P]; try reflexivity; exfalso; destruct (L _ D) as [_ K]; cbn in K; lra.
Qed.
Lemma varies_not_constant c k : varies c -> ~ same (evaluated c) (fun _ => k).
Proof.
  intros [N L] [M H]. destruct c as [|a c]; [cbn in N; lia|]. cbn in N. destruct c as [|b c]; [cbn in N; lia|].
  destruct (large_evaluated (b :: c)) as [K [d [D E]]]; [discriminate|exact L|].
  set (e := evaluated (b :: c)) in *. set (m := Rmax (Rmax M K) (Rmax 0 ((Rabs (k - Q2R a) + 1) / d)) + 1).
  assert (M1 : M < m) by (unfold m; pose proof (Rmax_l (Rmax M K) (Rmax 0 ((Rabs (k - Q2R a) + 1) / d))); pose proof (Rmax_l M K); lra).
  assert (M2 : K < m) by (unfold m; pose proof (Rmax_l (Rmax M K) (Rmax 0 ((Rabs (k - Q2R a) + 1) / d))); pose proof (Rmax_r M K); lra).
  assert (M3 : 0 < m) by (unfold m; pose proof (Rmax_r (Rmax M K) (Rmax 0 ((Rabs (k - Q2R a) + 1) / d))); pose proof (Rmax_l 0 ((Rabs (k - Q2R a) + 1) / d)); lra).
  assert (M4 : (Rabs (k - Q2R a) + 1) / d < m) by (unfold m; pose proof (Rmax_r (Rmax M K) (Rmax 0 ((Rabs (k - Q2R a) + 1) / d))); pose proof (Rmax_r 0 ((Rabs (k - Q2R a) + 1) / d)); lra).
  specialize (H m M1). specialize (E m M2). change (evaluated (a :: b :: c) m) with (Q2R a + m * e m) in H.
  assert (T : m * e m = k - Q2R a) by lra. apply (f_equal Rabs) in T. rewrite Rabs_mult, (Rabs_pos_eq m) in T by lra.
  apply Rmult_lt_compat_r with (r := d) in M4; [|exact D]. unfold Rdiv in M4. rewrite Rmult_assoc, Rinv_l, Rmult_1_r in M4 by lra.
  assert (m * d <= m * Rabs (e m)) by (apply Rmult_le_compat_l; lra). lra.
Qed.
Lemma compare_computed_sound r x y a b : represents x a -> represents y b ->
  tells eq (compare_computed r x y) (comparison_of r a b).
Proof.
  intros X Y. unfold compare_computed. destruct (is_polynomial x) eqn:P, (is_polynomial y) eqn:Q; cbn [orb].
  - destruct x as [| |c|]; try discriminate P. destruct y as [| |d|]; try discriminate Q. destruct X as [V [f [-> F]]], Y as [W [g [-> G]]].
    assert (E : (match trimmed (added Qminus c d) with [] => true | _ => false end) = yes (same f g)).
    { assert (K : forall p, evaluated (added Qminus c d) p = f p - g p)
        by (intros p; rewrite (added_sound _ (-1) minus_in_Q), F, G; ring).
      destruct (trimmed (added Qminus c d)) as [|q l] eqn:T.
      - symmetry. apply yes_true. exists 0. intros p _. specialize (K p). rewrite <- trimmed_sound, T in K. cbn in K. lra.
      - symmetry. apply yes_false. intros [M H]. assert (Z : trimmed (added Qminus c d) = []); [|congruence].
        apply same_as_zero. exists M. intros p H'. rewrite K, H by exact H'. ring. }
    destruct r; cbn -[yes]; try apply tells_undefined; constructor; rewrite E; [reflexivity|].
    unfold yes. destruct (decide _), (decide _); cbn; tauto.
  - destruct x as [| |c|]; try discriminate P. destruct X as [V [f [-> F]]]. destruct (represents_real y b Q Y) as [t [-> N]].
    assert (E : yes (same f (fun _ => t)) = false).
    { apply yes_false. intros [M H]. apply (varies_not_constant c t V). exists M. intros p K. rewrite <- F. now apply H. }
    assert (E' : yes (~ same f (fun _ => t)) = true) by (apply yes_true; intros H; rewrite yes_true in E; [discriminate|exact H]).
    destruct y; try discriminate Q; destruct r; cbn -[yes]; try apply tells_undefined; constructor; congruence.
  - destruct y as [| |c|]; try discriminate Q. destruct Y as [V [f [-> F]]]. destruct (represents_real x a P X) as [t [-> N]].
    assert (E : yes (same (fun _ => t) f) = false).
    { apply yes_false. intros [M H]. apply (varies_not_constant c t V). exists M. intros p K. rewrite <- F. symmetry. now apply H. }
    assert (E' : yes (~ same (fun _ => t) f) = true) by (apply yes_true; intros H; rewrite yes_true in E; [discriminate|exact H]).
    destruct x; try discriminate P; destruct r; cbn -[yes]; try apply tells_undefined; constructor; congruence.
  - destruct (represents_real x a P X) as [s [-> N]]. destruct (represents_real y b Q Y) as [t [-> O]]. now apply compare_real_sound.
Qed.

(** ** Integers *)

Definition whole_computed (x : computed) : known Z :=
  match x with
  | Exact q => let z := (Qnum q / Zpos (Qden q))%Z in if (z * Zpos (Qden q) =? Qnum q)%Z then Known z else Undefined
  | Between _ | Multiple _ _ => Unknown
  | Poly _ => Undefined
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
  intros X. destruct x as [q|i| |]; [|exact I|destruct X|exact I]. cbn in X. subst r. cbn [whole_computed].
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
  intros X. destruct (is_polynomial x) eqn:P.
  { destruct x; try discriminate P. destruct X as [_ [f [-> _]]]. constructor. }
  destruct (represents_real x a P X) as [r [-> N]]. pose proof (whole_cases x r N) as H. destruct (whole_computed x).
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
Definition operate_real (o : operation) (x y : computed) : known computed :=
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
(** A constant is a number. *)
Definition settled_polynomial (c : list Q) : computed :=
  match trimmed c with [] => Exact 0 | [a] => Exact a | d => Poly d end.
Definition coefficients (x : computed) : option (list Q) :=
  match x with Exact q => Some [q] | Poly c => Some c | _ => None end.
Fixpoint polynomial_power (c : list Q) (n : nat) : list Q :=
  match n with O => [1%Q] | S m => trimmed (multiplied c (polynomial_power c m)) end.
(** At least one of the two is a polynomial that is not constant. *)
Definition operate_polynomials (o : operation) (x y : computed) : known computed :=
  match coefficients x, coefficients y with
  | Some c, Some d =>
      match o with
      | Plus => Known (settled_polynomial (added Qplus c d))
      | Minus => Known (settled_polynomial (added Qminus c d))
      | Times => Known (settled_polynomial (multiplied c d))
      | Over => match y with
          | Exact q => if Qeq_bool q 0 then Undefined else Known (settled_polynomial (map (Qmult (/ q)) c))
          | _ => Unknown end
      | ToThe => match whole_computed y with
          | Known z => if (0 <=? z)%Z && (z <=? 1000)%Z then Known (settled_polynomial (polynomial_power c (Z.to_nat z))) else Unknown
          | Undefined => Undefined
          | Unknown => Unknown end
      end
  | _, _ => Unknown
  end.
Definition operate_computed (o : operation) (x y : computed) : known computed :=
  if is_polynomial x || is_polynomial y then operate_polynomials o x y else operate_real o x y.
Lemma ln_sound x r : near x r -> 0 < r -> contains (I.convert (I.ln prec (enclosure x))) (Xreal (ln r)).
Proof.
  intros X P. pose proof (I.ln_correct prec _ _ (enclosure_sound _ _ X)) as H. cbn in H. unfold Xln' in H.
  now rewrite is_positive_true in H.
Qed.
Lemma operate_real_sound o x y r s : near x r -> near y s ->
  tells represents (operate_real o x y) (operation_on o (Real r) (Real s)).
Proof.
  intros X Y. assert (real : forall z t, near z t -> tells represents (Known z) (Some (Real t)))
    by (intros z t H; constructor; now apply near_represents).
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

Lemma settled_polynomial_sound c f : (forall p, f p = evaluated c p) -> represents (settled_polynomial c) (settled f).
Proof.
  intros F. assert (T : forall p, f p = evaluated (trimmed c) p) by (intros p; now rewrite trimmed_sound). clear F.
  unfold settled_polynomial. destruct (trimmed c) as [|a [|b l]] eqn:E.
  - rewrite (settled_constant f 0); [exists 0; split; [reflexivity|apply near_0]|]. exists 0. intros p _. now rewrite T.
  - rewrite (settled_constant f (Q2R a)); [now exists (Q2R a)|]. exists 0. intros p _. rewrite T. cbn. ring.
  - assert (V : varies (a :: b :: l)) by (split; [cbn; lia|]; rewrite <- E; apply trimmed_leads; rewrite E; discriminate).
    split; [exact V|]. exists f. split; [|exact T]. unfold settled. rewrite yes_false; [reflexivity|]. intros [k [M H]].
    apply (varies_not_constant _ k V). exists M. intros p P. rewrite <- T. now apply H.
Qed.
Lemma coefficients_sound x a c : represents x a -> coefficients x = Some c -> forall p, function_of a p = evaluated c p.
Proof.
  destruct x as [q|i|d|q k]; intros X [= <-] p; [|now destruct X as [_ [f [-> F]]]]. destruct X as [r [-> X]]. cbn in X. subst r. cbn. ring.
Qed.
Lemma polynomial_power_sound c n p : evaluated (polynomial_power c n) p = evaluated c p ^ n.
Proof.
  induction n as [|n IH]; cbn [polynomial_power pow]; [cbn; rewrite Q2R_1; ring|]. now rewrite trimmed_sound, multiplied_sound, IH.
Qed.
Lemma operate_polynomials_sound o x y a b : is_polynomial x || is_polynomial y = true -> represents x a -> represents y b ->
  tells represents (operate_polynomials o x y) (operation_on o a b).
Proof.
  intros P X Y. unfold operate_polynomials. destruct (coefficients x) as [c|] eqn:C; [|apply tells_unknown].
  destruct (coefficients y) as [d|] eqn:D; [|apply tells_unknown].
  pose proof (coefficients_sound _ _ _ X C) as F. pose proof (coefficients_sound _ _ _ Y D) as G.
  assert (formal : (exists f, a = Formal f) \/ (exists g, b = Formal g)).
  { destruct x as [| |c'|]; [|discriminate C|left; destruct X as [_ [f [-> _]]]; now exists f|discriminate C].
    destruct y as [| |d'|]; [discriminate P|discriminate D|right; destruct Y as [_ [g [-> _]]]; now exists g|discriminate D]. }
  assert (E : operation_on o a b = match o with
      | Plus => Some (settled (fun p => function_of a p + function_of b p))
      | Minus => Some (settled (fun p => function_of a p - function_of b p))
      | Times => Some (settled (fun p => function_of a p * function_of b p))
      | Over => if_true (~ same (function_of b) (fun _ => 0)) (settled (fun p => function_of a p / function_of b p))
      | ToThe => let? z := integer_of b in Some (settled (fun p => powerRZ (function_of a p) z))
      end) by (destruct formal as [[f ->]|[g ->]]; [destruct b; reflexivity|destruct a; reflexivity]).
  rewrite E. clear E. destruct o.
  - constructor. apply settled_polynomial_sound. intros p. rewrite (added_sound _ 1 plus_in_Q), F, G. ring.
  - constructor. apply settled_polynomial_sound. intros p. rewrite (added_sound _ (-1) minus_in_Q), F, G. ring.
  - constructor. apply settled_polynomial_sound. intros p. now rewrite multiplied_sound, F, G.
  - destruct y as [q| | |]; try apply tells_unknown. destruct Y as [t [-> Y]]. cbn in Y. subst t. cbn [function_of]. unfold if_true.
    destruct (Qeq_bool q 0) eqn:Z.
    + apply Qeq_bool_iff, Qeq_eqR in Z. rewrite Q2R_0 in Z. rewrite yes_false; [apply tells_undefined|]. intros H. apply H.
      exists 0. now intros.
    + assert (N : ~ (q == 0)%Q) by (intros K; apply Qeq_bool_iff in K; congruence).
      assert (R0 : Q2R q <> 0) by (intros K; apply N, eqR_Qeq; now rewrite Q2R_0).
      rewrite yes_true; [|intros [M H]; specialize (H (M + 1)); lra].
      constructor. apply settled_polynomial_sound. intros p. rewrite scaled_sound, F, Q2R_inv by exact N. unfold Rdiv. ring.
  - pose proof (whole_computed_sound y b Y) as W. destruct W as [m| |z z' <-]; [apply tells_unknown|apply tells_undefined|].
    cbn [strictly]. destruct (Z.leb_spec 0 z); [|apply tells_unknown]. destruct (z <=? 1000)%Z; [|apply tells_unknown]. cbn [andb].
    constructor. apply settled_polynomial_sound. intros p. rewrite polynomial_power_sound, F.
    rewrite <- (Z2Nat.id z) at 1 by lia. now rewrite pow_powerRZ.
Qed.
Lemma operate_computed_sound o x y a b : represents x a -> represents y b ->
  tells represents (operate_computed o x y) (operation_on o a b).
Proof.
  intros X Y. unfold operate_computed. destruct (is_polynomial x || is_polynomial y) eqn:P; [now apply operate_polynomials_sound|].
  apply orb_false_iff in P. destruct P as [P Q]. destruct (represents_real x a P X) as [r [-> N]].
  destruct (represents_real y b Q Y) as [s [-> O]]. now apply operate_real_sound.
Qed.
End Arithmetic.
