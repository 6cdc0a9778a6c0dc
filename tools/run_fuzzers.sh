#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs the libFuzzer targets of a folder, each for its share of the seconds; a crash, or no target,
# is a failure.
# usage: tools/run_fuzzers.sh FOLDER SECONDS
#
# New inputs go to build/fuzz/corpus; the committed seeds in tests/fuzz/corpus are only read.
set -euo pipefail

folder=$1
count=0
targets=()
for target in "$folder"/*; do
    [[ -f $target && -x $target ]] && targets+=("$target")
done
seconds=$(($2 / (${#targets[@]} > 0 ? ${#targets[@]} : 1)))
# To libFuzzer 0 would be no limit.
[[ $seconds -gt 0 ]] || seconds=1
for target in "${targets[@]}"; do
    name=$(basename "$target")
    found=build/fuzz/corpus/$name
    mkdir -p "$found"
    corpora=("$found")
    [[ -d tests/fuzz/corpus/$name ]] && corpora+=("tests/fuzz/corpus/$name")
    echo "fuzzing $name for $seconds s"
    if ! "$target" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=2048 -verbosity=0 \
        -print_final_stats=1 -artifact_prefix="build/fuzz/$name-" "${corpora[@]}" \
        > "build/fuzz/$name.log" 2>&1; then
        tail -n 60 "build/fuzz/$name.log"
        echo "$name failed; its input is in build/fuzz" >&2
        exit 1
    fi
    grep number_of_executed_units "build/fuzz/$name.log" || true
    count=$((count + 1))
done
if [[ $count -eq 0 ]]; then
    echo "no fuzzer was built in $folder" >&2
    exit 1
fi
echo "$count fuzzers found nothing"
