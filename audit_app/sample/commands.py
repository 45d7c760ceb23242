"""The commands of the sample: import a list, tell everything of one work."""

import json
import time
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import click
from sqlite_utils import Database

from audit_app import audit, db, situations
from audit_app.instruments import WORK_COLUMNS
from audit_app.ledger import Author, Row
from audit_app.sample import importing, queries, replacements, words
from audit_app.sample.importing import Comparison
from audit_app.sample.queries import Dossier
from audit_app.sample.reading import Choices, SampleList, apart, last
from audit_app.sample.reading.choices import EVERY_KIND, LAST_ROW
from audit_app.tables import Manner, delimited, encodings
from audit_app.text import N_, moment, ngettext, whole
from audit_app.text import gettext as _

TOLD_ON_TERMINAL = 50
PATIENCE = 2.0  # seconds


@click.command(
    "import-sample",
    help=N_(
        "Lee una lista de obras (CSV, XLSX, XLS u ODS); nada se importa si algo en ella impide hacerlo bien."
    ),
)
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@click.option(
    "--columns",
    multiple=True,
    metavar="NAME=COLUMN",
    help=N_("Toma un dato de esta columna de la lista: folio=CVE_CARTERA. Se puede repetir."),
)
@click.option(
    "--sheet", default="", metavar="NAME", help=N_("Lee esta hoja del libro; sin ella, la primera con datos.")
)
@click.option(
    "--encoding",
    type=click.Choice(encodings.CHOICES),
    help=N_("Lee el texto con esta codificación; sin ella, se reconoce sola."),
)
@click.option(
    "--delimiter",
    type=click.Choice([*delimited.DELIMITERS, delimited.TAB]),
    help=N_("Separa las celdas por este signo; sin él, se reconoce solo."),
)
@click.option(
    "--header-row",
    type=click.IntRange(1, LAST_ROW),
    metavar="N",
    help=N_("Toma los encabezados de esta fila; sin ella, se reconoce sola."),
)
@click.option(
    "--accept-coordinates",
    is_flag=True,
    help=N_(
        "Toma todas las posiciones que se proponen en lugar de las que no pueden ser; las de la lista también se guardan."
    ),
)
@click.option("--dry-run", is_flag=True, help=N_("Revisa y compara sin escribir."))
@click.option("--json", "as_json", is_flag=True, help=N_("Imprime un solo objeto JSON."))
@click.option("--author", help=N_("Quién la importa; sin ella, la persona de esta laptop."))
@click.pass_context
def import_sample(
    ctx: click.Context,
    file: Path,
    columns: tuple[str, ...],
    sheet: str,
    encoding: str | None,
    delimiter: str | None,
    header_row: int | None,
    accept_coordinates: bool,
    dry_run: bool,
    as_json: bool,
    author: str | None,
) -> None:
    """Read a sample list into the audit."""
    manner = Manner(encoding or "", (delimiter or "").replace(delimited.TAB, "\t"), sheet)
    accepted = frozenset([EVERY_KIND] if accept_coordinates else [])
    choices = Choices(manner, header_row, _mapping(columns), accepted=accepted)
    chosen = audit.chosen(ctx.obj)
    following = _told_on_the_way(apart.follow(file, file.name, choices))
    with chosen.opened() as database:
        listed, comparison = _import(database, chosen, following, author, dry_run)
    written = not (listed.errors or dry_run)
    if as_json:
        click.echo(json.dumps(as_contract(listed, comparison, written), ensure_ascii=False, indent=1))
    else:
        _tell_problems(listed)
    if listed.errors:
        click.echo(_refused(listed), err=True)
        ctx.exit(1)
    if not as_json:
        click.echo("\n".join(_told(listed, comparison, written)))


@click.command(help=N_("Muestra todo lo que se sabe de una obra."))
@click.argument("folio")
@click.option("--json", "as_json", is_flag=True, help=N_("Imprime un solo objeto JSON."))
@click.pass_obj
def work(folder: Path | None, folio: str, as_json: bool) -> None:
    """Tell everything known of one work."""
    with audit.chosen(folder).opened() as database:
        told = queries.dossier(database, folio)
    if as_json:
        click.echo(json.dumps(work_contract(told), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_everything(told)))


@click.command(
    help=N_("Sustituye una obra que no se pudo visitar por la siguiente de la reserva de su estrato y UPM.")
)
@click.argument("folio")
@click.option("--reason", required=True, help=N_("Por qué; queda guardado con la sustitución."))
@click.option(
    "--withdraw",
    is_flag=True,
    help=N_("Devuelve a la reserva la obra sustituta FOLIO, si todavía no tiene una visita."),
)
@click.option("--author", help=N_("Quién sustituye; sin ella, la persona de esta laptop."))
@click.option("--json", "as_json", is_flag=True, help=N_("Imprime un solo objeto JSON."))
@click.pass_obj
def replace(
    folder: Path | None, folio: str, reason: str, withdraw: bool, author: str | None, as_json: bool
) -> None:
    """Replace a work by the next of the reserve, or take that back."""
    chosen = audit.chosen(folder)
    with chosen.opened() as database, db.saving(database):
        signature = Author((author or "").strip() or audit.person(), audit.device(database, chosen))
        if withdraw:
            original, substitute = replacements.withdraw(database, folio, reason, signature), folio
        else:
            original, substitute = folio, replacements.replace(database, folio, reason, signature)
    told = {"folio": original, "substitute": substitute, "withdrawn": withdraw}
    said = json.dumps(told, ensure_ascii=False) if as_json else words.replaced(original, substitute, withdraw)
    click.echo(said)


def _told_on_the_way(following: Iterable[SampleList]) -> Iterator[SampleList]:
    """Follow a list, and tell on stderr, from two seconds on, how many works of a long one were read."""
    last = time.monotonic()
    for listed in following:
        if (now := time.monotonic()) - last > PATIENCE:
            last = now
            click.echo(_("%(rows)s filas leídas…", rows=whole(len(listed.works))), err=True)
        yield listed


def as_contract(listed: SampleList, comparison: Comparison, written: bool) -> dict[str, object]:
    """Return the public JSON of an import."""
    new, changed = len(comparison.new), len(comparison.changed)
    return {
        "file": listed.file,
        "sha256": listed.sha256,
        "encoding": listed.encoding,
        "delimiter": listed.delimiter,
        **({"sheet": listed.sheet} if listed.sheets else {}),
        "header_row": listed.header_row,
        "rows": listed.rows,
        "imported": new + changed if written else 0,
        "new": new,
        "changed": changed,
        "unchanged": len(comparison.unchanged),
        "absent": len(comparison.absent),
        "columns": listed.columns,
        "errors": [problem.as_json() for problem in listed.errors],
        "warnings": [problem.as_json() for problem in listed.warnings],
    }


def work_contract(told: Dossier) -> dict[str, object]:
    """Return the public JSON of one work."""
    left_out = ("id", "withdrawn", "folio")
    return {
        "folio": told.work["folio"],
        "given": told.given,
        "work": {name: told.work[name] for name in WORK_COLUMNS},
        "visit": queries.visit_as_json(told.visit),
        "paperwork": told.paperwork,
        "photos": [
            {name: value for name, value in photo.items() if name not in left_out} for photo in told.photos
        ],
        "history": [
            {
                "kind": revision.kind,
                **{name: revision.row[name] for name in ("id", "author", "device", "recorded_at")},
                "supersedes": revision.supersedes,
            }
            for revision in told.history
        ],
        "conflicts": list(dict.fromkeys(kind for kind, _key in told.conflicts)),
    }


def _mapping(columns: tuple[str, ...]) -> dict[str, str]:
    """Return the ``NAME=COLUMN`` pairs; a pair without ``=`` is wrong usage."""
    for pair in columns:
        if "=" not in pair:
            raise click.UsageError(_("«%(pair)s» no es NOMBRE=COLUMNA.", pair=pair))
    return dict((name.strip(), column) for name, column in (pair.split("=", 1) for pair in columns))


def _import(
    database: Database,
    chosen: audit.Audit,
    following: Iterator[SampleList],
    author: str | None,
    is_dry_run: bool,
) -> tuple[SampleList, Comparison]:
    """Write a list while it is read, or only compare it; return the whole of it."""
    if is_dry_run:
        listed = importing.beside(database, last(following))
        return listed, Comparison() if listed.errors else importing.compare(database, listed)
    begun = next(following)
    with db.saving_much(database):
        signature = Author(author or audit.person(), audit.device(database, chosen))
        return importing.add_while_read(database, chain([begun], following), signature)


def _tell_problems(listed: SampleList) -> None:
    problems = [*listed.errors, *listed.warnings]
    for problem in problems[:TOLD_ON_TERMINAL]:
        click.echo(problem.message, err=True)
    if more := len(problems[TOLD_ON_TERMINAL:]):
        click.echo(_("… y %(more)s avisos más: véalos todos con --json.", more=whole(more)), err=True)


def _refused(listed: SampleList) -> str:
    return ngettext(
        "No se importó nada: hay %(n)s error por corregir en «%(file)s».",
        "No se importó nada: hay %(n)s errores por corregir en «%(file)s».",
        len(listed.errors),
        file=listed.file,
    )


def _told(listed: SampleList, comparison: Comparison, written: bool) -> Iterator[str]:
    counts = {
        "rows": ngettext("%(n)s obra leída", "%(n)s obras leídas", listed.rows),
        "new": ngettext("%(n)s nueva", "%(n)s nuevas", len(comparison.new)),
        "changed": ngettext("%(n)s cambiada", "%(n)s cambiadas", len(comparison.changed)),
        "unchanged": _("%(n)s sin cambio", n=whole(len(comparison.unchanged))),
    }
    if written:
        yield _("%(rows)s: %(new)s, %(changed)s, %(unchanged)s.", **counts)
    else:
        yield _("%(rows)s, sin escribir: %(new)s, %(changed)s, %(unchanged)s.", **counts)
    if comparison.absent:
        yield ngettext(
            "%(n)s obra de la auditoría no está en la lista; se conserva.",
            "%(n)s obras de la auditoría no están en la lista; se conservan.",
            len(comparison.absent),
        )


def _everything(told: Dossier) -> Iterator[str]:
    """Yield everything known of a work as lines to read."""
    settled = not any(kind != "photos" for kind, _key in told.conflicts)
    yield f"{told.work['folio']} · {told.work['name']}"
    yield situations.name(words.situation_of(told.work, told.visit, not settled))
    for kind, key in told.conflicts:
        yield _("En conflicto: %(kind)s %(key)s", kind=_(words.KINDS[kind]), key=key)
    yield from words.replacement(told.work, told.substitutes)
    for title, said in words.facts(told.work):
        yield from _section(title, said)
    yield from _section(
        _("Avisos de la lista"), [(notice["code"], words.notice(notice)) for notice in told.notices]
    )
    for title, said in words.answers(told.visit) if told.visit else ():
        yield from _section(f"{_('Visita')} · {title}", said)
    states = told.paperwork or {}
    papers = [(words.document(code), words.state(state)) for code, state in states.items()]
    yield from _section(_("Expediente"), papers)
    yield from _section(_("Fotografías"), [(str(photo["sha256"]), _caption(photo)) for photo in told.photos])
    history = [(moment(str(one.row["recorded_at"])), _revision(one)) for one in told.history]
    yield from _section(_("Historia"), history)


def _section(title: str, lines: words.Facts) -> Iterator[str]:
    if lines:
        yield f"\n{title}"
        yield from (f"  {label}: {text}" for label, text in lines)


def _caption(photo: Row) -> str:
    return str(photo["caption"] or photo["file_name"] or "")


def _revision(revision: queries.Revision) -> str:
    told = [_(words.KINDS[revision.kind]), str(revision.row["author"]), str(revision.row["id"])]
    if revision.row["reason"]:
        told.append(_("motivo: %(reason)s", reason=revision.row["reason"]))
    return "  ".join(told)
