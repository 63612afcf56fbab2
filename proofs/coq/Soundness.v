(** * One reading respects another

    [interpret] is written for any reading.  Here two of them, a computation C and a meaning M, are related part by part;
    then what C makes of a tree is related to what M makes of it.  This is the only place where the rules of the language
    are gone through: whoever brings a new kind of numbers proves the parts, never the rules. *)

From Coq Require Import String List ZArith QArith Bool Lia.
From Dropcert Require Import Language.
Import ListNotations.

Inductive maybe {T U : Type} (R : T -> U -> Prop) : option T -> option U -> Prop :=
| maybe_none : maybe R None None
| maybe_some x y : R x y -> maybe R (Some x) (Some y).

Section Agreement.
Context {A B : Type}.
Variable represents : A -> B -> Prop.
Definition pair_agrees (a : A * A) (b : B * B) : Prop := represents (fst a) (fst b) /\ represents (snd a) (snd b).
Inductive agrees : value A -> value B -> Prop :=
| agree_num x y : represents x y -> agrees (Num x) (Num y)
| agree_list l m : Forall2 represents l m -> agrees (List l) (List m)
| agree_law l m : Forall2 pair_agrees l m -> agrees (Law l) (Law m)
| agree_truth t : agrees (Truth t) (Truth t).
Definition end_agrees : option (bool * A) -> option (bool * B) -> Prop :=
  maybe (fun e e' => fst e = fst e' /\ represents (snd e) (snd e')).
Inductive domain_agrees : rows A -> rows B -> Prop :=
| agree_these l m : Forall2 (Forall2 agrees) l m -> domain_agrees (These l) (These m)
| agree_integers a b : domain_agrees (Integers a b) (Integers a b)
| agree_reals a b a' b' : end_agrees a a' -> end_agrees b b' -> domain_agrees (Reals a b) (Reals a' b')
| agree_lists n r r' : domain_agrees r r' -> domain_agrees (Lists n r) (Lists n r').
End Agreement.

Section Soundness.
Variables C M : reading.
Variable represents : C -> M -> Prop.
(** What an outcome of C says of an outcome of M, where the one wants a T and the other a U. *)
Variable tells : forall T U : Type, (T -> U -> Prop) -> outcome C T -> outcome M U -> Prop.
Arguments tells {T U}.
Local Notation agree := (agrees represents).
Local Notation agree_rows := (Forall2 (agrees represents)).
Local Notation agree_domain := (domain_agrees represents).
Local Notation pair_agree := (pair_agrees represents).

Hypothesis tells_defined : forall T U (R : T -> U -> Prop) x y, R x y -> tells R (defined x) (defined y).
Hypothesis tells_undefined : forall T U (R : T -> U -> Prop), tells R undefined undefined.
Hypothesis tells_bind : forall T U V W (R : T -> U -> Prop) (S : V -> W -> Prop) o m k h,
  tells R o m -> (forall x y, R x y -> tells S (k x) (h y)) -> tells S (bind o k) (bind m h).
Hypothesis tells_attempt : forall T U (R : T -> U -> Prop) o m, tells R o m -> tells (maybe R) (attempt o) (attempt m).

Hypothesis literal_sound : forall q, represents (literal C q) (literal M q).
Hypothesis operate_sound : forall o x y x' y', represents x x' -> represents y y' ->
  tells represents (operate C o x y) (operate M o x' y').
Hypothesis compare_sound : forall r x y x' y', represents x x' -> represents y y' ->
  tells eq (compare C r x y) (compare M r x' y').
Hypothesis whole_sound : forall x y, represents x y -> tells eq (whole C x) (whole M y).
Hypothesis on_the_line_sound : forall x y, represents x y -> tells represents (on_the_line C x) (on_the_line M y).
Hypothesis apply_sound : forall f l m, Forall2 agree l m -> tells agree (apply C f l) (apply M f m).
Definition alike (f : C -> outcome C C) (g : M -> outcome M M) : Prop :=
  forall x y, represents x y -> tells represents (f x) (g y).
Hypothesis limsup_sound : forall even f g, alike f g ->
  tells represents (limsup_of_roots C even f) (limsup_of_roots M even g).
Hypothesis endless_sound : forall product a f g, alike f g ->
  tells represents (endless C product a f) (endless M product a g).
Hypothesis limit_sound : forall h r r' f g, agree_domain r r' -> alike f g ->
  tells represents (limit_over C h r f) (limit_over M h r' g).
Hypothesis derivative_sound : forall x y n f g, represents x y -> alike f g ->
  tells represents (derivative_at C x n f) (derivative_at M y n g).
Hypothesis greatest_sound : forall r r' f g, agree_domain r r' ->
  (forall l m, agree_rows l m -> tells eq (f l) (g m)) -> tells eq (greatest C r f) (greatest M r' g).

(** ** Parts of the interpreter *)

Tactic Notation "step" constr(R) := apply (tells_bind _ _ _ _ R).

Lemma each_sound {T U} (R : T -> U -> Prop) l m : Forall2 (tells R) l m -> tells (Forall2 R) (each C l) (each M m).
Proof.
  intros H. induction H as [|o p l m O _ IH]; cbn; [now apply tells_defined|].
  step R; [exact O|]. intros x y X. step (Forall2 R); [exact IH|]. intros xs ys Xs. apply tells_defined. now constructor.
Qed.
Lemma as_number_sound o m : tells agree o m -> tells represents (as_number C o) (as_number M m).
Proof.
  intros H. step agree; [exact H|]. intros v w V. destruct V; try apply tells_undefined. now apply tells_defined.
Qed.
Lemma as_truth_sound o m : tells agree o m -> tells eq (as_truth C o) (as_truth M m).
Proof.
  intros H. step agree; [exact H|]. intros v w V. destruct V; try apply tells_undefined. now apply tells_defined.
Qed.
Lemma numeric_sound o m : tells represents o m -> tells agree (numeric C o) (numeric M m).
Proof. intros H. step represents; [exact H|]. intros. apply tells_defined. now constructor. Qed.
Lemma logical_sound o m : tells eq o m -> tells agree (logical C o) (logical M m).
Proof. intros H. step (@eq truth); [exact H|]. intros t _ <-. apply tells_defined. constructor. Qed.
Lemma truth_sound t : tells agree (defined (Truth t)) (defined (Truth t)).
Proof. apply tells_defined. constructor. Qed.

Lemma calculate_sound o v v' w w' : agree v v' -> agree w w' -> tells agree (calculate C o v w) (calculate M o v' w').
Proof.
  intros V W. destruct V as [x x' X| | |]; try apply tells_undefined.
  destruct W as [y y' Y|l m L| |]; cbn; try apply tells_undefined.
  - apply numeric_sound. now apply operate_sound.
  - step (Forall2 represents).
    + apply each_sound. induction L; cbn; constructor; [now apply operate_sound|assumption].
    + intros. apply tells_defined. now constructor.
Qed.
Definition same_link (a : relation * outcome C C) (b : relation * outcome M M) : Prop :=
  fst a = fst b /\ tells represents (snd a) (snd b).
Lemma chain_sound l m : Forall2 same_link l m -> forall x y, represents x y -> tells eq (chain C x l) (chain M y m).
Proof.
  intros H. induction H as [|[r o] [r' p] l m [E O] _ IH]; intros x y X; cbn; [now apply tells_defined|]. cbn in *. subst r'.
  step represents; [exact O|]. intros a b A. step (@eq bool); [now apply compare_sound|]. intros [] _ <-; [now apply IH|].
  now apply tells_defined.
Qed.
Lemma accumulate_sound o l m : Forall2 (tells represents) l m -> forall x y, represents x y ->
  tells represents (accumulate C o x l) (accumulate M o y m).
Proof.
  intros H. induction H as [|t u l m T _ IH]; intros x y X; cbn; [now apply tells_defined|].
  step represents; [exact T|]. intros a b A. step represents; [now apply operate_sound|]. exact IH.
Qed.
Lemma in_order_sound r r' : agree_domain r r' -> tells (Forall2 agree_rows) (in_order C r) (in_order M r').
Proof.
  intros H. destruct H as [l m L|a b| |]; cbn; try apply tells_undefined; [now apply tells_defined|].
  destruct a as [a|], b as [b|]; try apply tells_undefined. apply tells_defined.
  induction (seq 0 (Z.to_nat (b - a + 1))); cbn; constructor; [|assumption]. constructor; [|constructor]. constructor.
  apply literal_sound.
Qed.
Lemma find_at_sound q w o m : tells eq o m -> tells eq (find_at C q w o) (find_at M q w m).
Proof.
  intros H. unfold find_at. destruct w.
  - step (maybe (@eq truth)); [now apply tells_attempt|]. intros x y X. apply tells_defined. now destruct X as [|t _ <-].
  - step (@eq truth); [exact H|]. intros t _ <-. now apply tells_defined.
Qed.
Lemma conclude_sound q f : tells eq (conclude C q f) (conclude M q f).
Proof.
  unfold conclude. step (@eq truth); [|intros t _ <-; now apply tells_defined].
  destruct f; [now apply tells_defined|apply tells_undefined|now apply tells_defined].
Qed.
Lemma nth_sound {T U} (R : T -> U -> Prop) l m : Forall2 R l m -> forall n, maybe R (nth_error l n) (nth_error m n).
Proof. intros H. induction H as [|x y l m X _ IH]; intros [|n]; cbn; try constructor; [exact X|apply IH]. Qed.
Lemma element_of_sound v w i : agree v w -> tells represents (element_of C v i) (element_of M w i).
Proof.
  intros V. unfold element_of. destruct V as [|l m L| |]; try apply tells_undefined.
  destruct (1 <=? i)%Z; [|apply tells_undefined].
  destruct (nth_sound represents l m L (Z.to_nat (i - 1))); [apply tells_undefined|now apply tells_defined].
Qed.
Lemma law_of_sound l m : Forall2 pair_agree l m -> tells agree (law_of C l) (law_of M m).
Proof.
  intros H. unfold law_of. step (Forall2 pair_agree).
  - apply each_sound. induction H as [|[a w] [b v] l m [A W] _ IH]; cbn; constructor; [|exact IH]. cbn in *.
    step represents; [now apply on_the_line_sound|]. intros x x' X. step represents; [now apply on_the_line_sound|].
    intros y y' Y. step (@eq bool); [now apply compare_sound|]. intros [] _ <-; [|apply tells_undefined].
    apply tells_defined. now split.
  - clear l m H. intros l m H. step represents.
    + apply accumulate_sound; [|apply literal_sound].
      induction H as [|a b l m [_ A] _ IH]; cbn; constructor; [now apply tells_defined|exact IH].
    + intros s s' S. step (@eq bool); [now apply compare_sound|]. intros [] _ <-; [|apply tells_undefined].
      step (Forall2 (Forall2 pair_agree)).
      * apply each_sound. induction H as [|[a w] [b v] l m [A W] _ IH]; cbn; constructor; [|exact IH]. cbn in *.
        step (@eq bool); [now apply compare_sound|]. intros [] _ <-; apply tells_defined; [constructor|].
        constructor; [now split|constructor].
      * intros k k' K. apply tells_defined. constructor. induction K; cbn; [constructor|]. now apply Forall2_app.
Qed.

(** ** Environments *)

Definition same_names : environment C -> environment M -> Prop := Forall2 (fun a b => fst a = fst b /\ agree (snd a) (snd b)).
Definition same_functions : list (string * (list (value C) -> result C)) -> list (string * (list (value M) -> result M)) -> Prop :=
  Forall2 (fun a b => fst a = fst b /\ forall l m, Forall2 agree l m -> tells agree (snd a l) (snd b m)).

Lemma lookup_names x E F : same_names E F -> maybe agree (lookup x E) (lookup x F).
Proof.
  intros H. induction H as [|[y v] [y' w] E F [N V] _ IH]; cbn in *; [constructor|]. subst y'.
  destruct (String.eqb x y); [now constructor|exact IH].
Qed.
Lemma call_sound G H E F f l m : same_functions G H -> same_names E F -> Forall2 agree l m ->
  tells agree (call C G E f l) (call M H F f m).
Proof.
  intros S N L. unfold call. destruct (lookup_names f E F N); [|now apply tells_defined]. clear N.
  induction S as [|[g k] [g' h] G H [D K] _ IH]; cbn in *; [now apply apply_sound|]. subst g'.
  destruct (String.eqb f g); [now apply K|exact IH].
Qed.
Lemma combine_sound xs l m E F : Forall2 agree l m -> same_names E F ->
  same_names (combine xs l ++ E)%list (combine xs m ++ F)%list.
Proof.
  intros L N. revert xs. induction L as [|v w l m V _ IH]; intros [|x xs]; cbn; try exact N. constructor; [now split|apply IH].
Qed.
Lemma bind_one_sound x a b E F : represents a b -> same_names E F -> same_names ((x, Num a) :: E) ((x, Num b) :: F).
Proof. intros A N. constructor; [split; [reflexivity|now constructor]|exact N]. Qed.

(** ** Trees *)

Section Trees.
Variable G : list (string * (list (value C) -> result C)).
Variable H : list (string * (list (value M) -> result M)).
Hypothesis GH : same_functions G H.
Definition sound (t : tree) : Prop := forall E F, same_names E F -> tells agree (interpret G E t) (interpret H F t).
Definition sound_domain (d : domain) : Prop :=
  forall E F, same_names E F -> tells agree_domain (interpret_domain C G E d) (interpret_domain M H F d).

Lemma number_sound t E F : sound t -> same_names E F ->
  tells represents (as_number C (interpret G E t)) (as_number M (interpret H F t)).
Proof. intros S N. apply as_number_sound, S, N. Qed.
Lemma term_sound t x E F : sound t -> same_names E F ->
  alike (fun y => as_number C (interpret G ((x, Num y) :: E) t)) (fun y => as_number M (interpret H ((x, Num y) :: F) t)).
Proof. intros S N a b A. apply number_sound; [exact S|now apply bind_one_sound]. Qed.
Lemma mapped_sound {A T U} (R : T -> U -> Prop) (f : A -> outcome C T) (g : A -> outcome M U) l :
  Forall (fun a => tells R (f a) (g a)) l -> Forall2 (tells R) (map f l) (map g l).
Proof. intros A'. induction A'; cbn; now constructor. Qed.

Fixpoint all_sound (t : tree) : sound t
with all_domains_sound (d : domain) : sound_domain d.
Proof.
  - destruct t; intros E F N; cbn [interpret].
    + apply tells_defined. constructor. apply literal_sound.
    + apply call_sound; [exact GH|exact N|constructor].
    + assert (L : Forall sound items) by (clear N; induction items; constructor; [apply all_sound|assumption]).
      step (Forall2 represents); [|intros; apply tells_defined; now constructor].
      apply each_sound, mapped_sound. apply (Forall_impl _ (fun a (S : sound a) => number_sound a E F S N) L).
    + step agree; [apply all_sound, N|]. intros v w V. step represents; [apply number_sound; [apply all_sound|exact N]|].
      intros x y X. step (@eq Z); [now apply whole_sound|]. intros k _ <-. apply numeric_sound. now apply element_of_sound.
    + assert (L : Forall (fun a => sound (fst a) /\ sound (snd a)) pairs)
        by (clear N; induction pairs as [|[a w] pairs IH]; constructor; [split; apply all_sound|exact IH]).
      step (Forall2 pair_agree); [|intros; now apply law_of_sound].
      apply each_sound, mapped_sound. apply (fun P => Forall_impl _ P L). intros [a w] [A W].
      step represents; [now apply number_sound|]. intros x x' X. step represents; [now apply number_sound|].
      intros y y' Y. apply tells_defined. now split.
    + assert (L : Forall sound arguments) by (clear N; induction arguments; constructor; [apply all_sound|assumption]).
      step (Forall2 agree); [|intros; now apply call_sound].
      apply each_sound, mapped_sound. apply (Forall_impl _ (fun a (S : sound a) => S E F N) L).
    + step agree_domain; [apply all_domains_sound, N|]. intros r r' R.
      assert (T := all_sound t).
      assert (P : tells agree
        (let! l := in_order C r in numeric C (accumulate C (if product then Times else Plus) (literal C (if product then 1 else 0))
                (map (fun row => as_number C (interpret G (combine [x] row ++ E)%list t)) l)))
        (let! l := in_order M r' in numeric M (accumulate M (if product then Times else Plus) (literal M (if product then 1 else 0))
                (map (fun row => as_number M (interpret H (combine [x] row ++ F)%list t)) l)))).
      { step (Forall2 agree_rows); [now apply in_order_sound|]. intros l m L. apply numeric_sound.
        apply accumulate_sound; [|apply literal_sound].
        induction L as [|a b l m A _ IH]; cbn [map]; constructor; [|exact IH]. apply number_sound; [exact T|].
        now apply combine_sound. }
      assert (Q : forall a, tells agree
        (numeric C (endless C product a (fun y => as_number C (interpret G ((x, Num y) :: E) t))))
        (numeric M (endless M product a (fun y => as_number M (interpret H ((x, Num y) :: F) t))))).
      { intros a. apply numeric_sound, endless_sound, term_sound; assumption. }
      destruct R as [l m L|[a|] [b|]| |]; first [apply Q | exact P].
    + step agree_domain; [apply all_domains_sound, N|]. intros r r' R. apply numeric_sound, limit_sound; [exact R|].
      apply term_sound; [apply all_sound|exact N].
    + step represents; [apply number_sound; [apply all_sound|exact N]|]. intros a a' A.
      step represents; [apply number_sound; [apply all_sound|exact N]|]. intros b b' B.
      step (@eq Z); [now apply whole_sound|]. intros k _ <-. step represents; [now apply on_the_line_sound|].
      intros y y' Y. apply numeric_sound, derivative_sound; [exact Y|]. apply term_sound; [apply all_sound|exact N].
    + step agree; [apply all_sound, N|]. assert (T := all_sound t2). intros v w V.
      destruct V as [| |l m L|]; try apply tells_undefined.
      apply numeric_sound, accumulate_sound; [|apply literal_sound].
      induction L as [|[y w] [y' w'] l m [Y W] _ IH]; cbn [map]; constructor; [|exact IH]. cbn in *.
      step represents; [now apply term_sound|]. intros z z' Z. now apply operate_sound.
    + apply numeric_sound, limsup_sound. apply term_sound; [apply all_sound|exact N].
    + step (@eq truth); [apply as_truth_sound, all_sound, N|]. intros h _ <-. destruct (holds h); apply all_sound, N.
    + step represents; [apply number_sound; [apply all_sound|exact N]|]. intros x y X. apply numeric_sound, operate_sound.
      * apply literal_sound.
      * exact X.
    + step agree; [apply all_sound, N|]. intros v v' V. step agree; [apply all_sound, N|]. intros w w' W.
      now apply calculate_sound.
    + step agree; [apply all_sound, N|]. intros v w V. apply apply_sound. now repeat constructor.
    + assert (L : Forall (fun a => sound (snd a)) links)
        by (clear N; induction links as [|[r a] links IH]; constructor; [apply all_sound|exact IH]).
      step represents; [apply number_sound; [apply all_sound|exact N]|]. intros x y X. apply logical_sound, chain_sound; [|exact X].
      clear X. induction L as [|[r a] links A _ IH]; cbn [map]; constructor; [|exact IH]. split; [reflexivity|].
      now apply number_sound.
    + step (@eq truth); [apply as_truth_sound, all_sound, N|]. intros s _ <-. apply truth_sound.
    + step (@eq truth); [apply as_truth_sound, all_sound, N|]. intros s _ <-. destruct (holds s); [|apply truth_sound].
      step (@eq truth); [apply as_truth_sound, all_sound, N|]. intros t _ <-. apply truth_sound.
    + step (@eq truth); [apply as_truth_sound, all_sound, N|]. intros s _ <-. destruct (holds s); [apply truth_sound|].
      step (@eq truth); [apply as_truth_sound, all_sound, N|]. intros t _ <-. apply truth_sound.
    + step (@eq truth); [apply as_truth_sound, all_sound, N|]. intros s _ <-. destruct (holds s); [|apply truth_sound].
      apply logical_sound, as_truth_sound, all_sound, N.
    + step (@eq truth); [apply as_truth_sound, all_sound, N|]. intros s _ <-.
      step (@eq truth); [apply as_truth_sound, all_sound, N|]. intros t _ <-. apply truth_sound.
    + assert (T := all_sound t).
      assert (L : Forall (fun a => sound_domain (snd a)) group)
        by (clear N; induction group as [|[xs d] group IH]; constructor; [apply all_domains_sound|exact IH]).
      step (@eq finding); [|intros f _ <-; apply logical_sound, conclude_sound].
      revert E F N. induction L as [|[xs d] group D _ IH]; intros E F N.
      * apply find_at_sound, as_truth_sound, T, N.
      * step agree_domain; [apply D, N|]. intros r r' R. apply greatest_sound; [exact R|]. intros l m A.
        apply IH. now apply combine_sound.
  - destruct d; intros E F N; cbn [interpret_domain].
    + assert (L : forall e, (forall t, e = Some t -> sound t) -> tells (maybe (@eq Z))
        (optional C (fun t => let! x := as_number C (interpret G E t) in whole C x) e)
        (optional M (fun t => let! x := as_number M (interpret H F t) in whole M x) e)).
      { intros [t|] S; cbn; [|apply tells_defined; constructor]. step (@eq Z); [|intros; apply tells_defined; now constructor].
        step represents; [apply number_sound; [now apply S|exact N]|]. apply whole_sound. }
      step (maybe (@eq Z)); [apply L; destruct low as [t|]; [intros ? [= <-]; apply all_sound|discriminate]|].
      intros i i' I. step (maybe (@eq Z)); [apply L; destruct high as [t|]; [intros ? [= <-]; apply all_sound|discriminate]|].
      intros j j' J. apply tells_defined. destruct I as [|i _ <-], J as [|j _ <-]; constructor.
    + assert (L : forall e, (forall s t, e = Some (s, t) -> sound t) ->
        tells (maybe (fun a b => fst a = fst b /\ represents (snd a) (snd b)))
        (optional C (fun '((square, t) : bool * tree) =>
           let! x := as_number C (interpret G E t) in let! y := on_the_line C x in defined (square, y)) e)
        (optional M (fun '((square, t) : bool * tree) =>
           let! x := as_number M (interpret H F t) in let! y := on_the_line M x in defined (square, y)) e)).
      { intros [[s t]|] S; cbn; [|apply tells_defined; constructor].
        step (fun (a : bool * C) (b : bool * M) => fst a = fst b /\ represents (snd a) (snd b)).
        - step represents; [apply number_sound; [now apply (S s)|exact N]|]. intros x x' X.
          step represents; [now apply on_the_line_sound|]. intros y y' Y. apply tells_defined. now split.
        - intros. apply tells_defined. now constructor. }
      step (maybe (fun (a : bool * C) (b : bool * M) => fst a = fst b /\ represents (snd a) (snd b)));
        [apply L; destruct low as [[s t]|]; [intros ? ? [= <- <-]; apply all_sound|discriminate]|].
      intros i i' I. step (maybe (fun (a : bool * C) (b : bool * M) => fst a = fst b /\ represents (snd a) (snd b)));
        [apply L; destruct high as [[s t]|]; [intros ? ? [= <- <-]; apply all_sound|discriminate]|].
      intros j j' J. apply tells_defined. now constructor.
    + assert (L : Forall (Forall sound) rows).
      { clear N. induction rows as [|row rows IH]; constructor; [|exact IH]. induction row; constructor; [apply all_sound|assumption]. }
      step (Forall2 agree_rows); [|intros; apply tells_defined; now constructor].
      apply each_sound, mapped_sound. apply (fun P => Forall_impl _ P L). intros row R. apply each_sound, mapped_sound.
      apply (Forall_impl _ (fun a (S : sound a) => S E F N) R).
    + step agree; [apply all_sound, N|]. intros v w V. destruct V as [|l m L|l m L|]; try apply tells_undefined.
      * apply tells_defined. constructor. induction L; cbn; constructor; [|assumption]. repeat constructor. assumption.
      * apply tells_defined. constructor. induction L as [|[a w] [b v] l m [A _] _ IH]; cbn; constructor; [|assumption].
        repeat constructor. exact A.
    + step agree_domain; [apply all_domains_sound, N|]. intros r r' R.
      step represents; [apply number_sound; [apply all_sound|exact N]|]. intros x y X. step (@eq Z); [now apply whole_sound|].
      intros k _ <-. destruct (k <? 0)%Z; [apply tells_undefined|]. apply tells_defined. now constructor.
Qed.
End Trees.

(** ** Definitions *)

Definition same_scope (a : list (string * value C) * tree) (b : list (string * value M) * tree) : Prop :=
  same_names (fst a) (fst b) /\ snd a = snd b.
Lemma fits_sound ps : forall l m, Forall2 agree l m -> tells eq (fits ps l) (fits ps m).
Proof.
  induction ps as [|[n|x] ps IH]; intros l m L; cbn; [now apply tells_defined| |].
  - destruct L as [|v w l m V L]; [now apply tells_defined|]. destruct V as [x y X| | |]; try now apply tells_defined.
    step (@eq bool); [apply compare_sound; [exact X|apply literal_sound]|]. intros [] _ <-; [now apply IH|now apply tells_defined].
  - destruct L; [now apply tells_defined|now apply IH].
Qed.
Lemma scope_sound ps : forall l m, Forall2 agree l m ->
  same_names (flat_map (fun '(p, v) => match p with Fits _ => [] | Bears x => [(x, v)] end) (combine ps l))
             (flat_map (fun '(p, v) => match p with Fits _ => [] | Bears x => [(x, v)] end) (combine ps m)).
Proof.
  induction ps as [|[n|x] ps IH]; intros l m L; cbn; [constructor| |]; destruct L as [|v w l m V L]; cbn; try constructor.
  - now apply IH.
  - now split.
  - now apply IH.
Qed.
Lemma equation_sound es : forall l m, Forall2 agree l m -> tells same_scope (equation_for es l) (equation_for es m).
Proof.
  induction es as [|[ps t] es IH]; intros l m L; cbn; [apply tells_undefined|].
  step (@eq bool); [now apply fits_sound|]. intros [] _ <-; [|now apply IH]. apply tells_defined. split; [|reflexivity].
  now apply scope_sound.
Qed.
Lemma recursive_sound d fuel : forall G H above l m, same_functions G H -> Forall2 agree l m ->
  tells agree (recursive G d fuel above l) (recursive H d fuel above m).
Proof.
  induction fuel as [|fuel IH]; intros G H above l m S L; cbn; [apply tells_undefined|].
  destruct L as [|v w l m V L]; [apply tells_undefined|]. destruct V as [x y X| | |]; try apply tells_undefined.
  step (@eq Z); [now apply whole_sound|]. intros n _ <-. destruct (_ && _); [|apply tells_undefined].
  step same_scope; [apply equation_sound; constructor; [now constructor|exact L]|]. intros [E t] [F u] [N T]. cbn in *.
  subst u. apply all_sound; [|exact N]. constructor; [|exact S]. split; [reflexivity|]. intros k k' K. cbn. now apply IH.
Qed.
Lemma by_equations_sound G H d l m : same_functions G H -> Forall2 agree l m ->
  tells agree (by_equations G d l) (by_equations H d m).
Proof.
  intros S L. unfold by_equations.
  assert (P : tells agree (let! e := equation_for (equations d) l in let '(E, t) := e in interpret G E t)
                          (let! e := equation_for (equations d) m in let '(E, t) := e in interpret H E t)).
  { step same_scope; [now apply equation_sound|]. intros [E t] [F u] [N T]. cbn in *. subst u. now apply all_sound. }
  destruct (is_recursive d); [|exact P]. clear P. destruct L as [|v w l m V L]; [apply tells_undefined|].
  destruct V as [x y X| | |]; try apply tells_undefined. step (@eq Z); [now apply whole_sound|]. intros n _ <-.
  apply recursive_sound; [exact S|]. constructor; [now constructor|exact L].
Qed.
Lemma define_sound l : same_functions (define C l) (define M l).
Proof.
  unfold define. assert (S : same_functions [] []) by constructor. revert S.
  generalize (@nil (string * (list (value C) -> result C))) as G. generalize (@nil (string * (list (value M) -> result M))) as H.
  induction l as [|d l IH]; intros H G S; cbn [fold_left]; [exact S|]. apply IH. constructor; [|exact S]. split; [reflexivity|].
  intros k k' K. cbn. destruct (equations d); [|now apply by_equations_sound].
  apply all_sound; [exact S|]. rewrite <- (app_nil_r (combine _ k)), <- (app_nil_r (combine _ k')).
  apply combine_sound; [exact K|constructor].
Qed.

Inductive tell_all : option (result C) -> option (result M) -> Prop :=
| bad_input : tell_all None None
| told o m : tells agree o m -> tell_all (Some o) (Some m).
Theorem read_sound l t : tell_all (read C l t) (read M l t).
Proof.
  unfold read. destruct (sort_in l t); constructor. apply all_sound; [apply define_sound|constructor].
Qed.
End Soundness.
