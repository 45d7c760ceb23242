"""What the texts of a column say: numbers, codes, categories, blanks; read for the column as a whole, never cell by cell.

Every reader takes the different texts of one column and returns the value of each, with the texts that need telling.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from audit_app import instruments
from audit_app.csv_file import fold, without_apostrophe

Value = str | int | float | None

LONGEST_TEXT = 500
LARGEST_WHOLE = 2**53  # beyond it a number that came as 1.2E+17 is not exact

_EDGES = " \t\r\n\v\f\xa0\u2007\u202f\u200b\ufeff"
_BLANKS = frozenset(
    ("", "null", "nan", "-", "--", "—", "–", "n/a", "#n/a", "n.a.", "n/d", "n.d.", "s/d", "s.d.")
    + ("a definir", "por definir", "sin dato", "sin datos", "(en blanco)")
)
_LONGEST_BLANK = max(map(len, _BLANKS))
_EXPONENT = r"(?:[eE][+-]?[0-9]+)?"
_POINT = re.compile(rf"-?(?=[.]?[0-9])(?:[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+|[0-9]*)(?:[.][0-9]*)?{_EXPONENT}")
_COMMA = re.compile(
    rf"-?(?=[,]?[0-9])(?:[1-9][0-9]{{0,2}}(?:[.][0-9]{{3}})+|[0-9]*)(?:[,][0-9]*)?{_EXPONENT}"
)
_DECIMAL = re.compile(rf"-?(?=[.,]?[0-9])[0-9]*(?:[.,][0-9]*)?{_EXPONENT}")
_USUAL = re.compile(r"[$]? ?(?:-?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:[.][0-9]*)?)?")
_USUAL_DECIMAL = re.compile(r"(?:-?[0-9]+(?:[.][0-9]*)?)?")
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
    """The value of each text of a column, and the texts that need telling: unreadable, completed, unknown, too long."""

    values: Mapping[str, Value]
    told: Collection[str] = frozenset()


Reader = Callable[[Collection[str]], Read]


def bare(text: str) -> str:
    """Return a cell's text without blanks around it and without Excel's apostrophe; nothing for a word that means none."""
    text = text.strip(_EDGES)
    if text.startswith("'"):
        text = without_apostrophe(text).strip(_EDGES)
    return "" if len(text) <= _LONGEST_BLANK and text.casefold() in _BLANKS else text


def texts(cells: Collection[str]) -> Read:
    """Read free text, kept as it is."""
    values = {cell: bare(cell) or None for cell in cells}
    return Read(values, {cell for cell, text in values.items() if text and len(text) > LONGEST_TEXT})


def codes(cells: Collection[str], widths: tuple[int, ...]) -> Read:
    """Read codes: digits too few for a width are completed with zeros to the next one; other texts are kept."""
    values: dict[str, Value] = {}
    told = set()
    for cell in cells:
        text = bare(cell)
        digits = _DIGITS.fullmatch(text)
        code = digits[1] if digits else text
        width = next((width for width in widths if len(code) <= width), 0) if digits else 0
        values[cell] = code.zfill(width) or None
        if len(code) < width:
            told.add(cell)
    return Read(values, told)


def numbers(cells: Collection[str]) -> Read:
    """Read amounts.

    A lone point is a decimal and a lone comma before exactly three digits is thousands, unless more texts of the column can be
    read only the other way round.
    """
    if all(map(_USUAL.fullmatch, cells)):
        return Read(
            {cell: float(figure) if (figure := cell.strip("$ ").replace(",", "")) else None for cell in cells}
        )
    figures = {cell: _figure(cell) for cell in cells}
    balance = sum(
        (_POINT.fullmatch(figure) is None) - (_COMMA.fullmatch(figure) is None) for figure in figures.values()
    )
    if balance > 0:
        return _as_numbers(figures, _COMMA, lambda figure: float(figure.replace(".", "").replace(",", ".")))
    return _as_numbers(figures, _POINT, lambda figure: float(figure.replace(",", "")))


def decimals(cells: Collection[str]) -> Read:
    """Read coordinates: point or comma is the decimal, and there are never thousands."""
    if all(map(_USUAL_DECIMAL.fullmatch, cells)):
        return Read({cell: float(cell) if cell else None for cell in cells})
    figures = {cell: bare(cell).replace("−", "-") for cell in cells}
    return _as_numbers(figures, _DECIMAL, lambda figure: float(figure.replace(",", ".")))


def weights(cells: Collection[str]) -> Read:
    """Read expansion factors: decimals above zero."""
    read = decimals(cells)
    told = {cell for cell, value in read.values.items() if isinstance(value, float) and value <= 0}
    return Read(read.values, told.union(read.told))


def wholes(cells: Collection[str]) -> Read:
    """Read counts, ``1,200`` and ``12.0`` too."""
    read = numbers(cells)
    values: dict[str, Value] = {}
    told = set(read.told)
    for cell, value in read.values.items():
        whole = isinstance(value, float) and value.is_integer() and 0 <= value < LARGEST_WHOLE
        values[cell] = int(value) if whole and isinstance(value, float) else None
        if value is not None and not whole:
            told.add(cell)
    return Read(values, told)


def executor_kinds(cells: Collection[str]) -> Read:
    """Read kinds of executor, by code or by name."""
    return _categories(cells, _KINDS_BY_WORD, None)


def roles(cells: Collection[str]) -> Read:
    """Read whether a work is in the sample or in reserve; in the sample when the list does not say."""
    return _categories(cells, _ROLES_BY_WORD, "main")


def executor_kind_of(name: str | None) -> str | None:
    """Propose the kind of an executor from its name: «H. Ayuntamiento de Jerez» is a municipality."""
    found = _EXECUTOR.search(name or "")
    return found.lastgroup if found else None


def _figure(cell: str) -> str:
    """Return a cell's digits, points and commas, without currency, blanks between thousands, or accountants' parentheses."""
    figure = bare(_CURRENCY.sub("", bare(cell)).replace("−", "-"))
    figure = _GAP.sub(lambda gap: "" if gap[0].isspace() else ",", figure)  # 1 234 567.00 and 1'234,567.00
    if figure.startswith("(") and figure.endswith(")"):
        figure = "-" + figure[1:-1]
    return bare(figure.removeprefix("+").replace("- ", "-"))


def _as_numbers(figures: Mapping[str, str], written: re.Pattern[str], number: Callable[[str], float]) -> Read:
    values: dict[str, Value] = {}
    told = set()
    for cell, figure in figures.items():
        value = number(figure) if written.fullmatch(figure) else None
        finite = value is not None and abs(value) != float("inf")
        values[cell] = value if finite else None
        if figure and not finite:
            told.add(cell)
    return Read(values, told)


def _categories(cells: Collection[str], words: Mapping[str, str], otherwise: str | None) -> Read:
    values = {cell: words.get(fold(bare(cell)), otherwise) for cell in cells}
    return Read(values, {cell for cell in cells if bare(cell) and fold(bare(cell)) not in words})


def _by_word(answers: tuple[instruments.Answer, ...], more: Mapping[str, str]) -> dict[str, str]:
    return {
        fold(word): answer.code
        for answer in answers
        for word in (answer.code, answer.label, *more[answer.code].split(","))
    }


_KINDS_BY_WORD = _by_word(instruments.EXECUTOR_KINDS, _EXECUTOR_WORDS)
_ROLES_BY_WORD = _by_word(instruments.ROLES, _ROLE_WORDS)
