"""Signing in with a password that is kept here."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.web.people import passwords
from adapters.web.people.account import Account
from adapters.web.people.accounts import Accounts
from adapters.web.people.attempts import Attempts, Try
from adapters.web.people.refused import SignInRefused
from knowledge.catalog.database import Database


class WrongPassword(SignInRefused):
    """No account has this name with this password."""

    def __init__(self) -> None:
        super().__init__("The name or the password is wrong. Please try again.")


@dataclass(frozen=True, slots=True)
class LocalSignIn:
    """Checks names and passwords. Whoever has no account learns no more than who mistypes."""

    database: Database
    accounts: Accounts
    attempts: Attempts

    def check(self, name: str, password: str, address: str) -> Account:
        """Return whose name and password that is; `address` is where it comes from, "" for unknown.

        Raises WrongPassword, TooOften.
        """
        tried = Try(name.strip(), address)
        self.attempts.begin(tried)
        found = self.accounts.local(name)
        who, kept = found or (None, "")
        if not passwords.matches(kept, password) or who is None or who.disabled:
            raise WrongPassword
        self.attempts.succeeded(tried)
        if passwords.outdated(kept):
            self.keep(who.id, password)
        return who

    def keep(self, number: int, password: str) -> None:
        """Keep another password of an account."""
        hashed = passwords.hashed(password)
        with self.database.write() as connection:
            self.accounts.keep_password(connection, number, hashed)
