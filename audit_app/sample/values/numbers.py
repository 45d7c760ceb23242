"""Numbers as people and spreadsheets write them: amounts, counts, coordinates, expansion factors."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from math import inf, isfinite

from audit_app.instruments import WEIGHTS
from audit_app.sample.values import Cells, Read, Value
from audit_app.tables.cells import bare, bares

LARGEST_WHOLE = 2**53  # beyond it a number that came as 1.2E+17 is not exact

_EXPONENT = r"(?:[eE][+-]?[0-9]+)?"
_POINT = re.compile(rf"-?(?=[.]?[0-9])(?:[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+|[0-9]*)(?:[.][0-9]*)?{_EXPONENT}")
_COMMA = re.compile(
    rf"-?(?=[,]?[0-9])(?:[1-9][0-9]{{0,2}}(?:[.][0-9]{{3}})+|[0-9]*)(?:[,][0-9]*)?{_EXPONENT}"
)
_DECIMAL = re.compile(rf"-?(?=[.,]?[0-9])[0-9]*(?:[.,][0-9]*)?{_EXPONENT}")
_PLAIN_COLUMN = re.compile(r"(?:-?[0-9]{1,15}(?:[.][0-9]{1,15})?\n)*")
_PLAIN_COUNTS = re.compile(r"(?:[0-9]{1,15}\n)*")
_EITHER_WAY = re.compile(r"^-?[1-9][0-9]{0,2}[.][0-9]{3}$", re.MULTILINE)
_PLAIN = re.compile(r"(?:[$]? ?-?[0-9.,]+)?")
_CURRENCY = re.compile(r"\$|mxn|m\.\s?n\.|pesos", re.IGNORECASE)
_GAP = re.compile(r"(?<=[0-9])[\s'’](?=[0-9]{3}(?![0-9]))")


def numbers(cells: Cells, comma: bool = False) -> Read:
    """Read amounts with a decimal point, or with a decimal comma.

    What can be read both ways, a lone point or a lone comma before exactly three digits, follows the rest of its column.
    """
    if not comma and _PLAIN_COLUMN.fullmatch(column := _column(cells)):
        either = len(_EITHER_WAY.findall(column))
        return Read(list(map(float, cells)), set(), either - column.count("."), either)
    times = Counter(cells)
    figures = {cell: _figure(cell) for cell in times}
    leaning = sum(
        times[cell] * ((_POINT.fullmatch(figure) is None) - (_COMMA.fullmatch(figure) is None))
        for cell, figure in figures.items()
    )
    if comma:
        read = _as_numbers(cells, figures, _COMMA, lambda figure: figure.replace(".", "").replace(",", "."))
    else:
        read = _as_numbers(cells, figures, _POINT, lambda figure: figure.replace(",", ""))
    either = sum(times[cell] for cell, figure in figures.items() if _EITHER_WAY.match(figure))
    return Read(read.values, read.told, leaning, either)


def decimals(cells: Cells) -> Read:
    """Read coordinates: a point or a comma is the decimal, and there are never thousands."""
    if _PLAIN_COLUMN.fullmatch(_column(cells)):
        return Read(list(map(float, cells)), set())
    figures = {cell: text.replace("−", "-") for cell, text in bares(cells).items()}
    return _as_numbers(cells, figures, _DECIMAL, lambda figure: figure.replace(",", "."))


def weights(cells: Cells) -> Read:
    """Read expansion factors: decimals above zero, of a size that a work can stand for."""
    read, (least, most) = decimals(cells), WEIGHTS
    beyond = {
        cell
        for cell, value in zip(cells, read.values, strict=True)
        if isinstance(value, float) and not least <= value <= most
    }
    return Read(read.values, read.told | beyond)


def wholes(cells: Cells, comma: bool = False) -> Read:
    """Read counts, ``1,200`` and ``12.0`` too."""
    if not comma and _PLAIN_COUNTS.fullmatch(_column(cells)):
        return Read(list(map(int, cells)), set())
    read = numbers(cells, comma)
    values: list[Value] = []
    told = set(read.told)
    for cell, value in zip(cells, read.values, strict=True):
        if isinstance(value, float) and value.is_integer() and 0 <= value < LARGEST_WHOLE:
            values.append(int(value))
        else:
            values.append(None)
            if value is not None:
                told.add(cell)
    return Read(values, told, read.leaning)


def _column(cells: Cells) -> str:
    """Return the cells as one text, each with a line of its own; most columns are plain numbers, seen so at a glance."""
    return "\n".join(cells) + "\n"


def _figure(cell: str) -> str:
    """Return a cell's number without currency, blanks between thousands or accountants' parentheses."""
    if _PLAIN.fullmatch(cell):
        return cell.strip("$ ")
    figure = bare(_CURRENCY.sub("", bare(cell)).replace("−", "-"))
    figure = _GAP.sub(lambda gap: "" if gap[0].isspace() else ",", figure)  # 1 234 567.00 and 1'234,567.00
    if figure.startswith("(") and figure.endswith(")"):
        figure = "-" + figure[1:-1]
    return bare(figure.removeprefix("+").replace("- ", "-"))


def _as_numbers(
    cells: Cells, figures: Mapping[str, str], written: re.Pattern[str], plain: Callable[[str], str]
) -> Read:
    """Return the numbers written in this way, and the texts that are not, or are beyond any number."""
    read: dict[str, Value] = {}
    told = set()
    for cell, figure in figures.items():
        number = float(plain(figure)) if written.fullmatch(figure) else inf
        read[cell] = number if isfinite(number) else None
        if figure and not isfinite(number):
            told.add(cell)
    return Read([read[cell] for cell in cells], told)
