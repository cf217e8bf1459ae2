# shellcheck shell=sh disable=SC2034,SC2154
# Finds the program for the hooks, as `program`. Read by them; they have set `root`.

program=${HANDLINGSPLAN:-}
if [ -z "$program" ]; then
    program=$root/.venv/bin/handlingsplan
    [ -x "$program" ] || program=handlingsplan
fi
command -v "$program" >/dev/null 2>&1 || {
    printf '%s\n' "Inget är incheckat: kommandot handlingsplan finns inte. Kör make setup, eller installera det." >&2
    exit 1
}
