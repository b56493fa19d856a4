"""Everything that can go wrong in an evaluation, by name; messages are shown as they stand."""

from pathlib import Path


class EvalError(Exception):
    """The root of all faults that a person can mend."""


class BadTestSet(EvalError):
    """A test set has faults; `faults` lists all of them, each with file, line, field, remedy."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


class UnknownTestSet(BadTestSet):
    """There is no set of that name."""


class FileThere(EvalError):
    """A file would be overwritten; nothing that people may have written ever is."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"{file} is there already. Name another file, or move that one away.")


class NothingToDraft(EvalError):
    """There is nothing that cases could be drafted from."""


class BadRun(EvalError):
    """A run can't be read, isn't complete, or doesn't fit what is asked of it."""


class UnknownRun(BadRun):
    """There is no run of that name, or no such case in it."""


class BadGate(EvalError):
    """A gate's rules have faults; `faults` lists all of them, each with its remedy."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


class BadCalibration(EvalError):
    """A set or run that no confidence model can be fitted on."""


class JudgeFailed(EvalError):
    """The model that judges can't be reached, or doesn't answer as it was asked to."""
