#!/bin/sh
# The workflow on two cores: a shard is killed in the middle, and the next call redoes what is missing, only.
# Usage: two_cores.sh DROPCERT SOURCE_FOLDER FOLDER
set -eu
if ! command -v snakemake > /dev/null; then
  echo "snakemake is missing (Debian: snakemake): the workflow is not tested"
  exit 77
fi
dropcert=$1
snakefile=$2/tables/workflow/Snakefile
work=$3/workflow.$$
mkdir -p "$work/home"
trap 'rm -rf "$work"' EXIT
cd "$work"
export HOME="$work/home" XDG_CACHE_HOME="$work/home"
bound=2500
shards=theorem1-$bound-by-3

run_workflow() {
  snakemake --snakefile "$snakefile" --cores 2 --keep-going --nocolor --config "dropcert=$dropcert" out=results \
    max_k=$bound shards=3 threads=1 save_every=0 retries=0 > snakemake.txt 2>&1
}

# The last shard is killed once it has a checkpoint.
run_workflow &
pid=$!
until ls results/$shards/saved-3/*.checkpoint > found 2>&1; do
  kill -0 $pid
  sleep 0.05
done
kill -9 "$(cat results/$shards/saved-3/lock)"
if wait $pid; then echo "the workflow did not notice that a shard was killed"; exit 1; fi
ls results/$shards
test -f results/$shards/shard-1
test -f results/$shards/shard-2
test ! -e results/$shards/shard-3
test ! -e results/theorem1-$bound.txt
cp results/$shards/shard-1 results/$shards/shard-2 .

run_workflow || { cat snakemake.txt; exit 1; }
test "$(grep -c '^rule theorem1_shard:' snakemake.txt)" = 1
grep -q 'goes on from row' results/$shards/log-3
for shard in 1 2; do
  if grep -q 'goes on from row' results/$shards/log-$shard; then echo "shard $shard ran again"; exit 1; fi
  cmp shard-$shard results/$shards/shard-$shard
done
test ! -e results/$shards/saved-3
if ls results/$shards | grep unfinished; then echo "a temporary of the killed shard is left"; exit 1; fi
"$dropcert" theorem1 --max-k $bound > whole
cmp whole results/theorem1-$bound.txt

# A third call has nothing to do.
run_workflow
grep -q 'Nothing to be done' snakemake.txt
echo "one shard of three was killed; it alone ran again, from its checkpoint; the result is that of one run"
