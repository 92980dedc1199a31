# Named steps that are timed and go on after a failure; sourced by `.ci/run` and
# `tests/long.sh`.
failed=()
times=()

section() { # title, command...
  local title=$1 start=$SECONDS took
  shift
  printf '\n=== %s\n' "$title"
  if "$@"; then
    took=$((SECONDS - start))
    printf '=== ok: %s (%s s)\n' "$title" "$took"
  else
    took=$((SECONDS - start))
    printf '=== FAILED: %s (%s s)\n' "$title" "$took"
    failed+=("$title")
  fi
  times+=("$(printf '%6d s  %s' "$took" "$title")")
}

# What took longest, first; then what failed.
finish() { # minutes that all of it should take at most
  printf '\n=== by time\n'
  printf '%s\n' "${times[@]}" | sort -rn
  printf '%6d s  in all; the budget on two cores is %d min\n' "$SECONDS" "$1"
  if [ ${#failed[@]} -gt 0 ]; then
    printf 'failed: %s\n' "${failed[@]}"
    exit 1
  fi
  echo "all sections passed"
}
