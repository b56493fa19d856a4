"""Lists of people's names, as Faker (MIT) has them, and what of it is an everyday word too."""

from __future__ import annotations

import calendar
from functools import cache
from importlib import import_module

from knowledge.retrieval.spelling import is_common
from knowledge.words import STOP_WORDS

# Where names are written in Latin letters, and many Americans' come from.
_COUNTRIES = (
    "en_US en_GB en_IE en_IN en_KE en_NG en_NZ en_PK es es_CO es_MX de_DE fr_FR it_IT nl_NL pl_PL "
    "pt_BR sv_SE tr_TR vi_VN"
).split()
_UNITED_STATES = ("en_US",)
_CALENDAR = frozenset(map(str.lower, (*calendar.month_name, *calendar.day_name)))


def is_given(name: str) -> bool:
    """Whether it is a first name somewhere, or begins with one, as "Mary-Ann" does."""
    return name.lower().partition("-")[0] in _given(tuple(_COUNTRIES))


def is_family(name: str) -> bool:
    """Whether it is a family name somewhere."""
    return name.lower() in _family(tuple(_COUNTRIES))


def is_common_given(name: str) -> bool:
    """Whether it is among the 690 commonest first names of the United States."""
    return name.lower() in _given(_UNITED_STATES)


def is_common_family(name: str) -> bool:
    """Whether it is among the 1,000 commonest family names of the United States."""
    return name.lower() in _family(_UNITED_STATES)


def is_ordinary(word: str) -> bool:
    """Whether it is a common word of English, and nobody's name."""
    return is_common(word.lower()) and not is_given(word) and not is_family(word)


def is_function_word(word: str) -> bool:
    """Whether it is a word of grammar or of the calendar, as "will" and "May" are."""
    return word.lower() in STOP_WORDS | _CALENDAR


@cache
def _given(countries: tuple[str, ...]) -> frozenset[str]:
    parts = ("first_names", "first_names_male", "first_names_female", "first_names_nonbinary")
    return _listed(countries, parts)


@cache
def _family(countries: tuple[str, ...]) -> frozenset[str]:
    return _listed(countries, ("last_names",))


def _listed(countries: tuple[str, ...], parts: tuple[str, ...]) -> frozenset[str]:
    # Imported here: it takes half a second, and only who has a language model needs it.
    lists = [import_module(f"faker.providers.person.{one}").Provider for one in countries]
    return frozenset(
        name.lower() for listed in lists for part in parts for name in getattr(listed, part, ())
    )
