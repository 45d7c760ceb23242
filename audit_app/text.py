"""What people read: language, percentages, dates, amounts and distances, in Spanish and English, wherever they are shown.

Spanish is the language of the source: a sentence is looked up in the catalogue of the language in use and,
without one, shows as written.
"""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations

LANGUAGES = ("es", "en")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
TRANSLATIONS = Path(__file__).parent / "translations"
_language: ContextVar[str] = ContextVar("language", default="es")


def N_(message: str) -> str:  # noqa: N802 - the customary mark for "translate this when it is shown"
    """Mark a constant for the catalogues; it is translated where it is shown."""
    return message


WINDS = (
    *(N_("al norte"), N_("al noreste"), N_("al este"), N_("al sureste")),
    *(N_("al sur"), N_("al suroeste"), N_("al oeste"), N_("al noroeste")),
)


def language() -> str:
    """Return the language in use: ``es`` or ``en``."""
    return _language.get()


def speak(code: str) -> None:
    """Use this language from here on; anything but a known language is Spanish."""
    _language.set(code if code in LANGUAGES else "es")


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Use a language inside the block only."""
    before = _language.set(code if code in LANGUAGES else "es")
    try:
        yield
    finally:
        _language.reset(before)


def locale() -> Locale:
    """Return the Babel locale in use: es_MX or en_US."""
    return _locale(language())


@cache
def _locale(code: str) -> Locale:
    return Locale.parse({"es": "es_MX", "en": "en_US"}[code])


@cache
def _catalogue(code: str) -> NullTranslations:
    return Translations.load(TRANSLATIONS, [code])


def gettext(message: str, /, **facts: object) -> str:
    """Return the message in the language in use, with its ``%(name)s`` facts filled in."""
    text = (
        _catalogue(language()).gettext(message) if message else ""
    )  # the blank message is the catalogue's header
    return text % facts if facts else text


def ngettext(one: str, many: str, n: int, /, **facts: object) -> str:
    """Return the message for this number of things, with ``%(n)s`` and its other facts filled in."""
    return _catalogue(language()).ngettext(one, many, n) % {"n": whole(n), **facts}


def in_every_language(message: str) -> tuple[str, ...]:
    """Return the message as each language says it, for reading what people typed."""
    return tuple(_catalogue(code).gettext(message) for code in LANGUAGES)


def percent(share: float | None, decimals: int = 1) -> str:
    """Return a share in 0..1 as a percentage, ``96.3 %`` in Spanish and ``96.3%`` in English; ``—`` when there is none."""
    if share is None:
        return "—"
    return f"{share * 100:.{decimals}f}" + (" %" if language() == "es" else "%")


def number(value: float | None, decimals: int = 1) -> str:
    """Return a number with thousands separators and at most so many decimals; ``—`` when there is none."""
    if value is None:
        return "—"
    pattern = "#,##0" + ("." + "#" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=locale())


def whole(value: int) -> str:
    """Return a count with thousands separators."""
    return format_decimal(value, locale=locale())


def amount(pesos: float | None) -> str:
    """Return an amount in pesos, ``$ 2,418,330.12``; ``—`` when there is none."""
    return "—" if pesos is None else "$ " + format_decimal(pesos, format="#,##0.00", locale=locale())


def day(iso: str | None) -> str:
    """Return an ISO date at its own precision: ``15 mar 2007``, ``marzo de 2007``, ``2007``; ``—`` when there is none."""
    if not iso:
        return "—"
    if len(iso) == 4:
        return iso
    if len(iso) == 7:
        return format_date(date.fromisoformat(iso + "-01"), "LLLL y", locale=locale())
    return format_date(date.fromisoformat(iso[:10]), "d MMM y", locale=locale())


def moment(iso: str | None) -> str:
    """Return a UTC ISO time as local date and time for people to read; ``—`` when there is none."""
    if not iso:
        return "—"
    at = _by_this_clock(datetime.fromisoformat(iso))
    return f"{format_date(at.date(), 'd MMM y', locale=locale())} {at:%H:%M}"


def _by_this_clock(at: datetime) -> datetime:
    """Return a time, UTC unless it says otherwise, by this laptop's clock.

    One that the system cannot turn stays as it is: of the years 1 and 9999, and on Windows any before 1970 and after 3000.
    """
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    try:
        return at.astimezone()
    except (OverflowError, OSError, ValueError):
        return at


def instant(written: str) -> str:
    """Return a time that a camera or a browser wrote, as people read it; what a person wrote stays as it is.

    A camera's is told by its own clock, as it was on site; a browser's, in UTC, by this laptop's.
    """
    try:
        at = datetime.fromisoformat(written) if "T" in written else None
    except ValueError:
        at = None
    if at is None:
        return written
    return moment(written) if written.endswith("Z") else f"{day(written)} {at:%H:%M}"


def distance(metres: float | None) -> str:
    """Return a distance in metres below a kilometre, to 100 m below a hundred, else to one; ``—`` when there is none.

    >>> distance(85.4), distance(999.7), distance(28_000), distance(14_510_480)
    ('85 m', '1.0 km', '28.0 km', '14,510 km')
    """
    if metres is None:
        return "—"
    if metres < 999.5:
        return f"{metres:.0f} m"
    pattern = "#,##0.0" if metres < 99_950 else "#,##0"
    return f"{format_decimal(metres / 1000, format=pattern, locale=locale())} km"


def size(length: int) -> str:
    """Return the size of a file.

    >>> size(10), size(85_400), size(2_440_000), size(12_000_000_000)
    ('1 kB', '85 kB', '2.4 MB', '12 GB')
    """
    for unit, of in (("GB", 1_000_000_000), ("MB", 1_000_000)):
        if length >= of:
            return f"{number(length / of, 0 if length >= 10 * of else 1)} {unit}"
    return f"{number(max(length / 1000, 1), 0)} kB"


def heading(bearing: float) -> str:
    """Return where a bearing points, by the nearest of eight winds: ``al noreste``."""
    return gettext(WINDS[round(bearing / 45) % 8])


def path_typed(written: str) -> str:
    """Return a path that was typed or copied, without the quotes in which Windows copies one."""
    return written.strip().strip('"“”«»').strip()


def printable(text: str) -> str:
    """Return a text without control characters and broken ones, which no page, CSV or XML can carry."""
    return CONTROLS.sub("", text.encode("utf-8", "replace").decode())


def tidy(text: str) -> str:
    """Return a printable text of one line, each run of blanks made one."""
    return " ".join(printable(text).split())


def plain(text: str | None) -> str:
    """Return text without case and accents, for searching and matching; also the SQL function ``plain``."""
    return re.sub("[\u0300-\u036f]+", "", unicodedata.normalize("NFKD", text or "")).casefold()


def is_day(iso: str) -> bool:
    """Tell whether a text is a date in ISO form."""
    try:
        return date.fromisoformat(iso).isoformat() == iso
    except ValueError:
        return False
