#!/bin/sh
# Reviews a change of the plans: checks it, tells what it means, and builds the site as it would be.
# Any CI system can call it, and so can anybody in a checkout with the whole history:
#
#   scripts/review.sh [BASE]      BASE is what the change is compared with; default origin/main
#
# It writes the folder review/:
#   comment.md         the comment for the pull request, in Markdown
#   number             the pull request's number, if REVIEW_NUMBER is set
#   code-quality.json  the problems, as GitLab reads them (only there)
#   site/              a preview of the site
#
# Exit code: 0 nothing found, 1 the check has found something, 2 something could not be done.
# Variables: REVIEW_BASE (BASE), REVIEW_HEAD (the version that people know, where HEAD is a merge made for
# the review), REVIEW_NUMBER, REVIEW_URL (where the run and its preview are seen),
# REVIEW_ANNOTATIONS=github|gitlab (how the lines with problems are marked; by default as the CI system
# that runs it wants it), HANDLINGSPLAN (the program, if it is installed already).
#
# The plans, and this very file, are written by whoever made the change. So it needs no token and no
# permission to write, and should be given none. The comment is posted by another job.

set -eu
cd "$(dirname "$0")/.."

base=${1:-${REVIEW_BASE:-origin/main}}
annotations=${REVIEW_ANNOTATIONS:-${GITHUB_ACTIONS:+github}${GITLAB_CI:+gitlab}}
out=review
most_lines=40

say() { printf '%s\n' "review: $*" >&2; }

if [ -z "${HANDLINGSPLAN:-}" ]; then
    make setup
    HANDLINGSPLAN=.venv/bin/handlingsplan
fi

rm -rf "$out"
mkdir "$out"
result=0

# A failure is no stop: what else can be told of the change is told too. The worst is the exit code.
ended() { [ "$1" -le "$result" ] || result=$1; }

# --- what the change means -------------------------------------------------------------------------

# Differences are no fault, and what is wrong with the later version is the check's to tell: only 2 counts.
compared=0
"$HANDLINGSPLAN" diff "$base" HEAD --merge-base --format markdown >"$out/diff.md" || compared=$?
if [ "$compared" -ge 2 ]; then
    ended 2
    printf 'Ändringarna kunde inte jämföras med det som gäller. Skälet står i granskningens utskrift.\n' >"$out/diff.md"
elif [ "$annotations" = github ]; then
    "$HANDLINGSPLAN" diff "$base" HEAD --merge-base --format github || [ $? -eq 1 ]
fi

# --- the check -------------------------------------------------------------------------------------

check=0
"$HANDLINGSPLAN" check >"$out/check.txt" 2>"$out/summary.txt" || check=$?
ended "$check"
cat "$out/check.txt" "$out/summary.txt" >&2
if [ "$check" -lt 2 ]; then
    case $annotations in
        github) "$HANDLINGSPLAN" check --format github 2>/dev/null || [ $? -eq 1 ] ;;
        gitlab) "$HANDLINGSPLAN" check --format gitlab >"$out/code-quality.json" 2>/dev/null || [ $? -eq 1 ] ;;
    esac
fi

# --- the preview -----------------------------------------------------------------------------------

# A site is not built from plans with a fel; that has then been told by the check.
"$HANDLINGSPLAN" build --site-dir "$out/site" >&2 || ended $?

# --- the comment -----------------------------------------------------------------------------------

# Four spaces make it code: nothing that stands in a plan can be markup here.
as_code() { sed -n "1,${most_lines}s/^/    /p" "$1"; }

{
    cat "$out/diff.md"
    printf '\n### Kontrollen\n\n'
    if [ "$check" -ge 2 ]; then
        printf 'Kontrollen kunde inte utföras. Skälet står i granskningens utskrift.\n'
    else
        head -n 1 "$out/summary.txt"
        if [ -s "$out/check.txt" ]; then
            printf '\n'
            as_code "$out/check.txt"
            lines=$(wc -l <"$out/check.txt")
            [ "$lines" -le "$most_lines" ] || printf '\n… och %d till.\n' "$((lines - most_lines))"
        fi
    fi
    printf '\n'
    if [ -d "$out/site" ]; then
        [ -z "${REVIEW_URL:-}" ] || printf '[Förhandsvisa webbplatsen](%s). ' "$REVIEW_URL"
    else
        printf 'Webbplatsen kunde inte byggas för förhandsvisning. '
    fi
    printf 'Granskad version: %s.\n' "$(git rev-parse --short "${REVIEW_HEAD:-HEAD}")"
} >"$out/comment.md"

if [ -n "${REVIEW_NUMBER:-}" ]; then
    printf '%s\n' "$REVIEW_NUMBER" >"$out/number"
fi
rm -f "$out/diff.md" "$out/check.txt" "$out/summary.txt"
say "$out/comment.md is written"
exit "$result"
