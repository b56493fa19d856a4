"""Which documents on file the folders given to `add` stand for. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath, PurePosixPath

from knowledge.intake.finding import Found, Unread, folders
from knowledge.revisions import Filed


def at_home(found: Sequence[Found], live: Sequence[Filed]) -> tuple[Found, ...]:
    """Return the files, those of a folder on file under the path that they have in it.

    Whoever added a folder and then gives one file or a part of it means the same documents.
    """
    home = {PurePath(filed.root, filed.version.path): filed for filed in live}
    return tuple(_housed(one, home.get(one.file)) for one in found)


class Origins:
    """The folders of one run, compared with where the documents on file came from.

    A folder may have moved since (a fresh export, another machine): a folder on file is taken
    for one given now when most of its files are there too, under the same names.
    """

    def __init__(
        self, paths: Sequence[Path], found: Sequence[Found], live: Sequence[Filed]
    ) -> None:
        self._folders = folders(paths)
        self._found = found
        successors = self._successors(live)
        self._live = [(successors[filed.root], filed) for filed in live]
        self._files: defaultdict[tuple[str, str], list[Filed]] = defaultdict(list)
        self._owners: defaultdict[str, set[str]] = defaultdict(set)
        for root, filed in self._live:
            self._files[root, filed.version.path].append(filed)
            self._owners[filed.document].add(root)

    def document(self, found: Found) -> str:
        """Return the id of a document whose header has none: its path.

        Where another folder's document has that id already, the folder's name goes in front.
        """
        qualified = f"{PurePath(found.root).name}/{found.path}"
        if any(filed.document == qualified for filed in self.former(found)):
            return qualified
        owners = self._owners[found.path]
        owners.add(found.root)
        return found.path if owners == {found.root} else qualified

    def former(self, found: Found) -> tuple[Filed, ...]:
        """Return the versions on file that the same file was before."""
        return tuple(self._files[found.root, found.path])

    def vanished(self, read: Mapping[Found, str], unread: Sequence[Unread]) -> tuple[Filed, ...]:
        """Return the versions on file that their folder has no more.

        `read` gives the document that each file turned out to be; a file that is there and
        failed has not vanished, nor has anything at or below a place that wasn't looked into.
        """
        there = {(found.root, found.path): read.get(found) for found in self._found}
        unseen = {(one.root, one.report.path) for one in unread}
        return tuple(
            filed
            for root, filed in self._live
            if root in self._folders
            and there.get((root, filed.version.path), "") not in {filed.document, None}
            and not any((root, place) in unseen for place in _places(filed.version.path))
        )

    def moved(self) -> dict[str, list[int]]:
        """Return the folders given now that stand for others, with the versions of these."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for root, filed in self._live:
            if root != filed.root:
                found[root].append(filed.serial)
        return found

    def _successors(self, live: Sequence[Filed]) -> dict[str, str]:
        """Return for each folder on file the folder given now that it is, or itself."""
        here: defaultdict[str, set[str]] = defaultdict(set)
        for found in self._found:
            here[found.root].add(found.path)
        before: defaultdict[str, set[str]] = defaultdict(set)
        for filed in live:
            before[filed.root].add(filed.version.path)
        return {
            root: root if root in self._folders else _moved(paths, here) or root
            for root, paths in before.items()
        }


def _places(path: str) -> Iterator[str]:
    """Yield the path and every folder above it, up to "."."""
    yield path
    yield from map(str, PurePosixPath(path).parents)


def _housed(found: Found, filed: Filed | None) -> Found:
    if filed is None or not PurePath(found.root).is_relative_to(filed.root):
        return found
    return replace(found, root=filed.root, path=filed.version.path)


def _moved(paths: set[str], here: Mapping[str, set[str]]) -> str:
    return next((root for root in sorted(here) if 2 * len(paths & here[root]) > len(paths)), "")
