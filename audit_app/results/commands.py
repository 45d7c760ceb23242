"""The commands of the results: print them, export them."""

import json
from dataclasses import fields
from pathlib import Path

import click

from audit_app import audit, audit_facts, counting, figures
from audit_app.audit_facts import AuditFacts
from audit_app.errors import NotAnAudit
from audit_app.estimates.figure import Figure, Response
from audit_app.instruments import INDICATOR_BY_CODE
from audit_app.pdf import claims, remarks
from audit_app.results import comparison
from audit_app.results import export as exports
from audit_app.results.tables import FIGURE_COLUMNS, figure_rows
from audit_app.tables.writing import written
from audit_app.text import N_, ngettext, percent, speaking, whole
from audit_app.text import gettext as _


@click.command(help=N_("Imprime los porcentajes, en total o por una columna de la lista."))
@click.option("--by", "column", help=N_("Columna de la lista por la que se desglosa."))
@click.option("--json", "as_json", is_flag=True, help=N_("Imprime un solo objeto JSON."))
@click.option("--csv", "as_csv", is_flag=True, help=N_("Imprime CSV."))
@click.pass_obj
def results(folder: Path | None, column: str | None, as_json: bool, as_csv: bool) -> None:
    """Print the percentages."""
    if as_json and as_csv:
        raise click.UsageError(_("Elija --json o --csv, no ambos."))
    with audit.chosen(folder).opened() as database, counting.counted(database):
        told = figures.by(database, column) if column else figures.overall(database)
        facts, response = audit_facts.read(database), figures.response(database)
    if as_json:
        click.echo(json.dumps(as_contract(facts, response, told), ensure_ascii=False, indent=1))
    elif as_csv:
        click.echo("".join(written(FIGURE_COLUMNS, figure_rows(told))), nl=False)
    else:
        click.echo("\n".join(as_lines(facts, response, told)))


@click.command(help=N_("Compara con una auditoría anterior, o un grupo con otro: diferencia e intervalo."))
@click.option(
    "--with",
    "earlier",
    type=click.Path(path_type=Path, readable=False),
    help=N_("La carpeta de la auditoría anterior."),
)
@click.option("--by", "column", help=N_("Columna de la lista cuyos grupos se comparan."))
@click.option("--groups", nargs=2, help=N_("Los dos grupos de esa columna."))
@click.option("--json", "as_json", is_flag=True, help=N_("Imprime un solo objeto JSON."))
@click.pass_obj
def compare(
    folder: Path | None,
    earlier: Path | None,
    column: str | None,
    groups: tuple[str, str] | None,
    as_json: bool,
) -> None:
    """Compare this audit with an earlier one, or one group with another."""
    if (earlier is None) == (column is None) or (column is None) != (groups is None):
        raise click.UsageError(_("Elija --with CARPETA, o --by COLUMNA con --groups UNO OTRO."))
    with audit.chosen(folder).opened() as database:
        if earlier is not None:
            if not (then := audit.Audit(earlier.absolute())).exists:
                raise NotAnAudit(earlier)
            with then.opened() as before:
                told = comparison.with_earlier(database, before)
        else:
            told = comparison.of_groups(database, column or "", *(groups or ("", "")))
    if as_json:
        click.echo(json.dumps(comparison.as_json(told), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(comparison.as_lines(told)))


@click.command(help=N_("Escribe en una carpeta, como CSV, lo mismo que cuenta el informe."))
@click.option(
    "--out",
    type=click.Path(path_type=Path, readable=False),
    required=True,
    help=N_("La carpeta donde se escribe."),
)
@click.option("--json", "as_json", is_flag=True, help=N_("Imprime un solo objeto JSON."))
@click.pass_obj
def export(folder: Path | None, out: Path, as_json: bool) -> None:
    """Write the tables behind the report as CSV."""
    with audit.chosen(folder).opened() as database:
        files = exports.write_all(database, out)
    if as_json:
        click.echo(json.dumps(files))
        return
    for name, rows in files.items():
        click.echo(_("%(file)s: %(rows)s filas", file=out / name, rows=whole(rows)))


def as_contract(facts: AuditFacts, response: Response, told: list[Figure]) -> dict[str, object]:
    """Return the public JSON of the results."""
    with speaking("en"):
        design = str(facts.design)
    return {
        "audit": {"title": facts.title, "cut_off": facts.cut_off, "design": design, "level": facts.level},
        "sample": {
            "sampled": response.sampled,
            "in_scope": response.in_scope,
            "visited": response.visited,
            "located": response.located,
            "not_visited": response.not_visited,
            "response_rate": response.rate,
            "conflicts": response.conflicts,
        },
        "indicators": [
            {field.name: getattr(figure, field.name) for field in fields(figure)} for figure in told
        ],
    }


def as_lines(facts: AuditFacts, response: Response, told: list[Figure]) -> list[str]:
    """Return the results as a person reads them on a terminal."""
    lines = [
        facts.title,
        _(
            "%(sampled)s obras en la muestra, %(visited)s visitadas (%(rate)s de las que están en el alcance), "
            "%(located)s localizadas.",
            sampled=whole(response.sampled),
            visited=whole(response.visited),
            rate=percent(response.rate),
            located=whole(response.located),
        ),
    ]
    if response.conflicts:
        lines.append(
            ngettext(
                "%(n)s obra en conflicto queda fuera de toda cifra hasta resolverla.",
                "%(n)s obras en conflicto quedan fuera de toda cifra hasta resolverlas.",
                response.conflicts,
            )
        )
    width = max(len(_(INDICATOR_BY_CODE[figure.code].label)) for figure in told) if told else 0
    groups = max((len(figure.group or "") for figure in told), default=0)
    reasons = remarks.reasons(told)
    return [
        *lines,
        _("Entre corchetes, el intervalo de confianza de %(level)s.", level=percent(facts.level, 0)),
        "",
        *(_line(figure, width, groups) for figure in told),
        *(["", *reasons] if reasons else []),
    ]


def _line(figure: Figure, width: int, groups: int) -> str:
    label = _(INDICATOR_BY_CODE[figure.code].label).ljust(width)
    if figure.by:
        label += "  " + (figure.group or _("(en blanco)")).ljust(max(groups, 11))
    facts = claims.counts(figure)
    if figure.no_answer:
        facts += _(", %(n)s sin respuesta", n=whole(figure.no_answer))
    if not figure.representative:
        facts += _(" (no representativo)")
    elif figure.df is not None and not figure.withheld:
        facts += _(", %(df)s g.l.", df=figure.df)
    if figure.presentation in ("review", "complement"):
        facts += f"  {remarks.mark(figure)}"
    if figure.withheld:
        return f"{label}  {claims.value(figure):<22}  {facts}"
    interval = f"[{claims.ends(figure).replace('–', ', ')}]" if figure.ci else ""
    return f"{label}  {claims.value(figure):>7}  {interval:<13}  {facts}"
