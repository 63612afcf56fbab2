(** * Verdicts by computation

    The reading of the language in which a program evaluates a statement, and the theorem that its verdicts are so. *)

From Coq Require Import String List ZArith QArith Reals Bool.
From Interval Require Import Xreal Interval.
From Dropcert Require Import Language Meaning Soundness Numbers Search Functions.
Import ListNotations.

Section Computation.
Variable bits : BinNums.positive.                              (* of the intervals *)
Variable depth : nat.                                  (* how often an interval of real numbers is halved at most *)
Let prec := F.PtoP bits.

(** Limits, integrals and derivatives are not known. *)
Definition computation : reading := {|
  number := computed;
  outcome := known;
  defined := @Known;
  Language.undefined := @Undefined;
  bind := @then_;
  attempt := @tried;
  literal := fun q => Exact (lowest q);
  operate := operate_computed prec;
  compare := compare_computed prec;
  whole := whole_computed;
  on_the_line := fun x => if is_polynomial x then Undefined else Known x;
  apply := computed_function prec;
  limsup_of_roots := fun _ _ => Unknown;
  endless := fun _ _ _ => Unknown;
  limit_over := fun _ _ _ => Unknown;
  derivative_at := fun _ _ _ => Unknown;
  greatest := greatest_computed prec depth |}.

Theorem computation_sound l t :
  tell_all computation the_meaning represents (fun T U => @tells T U) (read computation l t) (read the_meaning l t).
Proof.
  apply read_sound; cbn -[operate_computed operation_on compare_computed comparison_of whole_computed integer_of
    computed_function function_named greatest_computed greatest_finding].
  - intros T U R x y X. now constructor.
  - constructor.
  - intros T U V W R S o m k h H K. now apply (then_sound R).
  - intros T U R o m H. destruct H; cbn; constructor; constructor. assumption.
  - intros q. apply (near_represents (Exact (lowest q))). symmetry. apply Q2R_lowest.
  - intros o x y a b X Y. now apply operate_computed_sound.
  - intros r x y a b X Y. now apply compare_computed_sound.
  - intros x a X. now apply whole_computed_sound.
  - intros x a X. destruct (is_polynomial x) eqn:P.
    + destruct x; try discriminate P. destruct X as [_ [f [-> _]]]. constructor.
    + destruct (represents_real x a P X) as [r [-> N]]. constructor. now apply near_represents.
  - intros f l' m L. now apply computed_function_sound.
  - constructor.
  - constructor.
  - constructor.
  - constructor.
  - intros r r' f g D H. now apply greatest_computed_sound.
Qed.

(** What the computation says of a statement.  [Vacuous]: it holds, but nothing was to be shown. *)
Inductive answer_found := It_holds (vacuously : bool) | It_fails.
Definition decided (l : list definition) (s : tree) : option answer_found :=
  match sort_in l s, read computation l s with
  | Some A_statement, Some (Known (Truth Yes)) => Some (It_holds false)
  | Some A_statement, Some (Known (Truth Vacuous)) => Some (It_holds true)
  | Some A_statement, Some (Known (Truth No)) | Some A_statement, Some Undefined => Some It_fails
  | _, _ => None
  end.
(** The claim that an answer makes. *)
Definition claimed (a : answer_found) : list definition -> tree -> Prop :=
  match a with It_holds false => Holds | It_holds true => HoldsVacuously | It_fails => Refuted end.
Theorem decided_sound l s a : decided l s = Some a -> claimed a l s.
Proof.
  intros D. destruct a as [[]|]; cbn [claimed]; revert D; unfold decided, Refuted, Holds, HoldsVacuously, meaning;
    (destruct (sort_in l s) as [[| | |]|] eqn:T; try discriminate); pose proof (computation_sound l s) as C;
    (destruct C as [|o m C]; [discriminate|]); destruct C as [m| |v w V]; try discriminate; try (intros _; tauto);
    destruct V as [| | |[]]; try discriminate; intros _; tauto.
Qed.
End Computation.
