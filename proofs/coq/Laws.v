(** * The law of dropout, computed

    Feature by feature, as [dropout_law_cons] of Dropout.v tells; values that are known exactly and equal are merged, so
    that many like features have few values.  What is computed lies near a law of real numbers that has the same
    expectations as [dropout_law]. *)

From Coq Require Import List ZArith QArith Qreals Reals Lra Lia Bool.
From Interval Require Import Xreal Interval.
From Dropcert Require Import Sigmoid FiniteLaw Dropout Language Meaning Polynomials Numbers.
Import ListNotations.
Open Scope R_scope.

Definition near_pair (a : computed * computed) (b : R * R) : Prop := near (fst a) (fst b) /\ near (snd a) (snd b).
Definition near_law (l : list (computed * computed)) (m : list (R * R)) : Prop :=
  exists m', Forall2 near_pair l m' /\ forall f, expectation m' f = expectation m f.

Section Laws.
Variable prec : F.precision.
Notation "x :+ y" := (plus prec x y) (at level 50, left associativity).
Notation "x :- y" := (minus prec x y) (at level 50, left associativity).
Notation "x :* y" := (times prec x y) (at level 40, left associativity).

(** ** Expectations *)

Fixpoint expectation_of {T} (l : list (T * computed)) (f : T -> computed) : computed :=
  match l with [] => Exact 0 | (x, w) :: rest => w :* f x :+ expectation_of rest f end.
Lemma expectation_of_sound l m f g : near_law l m -> (forall v r, near v r -> near (f v) (g r)) ->
  near (expectation_of l f) (expectation m g).
Proof.
  intros [m' [L E]] H. rewrite <- E. clear E. induction L as [|[v w] [v' w'] l m' [V W] L IH]; [apply near_0|]. cbn in *.
  apply plus_sound; [|exact IH]. apply times_sound; [exact W|now apply H].
Qed.

(** ** The law of the deviation *)

(** Of two ascending lists; where it is not seen which value is less, the order is of no account. *)
Fixpoint merged (l : list (computed * computed)) : list (computed * computed) -> list (computed * computed) :=
  match l with
  | [] => fun k => k
  | (x, v) :: l' => fix with_l k := match k with
      | [] => l
      | (y, w) :: k' => match order prec x y with
          | Known Eq => (x, v :+ w) :: merged l' k'
          | Known Gt => (y, w) :: with_l k'
          | _ => (x, v) :: merged l' k
          end
      end
  end.
Lemma merged_sound l : forall k m n, near_law l m -> near_law k n -> near_law (merged l k) (m ++ n).
Proof.
  assert (S : forall l m, Forall2 near_pair l m -> forall k n, Forall2 near_pair k n -> exists m',
    Forall2 near_pair (merged l k) m' /\ forall f, expectation m' f = expectation m f + expectation n f).
  { clear l. intros l m L. induction L as [|[x v] [r s] l m [X V] L IHl]; intros k n K.
    { exists n. split; [exact K|]. intros f. cbn. ring. }
    induction K as [|[y w] [t u] k n [Y W] K IHk].
    { exists ((r, s) :: m). split; [now repeat constructor|]. intros f. cbn. ring. }
    cbn [merged]. cbn [fst snd] in *.
    assert (first : exists m', Forall2 near_pair ((x, v) :: merged l ((y, w) :: k)) m'
      /\ forall f, expectation m' f = expectation ((r, s) :: m) f + expectation ((t, u) :: n) f).
    { destruct (IHl ((y, w) :: k) ((t, u) :: n)) as [m' [M E]]; [now repeat constructor|].
      exists ((r, s) :: m'). split; [now repeat constructor|]. intros f. cbn [expectation]. rewrite E. cbn [expectation]. ring. }
    destruct (order prec x y) as [[]| |] eqn:O; try exact first.
    - apply (order_sound prec _ _ _ _ _ X Y) in O. cbn in O. subst t. destruct (IHl k n K) as [m' [M E]].
      exists ((r, s + u) :: m'). split; [constructor; [split; [exact X|now apply plus_sound]|exact M]|].
      intros f. cbn [expectation]. rewrite E. ring.
    - destruct IHk as [m' [M E]]. exists ((t, u) :: m'). split; [now repeat constructor|].
      intros f. cbn [expectation] in *. rewrite E. ring. }
  intros k m n [m' [M E]] [n' [N E']]. destruct (S l m' M k n' N) as [p [P F]]. exists p. split; [exact P|].
  intros f. now rewrite F, E, E', expectation_app.
Qed.
Lemma near_law_map c g h l m (H : forall x r, near x r -> near (g x) (h r)) : near_law l m ->
  near_law (map (fun o => (g (fst o), Exact c :* snd o)) l) (map (fun o => (h (fst o), Q2R c * snd o)) m).
Proof.
  intros [m' [L E]]. exists (map (fun o => (h (fst o), Q2R c * snd o)) m'). split.
  - clear E. induction L as [|[x v] [r s] l m' [X V] L IH]; cbn; constructor; [|exact IH].
    split; [now apply H|]. exact (times_sound prec (Exact c) v (Q2R c) s eq_refl V).
  - intros f. now rewrite !(expectation_map h), E.
Qed.

(** So many values at most. *)
Definition most_values : nat := 4096.
Definition odds_of (d : Q) : Q := lowest (d / (1 - d)).
Fixpoint law_of_deviation (d : Q) (a : list computed) : known (list (computed * computed)) :=
  match a with
  | [] => Known [(Exact 0, Exact 1)]
  | x :: a' => let* l := law_of_deviation d a' in
      let up := x :* Exact (odds_of d) in let down := opposite prec x in
      let dropped := map (fun o => (fst o :+ down, Exact d :* snd o)) l in
      let kept := map (fun o => (fst o :+ up, Exact (1 - d) :* snd o)) l in
      if (length l <=? most_values)%nat then
        Known (match order prec x (Exact 0) with Known Lt => merged kept dropped | _ => merged dropped kept end)
      else Unknown
  end.
Lemma odds_of_sound d : Q2R d <> 1 -> Q2R (odds_of d) = odds (Q2R d).
Proof.
  intros N. unfold odds_of, odds. rewrite Q2R_lowest, Q2R_div, Q2R_minus, Q2R_1; [reflexivity|].
  intros E. apply Qeq_eqR in E. rewrite Q2R_minus, Q2R_1, Q2R_0 in E. lra.
Qed.
Lemma near_law_swap l m n : near_law l (m ++ n) -> near_law l (n ++ m).
Proof. intros [m' [L E]]. exists m'. split; [exact L|]. intros f. rewrite E, !expectation_app. ring. Qed.
Lemma law_of_deviation_sound d a b : Q2R d <> 1 -> Forall2 near a b ->
  tells near_law (law_of_deviation d a) (Some (dropout_law (Q2R d) b)).
Proof.
  intros N A. induction A as [|x r a b X A IH].
  - constructor. exists [(0 - 0, 1 * 1)]. split; [|reflexivity]. repeat constructor; cbn; rewrite ?Q2R_0, ?Q2R_1; ring.
  - cbn [law_of_deviation].
    change (Some (dropout_law (Q2R d) (r :: b))) with
      (strictly (Some (dropout_law (Q2R d) b)) (fun _ => Some (dropout_law (Q2R d) (r :: b)))).
    inversion IH as [| |l m L E]; [apply tells_unknown|]. cbn [then_ strictly]. destruct (_ <=? _)%nat; [|apply tells_unknown].
    constructor. rewrite dropout_law_cons by exact N.
    assert (down : near_law (map (fun o => (fst o :+ opposite prec x, Exact d :* snd o)) l)
      (map (fun y => (fst y - r, Q2R d * snd y)) (dropout_law (Q2R d) b))).
    { apply (near_law_map d (fun v => v :+ opposite prec x) (fun v => v - r)); [|exact L].
      intros v s V. apply plus_sound; [exact V|now apply opposite_sound]. }
    assert (up : near_law (map (fun o => (fst o :+ x :* Exact (odds_of d), Exact (1 - d) :* snd o)) l)
      (map (fun y => (fst y + odds (Q2R d) * r, (1 - Q2R d) * snd y)) (dropout_law (Q2R d) b))).
    { replace (1 - Q2R d) with (Q2R (1 - d)) by (rewrite Q2R_minus, Q2R_1; reflexivity).
      apply (near_law_map (1 - d) (fun v => v :+ x :* Exact (odds_of d)) (fun v => v + odds (Q2R d) * r)); [|exact L].
      intros v s V. apply plus_sound; [exact V|]. rewrite Rmult_comm. apply times_sound; [exact X|]. symmetry. now apply odds_of_sound. }
    destruct (order prec x (Exact 0)) as [[]| |]; try now apply merged_sound. now apply near_law_swap, merged_sound.
Qed.

(** ** The greatest deviation: max(r P + N, P + r N) *)

(** The greater of two numbers; an interval about both where it is not seen which. *)
Definition greater (x y : computed) : computed :=
  match order prec x y with Known Lt => y | Known _ => x | _ => Between (I.join (enclosure prec x) (enclosure prec y)) end.
Definition lesser (x y : computed) : computed :=
  match order prec x y with Known Lt => x | Known _ => y | _ => Between (I.join (enclosure prec x) (enclosure prec y)) end.
Lemma greater_sound x y r s : near x r -> near y s -> near (greater x y) (Rmax r s).
Proof.
  intros X Y. unfold greater.
  assert (J : near (Between (I.join (enclosure prec x) (enclosure prec y))) (Rmax r s)).
  { apply I.join_correct. unfold Rmax. destruct (Rle_dec r s); [right|left]; now apply enclosure_sound. }
  destruct (order prec x y) as [c| |] eqn:E; try exact J. pose proof (order_sound prec _ _ _ _ _ X Y E) as O.
  destruct c; cbn in O; [now rewrite Rmax_left by lra|now rewrite Rmax_right by lra|now rewrite Rmax_left by lra].
Qed.
Lemma lesser_sound x y r s : near x r -> near y s -> near (lesser x y) (Rmin r s).
Proof.
  intros X Y. unfold lesser.
  assert (J : near (Between (I.join (enclosure prec x) (enclosure prec y))) (Rmin r s)).
  { apply I.join_correct. unfold Rmin. destruct (Rle_dec r s); [left|right]; now apply enclosure_sound. }
  destruct (order prec x y) as [c| |] eqn:E; try exact J. pose proof (order_sound prec _ _ _ _ _ X Y E) as O.
  destruct c; cbn in O; [now rewrite Rmin_right by lra|now rewrite Rmin_left by lra|now rewrite Rmin_right by lra].
Qed.
Fixpoint total_of (a : list computed) : computed := match a with [] => Exact 0 | x :: a' => x :+ total_of a' end.
Definition positive_part (x : computed) : computed := greater x (Exact 0).
Definition deviation_of (d : Q) (a : list computed) : computed :=
  let P := total_of (map positive_part a) in
  let N := total_of (map (fun x => positive_part (opposite prec x)) a) in
  let r := Exact (odds_of d) in greater (r :* P :+ N) (P :+ r :* N).
Lemma total_sound a b : Forall2 near a b -> near (total_of a) (total b).
Proof. intros H. induction H; [apply near_0|]. now apply plus_sound. Qed.
Lemma deviation_sound d a b : Q2R d <> 1 -> Forall2 near a b -> near (deviation_of d a) (deviation (Q2R d) b).
Proof.
  intros N A. assert (r : near (Exact (odds_of d)) (odds (Q2R d))) by (symmetry; now apply odds_of_sound).
  assert (part : forall x s, near x s -> near (positive_part x) (Rmax s 0)) by (intros x s X; apply greater_sound; [exact X|apply near_0]).
  assert (P : near (total_of (map positive_part a)) (positive_sum b)).
  { induction A; [apply near_0|]. apply plus_sound; [now apply part|assumption]. }
  assert (M : near (total_of (map (fun x => positive_part (opposite prec x)) a)) (negative_sum b)).
  { clear P. induction A; [apply near_0|]. apply plus_sound; [now apply part, opposite_sound|assumption]. }
  apply greater_sound; apply plus_sound; trivial; now apply times_sound.
Qed.
End Laws.
