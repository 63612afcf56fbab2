#!/bin/sh
# Shards merged are, byte for byte, what one run writes; everything else is refused with one sentence.
# Usage: merge.sh DROPCERT FOLDER
set -eu
dropcert=$1
work=$2/merge.$$
mkdir -p "$work"
trap 'rm -rf "$work"' EXIT
cd "$work"

# Usage: refused WORDS COMMAND...: COMMAND ends with code 2 and one line with these words
refused() {
  words=$1
  shift
  code=0
  "$@" > refused.out 2> refused.err || code=$?
  if [ "$code" = 2 ] && [ "$(wc -l < refused.err)" = 1 ] && grep -q "$words" refused.err && [ ! -s refused.out ]; then return; fi
  echo "expected '$words' of: $*"
  cat refused.err
  exit 1
}

"$dropcert" theorem1 --max-k 400 > whole
for count in 1 3; do
  for index in $(seq "$count"); do
    "$dropcert" theorem1 --max-k 400 --shard "$index/$count" --threads "$index" --output "t$index-$count" 2> messages
  done
done
"$dropcert" theorem1 --max-k 400 --shard 2/3 > printed 2> messages
cmp printed t2-3
"$dropcert" merge t1-1 > merged
cmp whole merged
"$dropcert" merge t3-3 t1-3 t2-3 > merged
cmp whole merged
refused "missing: 2/3" "$dropcert" merge t1-3 t3-3
refused "given twice" "$dropcert" merge t1-3 t2-3 t3-3 t1-3
refused "cut differently" "$dropcert" merge t1-1 t1-3 t2-3 t3-3
"$dropcert" theorem1 --max-k 401 --shard 2/3 --output other 2> messages
refused "max-k is 40" "$dropcert" merge t1-3 other t3-3
sed 's/^sampled-rows .*/sampled-rows 7/' t2-3 > damaged
refused "damaged" "$dropcert" merge t1-3 damaged t3-3
head -c 500 t2-3 > short
refused "damaged" "$dropcert" merge t1-3 short t3-3
refused "there is no file" "$dropcert" merge t1-3 none t3-3
mkdir folder
refused "is a directory; expected a file" "$dropcert" merge t1-3 folder t3-3
printf hello > text
refused "neither a checkpoint nor a shard" "$dropcert" merge t1-3 text t3-3
"$dropcert" theorem1 --max-k 400 --shard 2/3 --kernel plain --output other 2> messages
refused "its kernel is" "$dropcert" merge t1-3 other t3-3
# A shard of another version, its digest right.
sed '$d; s/^program .*/program dropcert 9.9/' t2-3 > other
printf 'sha256 %s\n' "$(sha256sum < other | cut -d ' ' -f 1)" >> other
refused "made by dropcert 9.9" "$dropcert" merge t1-3 other t3-3
# Shards whose ranges leave a gap or overlap, their digests right.
for range in 2..380 399..399; do
  sed '$d' t2-3 | sed "s/^range .*/range $range/" > other
  printf 'sha256 %s\n' "$(sha256sum < other | cut -d ' ' -f 1)" >> other
  refused "covered twice\|is missing" "$dropcert" merge t1-3 other t3-3
done
refused "is no folder" "$dropcert" theorem1 --max-k 400 --resume text
refused "is no folder" "$dropcert" theorem1 --max-k 400 --resume /proc/none
refused "Is a directory" "$dropcert" theorem1 --max-k 400 --shard 1/3 --output folder
refused "No such file or directory" "$dropcert" theorem1 --max-k 400 --shard 2/3 --output none/file
"$dropcert" theorem1 --max-k 1200 --save-every 0 --resume rows > whole1200
refused "its max-k is 1200, not 1201" "$dropcert" theorem1 --max-k 1201 --resume rows
refused "its kernel is" "$dropcert" theorem1 --max-k 1200 --kernel plain --resume rows
printf Z | dd of=rows/rows.checkpoint bs=1 seek=5000 conv=notrunc 2> messages
refused "is damaged and is not used" "$dropcert" theorem1 --max-k 1200 --resume rows
rm rows/rows.checkpoint
mkdir rows/rows.checkpoint
refused "is a directory; expected a file" "$dropcert" theorem1 --max-k 1200 --resume rows
refused "is no shard" "$dropcert" theorem1 --max-k 400 --shard 4/3
refused "at least one row" "$dropcert" theorem1 --max-k 2 --shard 1/3
refused "needs --shard" "$dropcert" theorem1 --max-k 2 --output file

awk 'BEGIN { srand(8); print "a,b,c"
  for (i = 0; i < 3000; ++i) printf "%.4f,%.3f,%d\n", 8 * rand() - 4, 6 * rand() - 3, int(9 * rand()) - 4 }' > X.csv
printf 'name,weight\na,1.5\nb,-2/3\nc,0.25\n' > w.csv
gzip -c X.csv > X.csv.gz
audit() { "$dropcert" audit --weights w.csv --dropout 1/2 "$@"; }
for data in X.csv X.csv.gz; do
  audit --data $data --out rows.csv --figure figure.svg > summary
  for count in 1 2 7; do
    shards=""
    for index in $(seq "$count"); do
      audit --data $data --shard "$index/$count" --output "a$index-$count"
      shards="a$index-$count $shards"
    done
    "$dropcert" merge $shards --out merged.csv --figure merged.svg > merged
    cmp summary merged
    cmp rows.csv merged.csv
    cmp figure.svg merged.svg
  done
done
audit --data X.csv.gz --format json > summary
"$dropcert" merge a1-2 a2-2 --format json > merged
cmp summary merged
# More shards than the file has blocks: some are empty.
printf 'a,b,c\n1,2,3\n' > tiny.csv
audit --data tiny.csv > summary
for index in 1 2 3; do audit --data tiny.csv --shard "$index/3" --output "tiny$index"; done
"$dropcert" merge tiny1 tiny2 tiny3 > merged
cmp summary merged
# A ledger, cut between statements and within one over a file.
awk 'BEGIN { print "n,s"; for (i = 1; i <= 5000; ++i) print i "," (i == 3000 || i == 4100 ? 0 : i * i) }' > cells.csv
printf 'claim A "" printed for (n, s) in file("cells.csv"): n^2 = s\nclaim B "" printed for n in 1..9: n < 10\n' > l.claims
printf 'claim C "" printed exp(1) > 2 evidence for (n, s) in file("cells.csv"): n >= 1\n' >> l.claims
for all in "" --all-counterexamples; do
  "$dropcert" verify l.claims $all --resume whole-l --certificate whole.cert > summary
  rm -r whole-l
  for count in 1 3 20; do
    shards=""
    for index in $(seq "$count"); do
      "$dropcert" verify l.claims $all --shard "$index/$count" --output "l$index-$count" --force
      shards="l$index-$count $shards"
    done
    "$dropcert" merge $shards --certificate merged.cert --force > merged
    cmp summary merged
    cmp whole.cert merged.cert
  done
  rm whole.cert
done
grep -q "n = 4100, s = 0" merged
grep -q "2 of 5000 cases fail" merged
mkdir elsewhere
mv l.claims cells.csv elsewhere
refused "l.claims" "$dropcert" merge $shards
"$dropcert" merge $shards --ledger elsewhere/l.claims > merged
cmp summary merged
echo "5001,1" >> elsewhere/cells.csv
refused "of other files" "$dropcert" merge $shards --ledger elsewhere/l.claims
refused "missing: 2/3" "$dropcert" merge l1-3 l3-3 --ledger elsewhere/l.claims
refused "for shards of verify" "$dropcert" merge a1-2 a2-2 --ledger elsewhere/l.claims
refused "for shards of audit" "$dropcert" merge l1-1 --out file
refused "go together" "$dropcert" verify elsewhere/l.claims --shard 1/2
refused "missing: 1/2" "$dropcert" merge a2-2
refused "parts of different runs" "$dropcert" merge a1-2 tiny2
refused "parts of different runs" "$dropcert" merge t1-3 a2-2 t3-3
refused "would be overwritten" "$dropcert" merge a1-2 a2-2 --out a1-2
refused "for shards of audit" "$dropcert" merge t1-1 --out file
refused "go together" audit --data X.csv --shard 1/2
refused "give them to" audit --data X.csv --shard 1/2 --output file --out rows.csv
refused "read twice" audit --data /dev/null --resume saved
audit --data X.csv --resume saved > summary
refused "belongs to another run" audit --data X.csv --resume saved --bias 1
