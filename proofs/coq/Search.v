(** * What a quantifier finds, computed

    Over finitely many rows by trying all; over an interval by halving it, until on each piece the statement is seen to
    hold. *)

From Coq Require Import String List ZArith QArith Qreals Reals Lra Lia Bool.
From Interval Require Import Xreal Interval.
From Dropcert Require Import Language Meaning Examples Soundness Numbers.
Import ListNotations.

(** ** The greatest finding of a list *)

Definition rank (o : option finding) : nat :=
  match o with
  | Some Empty => 0 | Some Skipped => 1 | Some (Counted Vacuous) => 2 | Some (Counted Yes) => 3 | None => 4
  | Some (Counted No) => 5
  end.
Definition higher (a b : option finding) : option finding := if (rank a <? rank b)%nat then b else a.
Definition top : list (option finding) -> option finding := fold_right higher (Some Empty).
Lemma rank_injective a b : rank a = rank b -> a = b.
Proof. destruct a as [[| |[]]|], b as [[| |[]]|]; cbn; congruence. Qed.
Lemma top_greatest l : (forall o, In o l -> (rank o <= rank (top l))%nat) /\ (In (top l) l \/ top l = Some Empty).
Proof.
  induction l as [|a l [U F]]; [split; [intros ? []|now right]|]. cbn [top fold_right]. fold (top l). unfold higher.
  destruct (Nat.ltb_spec (rank a) (rank (top l))) as [L|L]; split.
  - intros o [<-|H]; [lia|now apply U].
  - destruct F as [F|F]; [left; now right|now right].
  - intros o [<-|H]; [lia|]. specialize (U o H). lia.
  - left. now left.
Qed.
Lemma greatest_of_list r f l : (forall row, row_of r row <-> In row l) -> greatest_finding r f = top (map f l).
Proof.
  intros H. destruct (top_greatest (map f l)) as [U F].
  assert (N : forall o greater, (forall a, In a greater -> (rank o < rank a)%nat) -> o = top (map f l) ->
    forall row, row_of r row -> ~ In (f row) greater).
  { intros o greater G -> row R I. specialize (U (f row) (in_map f l row (proj1 (H row) R))). specialize (G _ I). lia. }
  assert (E : top (map f l) <> Some Empty -> exists row, row_of r row /\ f row = top (map f l)).
  { intros D. destruct F as [F|F]; [|tauto]. apply in_map_iff in F. destruct F as [row [F R]]. exists row. now rewrite H. }
  destruct (top (map f l)) as [[| |[]]|] eqn:T.
  - unfold greatest_finding. destruct (find _ descending) as [o|] eqn:D; [|reflexivity]. exfalso.
    apply find_some in D. destruct D as [D Y]. unfold yes in Y. destruct (decide _) as [[row [R <-]]|]; [|discriminate].
    specialize (U (f row) (in_map f l row (proj1 (H row) R))). rewrite Nat.le_0_r in U.
    apply (rank_injective _ (Some Empty)) in U. rewrite U in D. cbn in D. intuition discriminate.
  - apply (greatest_finding_is r f (firstn 4 descending) _ [] eq_refl); [apply E; discriminate|].
    apply (N (Some Skipped)); [|reflexivity]. cbn. intros a I; decompose [or] I; subst; cbn; lia || tauto.
  - apply (greatest_finding_is r f [] _ (skipn 1 descending) eq_refl); [apply E; discriminate|intros ? ? []].
  - apply (greatest_finding_is r f (firstn 3 descending) _ (skipn 4 descending) eq_refl); [apply E; discriminate|].
    apply (N (Some (Counted Vacuous))); [|reflexivity]. cbn. intros a I; decompose [or] I; subst; cbn; lia || tauto.
  - apply (greatest_finding_is r f (firstn 2 descending) _ (skipn 3 descending) eq_refl); [apply E; discriminate|].
    apply (N (Some (Counted Yes))); [|reflexivity]. cbn. intros a I; decompose [or] I; subst; cbn; lia || tauto.
  - apply (greatest_finding_is r f (firstn 1 descending) _ (skipn 2 descending) eq_refl); [apply E; discriminate|].
    apply (N None); [|reflexivity]. cbn. intros a I; decompose [or] I; subst; cbn; lia || tauto.
Qed.

(** Of results: a failure decides, whatever else is not known. *)
Definition join (a b : known finding) : known finding :=
  match a, b with
  | Known (Counted No), _ | _, Known (Counted No) => Known (Counted No)
  | Unknown, _ | _, Unknown => Unknown
  | Undefined, _ | _, Undefined => Undefined
  | Known x, Known y => if (rank (Some x) <? rank (Some y))%nat then Known y else Known x
  end.
Lemma join_sound a b m n : tells eq a m -> tells eq b n -> tells eq (join a b) (higher m n).
Proof.
  intros A B. destruct A as [m| |x _ <-], B as [n| |y _ <-];
    try (destruct x as [| |[]]); try (destruct y as [| |[]]); cbn; try constructor; try reflexivity;
    try (destruct m as [[| |[]]|]); try (destruct n as [[| |[]]|]); cbn; constructor; reflexivity.
Qed.
Section Rows.
Context {T : Type}.
Variable f : T -> known finding.
Fixpoint among_all (l : list T) : known finding :=
  match l with
  | [] => Known Empty
  | x :: rest => match f x with Known (Counted No) => Known (Counted No) | o => join o (among_all rest) end
  end.
End Rows.
Lemma among_all_sound {T U} (R : T -> U -> Prop) f g l m : Forall2 R l m ->
  (forall x y, R x y -> tells eq (f x) (g y)) -> tells eq (among_all f l) (top (map g m)).
Proof.
  intros L H. induction L as [|x y l m X L IH]; cbn [among_all map top fold_right]; [now constructor|].
  fold (top (map g m)). assert (J := join_sound _ _ _ _ (H x y X) IH). destruct (f x) as [[| |[]]| |]; exact J.
Qed.

(** ** Rows *)

Section Domains.
Variable prec : F.precision.
Variable depth : nat.                                  (* how often an interval is halved at most *)

Definition integers (T : Type) (number : Z -> T) (a b : Z) : list (list (value T)) :=
  map (fun i => [Num (number (a + Z.of_nat i)%Z)]) (seq 0 (Z.to_nat (b - a + 1))).
Lemma integers_rows a b row :
  row_of (Integers (Some a) (Some b)) row <-> In row (integers quantity (fun z => Real (IZR z)) a b).
Proof.
  unfold integers. rewrite in_map_iff. cbn. split.
  - intros [z [-> [A B]]]. specialize (A a eq_refl). specialize (B b eq_refl). exists (Z.to_nat (z - a)).
    split; [repeat f_equal; lia|]. apply in_seq. lia.
  - intros [i [<- I]]. apply in_seq in I. exists (a + Z.of_nat i)%Z. split; [reflexivity|].
    split; intros c [= <-]; lia.
Qed.
Lemma integers_agree a b : Forall2 (Forall2 (agrees represents))
  (integers computed (fun z => Exact (inject_Z z)) a b) (integers quantity (fun z => Real (IZR z)) a b).
Proof.
  unfold integers. induction (seq 0 (Z.to_nat (b - a + 1))); cbn; constructor; [|assumption]. repeat constructor.
  apply near_represents, near_whole.
Qed.

(** On each piece the statement holds: the pieces are halved where that is not seen. *)
Fixpoint on_pieces (f : computed -> known finding) (n : nat) (i : I.type) : bool :=
  match f (Between i) with
  | Known (Counted Yes) => true
  | _ => match n with
         | O => false
         | S m => let (l, u) := I.bisect i in on_pieces f m l && on_pieces f m u
         end
  end.
Lemma on_pieces_sound f g n : (forall x a, represents x a -> tells eq (f x) (g a)) ->
  forall i, on_pieces f n i = true -> forall x, contains (I.convert i) (Xreal x) -> g (Real x) = Some (Counted Yes).
Proof.
  intros H. assert (P : forall i, f (Between i) = Known (Counted Yes) -> forall x, contains (I.convert i) (Xreal x) ->
    g (Real x) = Some (Counted Yes)).
  { intros i E x X. specialize (H (Between i) (Real x) (ex_intro _ x (conj eq_refl X))). rewrite E in H.
    now inversion H; subst. }
  induction n as [|n IH]; intros i; cbn [on_pieces]; destruct (f (Between i)) as [[| |[]]| |] eqn:E; try discriminate;
    try (intros _; now apply P).
  all: destruct (I.bisect i) as [l u] eqn:D; intros B x X; apply andb_true_iff in B; destruct B as [L U];
    pose proof (I.bisect_correct i (Xreal x) X) as C; rewrite D in C; destruct C as [C|C];
    [exact (IH l L x C)|exact (IH u U x C)].
Qed.

Definition greatest_computed (r : rows computed) (f : list (value computed) -> known finding) : known finding :=
  match r with
  | These l => among_all f l
  | Integers (Some a) (Some b) => among_all f (integers computed (fun z => Exact (inject_Z z)) a b)
  | Reals (Some (s, a)) (Some (t, b)) =>
      let nonempty := match order prec a b with Known Lt => true | Known Eq => s && t | _ => false end in
      if negb (is_polynomial a || is_polynomial b) && nonempty && on_pieces (fun x => f [Num x]) depth (I.join (enclosure prec a) (enclosure prec b))
      then Known (Counted Yes) else Unknown
  | _ => Unknown
  end.
Lemma greatest_computed_sound r r' f g : domain_agrees represents r r' ->
  (forall l m, Forall2 (agrees represents) l m -> tells eq (f l) (g m)) ->
  tells eq (greatest_computed r f) (greatest_finding r' g).
Proof.
  intros D H. destruct D as [l m L|[a|] [b|]|a b a' b' A B|]; cbn [greatest_computed]; try apply tells_unknown.
  - rewrite (greatest_of_list _ _ m) by (intros row; reflexivity). now apply (among_all_sound (Forall2 (agrees represents))).
  - rewrite (greatest_of_list _ _ _ (integers_rows a b)).
    apply (among_all_sound (Forall2 (agrees represents))); [apply integers_agree|exact H].
  - destruct A as [|[s x] [s' x'] [S X]], B as [|[t y] [t' y'] [T Y]]; try apply tells_unknown. cbn [fst snd] in *. subst s' t'.
    destruct (is_polynomial x) eqn:Px; [apply tells_unknown|]. destruct (is_polynomial y) eqn:Py; [apply tells_unknown|]. cbn [orb negb andb].
    destruct (represents_real x x' Px X) as [p [-> P]]. destruct (represents_real y y' Py Y) as [q [-> Q]].
    destruct (match order prec x y with Known Lt => true | Known Eq => s && t | _ => false end) eqn:N; [|apply tells_unknown].
    destruct (on_pieces _ _ _) eqn:E; [|apply tells_unknown]. cbn [andb].
    assert (O : (p < q)%R \/ p = q /\ s = true /\ t = true).
    { destruct (order prec x y) as [c| |] eqn:O; try discriminate N. pose proof (order_sound prec _ _ _ _ _ P Q O) as K.
      destruct c; cbn in K; try discriminate N; [right|now left]. apply andb_true_iff in N. tauto. }
    assert (J : forall z, (p <= z <= q)%R -> contains (I.convert (I.join (enclosure prec x) (enclosure prec y))) (Xreal z)).
    { intros z Z. apply (contains_connected _ p q); [apply I.join_correct|apply I.join_correct|exact Z].
      - left. now apply enclosure_sound.
      - right. now apply enclosure_sound. }
    assert (G : forall z, (p <= z <= q)%R -> g [Num (Real z)] = Some (Counted Yes)).
    { intros z Z. apply (on_pieces_sound (fun x => f [Num x]) (fun a => g [Num a]) depth) with (2 := E) (3 := J z Z).
      intros u a R. apply H. now repeat constructor. }
    rewrite (greatest_finding_is _ _ (firstn 2 descending) (Some (Counted Yes)) (skipn 3 descending) eq_refl); [now constructor| |].
    + exists [Num (Real ((p + q) / 2))]. split; [|apply G; lra]. exists ((p + q) / 2)%R. split; [reflexivity|].
      split; intros h c [= <- <-]; destruct O as [O|[O [Es Et]]]; subst; try lra; [destruct s|destruct t]; lra.
    + intros row [z [-> [L U]]]. specialize (L s p eq_refl). specialize (U t q eq_refl).
      rewrite G; [now intros [|[|[]]]|]. destruct s, t; lra.
Qed.
End Domains.
