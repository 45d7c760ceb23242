"""From the names that lists write to INEGI's codes: everything that fits is returned, and what is not written is never guessed.

A name is looked for as written, then by looser and looser readings, and the first reading that fits anything decides. Readings
that complete a name («Tepatitlán», «Cd. Juárez») are tried only within a declared state.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from audit_app.geography.catalogue import (
    OTHER_NAMES,
    STATE_WORDS,
    municipalities,
    municipality_name,
    place_name,
    state_name,
)
from audit_app.geography.spelling import LOST, accented, words

__all__ = ["municipalities_of", "municipality_name", "place_name", "state_name", "state_of"]

LONGEST = 200

_LINKS = frozenset(("el", "la", "los", "las", "de", "del", "y", "e"))
_OFFICES = frozenset(
    ("h", "honorable", "ayuntamiento", "ayto", "constitucional", "municipio", "mpio", "mun", "municipal")
    + ("presidencia", "gobierno", "alcaldia", "delegacion", "demarcacion", "territorial")
)
_RANKS = frozenset(
    ("ciudad", "heroica", "general", "doctor", "licenciado", "coronel", "capitan", "profesor", "ingeniero")
)
_SAINTS = frozenset(("san", "santa", "santo", "santiago", "magdalena", "asuncion"))
_STATE_AFTER = re.compile(r"(.+?)\s*[,(]\s*([^,()]+?)\s*\)?\s*")
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
_LOST_RUN = re.compile(r"\?+")

Codes = tuple[str, ...]
Reading = Callable[[Sequence[str]], str]


@lru_cache(maxsize=8192)
def state_of(text: str) -> str | None:
    """Return the code of the state that a text names or abbreviates, or whose number it is; None if unknown or ambiguous.

    >>> state_of("Edo. de Méx."), state_of("VERACRUZ DE IGNACIO DE LA LLAVE"), state_of("Michoac?n"), state_of("NACIONAL")
    ('15', '30', '16', None)
    """
    named = words(text[:LONGEST])
    if len(named) == 1 and named[0].isdecimal():
        number = named[0].lstrip("0").zfill(2)
        return number if number in STATE_WORDS else None
    known = _states()
    for key in dict.fromkeys(("".join(named), "".join(_after_state(named)))):
        if key in known:
            return known[key]
        if LOST in key:
            fits = {code for other, code in known.items() if any(_fits(k, other, other) for k in _lost(key))}
            if len(fits) == 1:
                return fits.pop()
    return None


@lru_cache(maxsize=65536)
def municipalities_of(text: str, state: str | None = None) -> Codes:
    """Return the codes, of five digits, of all the municipalities that a text may name; more than one is to be asked.

    >>> municipalities_of("Le?n", "11"), municipalities_of("H. Ayuntamiento de Jerez", "32"), municipalities_of("Jerez", "14")
    (('11020',), ('32020',), ())
    >>> len(municipalities_of("Benito Juárez"))
    7
    """
    text = text[:LONGEST]
    found = _municipalities(words(text), state)
    parts = None if found else _STATE_AFTER.fullmatch(text)
    named = state_of(parts[2]) if parts else None
    if parts and named:
        return _municipalities(words(parts[1]), named) if state in (None, named) else ()
    briefer = _ASIDE.sub("", text)
    return found if found or briefer == text else municipalities_of(briefer, state)


def _municipalities(named: list[str], state: str | None) -> Codes:
    asked = _without_office(named)
    if not asked:
        return ()
    for reading, index in _readings().items():
        found = _within(index.get(reading(asked), ()), state)
        if found:
            return found
    if any(LOST in word for word in asked):
        return _with_lost_letters(asked, state)
    return _completed(asked, state) if state else ()


def _full(named: Sequence[str]) -> str:
    return " ".join(named)


def _brief(named: Sequence[str]) -> str:
    """Return a name without articles, initials and blanks."""
    return "".join(word for word in named if word not in _LINKS and len(word) > 1) or "".join(named)


def _plain(named: Sequence[str]) -> str:
    """Return a name without its ranks either: «Ciudad», «Heroica», «General»."""
    return _brief([word for word in named if word not in _RANKS])


@lru_cache(maxsize=1)
def _names() -> list[tuple[str, list[str]]]:
    """Return the words of every name of every municipality, with its code."""
    others = [(code, name) for code, said in OTHER_NAMES.items() for name in said.split(",")]
    return [(code, words(name)) for code, name in (*municipalities().items(), *others)]


@lru_cache(maxsize=1)
def _readings() -> Mapping[Reading, Mapping[str, Codes]]:
    """Return the readings that anything written whole is looked up by, strictest first."""
    return {reading: _by((reading(named), code) for code, named in _names()) for reading in (_full, _brief)}


@lru_cache(maxsize=1)
def _plain_names() -> Mapping[str, Codes]:
    pairs = [(_plain(named), code) for code, named in _names()]
    pairs += [(_plain(named[1:]), code) for code, named in _names() if named[0] == "villa"]
    return _by(pairs)


@lru_cache(maxsize=1)
def _by_length() -> Mapping[int, Sequence[tuple[str, str, str]]]:
    """Return each name without blanks, the same with its accented letters marked, and its code, by length."""
    index = defaultdict(list)
    for code, name in municipalities().items():
        brief = _brief(words(name))
        index[len(brief)].append((brief, _brief(accented(name).split()), code))
    return index


@lru_cache(maxsize=1)
def _by_end() -> Mapping[tuple[str, str], Sequence[tuple[str, list[str]]]]:
    """Return the words of each name, and of the name after «Heroica Ciudad de», by state and by first and last word."""
    index = defaultdict(list)
    for code, named in _names():
        start = next((at for at, word in enumerate(named) if word not in _RANKS), 0)
        start += named[start] == "de"
        for words_of in (named, named[start:]) if start else (named,):
            for end in {words_of[0], words_of[-1]}:
                index[code[:2], end].append((code, words_of))
    return index


def _by(pairs: Iterable[tuple[str, str]]) -> Mapping[str, Codes]:
    index: dict[str, list[str]] = defaultdict(list)
    for key, code in pairs:
        if key and code not in index[key]:
            index[key].append(code)
    return {key: tuple(sorted(codes)) for key, codes in index.items() if codes}


def _within(codes: Codes, state: str | None) -> Codes:
    return codes if state is None else tuple(code for code in codes if code[:2] == state)


def _completed(asked: list[str], state: str) -> Codes:
    """Return what fits a name without its ranks, its last words, the saint before it, or with more words than INEGI's."""
    found = _within(_plain_names().get(_plain(asked), ()), state)
    if found or len(_brief(asked)) < 4 or asked == ["villa"]:
        return found
    length = len(asked)
    alike = _by_end().get((state, asked[0]), ())
    starts = {code for code, named in alike if named[:length] == asked}
    after_saint = {
        code
        for code, named in _by_end().get((state, asked[-1]), ())
        if named[-length:] == asked and named[0] in _SAINTS and not {"de", "del"} & set(named[:-length])
    }
    shorter = {
        code
        for code, named in alike
        if asked[: len(named)] == named and asked[len(named) : len(named) + 1] in (["de"], ["del"])
    }
    return tuple(sorted(starts | after_saint or shorter))


def _with_lost_letters(asked: list[str], state: str | None) -> Codes:
    """Return what fits with a letter in place of each lost one: an accented one of INEGI's name, or else a vowel or n."""
    for key in _lost(_brief(asked)):
        same = [each for each in _by_length().get(len(key), ()) if state in (None, each[2][:2])]
        for masked in (True, False):
            found = {code for name, mask, code in same if _fits(key, name, mask if masked else name)}
            if found:
                return tuple(sorted(found))
    bare = [word.strip(LOST) for word in asked]
    if not any(LOST in word for word in bare):
        return _municipalities([word for word in bare if word], state)
    starts = {
        code
        for key in _lost(_brief(asked))
        for code, named in (_names() if state else ())
        if code[:2] == state
        and len(key) >= 4
        and _fits(key, (name := _brief(named))[: len(key)], name[: len(key)])
    }
    return tuple(sorted(starts))


def _lost(key: str) -> list[str]:
    """Return the ways to count the letters that a row of signs stands for: one, one for two bytes of UTF-8, one for each sign."""
    by_two = _LOST_RUN.sub(lambda run: LOST * max(1, len(run[0]) // 2), key)
    return list(dict.fromkeys((_LOST_RUN.sub(LOST, key), by_two, key)))


def _fits(key: str, name: str, mask: str) -> bool:
    """Tell whether a key is a name; where it lost a letter, the mask has lost it too or has one that accents are put on."""
    if len(key) != len(name) or not key.strip(LOST):
        return False
    lost = LOST if mask != name else "aeioun"
    return all(
        letter == right or (letter == LOST and marked in lost)
        for letter, right, marked in zip(key, name, mask, strict=True)
    )


@lru_cache(maxsize=1)
def _states() -> Mapping[str, str]:
    return {"".join(words(name)): code for code, said in STATE_WORDS.items() for name in said.split(",")}


def _after_state(named: list[str]) -> list[str]:
    """Return the name after «Estado de», «Estado libre y soberano de»."""
    rest = named[1:] if named[:1] == ["estado"] else named
    rest = rest[3:] if rest[:3] == ["libre", "y", "soberano"] else rest
    return rest[1:] if rest is not named and rest[:1] == ["de"] else rest


def _without_office(named: list[str]) -> list[str]:
    """Return the name after «H. Ayuntamiento de» and the like."""
    start = next((at for at, word in enumerate(named) if word not in _OFFICES), len(named))
    return named[start + 1 :] if start and named[start : start + 1] == ["de"] else named[start:]
