\\ The committed tables against PARI/GP: every decimal must be the correctly rounded value, every bound rounded
\\ outwards. Nothing here uses FLINT, Arb or the program. Large tables are sampled; the seed is printed.
\\ tables.sh sets `folder` and `seed`.
default(realprecision, 120);
pi = Pi;
carriage_return = Strchr(13);
wrong = 0; checked = 0;

\\ One record of a CSV: fields may stand in quotation marks; no field of ours has a line end.
fields(line) = {
  my(c = Vec(line), all = List(), text = "", quoted = 0);
  for (i = 1, #c,
    if (c[i] == "\"", quoted = !quoted,
        c[i] == "," && !quoted, listput(all, text); text = "",
        c[i] == carriage_return, ,
        text = Str(text, c[i])));
  listput(all, text); Vec(all);
}
records = []; header = [];
load_table(name) = {
  my(lines = readstr(Str(folder, "/", name, ".csv")));
  lines = select(line -> #line > 0, lines);
  header = fields(lines[1]); table_name = name;
  records = vector(#lines - 1, i, fields(lines[i + 1]));
  if (#records < 5, error("the table ", name, " has too few rows"));
}
get(record, column) = {
  for (i = 1, #header, if (header[i] == column, return(record[i])));
  error("no column ", column);
}
\\ Exact value and unit of the last place of a decimal.
decimal(text) = {
  my(c = Vec(text), mantissa = 0, places = 0, point = 0, sign = 1, i = 1, exponent = 0);
  if (c[1] == "-", sign = -1; i = 2);
  while (i <= #c && c[i] != "e",
    if (c[i] == ".", point = 1, mantissa = 10*mantissa + eval(c[i]); if (point, places++)); i++);
  if (i <= #c, exponent = eval(concat(c[i+1..#c])));
  [sign * mantissa * 10^(exponent - places), 10^(exponent - places)];
}
is_exact(record, column) = {
  my(words = strsplit(record[#record], " "));
  for (i = 1, #words, if (words[i] == column, return(1)));
  0;
}
fail(record, column, x) = { wrong++; print("WRONG ", table_name, " ", record, ": ", column, " is ", precision(1.*x, 40)); }
\\ way: 0 nearest, -1 down, 1 up.
check(record, column, x, way = 0) = {
  my(text = get(record, column), d, ok);
  if (text == "", return);
  checked++;
  if (is_exact(record, column), ok = abs(eval(text) - x) <= 1e-90 * max(1, abs(x)),
      d = decimal(text);
      ok = if (way == 0, abs(x - d[1]) <= d[2]/2 + 1e-80 * d[2],
               way < 0, d[1] <= x + 1e-80 * d[2] && x < d[1] + d[2],
               d[1] >= x - 1e-80 * d[2] && x > d[1] - d[2]));
  if (!ok, fail(record, column, x));
}
truth(record, column, value) = {
  checked++;
  if (get(record, column) != if (value, "true", "false"), fail(record, column, value));
}
number(record, column) = eval(get(record, column));
sample(n) = { if (#records <= n, records, vector(n, i, records[1 + random(#records)])) }

softplus_series(z, n) = log(1 + exp(z + x + O(x^(n + 1))));
rho(z) = sqrt(Pi^2 + z^2);

test_radius() = {
  load_table("radius");
  foreach(records, r, my(z = number(r, "z0"));
    check(r, "radius", rho(z)); check(r, "two_pi", 2*Pi); check(r, "ratio", rho(z)/(2*Pi)); check(r, "p", 1/(1 + exp(-z))));
}
test_derivatives() = {
  my(last = oo, A, p);
  load_table("derivatives");
  foreach(records, r, my(z = number(r, "z0"), n = number(r, "n"));
    if (z != last, localprec(400); A = softplus_series(1.*z, 202); p = A'; last = z);
    check(r, "softplus_coefficient", polcoef(A, n)); check(r, "sigmoid_coefficient", polcoef(p, n)));
}
\\ The n-th Taylor coefficient of log(1+e^z) at z as written: by a series, or for large n by the nearest poles. They
\\ may cancel, so z is computed anew.
coefficient(text, n) = {
  my(z);
  localprec(if (n < 10000, 500 + n\4, 120));
  z = if (text == "sqrt(3)*pi", sqrt(3)*Pi, 1.*eval(text));
  if (n <= 300, return(polcoef(softplus_series(z, n + 1), n)));
  (-1)^(n - 1) * 2/n * sum(k = 0, 40, real((z + (2*k + 1)*Pi*I)^-n));
}
nth_root(v, n) = if (abs(v) < 10^-100 && v == 0, 0, exp(log(abs(v))/n));
test_root_test() = {
  load_table("root-test");
  foreach(sample(70), r,
    my(kind = get(r, "sequence"), n = number(r, "n"), z, c, v, e, m);
    if (kind == "Bernoulli" && n <= 5000, v = abs(bernfrac(n)/n!), kind == "Bell" && n <= 1000,
          v = polcoef(exp(exp(x + O(x^(n + 1))) - 1), n), kind == "Bernoulli" || kind == "Bell", next);
    if (kind == "Bernoulli", check(r, "root", v^(1/n)); check(r, "limit", 1/(2*Pi)); check(r, "lower", 1/(2*Pi), -1);
          check(r, "upper", (Pi^2/3)^(1/n)/(2*Pi), 1); next);
    if (kind == "Bell", check(r, "root", v^(1/n)); if (decimal(get(r, "upper"))[1] < v^(1/n), fail(r, "upper", v)); next);
    z = number(r, "z0");
    if (z == 0 && (n % 2 == (kind == "softplus")), if (get(r, "root") != "0", fail(r, "root", 0)),
      c = if (kind == "softplus", coefficient(get(r, "z0"), n), (n + 1)*coefficient(get(r, "z0"), n + 1)); check(r, "root", exp(log(abs(c))/n)));
    check(r, "limit", 1/rho(z));
    m = if (kind == "softplus", n, n + 1);
    e = (1/8 - 1/Pi^2) * (z^2 + 9*Pi^2) * (rho(z)/sqrt(z^2 + 9*Pi^2))^m;
    if (e < 1/2, check(r, "lower", ((1 - 2*e)/if (kind == "softplus", n, rho(z)))^(1/n)/rho(z), -1));
    check(r, "upper", max(1, if (kind == "softplus", rho(z)^2/(4*n), rho(z)/4))^(1/n)/rho(z), 1));
}
test_remedy() = {
  load_table("remedy");
  foreach(records, r, my(d = number(r, "delta"), one = if (d > 1/2, Pi*(1 - d)/sqrt(2*d - 1)), kappa);
    kappa = if (d <= 2/3, Pi*sqrt(3 - 4*d), one);
    check(r, "kappa", kappa); check(r, "paper", 2*Pi); check(r, "ratio", kappa/(2*Pi));
    if (d > 1/2, check(r, "one_feature", one)); check(r, "opposite_pair", Pi*(1 - d));
    truth(r, "paper_right_for_one", d <= 5 - 2*sqrt(5)));
}
\\ The excess of the greatest |Delta| over the radius, from the support of the noise itself.
excess(P, N, d) = my(t = d/(1 - d), V = max(t*P + N, P + t*N)); V^2 - (P - N)^2 - Pi^2;
test_region() = {
  load_table("dropout-region");
  foreach(records, r, my(d = number(r, "delta"), i = number(r, "step"), t = d/(1 - d), s, small, large);
    if (d <= 1/2, small = Pi*(1 - d)*i/40; large = solve(M = small*(1 - 1e-9), 10^6, excess(M, small, d)),
        s = (t + 1)/(t - 1); large = Pi*(1 - d)*sqrt(s + (1 - s)*(i - 1)/39);
        small = if (i == 1, 0, solve(m = 0, large*(1 + 1e-9), excess(large, m, d))));
    if (i == 1 && d > 1/2, if (get(r, "smaller") != "0", fail(r, "smaller", 0)), check(r, "smaller", small));
    check(r, "larger", large));
}
\\ The law of the noised logit as a Laurent polynomial on a lattice: [step, lowest exponent, weights].
law(a, d) = {
  my(b = vector(#a, j, a[j]/(1 - d)), g = content(b), low = 0, P = 1, k);
  if (g == 0, g = 1);
  for (j = 1, #b, k = b[j]/g; if (k < 0, low += k; P *= d*x^(-k) + (1 - d), P *= d + (1 - d)*x^k));
  [g, low, Vecrev(P)];
}
law_sum(L, f) = sum(i = 1, #L[3], if (L[3][i] == 0, 0, L[3][i]*f(L[1]*(L[2] + i - 1))));
model_law(r, unit) = law(number_list(r)/unit, number(r, "delta"));
number_list(r) = my(a = get(r, "a")); if (a == "pi * [1/2, -1/2]", [1/2, -1/2], eval(a));
scale_of(r) = if (get(r, "a") == "pi * [1/2, -1/2]", Pi, 1);
regulariser(L, u, z) = law_sum(L, v -> log(1 + exp(u*v))) - log(1 + exp(u*z));
partial(L, u, z, k) = my(A = softplus_series(1.*u*z, k)); sum(j = 2, k, polcoef(A, j)*u^j*law_sum(L, v -> (v - z)^j));
test_regulariser() = {
  load_table("regulariser");
  foreach(records, r, my(L = model_law(r, 1), u = scale_of(r), a = number_list(r), z = vecsum(a), V, R);
    localprec(250);
    V = vecmax(vector(#L[3], i, if (L[3][i], abs(L[1]*(L[2] + i - 1) - z), 0)))*u;
    if (#a != number(r, "d"), fail(r, "d", #a));
    check(r, "R", regulariser(L, 1.*u, z));
    foreach([2, 3, 4, 10, 40], k, check(r, Str("R_", k), partial(L, u, z, k)));
    check(r, "V", V); check(r, "rho", rho(1.*u*z)); truth(r, "converges", V <= rho(1.*u*z) + 1e-60));
}
test_partial() = {
  load_table("partial-regularisers");
  foreach(sample(40), r, my(L = model_law(r, 1), z = vecsum(number_list(r)));
    check(r, "R", regulariser(L, 1., z)); check(r, "R_k", partial(L, 1, z, number(r, "k"))));
}
test_quadratic() = {
  load_table("quadratic-error");
  foreach(records, r, my(L = model_law(r, 1), a = number_list(r), z = vecsum(a), R, e, m3, m4, p, third);
    localprec(250);
    R = regulariser(L, 1., z); p = 1/(1 + exp(-1.*z)); e = abs(R - p*(1 - p)/2*law_sum(L, v -> (v - z)^2));
    m3 = law_sum(L, v -> (v - z)^3); m4 = law_sum(L, v -> (v - z)^4);
    check(r, "error", e); check(r, "relative_error", e/R);
    third = law_sum(L, v -> abs(v - z)^3)/(36*sqrt(3));
    check(r, "bound_third", third, 1);
    check(r, "bound_fourth", abs(p*(1 - p)*(1 - 2*p)/6*m3) + m4/192, 1);
    if (e > third || e > abs(p*(1 - p)*(1 - 2*p)/6*m3) + m4/192, fail(r, "bound", e)));
}
test_equation_13() = {
  load_table("equation-13");
  foreach(records, r,
    my(q = number(r, "p"), n = number(r, "n"), link = number(r, "link"), z = if (q == 1/2, 0, log(q/(1 - q))), side, limits, roots);
    my(term(i, m) = if (i == 1, my(A = softplus_series(1.*z, m + 2)); polcoef(A', m),
       i == 2, sum(j = 1, m, (-q)^j*j!*stirling(m, j, 2))/m!, i == 3, sum(j = 1, m, (-q)^j*j*stirling(m, j, 2))/m!,
       i == 4, sum(j = 1, m, (-1)^j*j*stirling(m, j, 2))/m!, i == 5, sum(j = 0, m, stirling(m, j, 2))/m!,
       i == 6, 2*zeta(m)/(2*Pi)^m, (2*Pi)^-m));
    my(even_root(i, m) = my(v = abs(term(i, m))); if (v < 1e-85, 0, v^(1/m)));
    limits = [1/rho(z), 1/rho(z), 0, 0, 0, 1/(2*Pi), 1/(2*Pi)];
    if (link == 1, check(r, "left_root", max(even_root(1, n - 1), even_root(1, n))); check(r, "right_root", even_root(1, n));
        check(r, "left_limsup", 1/rho(z)); check(r, "right_limsup", if (q == 1/2, 0, 1/rho(z))); truth(r, "limsups_agree", q != 1/2);
        next);
    check(r, "left_root", even_root(link - 1, n)); check(r, "right_root", even_root(link, n));
    side = if (link == 2 && q == 1/2, [0, 0], [limits[link - 1], limits[link]]);
    if (link == 3 && q == 1/2, side[1] = 0);
    check(r, "left_limsup", side[1]); check(r, "right_limsup", side[2]); truth(r, "limsups_agree", side[1] == side[2]));
}
test_triangle() = {
  load_table("triangle");
  if (#records != 5050, error("the triangle has ", #records, " entries"));
  foreach(sample(300), r, my(n = number(r, "n"), k = number(r, "k")); check(r, "T", k!*stirling(n, k, 2)); check(r, "index", n*(n - 1)/2 + k));
  my(lines = select(line -> #line > 0, readstr(Str(folder, "/b019538.txt"))));
  for (i = 1, #records, checked++; if (lines[i] != Str(i, " ", get(records[i], "T")), wrong++; print("WRONG b019538.txt line ", i)));
}
test_theorem1() = {
  load_table("theorem1");
  if (#records != 1000, error("theorem1 has ", #records, " rows"));
  for (i = 1, 12, my(k = if (i <= 4, i, 5 + random(70)), r = records[k], row = vector(k, j, j!*stirling(k, j, 2)), digest);
    checked++;
    digest = strsplit(externstr(Str("printf '%s\\n' '", strjoin(apply(t -> Str(t), row), " "), "' | sha256sum"))[1], " ")[1];
    if (number(r, "k") != k || number(r, "terms") != k || number(r, "largest_bits") != #binary(vecmax(row))
        || row[number(r, "largest_at")] != vecmax(row) || get(r, "sha256") != digest, wrong++; print("WRONG theorem1 ", r)));
}
setrand(seed);
test_radius(); test_remedy(); test_region(); test_derivatives(); test_triangle(); test_theorem1();
test_equation_13(); test_regulariser(); test_partial(); test_quadratic(); test_root_test();
print("PARI/GP ", strjoin(apply(t -> Str(t), version()), "."), ", seed ", seed, ": ", checked, " numbers checked, ", wrong, " wrong");
if (wrong || checked < 3000, quit(1), quit(0));
