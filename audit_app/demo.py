"""Builds the demo audit from ``sample_data/`` by the same code as a user's own list, visits and photos."""

import csv
import shutil
from pathlib import Path

import click

from audit_app import audit, audit_facts, db, figures, photos
from audit_app.audit import Audit
from audit_app.errors import NotReadable, NotWritable, Refusal
from audit_app.ledger import Author
from audit_app.reporting import making
from audit_app.results.commands import as_lines
from audit_app.sample import importing as sample
from audit_app.sample.reading import read_list
from audit_app.text import N_, speaking
from audit_app.text import gettext as _
from audit_app.visits import queries as visits
from audit_app.visits import visits_file
from audit_app.visits.photos import keeping

PROJECT = Path(__file__).parent.parent
DATA = PROJECT / "sample_data"
REPORT = PROJECT / "reports" / "demo.pdf"
TITLE = "Evaluación en campo del Programa 3x1: auditoría de demostración (datos sintéticos)"
SETTINGS = {"cut_off": "2009-12-31", "institution": "Constata, demostración"}
AUTHOR = "Demostración"


@click.command(
    help=N_("Construye la auditoría de demostración, imprime sus porcentajes y escribe reports/demo.pdf.")
)
@click.option("--no-photos", is_flag=True, help=N_("Sin fotografías: más rápido."))
@click.pass_obj
def demo(folder: Path | None, no_photos: bool) -> None:
    """Build the demo audit, print its percentages, write its PDF."""
    with speaking("es"):
        made = build(audit.Audit((folder or audit.home() / "demo").absolute()), with_photos=not no_photos)
        with made.opened() as database:
            lines = as_lines(
                audit_facts.read(database), figures.response(database), figures.overall(database)
            )
            click.echo("\n".join(lines))
            making.make_summary(made, database, REPORT, "es")
    click.echo(_("\nInforme: %(report)s\nAuditoría: %(folder)s", report=REPORT, folder=made.folder))
    click.echo(_("Para verla en el navegador: python3 run.py"))


def build(target: Audit, *, with_photos: bool) -> Audit:
    """Make the demo audit anew in its folder; only a demo that stood there before is replaced."""
    _clear(target)
    made = audit.create(target.folder, TITLE, "es", AUTHOR)
    listed = read_list(_bytes("sample.csv"), "sample.csv")
    if listed.errors:
        raise Refusal(listed.errors[0].message)
    recorded = visits_file.read(_bytes("visits.csv"))
    with made.opened() as database:
        author = Author(AUTHOR, audit.device(database, made))
        with db.saving(database):
            for name, value in SETTINGS.items():
                audit.change_setting(database, name, value, author)
            sample.add(database, listed, author)
            visits.take(database, recorded.visits, author)
        if with_photos:
            for folio, file, caption in _photos():
                kept = photos.keep(_bytes("photos", file), file, made.photos, made.derived)
                look = keeping.look_of(made.derived, kept.sha256)
                with db.saving(database):
                    keeping.record(database, folio, kept, look, file, author, caption)
    return made


def _clear(target: Audit) -> None:
    if not target.database.is_file():
        return
    with target.opened() as database:
        if audit.settings(database).get("title") != TITLE:
            audit.make_folder(target)
    try:
        target.database.unlink()  # first: while a window shows the demo Windows refuses it, and nothing is gone
        shutil.rmtree(target.folder)
    except OSError as error:
        raise NotWritable(target.folder, error) from error


def _photos() -> list[tuple[str, str, str]]:
    with (DATA / "photos" / "photos.csv").open(encoding="utf-8", newline="") as file:
        return [(row["folio"], row["file"], row["caption"]) for row in csv.DictReader(file)]


def _bytes(*names: str) -> bytes:
    path = DATA.joinpath(*names)
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotReadable(path, error) from error
