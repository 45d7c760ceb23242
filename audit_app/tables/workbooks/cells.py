"""What a cell of a spreadsheet says, as the text that a person reads in it."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

Cell = str | int | float | bool | date | datetime | time | timedelta

WHOLE_EXACTLY = 2**53
SHOWN_LARGE, SHOWN_SMALL = 1e21, 1e-9


def text_of(cell: Cell) -> str:
    """Return a cell as text: texts as they are, whole numbers without ``.0``, dates and times as ISO writes them.

    >>> [text_of(cell) for cell in (7.0, 123456789012345.0, 274.65999999999997, datetime(2007, 3, 15))]
    ['7', '123456789012345', '274.66', '2007-03-15']
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return _number(cell)
    if isinstance(cell, datetime):
        return _moment(cell)
    if isinstance(cell, timedelta):
        return _duration(cell)
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def _number(number: float) -> str:
    """Return a number with the 15 digits that spreadsheets show, and as a power of ten only where zeros would hide it."""
    if number.is_integer() and abs(number) < WHOLE_EXACTLY:
        return str(int(number))
    written = repr(number) if number.is_integer() else f"{number:.15g}"
    if "e" in written and SHOWN_SMALL <= abs(number) < SHOWN_LARGE:
        return f"{Decimal(written):f}"
    return written.removesuffix(".0")


def _moment(moment: datetime) -> str:
    """Return a date, with its time to the millisecond when it has one: a serial number holds no more."""
    moment = (moment + timedelta(microseconds=500)) if moment.year < datetime.max.year else moment
    moment = moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    if moment.time() == time():
        return moment.date().isoformat()
    return moment.isoformat(" ", "milliseconds" if moment.microsecond else "seconds")


def _duration(duration: timedelta) -> str:
    """Return hours, which may pass 24, minutes and seconds."""
    seconds = round(abs(duration).total_seconds())
    sign = "-" if duration < timedelta() else ""
    return f"{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
