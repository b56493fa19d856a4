"""What is to be known of the bot and the set before a run begins."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import metadata

from bot.assistant import Assistant
from evals.cases import TestSet
from evals.corpus import Corpus
from evals.runs import code
from evals.runs.facts import Facts


def gathered(assistant: Assistant, cases: TestSet, corpus: Corpus, repeat: int) -> Facts:
    """Return the facts of a run that begins now. Raises ModelUnusable."""
    commit, changed = code.state()
    return Facts(
        name="",
        set_name=cases.name,
        set_path=str(cases.path.absolute()),
        set_digest=cases.digest,
        cases=cases.count,
        day=assistant.today(),
        repeat=repeat,
        revision=corpus.revision,
        documents=corpus.digest,
        settings=assistant.recorded(),
        confidence=assistant.calibration.provenance,
        model=assistant.library.model,
        code=commit,
        changed=changed,
        policydesk=metadata.version("policydesk"),
        started=datetime.now(UTC),
    )
