from __future__ import annotations

from adapters.service.readiness import Readiness, Ready
from knowledge.errors import CatalogUnusable


def damaged() -> str:
    raise CatalogUnusable("/home/ann/desk is damaged")


def test_all_that_is_missing_is_told_by_part() -> None:
    checks = {"index": lambda: "starting", "catalog": lambda: "", "slack": lambda: "not connected"}
    seen = Readiness(checks, lambda: "").look()
    assert seen == Ready(
        ready=False, missing={"index": "starting", "slack": "not connected"}, switched_off=""
    )


def test_what_is_switched_off_is_ready_and_says_why() -> None:
    seen = Readiness({"index": lambda: ""}, lambda: "Moving house").look()
    assert (seen.ready, seen.switched_off) == (True, "Moving house")


def test_a_part_that_can_not_be_looked_at_is_missing_by_the_kind_of_its_fault() -> None:
    seen = Readiness({"catalog": damaged}, damaged).look()
    assert seen.missing == {"catalog": "CatalogUnusable"}
    assert not seen.ready
    assert "ann" not in str(seen)
