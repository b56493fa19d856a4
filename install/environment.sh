#!/bin/sh
# Makes .venv in three steps, each on top of the one before: environment.sh run|dev|bench
# `run` takes which language models' packages it adds: environment.sh run anthropic,bedrock
# The Makefile, the Dockerfile and CI all call this, so that there is one way to install.
set -eu
stage=${1:?usage: environment.sh run [anthropic,bedrock,google] | dev | bench}
providers=${2:-}
python=${PYTHON:-python3}
cd "$(dirname "$0")/.."

say() { printf '== %s\n' "$*"; }
fail() { printf 'PolicyDesk: %s\n' "$*" >&2; exit 1; }
pip() { .venv/bin/python -m pip install --disable-pip-version-check --quiet --constraint constraints.txt "$@"; }

# Debian splits venv off Python; install it where we may, else name it and stop.
ensure_venv() {
    command -v "$python" >/dev/null 2>&1 && "$python" -c 'import venv, ensurepip' 2>/dev/null && return
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        say "installing Debian's python3 and python3-venv"
        apt-get update -qq && apt-get install -y -qq python3 python3-venv
    else
        fail "needs the Debian packages python3 and python3-venv: sudo apt-get install python3 python3-venv"
    fi
}

# The tests look at pages in a real browser, and fail without one.
ensure_browser() {
    command -v chromium >/dev/null 2>&1 && return
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        say "installing Debian's chromium"
        apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core
    else
        fail "needs the Debian package chromium for its tests: sudo apt-get install chromium"
    fi
}

# Of a name that it doesn't know pip only warns, and installs the rest.
ensure_providers() {
    unknown=$(printf '%s\n' "$providers" | tr , '\n' | grep -vxE 'anthropic|bedrock|google|' || true)
    [ -z "$unknown" ] || fail "has no packages for '$unknown'; name anthropic, bedrock, google, or" \
        "several with commas between and no spaces. OpenAI's and Azure's are always installed"
}

ensure_venv
ensure_providers
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "needs Python 3.11 or newer; $python is $("$python" -V). Name another: make PYTHON=python3.12 …"

[ "$stage" != dev ] || ensure_browser

case $stage in
    run) extras=${providers:+[$providers]} ;;
    dev) extras="[dev]" ;;
    bench) extras="[dev,bench]" ;;
    *) fail "unknown step '$stage'; it is run, dev or bench" ;;
esac

[ -x .venv/bin/python ] || { say "making the environment .venv"; "$python" -m venv .venv; }
say "installing what '$stage' needs into .venv (the first time takes some minutes)"
# torch first and by itself, so that a CPU build on disk or on an extra index is taken.
.venv/bin/python -c 'import torch' 2>/dev/null || pip torch
pip --editable ".$extras"
