"""Who may read what. Pure; decided before anything is ranked."""

from __future__ import annotations

from datetime import date

from knowledge.model import Header, Partition, Viewer


def may(viewer: Viewer, header: Header, on: date) -> bool:
    """Whether the viewer may read the document on that day: a group in common, and in force.

    A document without groups is open to everybody. `audience` says whom a document
    addresses and never hides it.
    """
    begins, ends = header.effective_from, header.effective_to
    in_force = (begins is None or begins <= on) and (ends is None or on <= ends)
    return in_force and open_to(header.groups, viewer)


def readable(partition: Partition, viewer: Viewer) -> bool:
    """Whether a search on the viewer's behalf may open the partition at all."""
    return open_to(partition.groups, viewer)


def open_to(groups: frozenset[str], viewer: Viewer) -> bool:
    """Whether the viewer may read, on any day, what these groups may; none is everybody."""
    return not groups or not groups.isdisjoint(viewer.groups)
