"""What an administrator wrote into the form of a person."""

from __future__ import annotations

from adapters.web.errors import BadForm
from adapters.web.people import names
from adapters.web.people.account import Account
from adapters.web.people.accounts import Granted
from adapters.web.roles import Role
from adapters.web.visit import Visit

_GIVEN = frozenset(Role) - {Role.EMPLOYEE}


def granted(visit: Visit, who: Account | None = None) -> Granted:
    """Return what the form gives; of who signs in at a provider that tells name and address.

    Raises BadForm with all its faults.
    """
    elsewhere = who is not None and bool(who.issuer)
    given = Granted(
        name=who.name if who and elsewhere else visit.said_in("name"),
        email=who.email if who and elsewhere else visit.said_in("email"),
        roles=frozenset(role for role in _GIVEN if role in visit.all_said_in("roles")),
        groups=names.groups_in(visit.said_in("groups")),
        audience=visit.said_in("audience"),
    )
    wrong = {
        "name": "" if elsewhere else names.name_fault(given.name),
        "email": "" if elsewhere else names.email_fault(given.email),
        "groups": names.groups_fault(given.groups),
        "audience": names.audience_fault(given.audience),
    }
    if who is None:
        wrong["subject"] = names.sign_in_fault(visit.said_in("subject"))
    if faults := {field: fault for field, fault in wrong.items() if fault}:
        raise BadForm(faults)
    return given
