(** * The status of a claim

    As ../README.md tells it: from the verdicts on its statements. *)

From Coq Require Import List.
Import ListNotations.

(** What a program says of a statement: it is true; it is false or undefined; neither. *)
Inductive verdict := Confirming | Refuting | Undecided.
Inductive status := Confirmed | ConfirmedAsCorrected | ClaimRefuted | ClaimUndecided | NotMathematical.
Definition worst : list verdict -> verdict := fold_right (fun v w =>
  match v, w with
  | Refuting, _ | _, Refuting => Refuting
  | Undecided, _ | _, Undecided => Undecided
  | Confirming, Confirming => Confirming
  end) Confirming.
(** From the verdicts on its printed and corrected statements; a claim without statements is historical. *)
Definition status_of (printed corrected : list verdict) : status :=
  match printed, worst printed, corrected, worst corrected with
  | [], _, _, _ => NotMathematical
  | _, Confirming, _, _ => Confirmed
  | _, Undecided, _, _ | _, Refuting, _, Undecided => ClaimUndecided
  | _, Refuting, _ :: _, Confirming => ConfirmedAsCorrected
  | _, Refuting, _, _ => ClaimRefuted
  end.
Example mended : status_of [Refuting] [Confirming] = ConfirmedAsCorrected.
Proof. reflexivity. Qed.
