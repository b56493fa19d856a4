from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from evals.metrics import METRICS
from tests.adapters.terminal.conftest import ENVIRONMENT, invoke


def test_every_metric_is_listed_with_its_meaning_on_eighty_columns(fresh: Path) -> None:
    listed = invoke(fresh, "eval", "metrics")
    assert listed.exit_code == 0
    text = " ".join(listed.stdout.split())
    assert all(metric.name in text and metric.meaning in text for metric in METRICS)
    assert max(map(len, listed.stdout.splitlines())) <= 80


def test_scripts_get_the_list_as_json(fresh: Path) -> None:
    listed = json.loads(invoke(fresh, "eval", "metrics", "--json").stdout)
    assert [one["name"] for one in listed] == [metric.name for metric in METRICS]
    assert {"name", "meaning", "better", "unit"} <= set(listed[0])


def test_listing_loads_no_model() -> None:
    program = (
        "import sys; from adapters.terminal.main import cli\n"
        "cli(['eval', 'metrics'], standalone_mode=False)\n"
        "heavy = {'torch', 'chromadb', 'sentence_transformers', 'tantivy'} & set(sys.modules)\n"
        "sys.exit(' '.join(heavy) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
