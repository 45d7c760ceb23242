"""Words that stand for one of a few things: the kind of an executor, the role of a work in the sample."""

import re
from collections.abc import Mapping

from audit_app import instruments
from audit_app.sample.values import Cells, Read
from audit_app.tables.cells import bares, fold
from audit_app.text import in_every_language

_EXECUTOR = re.compile(
    r"\b(?:(?P<municipality>ayuntamiento|presidencia municipal|municipio de)|(?P<committee>comit[eé])|(?P<club>club))\b",
    re.IGNORECASE,
)
_EXECUTOR_WORDS = {
    "municipality": "municipio, municipal, presidencia municipal, h. ayuntamiento",
    "state": "estatal, gobierno del estado, gobierno estatal",
    "federal": "gobierno federal, dependencia federal",
    "committee": "comité de obra, comité comunitario",
    "club": "club, clubes, migrantes, clubes de migrantes",
    "contractor": "empresa, constructora",
    "other": "otra, otros",
}
_ROLE_WORDS = {
    "main": "principal, muestra, original",
    "reserve": "suplente, sustituta, sustituto, reemplazo, reservas",
}


def executor_kinds(cells: Cells) -> Read:
    """Read kinds of executor, by code or by name."""
    return _categories(cells, _KINDS_BY_WORD, None)


def roles(cells: Cells) -> Read:
    """Read whether a work is in the sample or in reserve; in the sample when the list does not say."""
    return _categories(cells, _ROLES_BY_WORD, "main")


def executor_kind_of(name: str | None) -> str | None:
    """Propose the kind of an executor from its name: «H. Ayuntamiento de Jerez» is a municipality."""
    found = _EXECUTOR.search(name or "")
    return found.lastgroup if found else None


def _categories(cells: Cells, words: Mapping[str, str], otherwise: str | None) -> Read:
    written = bares(cells)
    said = {cell: fold(text) for cell, text in written.items()}
    told = {cell for cell, word in said.items() if word not in words and written[cell]}
    return Read([words.get(said[cell], otherwise) for cell in cells], told)


def _by_word(answers: tuple[instruments.Answer, ...], more: Mapping[str, str]) -> dict[str, str]:
    return {
        fold(word): answer.code
        for answer in answers
        for word in (answer.code, *in_every_language(answer.label), *more[answer.code].split(","))
    }


_KINDS_BY_WORD = _by_word(instruments.EXECUTOR_KINDS, _EXECUTOR_WORDS)
_ROLES_BY_WORD = _by_word(instruments.ROLES, _ROLE_WORDS)
