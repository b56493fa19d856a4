"""What people may do in the console."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """A role; an account may have several, and everybody who signs in is an employee."""

    EMPLOYEE = "employee"
    OFFICER = "officer"
    EVALUATOR = "evaluator"
    RECORDS = "records"
    ADMINISTRATOR = "administrator"


EVERYBODY = frozenset(Role)
OFFICE = frozenset({Role.OFFICER})
EVALUATION = frozenset({Role.EVALUATOR})
KEEPING = frozenset({Role.RECORDS})
ADMINISTRATION = frozenset({Role.ADMINISTRATOR})
