"""What the texts of a date column say: ISO text at the precision each has, day and month told apart for the whole column."""

import re
from collections import Counter
from datetime import date, timedelta
from functools import lru_cache

from audit_app.sample.values import Cells, Read
from audit_app.tables.cells import bares, fold

FIRST_YEAR, LAST_YEAR = 1900, 2100
DAYS_KNOWN = 2**14  # of the dates of a list most come again and again
SERIAL_ZERO = date(1899, 12, 30)  # day 0 of Excel's calendar

_TIME = r"(?:[T ]\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?\s*(?:[ap]\.?\s?m\.?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
_SEPARATOR = r"\s*[/.-]\s*"
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})[/.-]([0-9]{{1,2}})(?:[/.-]([0-9]{{1,2}}){_TIME})?", re.IGNORECASE)
_YEAR_LAST = re.compile(
    rf"([0-9]{{1,2}}){_SEPARATOR}([0-9]{{1,2}}){_SEPARATOR}([0-9]{{4}}|[0-9]{{2}}){_TIME}", re.IGNORECASE
)
_MONTH_AND_YEAR = re.compile(rf"([0-9]{{1,2}}){_SEPARATOR}([0-9]{{4}})")
_IN_WORDS = re.compile(
    r"(?:([0-9]{1,2})(?:\s+de\s+|[\s/.-]+))?([^\W\d_]{3,})\.?(?:\s+del?\s+|[\s/.,-]+)([0-9]{4}|[0-9]{2})"
    + _TIME,
    re.IGNORECASE,
)
_YEAR = re.compile(r"([0-9]{4})(?:\.0+)?")
_SERIAL = re.compile(r"([0-9]{5})(?:[.,][0-9]+)?")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_MONTHS = (
    ("enero", "january"),
    ("febrero", "february"),
    ("marzo", "march"),
    ("abril", "april"),
    ("mayo", "may"),
    ("junio", "june"),
    ("julio", "july"),
    ("agosto", "august"),
    ("septiembre", "setiembre", "september"),
    ("octubre", "october"),
    ("noviembre", "november"),
    ("diciembre", "december"),
)


def dates(cells: Cells, month_first: bool = False) -> Read:
    """Read dates as ``2007-03-15``, ``2014-01`` or ``2014``, day first as Mexico writes, or month first."""
    times = Counter(cells)
    written = bares(times)
    read = {cell: _date(text, not month_first) for cell, text in written.items()}
    leaning = sum(times[cell] * _leaning(text) for cell, text in written.items())
    unread = {cell for cell, text in written.items() if text and not read[cell]}
    return Read([read[cell] for cell in cells], unread, leaning)


@lru_cache(maxsize=DAYS_KNOWN)
def _leaning(text: str) -> int:
    """Return 1 for a date that can only be read month first, -1 for one that only day first."""
    found = _YEAR_LAST.fullmatch(text)
    return (int(found[1]) <= 12) - (int(found[2]) <= 12) if found else 0


@lru_cache(maxsize=DAYS_KNOWN)
def _date(text: str, day_first: bool) -> str | None:
    if found := _YEAR_LAST.fullmatch(text):
        day, month = found.group(1, 2) if day_first else found.group(2, 1)
        return _iso(found[3], month, day)
    if found := _YEAR.fullmatch(text):
        return _iso(found[1])
    if found := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return _iso(*found.group(1, 2, 3))
    if found := _MONTH_AND_YEAR.fullmatch(text):
        return _iso(found[2], found[1])
    if found := _SERIAL.fullmatch(text):
        return _iso(*(SERIAL_ZERO + timedelta(days=int(found[1]))).isoformat().split("-"))
    if (found := _IN_WORDS.fullmatch(text)) and (month_number := _month(found[2])):
        return _iso(found[3], month_number, found[1])
    return None


def _iso(year: str, month: str | None = None, day: str | None = None) -> str | None:
    """Return the date at the precision given; nothing for a day that does not exist."""
    number = int(year) if len(year) == 4 else 2000 + int(year) if int(year) < 70 else 1900 + int(year)
    if not FIRST_YEAR <= number <= LAST_YEAR:
        return None
    try:
        first_day = date(number, int(month or 1), int(day or 1))
    except ValueError:
        return None
    return first_day.isoformat()[: 10 if day else 7 if month else 4]


def _month(word: str) -> str | None:
    """Return the number of a month written whole or cut short, in Spanish or English."""
    cut = fold(word)
    return next(
        (
            f"{number}"
            for number, names in enumerate(_MONTHS, 1)
            if any(name.startswith(cut) for name in names)
        ),
        None,
    )
