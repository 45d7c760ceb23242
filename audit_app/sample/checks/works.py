"""What is wrong or doubtful in the works of a list: folios and texts."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from unicodedata import normalize

from audit_app.sample.checks import problems
from audit_app.sample.checks.batch import Batch
from audit_app.sample.checks.problems import Kind, Problem

ROWS_NAMED = 20

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_NARROW = re.compile(r"\s*#{3,}\s*")
_MOJIBAKE = re.compile(  # UTF-8 read as cp1252, bytes that are no letter, letters already lost
    "Ã[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Â[\xa0-\xbf]|â€|ï[¿»]|[\ufffd\x80-\x9f]"
)


def _between_letters(small: str, capital: str) -> re.Pattern[str]:
    """Return how signs are found between plain letters, small or capital; a dash only where it ends a word as in «ci—n»."""
    between = f"(?<=[A-Za-z][{small}])(?=[a-z])|(?<=[A-Z][{capital}])(?=[A-Z])"
    return re.compile(rf"[{small}{capital}](?<!—(?!n\b))(?:{between})")


_OLD_LETTERS = {  # what the accents of an old computer become when read as cp1252: «Construcci¢n», «PE¥A»
    "cp850": _between_letters("¢¤£¡‚\x81", "¥àµ\x90"),
    "mac_roman": _between_letters("Ž‡—", "îƒç„êò"),
}
_ONE_BYTE = ("cp1252", "latin-1")  # what such letters may have been read as
_MARKS = (
    "¿",
    "Ã",
    "Â",
    "â€",
    "ï",
    "\ufffd",
)  # what a damaged text has one of; bytes that are no letter cannot be printed


def missing(works: Batch) -> Iterator[Problem]:
    """Yield the works without a folio or without a name."""
    for name, kind in (("folio", problems.MISSING_FOLIO), ("name", problems.MISSING_NAME)):
        if name in works.at:
            yield from (
                works.problem(kind, name, index)
                for index, value in enumerate(works.values[name])
                if value is None
            )


def repeated_folios(works: Batch) -> Iterator[Problem]:
    """Yield every row of each folio that stands in more than one, or that looks like another."""
    times = Counter(works.values["folio"])
    places: defaultdict[str, list[int]] = defaultdict(list)
    alike = _looking_alike(str(folio) for folio in times if folio is not None)
    for index, folio in enumerate(works.values["folio"]):
        if folio is not None and (times[folio] > 1 or folio in alike) and not is_narrow(str(folio)):
            places[alike.get(str(folio), str(folio))].append(index)
    for indexes in places.values():
        rows = ", ".join(str(works.rows[index]) for index in indexes[:ROWS_NAMED])
        more = ", …" if len(indexes) > ROWS_NAMED else ""
        for index in indexes:
            folio = works.values["folio"][index]
            kind = problems.LIKE_FOLIOS if folio in alike else problems.REPEATED_FOLIO
            yield works.problem(kind, "folio", index, {"folio": folio, "rows": rows + more})


def _looking_alike(folios: Iterable[str]) -> dict[str, str]:
    """Return how those folios look that look like another one: without what is not seen, and accents written in one way."""
    looks: defaultdict[str, list[str]] = defaultdict(list)
    for folio in folios:
        looks[folio if folio.isascii() else _look(folio)].append(folio)
    return {folio: look for look, alike in looks.items() if len(alike) > 1 for folio in alike}


def _look(folio: str) -> str:
    return " ".join(_UNSEEN.sub("", normalize("NFC", folio)).split())


def damaged_texts(works: Batch, encoding: str | None) -> Iterator[Problem]:
    """Yield the cells of any column that were lost in a narrow column or damaged by a change of encoding, each once."""
    for header, cells in zip(works.headers, works.columns, strict=True):
        for kind, is_so, facts in _damages(" ".join(cells), encoding):
            yield from (
                Problem(kind, row, header, cell, facts)
                for row, cell in zip(works.rows, cells, strict=True)
                if is_so(cell)
            )


def _damages(
    whole: str, encoding: str | None
) -> Iterator[tuple[Kind, Callable[[str], object], dict[str, str]]]:
    """Yield the damages that a column may have, by its whole text, and how to tell its cells."""
    if "###" in whole:
        yield problems.NARROW_COLUMN, is_narrow, {}
    if whole.isascii():
        return
    told: list[re.Pattern[str]] = []
    for name, letters in _OLD_LETTERS.items():
        if letters.search(whole):
            told.append(letters)
            kind = problems.OLD_ENCODING if encoding in _ONE_BYTE else problems.MOJIBAKE
            yield kind, letters.search, {"encoding": name}
    if not whole.isprintable() or any(mark in whole for mark in _MARKS):
        yield (
            problems.MOJIBAKE,
            lambda cell: is_mojibake(cell) and not any(old.search(cell) for old in told),
            {},
        )


def is_narrow(cell: str) -> bool:
    """Tell whether a cell holds only the signs that a spreadsheet shows when a number does not fit."""
    return _NARROW.fullmatch(cell) is not None


def is_mojibake(cell: str) -> bool:
    """Tell whether a text was read in a wrong encoding: ``Ã³`` for ó, or ``¿`` in place of quotes with no question to close."""
    return cell.count("¿") > cell.count("?") or _MOJIBAKE.search(cell) is not None
