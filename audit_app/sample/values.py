"""What the cells of a column say: texts, numbers, codes, categories; decided for the whole column, never cell by cell."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import inf, isfinite
from unicodedata import normalize

from audit_app import instruments
from audit_app.csv_file import bare, fold
from audit_app.instruments import WEIGHTS
from audit_app.text import in_every_language

Value = str | int | float | None

LONGEST_TEXT = 500
LARGEST_WHOLE = 2**53  # beyond it a number that came as 1.2E+17 is not exact

_EXPONENT = r"(?:[eE][+-]?[0-9]+)?"
_POINT = re.compile(rf"-?(?=[.]?[0-9])(?:[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+|[0-9]*)(?:[.][0-9]*)?{_EXPONENT}")
_COMMA = re.compile(
    rf"-?(?=[,]?[0-9])(?:[1-9][0-9]{{0,2}}(?:[.][0-9]{{3}})+|[0-9]*)(?:[,][0-9]*)?{_EXPONENT}"
)
_DECIMAL = re.compile(rf"-?(?=[.,]?[0-9])[0-9]*(?:[.,][0-9]*)?{_EXPONENT}")
_USUAL = re.compile(r"[$]? ?(?:-?(?:[1-9][0-9]{0,2}(?:,[0-9]{3}){1,6}|[0-9]{1,18})(?:[.][0-9]*)?)?")
_USUAL_DECIMAL = re.compile(r"(?:-?[0-9]{1,18}(?:[.][0-9]*)?)?")
_PLAIN = re.compile(r"(?:[$]? ?-?[0-9.,]+)?")
_CURRENCY = re.compile(r"\$|mxn|m\.\s?n\.|pesos", re.IGNORECASE)
_GAP = re.compile(r"(?<=[0-9])[\s'’](?=[0-9]{3}(?![0-9]))")
_DIGITS = re.compile(r"([0-9]+)(?:\.0+)?")
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


@dataclass(frozen=True, slots=True)
class Read:
    """The value of each cell of a column, and the texts to tell: unreadable, completed, unknown, too long."""

    values: list[Value]
    told: set[str]


Cells = Sequence[str]
Reader = Callable[[Cells], Read]


def texts(cells: Cells) -> Read:
    """Read free text, kept as it is."""
    read = {cell: bare(cell) or None for cell in set(cells)}
    return Read(
        [read[cell] for cell in cells],
        {cell for cell, text in read.items() if text and len(text) > LONGEST_TEXT},
    )


def names(cells: Cells) -> Read:
    """Read names that tell groups apart: blanks of any kind and number, and ways to write an accent, make no difference."""
    read = texts(cells)
    return Read(
        [" ".join(normalize("NFC", str(name)).split()) if name else name for name in read.values], read.told
    )


def codes(cells: Cells, widths: tuple[int, ...]) -> Read:
    """Read codes: digits too few for a width are completed with zeros to the next one; other texts are kept."""
    read: dict[str, str | None] = {}
    told = set()
    for cell in set(cells):
        text = bare(cell)
        digits = _DIGITS.fullmatch(text)
        code = digits[1] if digits else text
        width = next((width for width in widths if len(code) <= width), 0) if digits else 0
        read[cell] = code.zfill(width) or None
        if len(code) < width:
            told.add(cell)
    return Read([read[cell] for cell in cells], told)


def numbers(cells: Cells) -> Read:
    """Read amounts.

    A lone point is a decimal and a lone comma before exactly three digits is thousands, unless more texts of the
    column can only be read the other way round.
    """
    if all(map(_USUAL.fullmatch, cells)):
        return Read([float(figure) if (figure := _digits(cell)) else None for cell in cells], set())
    figures = {cell: _figure(cell) for cell in set(cells)}
    balance = sum(
        (_POINT.fullmatch(figure) is None) - (_COMMA.fullmatch(figure) is None) for figure in figures.values()
    )
    if balance > 0:
        return _as_numbers(cells, figures, _COMMA, lambda figure: figure.replace(".", "").replace(",", "."))
    return _as_numbers(cells, figures, _POINT, lambda figure: figure.replace(",", ""))


def decimals(cells: Cells) -> Read:
    """Read coordinates: a point or a comma is the decimal, and there are never thousands."""
    if all(map(_USUAL_DECIMAL.fullmatch, cells)):
        return Read([float(cell) if cell else None for cell in cells], set())
    figures = {cell: bare(cell).replace("−", "-") for cell in set(cells)}
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


def wholes(cells: Cells) -> Read:
    """Read counts, ``1,200`` and ``12.0`` too."""
    read = numbers(cells)
    values: list[Value] = []
    told = set(read.told)
    for cell, value in zip(cells, read.values, strict=True):
        if isinstance(value, float) and value.is_integer() and 0 <= value < LARGEST_WHOLE:
            values.append(int(value))
        else:
            values.append(None)
            if value is not None:
                told.add(cell)
    return Read(values, told)


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


def _digits(cell: str) -> str:
    return cell.strip("$ ").replace(",", "")


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


def _categories(cells: Cells, words: Mapping[str, str], otherwise: str | None) -> Read:
    said = {cell: fold(bare(cell)) for cell in set(cells)}
    told = {cell for cell, word in said.items() if word not in words and bare(cell)}
    return Read([words.get(said[cell], otherwise) for cell in cells], told)


def _by_word(answers: tuple[instruments.Answer, ...], more: Mapping[str, str]) -> dict[str, str]:
    return {
        fold(word): answer.code
        for answer in answers
        for word in (answer.code, *in_every_language(answer.label), *more[answer.code].split(","))
    }


_KINDS_BY_WORD = _by_word(instruments.EXECUTOR_KINDS, _EXECUTOR_WORDS)
_ROLES_BY_WORD = _by_word(instruments.ROLES, _ROLE_WORDS)
