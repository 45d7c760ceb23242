"""How names of places are compared: without case, accents, dots, abbreviations, or the letters that a change of encoding lost.

A lost letter is ``?`` in a compared name.
"""

import re
from unicodedata import combining, normalize

LOST = "?"

_RUN = re.compile(r"[^\x00-\x7f]+")
_WORD = re.compile(r"[a-z0-9?]+")
_SPANISH = frozenset("áéíóúüñàèìòù")  # a grave accent is a slip of the hand
_SEPARATORS = frozenset("ºª°´’‘“”«»·•\u200b\ufeff\u2007\u202f")

_FULL = {
    **{"sta": "santa", "snta": "santa", "sto": "santo", "sn": "san", "stgo": "santiago"},
    **{"gral": "general", "dr": "doctor", "lic": "licenciado", "prof": "profesor", "ing": "ingeniero"},
    **{"cnel": "coronel", "cap": "capitan", "pdte": "presidente", "pte": "presidente"},
    **{"cd": "ciudad", "hca": "heroica", "vlla": "villa", "pto": "puerto", "nvo": "nuevo", "nva": "nueva"},
    **{"fco": "francisco", "ma": "maria", "gpe": "guadalupe", "hgo": "hidalgo", "edo": "estado"},
    **{"glez": "gonzalez", "gzlez": "gonzalez", "hdez": "hernandez", "mtz": "martinez", "rdz": "rodriguez"},
    **{"dto": "distrito", "dtto": "distrito"},
}


def letters(text: str) -> str:
    """Return a text in small letters without accents, its letters read in a wrong encoding put right or marked lost.

    >>> letters("LeÃ³n"), letters("Le?n"), letters("LE\\ufffdN"), letters("Tepatitlán")
    ('leon', 'le?n', 'le?n', 'tepatitlan')
    """
    if not text.isascii():
        text = "".join(map(_known, _RUN.sub(_repaired, normalize("NFC", text))))
    plain = normalize("NFKD", text.casefold())
    return "".join(character for character in plain if not combining(character))


def words(text: str) -> list[str]:
    """Return the whole words of a name.

    >>> words("Sta. María"), words("Gral. Fco. R. Murguía")
    (['santa', 'maria'], ['general', 'francisco', 'r', 'murguia'])
    """
    found = (_FULL.get(word, word) for word in _WORD.findall(letters(text)))
    return [word for word in found if word.strip(LOST)]


def accented(name: str) -> str:
    """Return the words of a right name, with the letters that have an accent or a tilde marked as lost.

    >>> accented("León")
    'le?n'
    """
    marked = "".join(letter if letter.isascii() else LOST for letter in normalize("NFC", name).casefold())
    return " ".join(words(marked))


def _repaired(run: re.Match[str]) -> str:
    """Undo UTF-8 that was read as cp1252, once or several times; small letters made of ``Ã`` and ``Â`` too."""
    text = run[0]
    for _time in range(3):
        for guess in (text, text.replace("ã", "Ã").replace("â", "Â")):
            try:
                text = b"".join(map(_byte, guess)).decode("utf-8")
                break
            except UnicodeError:
                continue
        else:
            break
    return LOST if text.startswith("Ã") else text


def _byte(character: str) -> bytes:
    return character.encode("latin-1" if ord(character) < 256 else "cp1252")


def _known(character: str) -> str:
    """Return a letter of Spanish or a separator as such, and anything else as a lost letter."""
    if character.isascii() or character.casefold() in _SPANISH:
        return character
    return " " if character in _SEPARATORS or character.isspace() else LOST
