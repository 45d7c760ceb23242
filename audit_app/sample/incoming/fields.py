"""What the fields of a page say of a list, as choices, and back, so that links and forms carry them. Pure."""

import re
from collections.abc import Iterator
from typing import Protocol

from audit_app.instruments import WORK_COLUMNS
from audit_app.sample.reading import Choices, SampleList
from audit_app.sample.reading.choices import LAST_ROW
from audit_app.tables import Manner, delimited, encodings
from audit_app.tables.delimited import TAB

OTHER, PLACE = "other-", "place-"
WAS = "was-"  # how the file was read when the columns on the page were chosen
LONGEST = 1000
MOST_ACCEPTED = 5000
MOST_PLACES = 500

_KIND_OR_ROW = re.compile(r"[a-z][a-z_+-]{0,59}|[1-9][0-9]{0,6}")
_PLACE_CODE = re.compile(r"[0-9]{2}(?:[0-9]{3})?")


class Fields(Protocol):
    """The fields of an address or of a form."""

    def get(self, name: str, default: str, /) -> str: ...  # noqa: D102
    def getlist(self, name: str, /) -> list[str]: ...  # noqa: D102
    def __iter__(self) -> Iterator[str]: ...  # noqa: D105
    def __contains__(self, name: object, /) -> bool: ...  # noqa: D105


def choices_of(fields: Fields) -> Choices:
    """Return what the fields say of a list; what makes no sense in them is left out.

    What they say of columns, positions and places goes with the file as it was laid out when they were chosen:
    read by another encoding, sheet or row of headers it has others.
    """
    manner = Manner(
        encoding=_one_of(encodings.CHOICES, fields.get("encoding", "")),
        delimiter=_one_of(delimited.DELIMITERS, fields.get("delimiter", "").replace(TAB, "\t")),
        sheet=fields.get("sheet", "")[:LONGEST],
    )
    read = Choices(manner, _row(fields.get("header_row", "")))
    if not _is_laid_out_as_it_was(fields, read):
        return read
    return Choices(
        manner,
        read.header_row,
        columns={name: fields.get(name, "")[:LONGEST] for name in WORK_COLUMNS if name in fields},
        other_way={
            name: fields.get(OTHER + name, "") == "1"
            for name in WORK_COLUMNS
            if fields.get(OTHER + name, "") in ("0", "1")
        },
        accepted=frozenset(
            one for one in fields.getlist("accept")[:MOST_ACCEPTED] if _KIND_OR_ROW.fullmatch(one)
        ),
        places=dict(list(_places(fields))[:MOST_PLACES]),
    )


def pairs(choices: Choices) -> list[tuple[str, str]]:
    """Return the fields that say these choices, in a constant order."""
    return [
        *((name, text) for name, text in _layout(choices).items() if text),
        *choices.columns.items(),
        *((OTHER + name, str(int(is_so))) for name, is_so in choices.other_way.items()),
        *(("accept", one) for one in sorted(choices.accepted)),
        *((PLACE + key, code) for key, code in choices.places.items()),
    ]


def query(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Return fields as the address of a page takes them."""
    found: dict[str, list[str]] = {}
    for name, text in pairs:
        found.setdefault(name, []).append(text)
    return found


def were(choices: Choices, listed: SampleList) -> list[tuple[str, str]]:
    """Return the fields that say how a file was read: as it was asked for, and as it was understood."""
    encoding = "utf-8" if listed.encoding == "utf-8-sig" else listed.encoding or ""
    manner = Manner(encoding, listed.delimiter or "", listed.sheet or "")
    understood = Choices(manner, listed.header_row)
    return [(WAS + name, text) for one in (choices, understood) for name, text in _layout(one).items()]


def _layout(choices: Choices) -> dict[str, str]:
    """Return the fields that say which cells of a file are its headers and its works."""
    return {
        "encoding": choices.manner.encoding,
        "delimiter": choices.manner.delimiter.replace("\t", TAB),
        "sheet": choices.manner.sheet,
        "header_row": str(choices.header_row or ""),
    }


def _is_laid_out_as_it_was(fields: Fields, choices: Choices) -> bool:
    was = {name: fields.getlist(WAS + name) for name in _layout(choices)}
    return all(not was[name] or said in was[name] for name, said in _layout(choices).items())


def _places(fields: Fields) -> Iterator[tuple[str, str]]:
    for name in fields:
        code = fields.get(name, "")
        if name.startswith(PLACE) and len(name) <= LONGEST and _PLACE_CODE.fullmatch(code):
            yield name.removeprefix(PLACE), code


def _one_of(known: tuple[str, ...] | str, said: str) -> str:
    return said if said in tuple(known) else ""


def _row(said: str) -> int | None:
    number = int(said) if re.fullmatch(r"[0-9]{1,7}", said) else 0
    return number if 0 < number <= LAST_ROW else None
