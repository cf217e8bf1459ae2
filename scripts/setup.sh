#!/bin/sh
# Sets up what the Makefile's targets need. Run through make, or by hand:
#
#   scripts/setup.sh venv         .venv with the pinned packages and this package, editable
#   scripts/setup.sh chromium     what the browser tests need; prints the path of a Chromium that starts
#   scripts/setup.sh audit        .cache/audit with the pinned pip-audit, which nothing else needs
#   scripts/setup.sh constraints  write constraints.txt and requirements/*.txt anew
#
# It needs python3 (3.11 or newer; another one: PYTHON=...) and a package index that pip can reach.
# What else is missing is installed with apt-get, as root or through `sudo -n`; where neither is
# possible it stops with one line that says what to install. Nothing outside the checkout is touched
# but those system packages.

set -eu
cd "$(dirname "$0")/.."

PYTHON=${PYTHON:-python3}
VENV=.venv

say() { printf '%s\n' "setup: $*" >&2; }
die() { say "$*"; exit 1; }

# --- system packages -------------------------------------------------------------------------------

# apt_install PACKAGE...: false if they could not be installed. Where this user may not install
# anything it is silent: the caller says what is missing, and how to get it.
apt_install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    if [ "$(id -u)" -eq 0 ]; then
        as_root="env"
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        as_root="sudo -n env"
    else
        return 1
    fi
    log=$(mktemp)
    say "installing with apt-get: $*"
    # The package lists may be missing or too old: only a failure shows it, so update and try again.
    if apt_get install --no-install-recommends "$@" >"$log" 2>&1 ||
        { apt_get update >"$log" 2>&1 && apt_get install --no-install-recommends "$@" >"$log" 2>&1; }; then
        rm -f "$log"
    else
        tail -n 15 "$log" >&2
        rm -f "$log"
        return 1
    fi
}

apt_get() {
    # $as_root is two words on purpose. The timeout waits for another apt-get to finish.
    # shellcheck disable=SC2086
    $as_root DEBIAN_FRONTEND=noninteractive apt-get -y -q -o DPkg::Lock::Timeout=300 "$@" </dev/null
}

# --- Python ----------------------------------------------------------------------------------------

check_python() {
    command -v "$PYTHON" >/dev/null 2>&1 ||
        die "$PYTHON was not found: install Python 3.11 or newer (apt-get install python3), or name one with PYTHON="
    version=$("$PYTHON" -c 'import sys; print("%d.%d" % sys.version_info[:2])') ||
        die "$PYTHON does not start"
    "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        die "$PYTHON is Python $version, and 3.11 or newer is needed: name a newer one with PYTHON=python3.11"
}

# Debian's python3 comes without ensurepip, so `python3 -m venv` has no pip to put in.
can_make_venv() { "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null; }

make_venv() {
    can_make_venv || apt_install python3-venv || true
    # A python3 that is not the system's own has a package under its own version.
    can_make_venv || apt_install "python$version-venv" || true
    can_make_venv ||
        die "$PYTHON cannot make a virtual environment; as root: apt-get install python3-venv"
    "$PYTHON" -m venv "$1"
}

# pip_install PYTHON ARGUMENT...
pip_install() {
    python=$1
    shift
    # -qq: the pinned list is long and known; errors are still shown.
    "$python" -m pip --disable-pip-version-check install -qq --no-input --progress-bar off "$@"
}

# What .venv was made from. The checkout's path is part of it: a virtual environment cannot be moved.
packages_stamp() { printf '%s\n' "$version" "$(pwd -P)" && cat constraints.txt requirements/vnu.txt | cksum; }
project_stamp() { cksum <pyproject.toml; }

# is_stamped FILE STAMP
is_stamped() { [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]; }

setup_venv() {
    check_python
    packages=$(packages_stamp)
    project=$(project_stamp)

    # The stamps are written last, so a set-up that was interrupted is done anew, and from nothing.
    if ! is_stamped "$VENV/.packages" "$packages" || ! "$VENV/bin/python" -c '' 2>/dev/null; then
        rm -rf "$VENV"
        say "making $VENV with Python $version"
        make_venv "$VENV"
        say "installing the pinned packages (about a minute)"
        pip_install "$VENV/bin/python" --require-hashes --only-binary=:all: -r constraints.txt ||
            die "the pinned packages could not be installed: see the error above, then run make again"
        # There is no wheel of it. Its build backend is among the pinned packages.
        pip_install "$VENV/bin/python" --require-hashes --no-deps --no-build-isolation -r requirements/vnu.txt ||
            die "the HTML checker could not be installed: see the error above, then run make again"
        printf '%s\n' "$packages" >"$VENV/.packages"
    fi
    if ! is_stamped "$VENV/.project" "$project"; then
        rm -f "$VENV/.project"
        say "installing handlingsplan, editable"
        pip_install "$VENV/bin/python" --no-deps --no-build-isolation -e . ||
            die "handlingsplan could not be installed: see the error above, then run make again"
        printf '%s\n' "$project" >"$VENV/.project"
        say "$VENV is ready"
    fi
}

# --- Chromium --------------------------------------------------------------------------------------

# Ubuntu's chromium-browser may be a stub that only says how to install it: hence --version.
chromium_works() { command -v "$1" >/dev/null 2>&1 && "$1" --version >/dev/null 2>&1; }

find_chromium() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        if chromium_works "$name"; then
            command -v "$name"
            return
        fi
    done
    return 1
}

# The browser is driven by Playwright, whose program needs a library that a small system may lack.
driver_works() { "$VENV/bin/playwright" --version >/dev/null 2>&1; }

setup_chromium() {
    [ -f "$VENV/.project" ] || die "there is no finished $VENV: run make setup first"
    missing=
    if [ -n "${CHROMIUM:-}" ]; then
        chromium_works "$CHROMIUM" || die "CHROMIUM=$CHROMIUM does not start"
    elif ! find_chromium >/dev/null; then
        # The browser tests measure text, so the fonts are part of it.
        missing="chromium fonts-dejavu-core fonts-liberation"
    fi
    driver_works || missing="$missing libatomic1"
    # One word for each package.
    # shellcheck disable=SC2086
    [ -z "$missing" ] || apt_install $missing || true

    driver_works || die "Playwright does not start; as root: apt-get install libatomic1"
    if [ -n "${CHROMIUM:-}" ]; then
        command -v "$CHROMIUM"
    else
        find_chromium || die "the browser tests need Chromium; as root: apt-get install chromium," \
            "or name one with CHROMIUM=/path/to/chromium"
    fi
}

# --- pip-audit -------------------------------------------------------------------------------------

# It has a virtual environment of its own: what it brings is no part of what builds and tests.
setup_audit() {
    check_python
    audit=.cache/audit
    stamp=$(printf '%s\n' "$version" "$(pwd -P)" && cksum <requirements/audit.txt)
    if ! is_stamped "$audit/.packages" "$stamp" || ! "$audit/bin/python" -c '' 2>/dev/null; then
        rm -rf "$audit"
        say "making $audit with Python $version"
        make_venv "$audit"
        pip_install "$audit/bin/python" --require-hashes --only-binary=:all: -r requirements/audit.txt ||
            die "pip-audit could not be installed: see the error above, then run make again"
        printf '%s\n' "$stamp" >"$audit/.packages"
    fi
}

# --- constraints.txt -------------------------------------------------------------------------------

# Pins stay as they are where they still fit; UPGRADE=1 takes the newest of everything.
write_constraints() {
    check_python
    tmp=$(mktemp -d)
    trap 'rm -rf "$tmp"' EXIT
    trap 'exit 1' HUP INT TERM
    make_venv "$tmp/venv"
    pip_install "$tmp/venv/bin/python" --require-hashes --only-binary=:all: -r requirements/uv.txt

    compile requirements/uv.txt requirements/uv.in --only-binary :all:
    compile requirements/audit.txt requirements/audit.in --only-binary :all:
    compile requirements/vnu.txt requirements/vnu.in --no-deps
    # One version of a package for every Python: what is tested is then what is installed.
    compile constraints.txt pyproject.toml --group test --group build --fork-strategy fewest --only-binary :all:
}

# compile OUTPUT SOURCE [OPTION...]
compile() {
    output=$1
    shift
    if [ -f "$output" ]; then cp "$output" "$tmp/out.txt"; else rm -f "$tmp/out.txt"; fi
    say "resolving $output"
    "$tmp/venv/bin/uv" pip compile "$@" --quiet --output-file "$tmp/out.txt" ${UPGRADE:+--upgrade} \
        --python "$tmp/venv/bin/python" --python-version 3.11 --universal \
        --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make constraints"
    # Which index a machine uses is its own business.
    if grep -q '://' "$tmp/out.txt"; then die "$output would name an address; it was left as it is"; fi
    cat "$tmp/out.txt" >"$output"
    rm -f "$tmp/out.txt"
}

case "${1:-}" in
    venv) setup_venv ;;
    chromium) setup_chromium ;;
    audit) setup_audit ;;
    constraints) write_constraints ;;
    *) die "usage: scripts/setup.sh venv|chromium|audit|constraints" ;;
esac
