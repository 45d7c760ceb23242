"""Gather the sentences of the source into the English catalogue and compile it. Run after changing any sentence.

``python scripts/messages.py`` keeps what is translated, adds what is new without a translation, and drops what is gone.
``--untranslated`` prints what still waits, as JSON. ``--take FILE.json`` fills in {spanish: english} pairs.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

APP = Path(__file__).parent.parent / "audit_app"
CATALOGUE = APP / "translations" / "en" / "LC_MESSAGES" / "messages.po"
CLICK = APP / "translations" / "es" / "LC_MESSAGES" / "click.po"  # written by hand: click brings no Spanish
TITLE = "# What Constata says, in English. Gathered and compiled by scripts/messages.py."
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}


def gathered() -> Catalog:
    """Return every sentence of the source, with its places, without translations."""
    catalogue = Catalog(locale="en", fuzzy=False, project="Constata", charset="utf-8", header_comment=TITLE)
    for file, line, message, _comments, context in extract_from_dir(APP, METHODS, keywords=KEYWORDS):
        catalogue.add(message, None, [(Path(file).as_posix(), line)], context=context)
    return catalogue


def merged() -> Catalog:
    """Return the English catalogue with the sentences of today."""
    today = gathered()
    before = stored()
    for message in today:
        known = before.get(message.id) if message.id else None
        if known is not None and isinstance(known.string, str) == isinstance(message.id, str):
            message.string = known.string
    return today


def stored(path: Path = CATALOGUE) -> Catalog:
    """Return a catalogue as it is committed."""
    with path.open("rb") as file:
        return read_po(file)


def untranslated(catalogue: Catalog) -> Iterator[str | tuple[str, ...]]:
    """Yield the sentences that wait for English."""
    for message in catalogue:
        blank = not all(message.string) if isinstance(message.string, tuple | list) else not message.string
        if message.id and blank:
            yield message.id if isinstance(message.id, str) else tuple(message.id)


def compiled(catalogue: Catalog) -> bytes:
    """Return the catalogue as programs read it."""
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def main() -> None:
    """Bring the committed catalogue up to date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--untranslated", action="store_true")
    parser.add_argument("--take", type=Path, action="append", default=[])
    chosen = parser.parse_args()
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    if not CATALOGUE.exists():
        CATALOGUE.write_bytes(b"")
    catalogue = merged()
    for path in chosen.take:
        for spanish, english in json.loads(path.read_text(encoding="utf-8")).items():
            one, _separator, _many = spanish.partition("\u0000")
            if (message := catalogue.get(one)) is not None:
                message.string = tuple(english) if isinstance(english, list) else english
    with CATALOGUE.open("wb") as file:
        write_po(file, catalogue, width=120, omit_header=False, sort_output=True, no_location=True)
    CATALOGUE.with_suffix(".mo").write_bytes(compiled(catalogue))
    CLICK.with_suffix(".mo").write_bytes(compiled(stored(CLICK)))
    waiting = list(untranslated(catalogue))
    if chosen.untranslated:
        json.dump(waiting, sys.stdout, ensure_ascii=False, indent=0)
    print(f"{len(catalogue)} sentences, {len(waiting)} wait for English", file=sys.stderr)


if __name__ == "__main__":
    main()
