(** Written by dropcert emit-coq: theorems about statements of the paper's ledger, each as its text stands there,
    by computation in Coq's kernel or by hand. They are listed in proofs/kernel.txt.
    It needs the compiled files of proofs/coq:

        coqc -Q proofs/coq Dropcert FILE.v *)

From Coq Require Import String List PArith.
From Dropcert Require Import Text.
From Dropcert Require BoundTexts FormalTexts Identities RootTexts Roots.
Import ListNotations.
Local Open Scope string_scope.

Theorem C1_printed : text_refuted
  ["A(z) = 1 + exp(z)"]
  "for z in {0, 1, -1, 5}: exp(z - A(z)) = sigmoid(z)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C1_corrected : text_holds
  (@nil string)
  "for z in real: exp(z - softplus(z)) = sigmoid(z)".
Proof. exact Identities.C1_corrected. Qed.

Theorem C1_evidence : text_holds
  ["A(z) = 1 + exp(z)"]
  "abs(exp(0 - A(0)) - 0.13533528323661269189) < 1e-20".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C2_printed : text_holds
  (@nil string)
  "for z in real: exp(z - softplus(z)) = sigmoid(z) = 1/(1 + exp(-z))".
Proof. exact Identities.C2_printed. Qed.

Theorem C3_printed : text_refuted
  ["close(x, y) = abs(x - y) < 1e-30";
    "likelihood(y, z) = if(y = 1, sigmoid(z), 1 - sigmoid(z))";
    "printed_loss(y, z) = -log(y * sigmoid(z)) - (1 - y) * log(1 - sigmoid(z))"]
  "for y in {0, 1}, z in {1, -2}: close(printed_loss(y, z), -log(likelihood(y, z)))".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C3_instead : text_holds
  ["loss(y, z) = -y * log(sigmoid(z)) - (1 - y) * log(1 - sigmoid(z))"]
  "for y in {1, 0}, z in real: loss(y, z) = softplus(z) - y * z".
Proof. exact Identities.C3_instead. Qed.

Theorem C3_evidence : text_holds
  ["close(x, y) = abs(x - y) < 1e-30";
    "likelihood(y, z) = if(y = 1, sigmoid(z), 1 - sigmoid(z))";
    "loss(y, z) = -y * log(sigmoid(z)) - (1 - y) * log(1 - sigmoid(z))"]
  "for y in {1, 0}, z in {1, -2, 7}: close(loss(y, z), -log(likelihood(y, z)))".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C4_printed : text_refuted
  (@nil string)
  "for n in 1..20: sum(i = 0..n, 1) = n".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C4_corrected : text_holds
  (@nil string)
  "for n in 1..20: sum(i = 1..n, 1) = n".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C5_printed : text_holds
  (@nil string)
  "for d in {1/100, 1/4, 1/3, 1/2, 0.7, 99/100}: mean(x in dropout([1], d), x) = 1".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C5_evidence_1 : text_holds
  ["odds(d) = d/(1 - d)"]
  "for d in {1/100, 1/4, 1/2, 0.7, 99/100}, n in 1..30: moment([1], d, n) = d * ((-1)^n + odds(d)^(n - 1))".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C5_evidence_2 : text_holds
  ["odds(d) = d/(1 - d)"]
  "for d in {1/100, 1/4, 1/2, 0.7, 99/100}: mean(x in dropout([1], d), (x - 1)^2) = odds(d)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C6_printed : text_holds
  (@nil string)
  "for z in real: -log(sigmoid(z)) = softplus(z) - z = softplus(-z)".
Proof. exact Identities.C6_printed. Qed.

Theorem C7_printed : text_refuted
  ["negative_loss(x, b) = sum(u in x, -log(1 - sigmoid(u * b)))";
    "replacement(x, b) = sum(u in x, log(sigmoid(u * b)))"]
  "for (x, b, c) in {([1], -3, 2), ([1], 0, 1), ([1, -1], 0, 1), ([1, -1], 0, 10)}: negative_loss(x, b) < negative_loss(x, c) iff replacement(x, b) < replacement(x, c)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C7_instead : text_holds
  (@nil string)
  "for z in real: -log(1 - sigmoid(z)) = -log(sigmoid(-z)) and log(sigmoid(z)) = z - softplus(z)".
Proof. exact Identities.C7_instead. Qed.

Theorem C7_evidence_1 : text_holds
  ["negative_loss(x, b) = sum(u in x, -log(1 - sigmoid(u * b)))";
    "replacement(x, b) = sum(u in x, log(sigmoid(u * b)))"]
  "for b in {-10, -1, -1/100, 1/100, 1, 10}: negative_loss([1, -1], b) > 2 * log(2) and replacement([1, -1], b) < -2 * log(2)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C7_evidence_2 : text_holds
  ["replacement(x, b) = sum(u in x, log(sigmoid(u * b)))"]
  "abs(replacement([1, -1], 10) + 20.000090797798433729 - 10) < 1e-15".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C8_printed : text_refuted
  ["penalty(a, d, s) = mean(x in dropout(a, d), s * log(sigmoid(x))) - s * log(sigmoid(sum(a)))"]
  "for (a, d) in {([1], 1/2), ([1, -1], 1/3), ([2, 1, -1], 1/4)}: penalty(a, d, -1) = penalty(a, d, 1)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C8_corrected : text_holds
  ["close(x, y) = abs(x - y) < 1e-30";
    "noised_softplus(a, d) = mean(x in dropout(a, d), softplus(x))";
    "penalty(a, d, s) = mean(x in dropout(a, d), s * log(sigmoid(x))) - s * log(sigmoid(sum(a)))"]
  "for (a, d) in {([1], 1/2), ([1, -1], 1/3), ([2, 1, -1], 1/4)}: close(noised_softplus(a, d) - softplus(sum(a)), penalty(a, d, -1))".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C8_evidence_1 : text_holds
  (@nil string)
  "for z in real: -log(1 - sigmoid(z)) = -log(sigmoid(z)) + z".
Proof. exact Identities.C8_evidence_1. Qed.

Theorem C8_evidence_2 : text_holds
  (@nil string)
  "for (a, d) in {([1], 1/2), ([1, -1], 1/3), ([2, 1, -1], 1/4)}: mean(x in dropout(a, d), x) = sum(a)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C9_printed : text_refuted
  (@nil string)
  "for d in 1..6, q in 1..6: d * q * d = sum(j = 1..q, d)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C9_corrected : text_holds
  (@nil string)
  "for d in 1..6, q in 1..6: d * q = sum(j = 1..q, d)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C10_printed : text_holds
  ["close(x, y) = abs(x - y) < 1e-30"]
  "for (a, d) in {([1], 1/2), ([1, -1], 1/3), ([2, -1, 1/2], 3/10), ([7], 9/10)}, y in {0, 1}: close(mean(x in dropout(a, d), softplus(x) - y * x), softplus(sum(a)) - y * sum(a) + regulariser(a, d))".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C10_evidence : text_holds
  (@nil string)
  "for (a, d) in {([1], 1/2), ([1, -1], 1/3), ([2, -1, 1/2], 3/10), ([7], 9/10)}: mean(x in dropout(a, d), x) = sum(a)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C11_printed : text_holds
  (@nil string)
  "for (a, d) in {([1], 1/2), ([1, -1], 1/3), ([2, -1, 1/2], 3/10), ([7], 9/10), ([-20, 3], 1/100)}: regulariser(a, d) >= 0".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C11_evidence_1 : text_holds
  ["odds(d) = d/(1 - d)";
    "squares(a) = sum(x in a, x^2)"]
  "for (a, d) in {([1], 1/2), ([1, -1], 1/3), ([2, -1, 1/2], 3/10), ([7], 9/10), ([-20, 3], 1/100)}: 0 < regulariser(a, d) < odds(d)/8 * squares(a)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C11_evidence_2 : text_holds
  ["node(a, d, h, n) = (cos(n * h * sum(a)) - mean(x in dropout(a, d), cos(n * h * x)))/(n * (exp(pi * n * h) - exp(-pi * n * h))/2)";
    "trapezoid(a, d, h, N) = h * moment(a, d, 2)/(4 * pi) + sum(n = 1..N, node(a, d, h, n))"]
  "for (a, d) in {([1], 1/2), ([1, -1], 1/3), ([2, -1, 1/2], 3/10)}, h in {1/2, 3/4}: -1e-20 < trapezoid(a, d, h, 40) - regulariser(a, d) < mean(x in dropout(a, d), exp(abs(x)))/(exp(2 * pi/h) - 1) + 1e-20".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C12_printed : text_holds
  ["close(x, y) = abs(x - y) < 1e-30";
    "variance(a, d) = mean(x in dropout(a, d), (x - sum(a))^2)"]
  "for (a, d) in {([1], 1/2), ([1, -1], 1/3), ([2, -1, 1/2], 3/10), ([7, 1], 9/10)}: close(partial_regulariser(2, a, d), softplus_derivative(2, sum(a))/2 * variance(a, d))".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C12_evidence_1 : text_holds
  ["odds(d) = d/(1 - d)";
    "squares(a) = sum(x in a, x^2)";
    "variance(a, d) = mean(x in dropout(a, d), (x - sum(a))^2)"]
  "for (a, d) in {([1], 1/2), ([1, -1], 1/3), ([2, -1, 1/2], 3/10), ([7, 1], 9/10)}: variance(a, d) = odds(d) * squares(a) = moment(a, d, 2)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C12_evidence_2 : text_holds
  (@nil string)
  "for (a, d) in {([1], 1/2), ([1, -1], 1/3), ([2, -1, 1/2], 3/10), ([7, 1], 9/10)}: moment(a, d, 1) = 0".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C13_printed : text_holds
  (@nil string)
  "for z in real, d in real wherever defined: z/(1 - d) - z = z * (d/(1 - d))".
Proof. exact Identities.C13_printed. Qed.

Theorem C13_evidence : text_holds
  ["odds(d) = d/(1 - d)"]
  "for (a, d) in {([1], 1/2), ([1, 2], 1/3), ([1, 2, 4], 1/4)}: mean(x in dropout(a, d), if(x - sum(a) = sum(a) * odds(d), 1, 0)) = (1 - d)^length(a)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C14_printed : text_refuted
  ["odds(d) = d/(1 - d)";
    "model_moment(a, d, n) = (1 - d) * (sum(a) * odds(d))^n"]
  "for (a, d) in {([1], 1/2), ([1], 1/4), ([1, 1], 1/2)}, n in 1..6: moment(a, d, n) = model_moment(a, d, n)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C14_instead : text_holds
  ["odds(d) = d/(1 - d)"]
  "for z in {1, -2, 7/3}, d in {1/10, 1/2, 3/4}, n in 0..20: moment([z], d, n) = z^n * ((1 - d) * odds(d)^n + d * (-1)^n)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C14_evidence_1 : text_holds
  ["odds(d) = d/(1 - d)";
    "model_moment(a, d, n) = (1 - d) * (sum(a) * odds(d))^n"]
  "for n in 1..12: moment([1], 1/2, n) = (1 + (-1)^n)/2 and model_moment([1], 1/2, n) = 1/2".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C14_evidence_2 : text_holds
  (@nil string)
  "for x in dropout([1], 1/2): x - 1 = 1 or x - 1 = -1".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C14_evidence_3 : text_holds
  ["odds(d) = d/(1 - d)";
    "model_moment(a, d, n) = (1 - d) * (sum(a) * odds(d))^n"]
  "for (a, d) in {([1], 1/2), ([3, -1], 1/3), ([2, 5], 9/10)}: moment(a, d, 1) = 0 and model_moment(a, d, 1) = d * sum(a)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C15_printed : text_refuted
  ["odds(d) = d/(1 - d)";
    "paper_moment(z, d, n) = z^n * d^n/(1 - d)^(n - 1)";
    "model_moment(z, d, n) = if(n = 0, 1, (1 - d) * (z * odds(d))^n)"]
  "for n in 0..30, z in {1, -2, 7/3}, d in {1/10, 1/2, 3/4}: model_moment(z, d, n) = paper_moment(z, d, n)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C15_corrected : text_holds
  ["odds(d) = d/(1 - d)";
    "paper_moment(z, d, n) = z^n * d^n/(1 - d)^(n - 1)";
    "model_moment(z, d, n) = if(n = 0, 1, (1 - d) * (z * odds(d))^n)"]
  "for n in 1..30, z in {1, -2, 7/3}, d in {1/10, 1/2, 3/4}: model_moment(z, d, n) = paper_moment(z, d, n)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C15_evidence : text_holds
  ["paper_moment(z, d, n) = z^n * d^n/(1 - d)^(n - 1)"]
  "for d in {1/10, 1/2, 3/4}: paper_moment(1, d, 0) = 1 - d".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C16_printed : text_refuted
  (@nil string)
  "for (a, d) in {([1], 1/2), ([1, -1], 1/2), ([3, 4], 1/10), ([1, 1], 1/2)}: moment(a, d, 2) = sum(a)^2 * d^2/(1 - d)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C16_instead : text_holds
  ["odds(d) = d/(1 - d)";
    "squares(a) = sum(x in a, x^2)"]
  "for (a, d) in {([1], 1/2), ([1, -1], 1/2), ([3, 4], 1/10), ([1, 1], 1/2), ([2, -1, 1/2], 0.3)}: moment(a, d, 2) = odds(d) * squares(a) = mean(x in dropout(a, d), (x - sum(a))^2)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C16_evidence_1 : text_holds
  (@nil string)
  "for z in {1, -2, 7/3}, d in {1/10, 1/2, 3/4, 99/100}: moment([z], d, 2) != z^2 * (d^2/(1 - d)) and d * moment([z], d, 2) = z^2 * (d^2/(1 - d))".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C16_evidence_2 : text_holds
  ["squares(a) = sum(x in a, x^2)"]
  "for (a, d) in {([1], 1/2), ([1, -1], 1/2), ([3, 4], 1/10), ([1, 1], 1/2), ([3, 1], 5/8)}: moment(a, d, 2) = sum(a)^2 * d^2/(1 - d) iff d * sum(a)^2 = squares(a)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C16_evidence_3 : text_holds
  (@nil string)
  "for z in real, d in real wherever defined: z^2 * d^2/(1 - d) - (d * z)^2 = z^2 * d^3/(1 - d)".
Proof. exact Identities.C16_evidence_3. Qed.

Theorem C17_printed : text_holds
  (@nil string)
  "for z in real: softplus_derivative(2, z) = sigmoid(z) * (1 - sigmoid(z)) = exp(-z)/(1 + exp(-z))^2".
Proof. exact Identities.C17_printed. Qed.

Theorem C17_evidence : text_holds
  (@nil string)
  "D(p) = p * (1 - p)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C18_printed : text_refuted
  ["odds(d) = d/(1 - d)";
    "penalty(a, d) = mean(y in dropout(a, d), y^2/2) - sum(a)^2/2"]
  "for (x, y, b, c, d) in {(1, 1, 2, 3, 1/4), (1, -1, 2, 5, 1/2), (1, 2, 3, 1, 1/2), (3, 1/2, 1, 1, 0.1)}: penalty([x * b, y * c], d) = odds(d)/2 * (b^2 + c^2)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C18_corrected : text_holds
  ["odds(d) = d/(1 - d)";
    "penalty(a, d) = mean(y in dropout(a, d), y^2/2) - sum(a)^2/2"]
  "for (x, y, b, c, d) in {(1, 1, 2, 3, 1/4), (1, -1, 2, 5, 1/2), (1, 2, 3, 1, 1/2), (3, 1/2, 1, 1, 0.1)}: penalty([x * b, y * c], d) = odds(d)/2 * (x^2 * b^2 + y^2 * c^2)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C18_evidence_1 : text_holds
  ["odds(d) = d/(1 - d)";
    "squares(a) = sum(x in a, x^2)";
    "penalty(a, d) = mean(y in dropout(a, d), y^2/2) - sum(a)^2/2"]
  "for (a, d) in {([1, -1], 1/2), ([2, 3, -5], 0.3), ([1, 2, 3, 4], 9/10)}: penalty(a, d) = moment(a, d, 2)/2 = odds(d)/2 * squares(a)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C18_evidence_2 : text_holds
  ["paper_moment(z, d, n) = z^n * d^n/(1 - d)^(n - 1)"]
  "paper_moment(1 - 1, 1/2, 2) = 0".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C19_printed : text_refuted
  (@nil string)
  "for (a, d) in {([2], 1/2), ([1, -1], 1/3), ([2, 1], 1/4)}, m in 1..4: mean(x in dropout(a, d), softplus_derivative(m, x) * (x - sum(a))^m) = softplus_derivative(m, sum(a)) * moment(a, d, m)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C19_instead : text_holds
  ["taylor(n, z) = softplus_derivative(n, z)/n!";
    "quotient(a, d) = deviation(a, d)/radius(sum(a))";
    "tail(k, a, d) = radius(sum(a))^2 * quotient(a, d)^(k + 1)/(4 * (k + 1) * (1 - quotient(a, d)))";
    "noised_softplus(a, d) = mean(x in dropout(a, d), softplus(x))"]
  "for (a, d) in {([2], 1/2), ([1, -1], 1/3), ([2, 1], 1/4)}, k in 2..12: deviation(a, d) < radius(sum(a)) implies abs(noised_softplus(a, d) - sum(m = 0..k, taylor(m, sum(a)) * moment(a, d, m))) <= tail(k, a, d)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C19_evidence_1 : text_holds
  (@nil string)
  "abs(mean(x in dropout([2], 1/2), softplus_derivative(1, x) * (x - 2)) - 0.482013790037908441973206862050) < 1e-29".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C19_evidence_2 : text_holds
  (@nil string)
  "for k in 0..20: sum(m = 0..k, 1) = k + 1".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C20_printed : text_refuted
  ["taylor(n, z) = softplus_derivative(n, z)/n!";
    "paper_moment(z, d, n) = z^n * d^n/(1 - d)^(n - 1)"]
  "for m in 0..6, (z, d) in {(1, 1/2), (2, 1/4), (-3, 2/3)}: taylor(m, z) * moment([z], d, m) = taylor(m, z) * paper_moment(z, d, m)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C20_instead : text_holds
  ["odds(d) = d/(1 - d)"]
  "for m in 0..20, (z, d) in {(1, 1/2), (2, 1/4), (-3, 2/3)}: moment([z], d, m) = z^m * ((1 - d) * odds(d)^m + d * (-1)^m)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C20_evidence_1 : text_holds
  ["taylor(n, z) = softplus_derivative(n, z)/n!";
    "paper_moment(z, d, n) = z^n * d^n/(1 - d)^(n - 1)"]
  "abs(sum(m = 0..60, taylor(m, 1) * paper_moment(1, 1/2, m)) - softplus(2)/2) < 1e-25 and abs(softplus(2)/2 - 1.06346400552148624822) < 1e-20".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C20_evidence_2 : text_holds
  ["taylor(n, z) = softplus_derivative(n, z)/n!";
    "paper_moment(z, d, n) = z^n * d^n/(1 - d)^(n - 1)"]
  "for (z, d) in {(2, 1/3), (-1, 2/5)}: abs(sum(m = 0..100, taylor(m, z) * paper_moment(z, d, m)) - (1 - d) * softplus(z/(1 - d))) < 1e-25".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C20_evidence_3 : text_holds
  ["close(x, y) = abs(x - y) < 1e-30";
    "noised_softplus(a, d) = mean(x in dropout(a, d), softplus(x))"]
  "close(noised_softplus([1], 1/2), softplus(2)/2 + log(2)/2) and abs(noised_softplus([1], 1/2) - 1.41003759580145890293) < 1e-20".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C21_printed : text_refuted
  (@nil string)
  "for z in {0, 1, -2}: softplus_derivative(0, z) = sigmoid(z) and softplus_derivative(1, z) = sigmoid(z) * (1 - sigmoid(z))".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C21_instead : text_holds
  (@nil string)
  "for z in real: softplus_derivative(1, z) = sigmoid(z) and softplus_derivative(2, z) = sigmoid(z) * (1 - sigmoid(z))".
Proof. exact Identities.C21_instead. Qed.

Theorem C21_evidence : text_holds
  ["close(x, y) = abs(x - y) < 1e-30"]
  "for k in 0..30, z in {1, -2, 7}: close(softplus_derivative(k + 1, z), sigmoid_derivative(k, z))".
Proof. by_computation 256%positive 13%nat. Qed.

Theorem C22_printed : text_holds
  (@nil string)
  "for n in 1..100, k in 1..n: surjections(n, k) = k! * stirling2(n, k)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C22_evidence_1 : text_holds
  (@nil string)
  "for n in 1..40, k in 1..n: surjections(n, k) = sum(i = 0..k, (-1)^(k - i) * binomial(k, i) * i^n)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C22_evidence_2 : text_holds
  (@nil string)
  "for (k, t) in {(1, 1), (2, 30), (3, 150), (4, 240), (5, 120)}: surjections(5, k) = t".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C23_printed : text_holds
  ["max_k = 1000"]
  "for k in 1..max_k: D(p, k) = D(p) * sum(j = 1..k, (-1)^(j - 1) * p^(j - 1) * surjections(k, j))".
Proof. exact FormalTexts.C23_printed. Qed.

Theorem C23_evidence_1 : text_holds
  (@nil string)
  "for k in 1..60: D(p, k - 1) != D(p) * sum(j = 1..k, (-1)^(j - 1) * p^(j - 1) * surjections(k, j))".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C23_evidence_2 : text_holds
  (@nil string)
  "softplus_derivative(2, 0) != at(D(p) * sum(j = 1..2, (-1)^(j - 1) * p^(j - 1) * surjections(2, j)), 1/2)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C23_evidence_3 : text_holds
  (@nil string)
  "softplus_derivative(2, 0) = 1/4 and at(D(p) * sum(j = 1..2, (-1)^(j - 1) * p^(j - 1) * surjections(2, j)), 1/2) = 0".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C24_printed : text_holds
  ["part(k, j) = D(p) * (-1)^(j - 1) * p^(j - 1) * surjections(k, j)"]
  "D(p) = part(1, 1) = p - p^2 and D(p, 2) = part(2, 1) + part(2, 2) = D(p) - 2 * p * D(p)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C25_printed : text_holds
  ["part(k, j) = D(p) * (-1)^(j - 1) * p^(j - 1) * surjections(k, j)";
    "first(k, j) = j * p^(j - 1) * D(p) * (-1)^(j - 1) * surjections(k, j)";
    "second(k, j) = (j + 1) * p^j * D(p) * (-1)^j * surjections(k, j)"]
  "for k in 1..40, j in 1..k: D(part(k, j)) = first(k, j) + second(k, j)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C26_printed : text_refuted
  ["part(k, j) = D(p) * (-1)^(j - 1) * p^(j - 1) * surjections(k, j)";
    "first(k, j) = j * p^(j - 1) * D(p) * (-1)^(j - 1) * surjections(k, j)";
    "second(k, j) = (j + 1) * p^j * D(p) * (-1)^j * surjections(k, j)"]
  "for k in 1..40, j in 1..k: part(k + 1, j) = first(k, j + 1) + second(k, j)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C26_instead : text_holds
  ["part(k, j) = D(p) * (-1)^(j - 1) * p^(j - 1) * surjections(k, j)";
    "first(k, j) = j * p^(j - 1) * D(p) * (-1)^(j - 1) * surjections(k, j)";
    "second(k, j) = (j + 1) * p^j * D(p) * (-1)^j * surjections(k, j)"]
  "for k in 1..40, j in 1..k + 1: part(k + 1, j) = first(k, j) + second(k, j - 1)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C26_evidence : text_holds
  ["part(k, j) = D(p) * (-1)^(j - 1) * p^(j - 1) * surjections(k, j)";
    "first(k, j) = j * p^(j - 1) * D(p) * (-1)^(j - 1) * surjections(k, j)"]
  "first(2, 2) = -4 * p * D(p) and part(3, 2) = -6 * p * D(p) and part(3, 1) = D(p)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C27_printed : text_refuted
  ["part(k, j) = D(p) * (-1)^(j - 1) * p^(j - 1) * surjections(k, j)";
    "first(k, j) = j * p^(j - 1) * D(p) * (-1)^(j - 1) * surjections(k, j)"]
  "for k in 1..40: D(D(p) * part(k, k)) = first(k, k) + part(k + 1, k + 1) and part(k + 1, 1) = first(k, 1)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C27_corrected : text_holds
  ["part(k, j) = D(p) * (-1)^(j - 1) * p^(j - 1) * surjections(k, j)";
    "first(k, j) = j * p^(j - 1) * D(p) * (-1)^(j - 1) * surjections(k, j)"]
  "for k in 1..40: D(part(k, k)) = first(k, k) + part(k + 1, k + 1) and part(k + 1, 1) = first(k, 1) = D(p)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C27_evidence : text_holds
  (@nil string)
  "D(D(p) * D(p)) = 2 * p^2 - 8 * p^3 + 10 * p^4 - 4 * p^5 and D(p, 2) = p - 3 * p^2 + 2 * p^3".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C28_printed : text_refuted
  (@nil string)
  "for k in 1..60, j in 1..k + 1: stirling2(k + 1, j) = j! * stirling2(k, j) + stirling2(k, j - 1)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C28_corrected : text_holds
  (@nil string)
  "for k in 1..60, j in 1..k + 1: stirling2(k + 1, j) = j * stirling2(k, j) + stirling2(k, j - 1)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C29_printed : text_holds
  ["part(k, j) = D(p) * (-1)^(j - 1) * p^(j - 1) * surjections(k, j)";
    "first(k, j) = j * p^(j - 1) * D(p) * (-1)^(j - 1) * surjections(k, j)";
    "second(k, j) = (j + 1) * p^j * D(p) * (-1)^j * surjections(k, j)"]
  "for k in 1..40, j in 2..k: part(k + 1, j) = first(k, j) + second(k, j - 1) and surjections(k + 1, j) = j! * (j * stirling2(k, j) + stirling2(k, j - 1))".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C29_evidence : text_holds
  (@nil string)
  "for k in 1..60, j in 1..k + 1: surjections(k + 1, j) = j * (surjections(k, j) + surjections(k, j - 1))".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C30_printed : text_refuted
  ["part(k, j) = D(p) * (-1)^(j - 1) * p^(j - 1) * surjections(k, j)";
    "whole(k) = sum(j = 1..k, part(k, j))"]
  "for k in 1..40: whole(k + 1) = sum(j = 1..k, D(D(p) * part(k, j))) = D(D(p) * whole(k))".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C30_corrected : text_holds
  ["part(k, j) = D(p) * (-1)^(j - 1) * p^(j - 1) * surjections(k, j)";
    "first(k, j) = j * p^(j - 1) * D(p) * (-1)^(j - 1) * surjections(k, j)";
    "second(k, j) = (j + 1) * p^j * D(p) * (-1)^j * surjections(k, j)";
    "whole(k) = sum(j = 1..k, part(k, j))"]
  "for k in 1..40: whole(k + 1) = sum(j = 1..k, first(k, j) + second(k, j)) = D(whole(k))".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C31_printed : text_refuted
  ["printed_partial(k, a, d) = sum(j = 2..k, sigmoid_derivative(j, sum(a)) * moment(a, d, j)/j!)"]
  "for (a, d) in {([1, -1], 1/2), ([1], 1/2), ([2, 1], 1/4)}: printed_partial(2, a, d) = softplus_derivative(2, sum(a)) * moment(a, d, 2)/2".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C31_instead : text_holds
  ["quotient(a, d) = deviation(a, d)/radius(sum(a))";
    "tail(k, a, d) = radius(sum(a))^2 * quotient(a, d)^(k + 1)/(4 * (k + 1) * (1 - quotient(a, d)))";
    "noised_softplus(a, d) = mean(x in dropout(a, d), softplus(x))";
    "within_tail(k, a, d) = abs(noised_softplus(a, d) - softplus(sum(a)) - partial_regulariser(k, a, d)) <= tail(k, a, d)"]
  "for (a, d) in {([1, -1], 1/2), ([1], 1/2), ([2, 1], 1/4), ([1, 1/2, -1], 0.3)}, k in {2, 3, 5, 10, 20, 40}: deviation(a, d) < radius(sum(a)) implies within_tail(k, a, d)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C31_evidence_1 : text_holds
  ["printed_partial(k, a, d) = sum(j = 2..k, sigmoid_derivative(j, sum(a)) * moment(a, d, j)/j!)"]
  "for c in {1/10, 1, 10, 1000}: printed_partial(2, [c, -c], 1/2) = 0".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C31_evidence_2 : text_holds
  ["close(x, y) = abs(x - y) < 1e-30"]
  "partial_regulariser(2, [1, -1], 1/2) = 1/4 and close(regulariser([1, -1], 1/2), log((exp(1) + exp(-1))/2)/2) and abs(regulariser([1, -1], 1/2) - 0.21689041524151359351324734245) < 1e-28".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C31_evidence_3 : text_holds
  ["printed_partial(k, a, d) = sum(j = 2..k, sigmoid_derivative(j, sum(a)) * moment(a, d, j)/j!)"]
  "abs(partial_regulariser(2, [1], 1/2) - 0.0983059666207409262687) < 1e-21 and abs(printed_partial(2, [1], 1/2) + 0.0454288738364742047212) < 1e-21".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C32_printed : text_holds
  (@nil string)
  "for (a, d) in {([1], 1/2), ([1, -1], 1/3), ([2, -1, 1/2], 3/10), ([7, 1], 9/10)}: moment(a, d, 0) = 1 and moment(a, d, 1) = 0".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C32_evidence_1 : text_holds
  (@nil string)
  "for (a, d) in {([1], 1/2), ([1, -1], 1/3), ([2, -1, 1/2], 3/10), ([7, 1], 9/10)}: mean(x in dropout(a, d), x) = sum(a)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C32_evidence_2 : text_holds
  ["paper_moment(z, d, n) = z^n * d^n/(1 - d)^(n - 1)"]
  "for (z, d) in {(1, 1/2), (-3, 1/3)}: paper_moment(z, d, 1) = d * z != 0".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C33_printed : text_refuted
  ["table(k, j) = sum(i = 1..k, min(i, j))";
    "summands(k) = sum(j = 2..k, j)"]
  "for k in 2..60, j in 2..k: table(k, j) <= k * j and summands(k) <= 10 * k * j".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C33_corrected : text_holds
  ["table(k, j) = sum(i = 1..k, min(i, j))";
    "summands(k) = sum(j = 2..k, j)"]
  "for k in 2..60, j in 2..k: table(k, j) <= k * j and k^2/4 <= summands(k) <= k^2".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C33_evidence : text_holds
  ["summands(k) = sum(j = 2..k, j)"]
  "for c in 1..40: summands(4 * c) > c * (4 * c) * 2".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C34_printed : text_holds
  (@nil string)
  "for (z, d) in {(1, 1/2), (-3, 1/10), (7/3, 0.9)}, x in dropout([z], d): x = 0 or x = z/(1 - d)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C35_printed : text_refuted
  (@nil string)
  "for z in {0, 1, 5, 10, 100}: radius(z) <= 2 * pi".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C35_corrected : text_holds
  ["close(x, y) = abs(x - y) < 1e-30"]
  "for z in {0, 1/100, 1, -5, 10, 100, -1000}: close(radius(z), sqrt(pi^2 + z^2))".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C35_evidence_1 : text_holds
  (@nil string)
  "for z in {1/100, 1, -5, 10, 100, -1000}: max(pi, abs(z)) < radius(z) < pi + abs(z)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C35_evidence_2 : text_holds
  ["taylor(n, z) = softplus_derivative(n, z)/n!"]
  "for n in 3..100, z in {0, 1/2, -1, 3, 7, -20}: abs(taylor(n, z)) <= radius(z)^(2 - n)/(4 * n)".
Proof. exact BoundTexts.C35_evidence_2. Qed.

Theorem C35_evidence_3 : text_holds
  ["taylor(n, z) = softplus_derivative(n, z)/n!"]
  "for n in 3..8, z in [-12, 12]: abs(taylor(n, z)) <= sqrt(pi^2 + z^2)^(2 - n)/(4 * n)".
Proof. exact BoundTexts.C35_evidence_3. Qed.

Theorem C36_evidence_3 : text_holds
  ["gaussian_term(j, s) = softplus_derivative(2 * j, 0) * s^(2 * j)/(2^j * j!)"]
  "abs(gaussian_term(20, 1/2) + 1.8910186e-10) < 1e-16 and abs(gaussian_term(60, 1/2) + 19.216921) < 1e-6".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C37_printed : text_refuted
  (@nil string)
  "for z in {10, 100, 1000}: abs(0 - z) >= radius(z)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C37_instead : text_holds
  (@nil string)
  "for z in {1/2, -3, 10, 100, -1000}: abs(0 - z) < radius(z)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C37_evidence_1 : text_holds
  (@nil string)
  "for z in {1/2, -3, 10, 100, -1000}, t in {0, 1/4, 1, 3/2, 2}: abs(t * z - z) < radius(z)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C37_evidence_2 : text_holds
  (@nil string)
  "for (a, d) in {([1], 1/2), ([1, 2], 1/3), ([3, -1, 4], 1/4)}: mean(x in dropout(a, d), if(x = 0, 1, 0)) >= d^length(a)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C37_evidence_3 : text_holds
  (@nil string)
  "for (a, d) in {([1], 1/2), ([9, -1], 2/3), ([3, -5, 4], 3/4), ([2, -2], 1/2)}, x in dropout(a, d): abs(x - sum(a)) > radius(sum(a)) implies x * sum(a) < 0 or abs(x) > 2 * abs(sum(a))".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C38_printed : text_refuted
  (@nil string)
  "for z in {1, -1, 3}: 1/(1 + exp(z)) = sigmoid(z)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C38_instead : text_holds
  (@nil string)
  "for z in real: 1/(1 + exp(-z)) = sigmoid(z) and 1/(1 + exp(z)) = 1 - sigmoid(z)".
Proof. exact Identities.C38_instead. Qed.

Theorem C38_evidence : text_holds
  (@nil string)
  "abs(1/(1 + exp(1)) - 0.2689414213699951207) < 1e-19 and abs(sigmoid(1) - 0.7310585786300048793) < 1e-19".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C39_printed : text_refuted
  (@nil string)
  "for bound in {1, 2 * pi, 100}, (a, d) in {([1, 2], 1/2), ([1, -1, 3], 0.9)}: deviation(a, d) > bound".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C39_instead : text_holds
  (@nil string)
  "for (a, d) in {([1, 2], 1/2), ([1, -1, 3], 0.9), ([50, -80, 3, 4], 1/10)}, x in dropout(a, d): abs(x - sum(a)) <= deviation(a, d)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C39_evidence_1 : text_holds
  ["odds(d) = d/(1 - d)";
    "size(a) = sum(x in a, abs(x))";
    "farthest(a, d) = mean(x in dropout(a, d), if(abs(x - sum(a)) = deviation(a, d), 1, 0))"]
  "for (a, d) in {([1, 2], 1/2), ([1, -1, 3], 0.9), ([50, -80, 3, 4], 1/10)}: deviation(a, d) <= max(1, odds(d)) * size(a) and farthest(a, d) > 0".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C39_evidence_2 : text_holds
  ["odds(d) = d/(1 - d)";
    "positive(a) = sum(x in a, max(x, 0))";
    "negative(a) = sum(x in a, max(-x, 0))"]
  "for (a, d) in {([1, 2], 1/2), ([1, -1, 3], 0.9), ([50, -80, 3, 4], 1/10)}: deviation(a, d) = max(odds(d) * positive(a) + negative(a), positive(a) + odds(d) * negative(a))".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C39_evidence_3 : text_holds
  (@nil string)
  "for (a, d) in {([1, 2], 1/2), ([1, -1, 3], 0.9), ([50, -80, 3, 4], 1/10)}, s in {1/10, 3, 1000}: deviation(s * a, d) = s * deviation(a, d)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C40_printed : text_refuted
  (@nil string)
  "for (a, d) in {([1], 1/2), ([1, -1], 1/2), ([2, -2], 1/2), ([2], 3/4), ([3, -3], 1/2)}: deviation(a, d) < 2 * pi implies converges(a, d)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C40_instead : text_holds
  (@nil string)
  "for (a, d) in {([1], 1/2), ([1, -1], 1/2), ([2, -2], 1/2), ([2], 3/4), ([3, -3], 1/2), ([7], 1/2), ([50, 80], 1/2), ([3, -1, 1/2], 0.3), ([-100, 1], 1/2), ([pi/2, -pi/2], 1/2)}: converges(a, d) iff deviation(a, d) <= radius(sum(a))".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C40_evidence_1 : text_holds
  (@nil string)
  "deviation([2, -2], 1/2) = 4 < 2 * pi and not converges([2, -2], 1/2)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C40_evidence_2 : text_holds
  ["taylor(n, z) = softplus_derivative(n, z)/n!";
    "series_term(n, a, d) = taylor(n, sum(a)) * moment(a, d, n)";
    "quotient(a, d) = deviation(a, d)/radius(sum(a))";
    "second_radius(z) = sqrt(z^2 + 9 * pi^2)";
    "others(n, z) = (1/8 - 1/pi^2) * second_radius(z)^2 * (radius(z)/second_radius(z))^n";
    "farthest(a, d) = mean(x in dropout(a, d), if(abs(x - sum(a)) = deviation(a, d), 1, 0))";
    "large_term(n, a, d) = abs(series_term(n, a, d)) >= farthest(a, d)/(2 * n) * quotient(a, d)^n";
    "divergence_witness(n, a, d) = deviation(a, d) > radius(sum(a)) and others(n, sum(a)) <= 1/4 and (large_term(n, a, d) or large_term(2 * n, a, d))"]
  "for (a, d, n) in {([2, -2], 1/2, 2), ([2, -2], 1/2, 20), ([2, -2], 1/2, 100), ([3, -3], 1/2, 50)}: divergence_witness(n, a, d)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C40_evidence_6 : text_holds
  ["taylor(n, z) = softplus_derivative(n, z)/n!";
    "series_term(n, a, d) = taylor(n, sum(a)) * moment(a, d, n)"]
  "abs(series_term(80, [2, -2], 1/2) + 3088300.158424431) < 1e-9 and abs(regulariser([2, -2], 1/2) - 0.66250137367893221546887559841478865834) < 1e-37".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C41_printed : text_refuted
  (@nil string)
  "for (a, d) in {([1], 1/2), ([2, -2], 1/2), ([7], 1/2), ([50, 80], 1/2), ([-20], 1/3)}: converges(a, d) implies deviation(a, d) < 2 * pi".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C41_instead : text_holds
  ["odds(d) = d/(1 - d)";
    "positive(a) = sum(x in a, max(x, 0))";
    "negative(a) = sum(x in a, max(-x, 0))";
    "larger(a) = max(positive(a), negative(a))";
    "smaller(a) = min(positive(a), negative(a))";
    "excess(a, d) = if(d <= 1/2, smaller(a) * (2 * larger(a) - (1 - odds(d)) * smaller(a)), larger(a) * ((odds(d) - 1) * larger(a) + 2 * smaller(a)))"]
  "for (a, d) in {([1], 1/2), ([2, -2], 1/2), ([7], 1/2), ([50, 80], 1/2), ([-20], 1/3), ([2], 3/4), ([1], 3/4), ([3, -1, 1/2], 0.3), ([-100, 1], 1/2), ([4, -1], 1/10), ([40, -1], 1/10), ([pi/2, -pi/2], 1/2)}: converges(a, d) iff excess(a, d) <= pi^2 * (1 - d)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C41_evidence_1 : text_holds
  ["odds(d) = d/(1 - d)";
    "positive(a) = sum(x in a, max(x, 0))";
    "negative(a) = sum(x in a, max(-x, 0))";
    "larger(a) = max(positive(a), negative(a))";
    "smaller(a) = min(positive(a), negative(a))";
    "excess(a, d) = if(d <= 1/2, smaller(a) * (2 * larger(a) - (1 - odds(d)) * smaller(a)), larger(a) * ((odds(d) - 1) * larger(a) + 2 * smaller(a)))"]
  "for a in {[2, -1], [1, -2], [3, -1, 1/2], [-5], [1/2, 1/3, -1]}, d in {1/10, 1/3, 1/2, 3/5, 9/10}: excess(a, d) = (1 - d) * (deviation(a, d)^2 - sum(a)^2)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C41_evidence_2 : text_holds
  ["positive(a) = sum(x in a, max(x, 0))";
    "negative(a) = sum(x in a, max(-x, 0))"]
  "for a in {[2, -2], [1, -1], [7], [3, -1, 1/2], [-100, 1], [1.57, -1.57], [pi/2, -pi/2]}: converges(a, 1/2) iff positive(a) * negative(a) <= pi^2/4".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C41_evidence_3 : text_holds
  (@nil string)
  "for z in {1, -2, 7, 1.1107, 1.1108, 0.351, 0.352}, d in {1/2, 0.51, 3/4, 0.9}: converges([z], d) iff z^2 * (2 * d - 1) <= pi^2 * (1 - d)^2".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C41_evidence_4 : text_holds
  (@nil string)
  "for (a, d) in {([7], 1/2), ([50, 80], 1/2), ([-20], 1/3), ([1000], 1/2), ([3, 4, 5], 1/10), ([-9, -1], 1/4)}: converges(a, d)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C41_evidence_5 : text_holds
  (@nil string)
  "for (a, d) in {([7], 1/2), ([50, 80], 1/2), ([-20], 1/3), ([1000], 1/2), ([3, 4, 5], 1/10), ([-9, -1], 1/4)}: deviation(a, d) = max(sum(a), -sum(a)) < radius(sum(a))".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C41_evidence_6 : text_holds
  (@nil string)
  "deviation([7], 1/2) = 7 > 2 * pi and converges([7], 1/2)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C41_evidence_7 : text_holds
  (@nil string)
  "for x in dropout([7], 1/2): abs(x - 7) = 7".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C41_evidence_11 : text_holds
  (@nil string)
  "for M in real, m in real, r in real: (M + r * m)^2 - (M - m)^2 = (1 + r) * m * (2 * M - (1 - r) * m)".
Proof. exact Identities.C41_evidence_11. Qed.

Theorem C41_evidence_12 : text_holds
  (@nil string)
  "for M in real, m in real, r in real: (r * M + m)^2 - (M - m)^2 = (1 + r) * M * ((r - 1) * M + 2 * m)".
Proof. exact Identities.C41_evidence_12. Qed.

Theorem C42_printed : text_refuted
  (@nil string)
  "for (a, d) in {([1], 1/2), ([1, -1], 1/2), ([pi/2, -pi/2], 1/2)}: converges(a, d) iff deviation(a, d) < radius(sum(a))".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C42_instead : text_holds
  (@nil string)
  "for (a, d) in {([1], 1/2), ([1, -1], 1/2), ([pi/2, -pi/2], 1/2), ([2, -2], 1/2), ([pi, -pi/4], 1/2), ([1.6, -1.6], 1/2)}: converges(a, d) iff deviation(a, d) <= radius(sum(a))".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C42_evidence_2 : text_holds
  ["close(x, y) = abs(x - y) < 1e-30"]
  "close(regulariser([pi/2, -pi/2], 1/2), log((exp(pi/2) + exp(-pi/2))/2)/2) and abs(regulariser([pi/2, -pi/2], 1/2) - 0.4599777001150769745530268554094213892183) < 1e-39".
Proof. by_computation 512%positive 8%nat. Qed.

Theorem C42_evidence_3 : text_holds
  (@nil string)
  "abs(partial_regulariser(60, [1], 1/2) - regulariser([1], 1/2)) < 1e-25 and abs(regulariser([1], 1/2) - 0.09677590828323606888148396894038485783964) < 1e-40".
Proof. by_computation 256%positive 13%nat. Qed.

Theorem C42_evidence_4 : text_holds
  ["reading_2(k, a, d) = sum(j = 2..k, sigmoid_derivative(j, sum(a)) * moment(a, d, j)/j!)";
    "limit_2(a, d) = mean(x in dropout(a, d), sigmoid(x)) - sigmoid(sum(a))"]
  "abs(reading_2(60, [1], 1/2) - limit_2([1], 1/2)) < 1e-25 and abs(limit_2([1], 1/2) + 0.04066003964106365722129467117063787676195) < 1e-40".
Proof. by_computation 256%positive 13%nat. Qed.

Theorem C42_evidence_5 : text_holds
  ["odds(d) = d/(1 - d)";
    "taylor(n, z) = softplus_derivative(n, z)/n!";
    "paper_moment(z, d, n) = z^n * d^n/(1 - d)^(n - 1)";
    "B(z, d) = z * odds(d)";
    "reading_3(k, z, d) = sum(j = 2..k, taylor(j, z) * paper_moment(z, d, j))";
    "limit_3(z, d) = (1 - d) * (softplus(z + B(z, d)) - softplus(z) - B(z, d) * sigmoid(z))"]
  "abs(reading_3(60, 1, 1/2) - limit_3(1, 1/2)) < 1e-25 and abs(limit_3(1, 1/2) - 0.04130387244737239157178603478430625757695) < 1e-40".
Proof. by_computation 256%positive 13%nat. Qed.

Theorem C42_evidence_6 : text_holds
  ["odds(d) = d/(1 - d)";
    "paper_moment(z, d, n) = z^n * d^n/(1 - d)^(n - 1)";
    "B(z, d) = z * odds(d)";
    "reading_4(k, z, d) = sum(j = 2..k, sigmoid_derivative(j, z) * paper_moment(z, d, j)/j!)";
    "limit_4(z, d) = (1 - d) * (sigmoid(z + B(z, d)) - sigmoid(z) - B(z, d) * sigmoid(z) * (1 - sigmoid(z)))"]
  "abs(reading_4(60, 1, 1/2) - limit_4(1, 1/2)) < 1e-25 and abs(limit_4(1, 1/2) + 0.02343671694680214386442741705267425239051) < 1e-40".
Proof. by_computation 256%positive 13%nat. Qed.

Theorem C42_evidence_8 : text_holds
  ["reading_2(k, a, d) = sum(j = 2..k, sigmoid_derivative(j, sum(a)) * moment(a, d, j)/j!)"]
  "for c in {1, 10, 50}, k in {2, 5, 10, 20}: reading_2(k, [c, -c], 1/2) = 0 < regulariser([c, -c], 1/2)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C43_printed : text_refuted
  (@nil string)
  "for z in {1/2, 1, 3, 10}: sigmoid(z) > 1/2 implies radius(z) = 2 * pi".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C43_instead : text_holds
  ["close(x, y) = abs(x - y) < 1e-30"]
  "for z in {1/100, 1/2, 1, 3, 5.4, 5.45, 10, 1000}: close(radius(z), sqrt(pi^2 + z^2)) and radius(z) != 2 * pi".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C43_evidence_1 : text_holds
  (@nil string)
  "for z in {1/100, -1/2, 1, -3, 5.4, 5.45, -5.45, 10, -1000}: radius(z) > max(pi, abs(z)) and (radius(z) < 2 * pi iff abs(z) < sqrt(3) * pi)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C43_evidence_2 : text_holds
  ["close(x, y) = abs(x - y) < 1e-30"]
  "abs(sqrt(3) * pi - 5.441398092702653551782234772926467196852) < 1e-38 and close(radius(sqrt(3) * pi), 2 * pi) and abs(sigmoid(sqrt(3) * pi) - 0.9956852769991635912289556124986347643169) < 1e-39".
Proof. by_computation 400%positive 10%nat. Qed.

Theorem C43_evidence_3 : text_holds
  ["close(x, y) = abs(x - y) < 1e-30"]
  "for n in 2..20, z in {1/2, 1, 3, 10}: close(softplus_derivative(n, -z), (-1)^n * softplus_derivative(n, z))".
Proof. by_computation 256%positive 13%nat. Qed.

Theorem C44_printed : text_refuted
  (@nil string)
  "for z in {0, 1, -3}: root_limsup(n, sigmoid_derivative(n, z)/n!) = root_limsup_even(n, sigmoid_derivative(n, z)/n!)".
Proof. exact RootTexts.C44_printed. Qed.

Theorem C44_corrected : text_holds
  ["close(x, y) = abs(x - y) < 1e-30"]
  "for z in {1, -3, 0, 10}: close(root_limsup(n, softplus_derivative(n, z)/n!), root_limsup_even(n, softplus_derivative(n, z)/n!))".
Proof. exact Roots.C44_corrected. Qed.

Theorem C44_evidence_1 : text_holds
  ["close(x, y) = abs(x - y) < 1e-30"]
  "for z in {1, -3, 10}: close(root_limsup(n, sigmoid_derivative(n, z)/n!), root_limsup_even(n, sigmoid_derivative(n, z)/n!))".
Proof. exact RootTexts.C44_evidence_1. Qed.

Theorem C44_evidence_2 : text_holds
  ["close(x, y) = abs(x - y) < 1e-30"]
  "for z in {1, -3, 0, 10}: close(root_limsup(n, sigmoid_derivative(n, z)/n!), 1/radius(z))".
Proof. exact RootTexts.C44_evidence_2. Qed.

Theorem C44_evidence_3 : text_holds
  (@nil string)
  "for k in 1..40: sigmoid_derivative(2 * k, 0) = 0".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C45_printed : text_refuted
  (@nil string)
  "for k in 1..20: D(p, 2 * k) = sum(j = 1..2 * k, (-p)^j * surjections(2 * k, j))".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C45_corrected : text_holds
  (@nil string)
  "for n in 1..60: D(p, n) = -(1 - p) * sum(j = 1..n, (-p)^j * surjections(n, j))".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C45_evidence : text_holds
  ["close(x, y) = abs(x - y) < 1e-30"]
  "for q in {7/10, 1/10, 99/100}: close(root_limsup_even(n, sigmoid_derivative(n, log(q/(1 - q)))/n!), root_limsup_even(n, sum(j = 1..n, (-q)^j * surjections(n, j))/n!))".
Proof. exact RootTexts.C45_evidence. Qed.

Theorem C46_printed : text_refuted
  (@nil string)
  "for q in {7/10, 9/10}: root_limsup_even(n, sum(j = 1..n, (-q)^j * surjections(n, j))/n!) = root_limsup_even(n, sum(j = 1..n, (-q)^j * j * stirling2(n, j))/n!)".
Proof. exact RootTexts.C46_printed. Qed.

Theorem C46_instead : text_holds
  ["close(x, y) = abs(x - y) < 1e-30"]
  "for q in {7/10, 9/10, 1/10}: close(root_limsup_even(n, sum(j = 1..n, (-q)^j * surjections(n, j))/n!), 1/radius(log(q/(1 - q)))) and root_limsup_even(n, sum(j = 1..n, (-q)^j * j * stirling2(n, j))/n!) = 0".
Proof. exact RootTexts.C46_instead. Qed.

Theorem C46_evidence_1 : text_holds
  (@nil string)
  "sum(j = 1..4, (-0.7)^j * surjections(4, j)) = -0.4256 and sum(j = 1..4, (-0.7)^j * j * stirling2(4, j)) = 0.9464".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C46_evidence_2 : text_holds
  (@nil string)
  "sum(j = 1..4, (-1/2)^j * surjections(4, j)) = 0 and sum(j = 1..4, (-1/2)^j * j * stirling2(4, j)) = 1".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C46_evidence_3 : text_holds
  (@nil string)
  "for n in 1..60, j in 3..n: surjections(n, j) > j * stirling2(n, j)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C47_printed : text_holds
  (@nil string)
  "for q in {7/10, 9/10, 99/100}: root_limsup_even(n, sum(j = 1..n, (-q)^j * j * stirling2(n, j))/n!) = root_limsup_even(n, sum(j = 1..n, (-1)^j * j * stirling2(n, j))/n!)".
Proof. exact RootTexts.C47_printed. Qed.

Theorem C47_evidence_1 : text_holds
  (@nil string)
  "for n in 1..60: sum(j = 1..n, (-1)^j * surjections(n, j)) = (-1)^n".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C47_evidence_2 : text_holds
  (@nil string)
  "root_limsup_even(n, sum(j = 1..n, (-1)^j * surjections(n, j))/n!) = 0".
Proof. exact RootTexts.C47_evidence_2. Qed.

Theorem C47_evidence_3 : text_holds
  (@nil string)
  "for (q, v) in {(0.9, 0.260843), (0.99, 0.179650), (0.999999, 0.070581)}: abs(root_limsup_even(n, sum(j = 1..n, (-q)^j * surjections(n, j))/n!) - v) < 1e-6".
Proof. exact RootTexts.C47_evidence_3. Qed.

Theorem C48_printed : text_refuted
  ["alternating(n) = sum(j = 1..n, (-1)^j * j * stirling2(n, j))"]
  "for k in 1..30: abs(alternating(2 * k)) = bell(2 * k)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C48_instead : text_holds
  ["alternating(n) = sum(j = 1..n, (-1)^j * j * stirling2(n, j))";
    "complementary_bell(n) = sum(j = 0..n, (-1)^j * stirling2(n, j))"]
  "for n in 1..100: alternating(n) = complementary_bell(n + 1) + complementary_bell(n)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C48_evidence_1 : text_holds
  ["alternating(n) = sum(j = 1..n, (-1)^j * j * stirling2(n, j))"]
  "for (n, v) in {(1, -1), (2, 1), (3, 2), (4, -1), (5, -11), (6, -18), (7, 41), (8, 317)}: alternating(n) = v".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C48_evidence_2 : text_holds
  ["alternating(n) = sum(j = 1..n, (-1)^j * j * stirling2(n, j))"]
  "for k in 1..50: abs(alternating(2 * k)) < bell(2 * k)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C48_evidence_3 : text_holds
  (@nil string)
  "root_limsup_even(n, sum(j = 1..n, (-1)^j * j * stirling2(n, j))/n!) = 0 and root_limsup_even(n, bell(n)/n!) = 0".
Proof. exact RootTexts.C48_evidence_3. Qed.

Theorem C48_evidence_4 : text_holds
  (@nil string)
  "for n in 1..60: sum(j = 1..n, (-1)^j * surjections(n, j)/(j + 1)) = bernoulli(n)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C49_printed : text_refuted
  (@nil string)
  "root_limsup_even(n, bell(n)/n!) = root_limsup_even(n, 2 * zeta(n)/(2 * pi)^n)".
Proof. exact RootTexts.C49_printed. Qed.

Theorem C49_evidence_1 : text_holds
  ["close(x, y) = abs(x - y) < 1e-30"]
  "root_limsup_even(n, bell(n)/n!) = 0 and close(root_limsup_even(n, 2 * zeta(n)/(2 * pi)^n), 1/(2 * pi))".
Proof. exact RootTexts.C49_evidence_1. Qed.

Theorem C49_evidence_2 : text_holds
  ["close(x, y) = abs(x - y) < 1e-30";
    "zeta_formula(k) = 2 * (2 * k)!/(2 * pi)^(2 * k) * zeta(2 * k)"]
  "bell(2) = 2 and close(zeta_formula(1), 1/6) and bernoulli(2) = 1/6".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C49_evidence_3 : text_holds
  ["zeta_formula(k) = 2 * (2 * k)!/(2 * pi)^(2 * k) * zeta(2 * k)"]
  "bell(10)/zeta_formula(5) > 1e6 and bell(100)/zeta_formula(50) > 1e37".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C49_evidence_4 : text_holds
  (@nil string)
  "for n in 1..60, r in {1/2, 1, 2, 3}: bell(n)/n! <= exp(exp(r) - 1)/r^n".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C49_evidence_5 : text_holds
  (@nil string)
  "exp(exp(7.20419) - 1) < (7.20419/(2 * pi))^9826".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C50_printed : text_holds
  ["close(x, y) = abs(x - y) < 1e-30"]
  "close(root_limsup_even(n, 2 * zeta(n)/(2 * pi)^n), 1/(2 * pi)) and (for k in 1..40: 1 < zeta(2 * k) < 1 + 3/4^k)".
Proof. exact RootTexts.C50_printed. Qed.

Theorem C50_evidence_2 : text_holds
  (@nil string)
  "for k in 1..40: 2 < abs(bernoulli(2 * k))/(2 * k)! * (2 * pi)^(2 * k) <= pi^2/3".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C50_evidence_3 : text_holds
  ["close(x, y) = abs(x - y) < 1e-30"]
  "close(root_limsup_even(n, bernoulli(n)/n!), 1/(2 * pi))".
Proof. exact Roots.C50_evidence_3. Qed.

Theorem C50_evidence_4 : text_holds
  (@nil string)
  "abs(1/(2 * pi) - 0.1591549430918953357688837633725143620345) < 1e-39".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C51_printed : text_refuted
  (@nil string)
  "for z in {0, 1, 3}: root_limsup(n, sigmoid_derivative(n, z)/n!) = 1/(2 * pi)".
Proof. exact Roots.C51_printed. Qed.

Theorem C51_instead : text_holds
  ["close(x, y) = abs(x - y) < 1e-30"]
  "for z in {0, 1, -3, 10}: close(root_limsup(n, softplus_derivative(n, z)/n!), 1/sqrt(pi^2 + z^2))".
Proof. exact Roots.C51_instead. Qed.

Theorem C51_evidence_1 : text_holds
  ["close(x, y) = abs(x - y) < 1e-30"]
  "for z in {0, 1, -3, 10}: close(root_limsup(n, sigmoid_derivative(n, z)/n!), 1/sqrt(pi^2 + z^2))".
Proof. exact Roots.C51_evidence_1. Qed.

Theorem C51_evidence_2 : text_holds
  (@nil string)
  "for (z, v) in {(0, 0.3183098861837906715), (1, 0.303314471053352864), (3, 0.230207040851120)}: abs(root_limsup(n, softplus_derivative(n, z)/n!) - v) < 1e-15".
Proof. exact RootTexts.C51_evidence_2. Qed.

Theorem C51_evidence_3 : text_holds
  ["taylor(n, z) = softplus_derivative(n, z)/n!";
    "second_radius(z) = sqrt(z^2 + 9 * pi^2)";
    "real_part(n, z) = sum(i = 0..n, if((-1)^i = 1, (-1)^(i/2) * binomial(n, i) * pi^i * z^(n - i), 0))";
    "nearest_poles(n, z) = (-1)^(n - 1) * (2/n) * real_part(n, z)/(z^2 + pi^2)^n"]
  "for n in 3..30, z in {0, 1/2, 1, -3, 7}: abs(taylor(n, z) - nearest_poles(n, z)) <= 2/n * (1/8 - 1/pi^2) * second_radius(z)^(2 - n)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C52_printed : text_refuted
  (@nil string)
  "for (a, d) in {([1], 1/2), ([1, 1], 1/2), ([2, -2], 1/2), ([3, -3], 1/2), ([-100, 1], 1/2), ([2], 3/4)}: (for x in a: x < 2 * pi/length(a)) implies converges(a, d)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C52_instead : text_holds
  ["size(a) = sum(x in a, abs(x))";
    "kappa(d) = if(d <= 2/3, pi * sqrt(3 - 4 * d), pi * (1 - d)/sqrt(2 * d - 1))"]
  "for (a, d) in {([1], 1/2), ([1, 1], 1/2), ([2, -2], 1/2), ([3/2, -3/2], 1/2), ([3/2, -3/2, 1/10], 1/2), ([3, -2], 1/10), ([3.3, -1.7], 1/10), ([1], 3/4), ([1, -1/10], 3/4), ([1/3, 1/100], 0.9), ([pi/2, -pi/2], 1/2), ([1, -1, 1/2, -1/2], 1/10), ([2], 3/4)}: size(a) <= kappa(d) implies converges(a, d)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C52_evidence_1 : text_holds
  (@nil string)
  "for (a, d) in {([2, -2], 1/2), ([3, -3], 1/2), ([0.995 * pi, -0.995 * pi], 1/100), ([2], 3/4)}: (for x in a: abs(x) < 2 * pi/length(a)) and not converges(a, d)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C52_evidence_2 : text_holds
  ["odds(d) = d/(1 - d)";
    "size(a) = sum(x in a, abs(x))";
    "worst(s, d) = s/(3 - odds(d)) * [2 - odds(d), -1]"]
  "for (d, s) in {(3/16, 3/2), (39/100, 6/5), (1/2, 1)}: s^2 = 3 - 4 * d and size(worst(s * pi, d)) = s * pi and converges(worst(s * pi, d), d) and deviation(worst(s * pi, d), d)^2 = pi^2 + sum(worst(s * pi, d))^2".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C52_evidence_3 : text_holds
  ["odds(d) = d/(1 - d)";
    "worst(s, d) = s/(3 - odds(d)) * [2 - odds(d), -1]"]
  "for (d, s) in {(3/16, 3/2), (39/100, 6/5), (1/2, 1), (119/200, 4/5)}: s^2 >= 3 - 4 * d and not converges(worst(1.000001 * s * pi, d), d)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C52_evidence_4 : text_holds
  (@nil string)
  "for (d, s) in {(17/25, 3/5), (41/50, 4/5), (313/338, 12/13)}: s^2 = 2 * d - 1 and converges([pi * (1 - d)/s], d)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C52_evidence_5 : text_holds
  (@nil string)
  "for (d, s) in {(17/25, 3/5), (41/50, 4/5), (313/338, 12/13)}: s^2 = 2 * d - 1 and not converges([1.000001 * pi * (1 - d)/s], d)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C52_evidence_6 : text_holds
  (@nil string)
  "for m in real, s in real, r in real wherever defined: (1 + r) * s^2/(3 - r) - (1 + r) * m * (2 * (s - m) - (1 - r) * m) = (1 + r)/(3 - r) * ((3 - r) * m - s)^2".
Proof. exact Identities.C52_evidence_6. Qed.

Theorem C52_evidence_8 : text_holds
  (@nil string)
  "for d in {0.51, 0.52, 0.52786, 0.52787, 0.53, 0.9}: converges([1.99999 * pi], d) iff d <= 5 - 2 * sqrt(5)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C52_evidence_9 : text_holds
  ["taylor(n, z) = softplus_derivative(n, z)/n!";
    "series_term(n, a, d) = taylor(n, sum(a)) * moment(a, d, n)";
    "quotient(a, d) = deviation(a, d)/radius(sum(a))";
    "second_radius(z) = sqrt(z^2 + 9 * pi^2)";
    "others(n, z) = (1/8 - 1/pi^2) * second_radius(z)^2 * (radius(z)/second_radius(z))^n";
    "farthest(a, d) = mean(x in dropout(a, d), if(abs(x - sum(a)) = deviation(a, d), 1, 0))";
    "large_term(n, a, d) = abs(series_term(n, a, d)) >= farthest(a, d)/(2 * n) * quotient(a, d)^n";
    "divergence_witness(n, a, d) = deviation(a, d) > radius(sum(a)) and others(n, sum(a)) <= 1/4 and (large_term(n, a, d) or large_term(2 * n, a, d))"]
  "for (d, n) in {(1/2, 20), (1/2, 60)}: divergence_witness(n, [2, -2], d)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C52_evidence_10 : text_holds
  ["kappa(d) = if(d <= 2/3, pi * sqrt(3 - 4 * d), pi * (1 - d)/sqrt(2 * d - 1))"]
  "for (d, v) in {(0.1, 5.06566594268042238902403939571), (0.25, 4.44288293815836624701588099006), (0.5, 3.14159265358979323846264338328), (0.6, 2.43346720558416713817177646218), (0.75, 1.11072073453959156175397024752), (0.9, 0.351240736552036319657818732160)}: abs(kappa(d) - v) < 1e-28".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C52_evidence_11 : text_holds
  ["kappa(d) = if(d <= 2/3, pi * sqrt(3 - 4 * d), pi * (1 - d)/sqrt(2 * d - 1))"]
  "for d in {1/1000, 1/10, 1/2, 2/3, 3/4, 999/1000}: kappa(d) < sqrt(3) * pi".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C53_printed : text_refuted
  (@nil string)
  "for (a, d) in {([1], 1/2), ([1/2, -1/2], 1/4), ([6], 1/2)}: (for x in a: abs(x) < 2 * pi/length(a)) and converges(a, d) implies abs(regulariser(a, d) - partial_regulariser(2, a, d)) <= regulariser(a, d)/10".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C53_evidence_1 : text_holds
  (@nil string)
  "abs(regulariser([6], 1/2) - 0.344100977238981071580473668219) < 1e-29 and abs(partial_regulariser(2, [6], 1/2) - 0.0443971672444808607292027635759) < 1e-30 and regulariser([20], 1/2)/partial_regulariser(2, [20], 1/2) > 840726".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C53_evidence_2 : text_holds
  (@nil string)
  "for z in {1, 2, 4, 8}: partial_regulariser(2, [2 * z], 1/2) < 3 * partial_regulariser(2, [z], 1/2)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C54_printed : text_refuted
  ["sixteen = [1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1]";
    "hundred_twenty_eight = [1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1]";
    "many = 1/40 * hundred_twenty_eight"]
  "for (a, d) in {([2, -2], 1/2), ([2], 3/4), (1/5 * sixteen, 1/2), (many, 1/2)}: not converges(a, d) implies abs(regulariser(a, d) - partial_regulariser(2, a, d)) > regulariser(a, d)/10".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C54_evidence_1 : text_holds
  ["odds(d) = d/(1 - d)";
    "squares(a) = sum(x in a, x^2)";
    "sixteen = [1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1]";
    "hundred_twenty_eight = [1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1]";
    "many = 1/40 * hundred_twenty_eight"]
  "for (a, d) in {([2, -2], 1/2), ([2], 3/4), (1/5 * sixteen, 1/2), (many, 1/2), ([1], 1/2), ([30, -20, 1], 0.6)}: 0 <= regulariser(a, d) <= odds(d)/8 * squares(a)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C54_evidence_3 : text_holds
  ["sixteen = [1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1]"]
  "for (a, d) in {([2, -2], 1/2), ([2], 3/4), (1/5 * sixteen, 1/2), ([1], 1/2), ([3, -2, 1], 0.6)}: abs(regulariser(a, d)) <= moment(a, d, 2)/8".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C54_evidence_4 : text_holds
  (@nil string)
  "for j in 1..20, z in {0, 1/2, -3, 7, 20}: abs(softplus_derivative(2 * j, z)) <= (4^j - 1) * abs(bernoulli(2 * j))/(2 * j)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C54_evidence_6 : text_holds
  (@nil string)
  "for z in real: 1/4 - softplus_derivative(2, z) = (1/2 - sigmoid(z))^2".
Proof. exact Identities.C54_evidence_6. Qed.

Theorem C54_evidence_7 : text_holds
  (@nil string)
  "D(p, 3) = -1/8 + 2 * (1/2 - p)^2 - 6 * (1/2 - p)^4".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C55_printed : text_refuted
  ["quality(z, d) = regulariser([z], d)/partial_regulariser(2, [z], d)"]
  "for z in {1/10, 1, 5, 10}, d in {1e-3, 1e-6}: abs(quality(z, d) - 1) < 1/10".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C55_instead : text_holds
  ["limit(z) = (log(2) - softplus(z) + z * sigmoid(z))/(z^2 * sigmoid(z) * (1 - sigmoid(z))/2)";
    "quality(z, d) = regulariser([z], d)/partial_regulariser(2, [z], d)"]
  "for z in {1/10, 1, 5, 10}, d in {1e-3, 1e-6, 1e-9}: abs(quality(z, d)/limit(z) - 1) < 10 * d".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C55_evidence_1 : text_holds
  ["limit(z) = (log(2) - softplus(z) + z * sigmoid(z))/(z^2 * sigmoid(z) * (1 - sigmoid(z))/2)"]
  "abs(limit(1) - 1.12855888086369722020007461317) < 1e-29 and abs(limit(5) - 7.85754526213200271042228310115) < 1e-29 and abs(limit(10) - 305.159369342008485894985594178) < 1e-27".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C55_evidence_2 : text_holds
  (@nil string)
  "for d in {1e-3, 1e-6}, n in 2..8: abs(moment([1], d, n)) <= 2 * d".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C56_printed : text_refuted
  ["size(a) = sum(x in a, abs(x))"]
  "for (a, d) in {([2, -2], 1/2), ([100], 3/4), ([50, 80], 1/2), ([1000, 1, 1], 1/10)}: size(a) > 2 * pi implies not converges(a, d)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C56_instead : text_holds
  ["size(a) = sum(x in a, abs(x))";
    "positive(a) = sum(x in a, max(x, 0))";
    "negative(a) = sum(x in a, max(-x, 0))";
    "smaller(a) = min(positive(a), negative(a))";
    "kappa(d) = if(d <= 2/3, pi * sqrt(3 - 4 * d), pi * (1 - d)/sqrt(2 * d - 1))"]
  "for (a, d) in {([7], 1/2), ([50, 80], 1/2), ([1000, 1, 1], 1/10), ([-3, -4, -5e6], 1/3), ([1e9, 1e9], 1/2), ([2, -2], 1/2), ([1, -1/2], 1/3), ([1], 3/4), ([2], 3/4)}: d <= 1/2 and smaller(a) = 0 or size(a) <= kappa(d) implies converges(a, d)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C56_evidence_1 : text_holds
  ["close(x, y) = abs(x - y) < 1e-30";
    "gradient(b) = 4 * sigmoid(b) - 3"]
  "close(gradient(log(3)), 0) and abs(log(3) - 1.09861228866810969139524523692) < 1e-29".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C56_evidence_2 : text_holds
  ["gradient(b) = 4 * sigmoid(b) - 3"]
  "for b in {-5, 0, 1, 1.09, 1.1, 2, 20}: gradient(b) * (b - log(3)) > 0".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C57_printed : text_refuted
  (@nil string)
  "for t in {1/2, 1/10, 1/100}: 1 - sigmoid(-1) < t".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C57_instead : text_holds
  (@nil string)
  "for t in {1/2, 1/10, 1/100, 1e-9}, z in {-1, 0, 1, 2, 5, 10, 30}: 1 - sigmoid(z) < t iff z > log((1 - t)/t)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C57_evidence : text_holds
  (@nil string)
  "abs(sigmoid(-1) - 0.268941421369995120748840758178) < 1e-29".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C58_printed : text_holds
  (@nil string)
  "for t in {49/100, 1/10, 1/100, 1e-9}, z in {1, 0, -1, -5, -10, -30}: sigmoid(z) < t iff -z > log((1 - t)/t)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C58_evidence : text_holds
  (@nil string)
  "for x in real, y in real, b in real, c in real: (x^2 + y^2) * (b^2 + c^2) - (x * b + y * c)^2 = (x * c - y * b)^2".
Proof. exact Identities.C58_evidence. Qed.

Theorem C59_printed : text_refuted
  (@nil string)
  "for (x, y, v, w) in {(0, 0, 1, 0), (1, 0, 1, -1), (-2, 5, 3, 1)}: radius(x - y)/abs(v - w) = 2 * pi/abs(v - w)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C59_corrected : text_holds
  ["close(x, y) = abs(x - y) < 1e-30"]
  "for (x, y, v, w) in {(0, 0, 1, 0), (1, 0, 1, -1), (-2, 5, 3, 1)}: close(radius(x - y)/abs(v - w), sqrt(pi^2 + (x - y)^2)/abs(v - w))".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C59_evidence_1 : text_holds
  (@nil string)
  "for x in real, y in real: log(exp(x) + exp(y)) = y + softplus(x - y)".
Proof. exact Identities.C59_evidence_1. Qed.

Theorem C59_evidence_2 : text_holds
  (@nil string)
  "for K in 2..12: pi <= 2 * pi * (K - 1)/K".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C59_evidence_3 : text_holds
  (@nil string)
  "for K in 2..12: 2 * pi * (K - 1)/K < 2 * pi".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C60_printed : text_holds
  (@nil string)
  "for (a, d) in {([1, -1], 1/2), ([3, -1], 1/10), ([1], 3/4), ([2, 1, -1], 9/10), ([1, 1, 1, -1], 1/100)}: not converges(100 * a, d)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C60_evidence_1 : text_holds
  (@nil string)
  "for (a, d) in {([1, -1], 1/2), ([3, -1], 1/10), ([1], 3/4), ([2, 1, -1], 9/10), ([1, 1, 1, -1], 1/100)}, s in {2, 10, 1000}: deviation(s * a, d)^2 - sum(s * a)^2 = s^2 * (deviation(a, d)^2 - sum(a)^2) > 0".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem C60_evidence_2 : text_holds
  ["taylor(n, z) = softplus_derivative(n, z)/n!";
    "series_term(n, a, d) = taylor(n, sum(a)) * moment(a, d, n)";
    "quotient(a, d) = deviation(a, d)/radius(sum(a))";
    "second_radius(z) = sqrt(z^2 + 9 * pi^2)";
    "others(n, z) = (1/8 - 1/pi^2) * second_radius(z)^2 * (radius(z)/second_radius(z))^n";
    "farthest(a, d) = mean(x in dropout(a, d), if(abs(x - sum(a)) = deviation(a, d), 1, 0))";
    "large_term(n, a, d) = abs(series_term(n, a, d)) >= farthest(a, d)/(2 * n) * quotient(a, d)^n";
    "divergence_witness(n, a, d) = deviation(a, d) > radius(sum(a)) and others(n, sum(a)) <= 1/4 and (large_term(n, a, d) or large_term(2 * n, a, d))"]
  "for (a, d, n) in {([4, -4], 1/2, 40), ([6, -2], 1/2, 100), ([5], 3/4, 100)}: divergence_witness(n, a, d)".
Proof. by_computation 512%positive 8%nat. Qed.

Theorem S1_printed : text_holds
  ["close(x, y) = abs(x - y) < 1e-30"]
  "(for n in 2..200: mean_over_p(D(p, n - 1)) = bernoulli(n)) and close(root_limsup(n, bernoulli(n)/n!), 1/(2 * pi))".
Proof. exact FormalTexts.S1_printed. Qed.

Theorem S1_evidence_1 : text_holds
  (@nil string)
  "for n in 1..60: sum(j = 1..n, (-1)^j * surjections(n, j)/(j + 1)) = bernoulli(n)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem S1_evidence_2 : text_holds
  (@nil string)
  "for k in 2..40: 1/(2 * pi) < root(abs(bernoulli(2 * k))/(2 * k)!, 2 * k) <= 1/(2 * pi) * root(pi^2/3, 2 * k)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem S2_printed : text_holds
  ["close(x, y) = abs(x - y) < 1e-30"]
  "close(radius(sqrt(3) * pi), 2 * pi) and close(radius(-sqrt(3) * pi), 2 * pi) and (for z in {0, 1, -5, 5.4, -5.44, 5.4414, 5.45, -6, 10, 1000}: radius(z) < 2 * pi iff abs(z) < sqrt(3) * pi)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem S2_evidence_1 : text_holds
  (@nil string)
  "for (a, d) in {([2, -2], 1/2), ([7, -2], 1/2), ([1, -3/2], 1/3), ([2], 3/4), ([4], 1/2), ([6, -6], 1/2), ([7], 1/2), ([6.2, -0.2], 1/2)}: abs(sum(a)) < sqrt(3) * pi and converges(a, d) implies deviation(a, d) < 2 * pi".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem S2_evidence_2 : text_holds
  (@nil string)
  "for (a, d) in {([7, 0], 1/2), ([6], 1/2), ([-6.2], 1/2), ([5.5], 1/4), ([7, -1], 1/10), ([5.6], 0.52), ([6, -6], 1/2), ([4.5, -1.5], 1/2)}: abs(sum(a)) >= sqrt(3) * pi and deviation(a, d) < 2 * pi implies converges(a, d)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem S2_evidence_3 : text_holds
  (@nil string)
  "for (a, d) in {([1, -1], 1/2), ([3/2, -3/2], 1/2), ([3], 1/2), ([1], 3/4), ([2, -1], 1/3), ([2, -2], 1/2)}: deviation(a, d) <= pi implies converges(a, d)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem S2_evidence_4 : text_holds
  ["close(x, y) = abs(x - y) < 1e-30"]
  "for z in {sqrt(3) * pi, -sqrt(3) * pi}: close(radius(z), 2 * pi)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem S2_evidence_5 : text_holds
  (@nil string)
  "for (a, d) in {([2, -2], 1/2), ([7, -2], 1/2), ([1, -3/2], 1/3), ([2], 3/4), ([4], 1/2), ([6, -6], 1/2), ([7], 1/2), ([6.2, -0.2], 1/2)}: abs(sum(a)) <= sqrt(3) * pi and converges(a, d) implies deviation(a, d) <= 2 * pi".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem S3_printed : text_holds
  ["close(x, y) = abs(x - y) < 1e-30"]
  "(for n in 0..60: (2^(n + 1) - 1) * bernoulli(n + 1) = (-1)^(n + 1) * (n + 1) * sigmoid_derivative(n, 0)) and close(root_limsup(n, softplus_derivative(n, 0)/n!), 2 * root_limsup(n, bernoulli(n)/n!))".
Proof. exact Roots.S3_printed. Qed.

Theorem S3_evidence_1 : text_holds
  (@nil string)
  "for j in 1..30: softplus_derivative(2 * j, 0) = (4^j - 1) * bernoulli(2 * j)/(2 * j)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem S5_evidence_1 : text_holds
  ["taylor(n, z) = softplus_derivative(n, z)/n!";
    "coefficient(K, j) = (K^(2 * j) - 1) * bernoulli(2 * j)/(2 * j * (2 * j)!)"]
  "for j in 1..30: coefficient(2, j) = taylor(2 * j, 0)".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem S5_evidence_2 : text_holds
  (@nil string)
  "for K in 2..50: 2 * pi/K * (K - 1) >= pi".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem S6_printed : text_holds
  ["pole(k) = (2 * k + 1) * pi"]
  "(for k in -5..5: pole(k + 1) - pole(k) = 2 * pi) and pole(0) - pole(-1) = 2 * pi and (for z in {1/2, -1, 3, 10}, n in {10, 100, 400}: abs(sigmoid(z) - 1/2 - sum(k = 0..n, 2 * z/(z^2 + pole(k)^2))) <= abs(z)/(2 * pi^2 * (n + 1)))".
Proof. by_computation 128%positive 8%nat. Qed.

Theorem S6_evidence_1 : text_holds
  (@nil string)
  "for x in [-2, 2], y in [-3, 3]: 1 + 2 * exp(x) * cos(y) + exp(2 * x) > 0".
Proof. exact BoundTexts.S6_evidence_1. Qed.

Theorem S6_evidence_2 : text_holds
  (@nil string)
  "for x in real, c in real: 1 + 2 * exp(x) * c + exp(2 * x) = (exp(x) + c)^2 + 1 - c^2".
Proof. exact Identities.S6_evidence_2. Qed.
