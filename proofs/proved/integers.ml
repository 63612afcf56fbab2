(* Integers for what Coq extracts, where Coq's own list (ExtrOcamlZBigInt) would divide to halve, or halve to count. *)

(* A positive number is 2 q + 1, 2 q or 1. *)
let positive odd even one p =
  if Z.equal p Z.one then one () else if Z.is_odd p then odd (Z.shift_right p 1) else even (Z.shift_right p 1)

(* How many binary digits m > 0 has, less one, more than n. *)
let digits_beyond m n = Z.add n (Z.of_int (Z.numbits m - 1))

(* Quotient and remainder, of the sign of the divisor; by zero they are 0 and a. *)
let divided a b =
  if Z.equal b Z.zero then (Z.zero, a)
  else
    let q = Z.fdiv a b in
    (q, Z.sub a (Z.mul q b))
