"""The real command, as a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree, html

from tests.adapters.terminal.conftest import COMMAND, ENVIRONMENT
from tests.evals.report import made


def report(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, "eval", "report", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=ENVIRONMENT)


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return made.run(tmp_path / "run", made.mixed()).folder


@pytest.fixture
def gate(tmp_path: Path) -> Path:
    rules = tmp_path / "gate.toml"
    rules.write_text('[at_least]\n"passed" = 0.99\n', "utf-8")
    return rules


def test_it_writes_the_page_into_the_runs_folder_and_prints_where(run: Path) -> None:
    done = report(run)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{run / 'report.html'}\n"
    assert html.parse(str(run / "report.html")).findtext(".//h1").startswith("Test set")


def test_the_page_can_go_elsewhere(run: Path, tmp_path: Path) -> None:
    file = tmp_path / "elsewhere.html"
    assert report(run, "--html", file).stdout == f"{file}\n"
    assert file.exists()
    assert not (run / "report.html").exists()


def test_markdown_is_all_that_stdout_has(run: Path, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    done = report(run, "--markdown", "--html", file)
    assert done.stdout.startswith("## posting: 67")
    assert done.stderr == f"{file}\n"
    assert not (run / "report.html").exists()


def test_junit_is_written_for_ci(run: Path, tmp_path: Path) -> None:
    file = tmp_path / "junit.xml"
    done = report(run, "--junit", file)
    assert (done.returncode, done.stdout) == (0, f"{file}\n")
    assert len(etree.parse(str(file)).findall(".//testcase")) == 60


def test_a_gates_verdict_stands_first_and_the_exit_code_is_nought(run: Path, gate: Path) -> None:
    done = report(run, "--rules", gate, "--baseline", run)
    assert done.returncode == 0
    page = html.parse(str(run / "report.html"))
    assert page.findtext(".//h2").startswith("Not passed: 1 of")
    assert "passed at least 0.99" in page.find(".//table[@class='rules']").text_content()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--baseline", "."], "--baseline goes with --rules."),
        (["--html", "nowhere/at/all.html"], "nowhere/at/all.html"),
        (["--rules", "missing.toml"], "missing.toml can't be read"),
    ],
)
def test_a_mistake_is_told_in_a_line(run: Path, arguments: list[str], said: str) -> None:
    done = report(run, *arguments)
    assert done.returncode in (1, 2)
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_no_run_and_a_run_that_is_unfinished_are_told(tmp_path: Path) -> None:
    assert "isn't the folder of a run" in report(tmp_path).stderr
    unfinished = made.run(tmp_path / "run", made.mixed(), finished=None).folder
    done = report(unfinished)
    assert done.returncode == 1
    assert "isn't finished" in done.stderr
    assert not (unfinished / "report.html").exists()


def test_neither_the_model_nor_the_index_is_loaded(run: Path) -> None:
    code = (
        "import sys\n"
        "from click.testing import CliRunner\n"
        "from adapters.terminal.main import cli\n"
        f"done = CliRunner().invoke(cli, ['eval', 'report', {str(run)!r}])\n"
        "assert done.exit_code == 0, done.output\n"
        "heavy = {'torch', 'chromadb', 'sentence_transformers', 'sklearn', 'tantivy'}\n"
        "print(heavy & set(sys.modules), 'matplotlib.pyplot' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set() False\n"
