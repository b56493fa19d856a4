#!/bin/sh
# Installs the built wheel into an empty environment and asks it a question:
# the sample, the migrations, the coefficients, the apps' manifests and icons must be aboard.
set -eu
cd "$(dirname "$0")/../.."
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
.venv/bin/python -m build --wheel --outdir "$place/dist" . >"$place/build.log" 2>&1 ||
    { cat "$place/build.log" >&2; exit 1; }
"${PYTHON:-python3}" -m venv "$place/venv"
"$place/venv/bin/python" -m pip install --disable-pip-version-check --quiet --constraint constraints.txt torch
"$place/venv/bin/python" -m pip install --disable-pip-version-check --quiet --constraint constraints.txt "$place"/dist/*.whl
cd "$place"
"$place/venv/bin/policydesk" slack manifest --socket >"$place/manifest.yaml"
"$place/venv/bin/policydesk" teams package https://policydesk.agency.gov \
    --app-id 11111111-2222-3333-4444-555555555555 --out "$place/teams.zip"
"$place/venv/bin/policydesk" --data "$place/data" demo --once "May I post a picture of myself in uniform?" --json >"$place/answer.json"
"$place/venv/bin/python" - "$place/answer.json" <<'P'
import json, sys
answer = json.load(open(sys.argv[1]))
assert answer["decision"] == "answer" and answer["citations"], answer
print("the wheel answers, citing", answer["citations"][0]["title"], answer["citations"][0]["number"])
P
