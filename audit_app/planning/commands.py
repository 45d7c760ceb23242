"""The commands of planning: how many works to draw, the draw, and the check of a draw."""

import json
from pathlib import Path

import click

from audit_app import durable
from audit_app.errors import FrameTooLarge, NotReadable, SampleThere
from audit_app.planning import design_file, frame, plan, record
from audit_app.planning.drawing import Drawing, drawing
from audit_app.planning.plan import Plan
from audit_app.planning.record import Checked
from audit_app.text import N_, ngettext, whole
from audit_app.text import gettext as _

_JSON = click.option("--json", "as_json", is_flag=True, help=N_("Imprime un solo objeto JSON."))
_FILE = click.Path(path_type=Path, readable=False)


@click.command("plan", help=N_("Dice cuántas obras sortear para un margen de error."))
@click.option("--works", type=int, required=True, help=N_("Cuántas obras hay en total."))
@click.option(
    "--share", default=0.96, show_default=True, help=N_("La proporción que se espera, entre 0 y 1.")
)
@click.option("--error", default=3.0, show_default=True, help=N_("El margen de error, en puntos."))
@click.option("--deff", default=1.5, show_default=True, help=N_("El efecto de diseño."))
@click.option("--df", type=int, help=N_("Los grados de libertad, en vez de los municipios."))
@click.option("--municipalities", type=int, help=N_("Cuántos municipios se sortearían; sin esto, 10."))
@click.option("--strata", default=3, show_default=True, help=N_("En cuántos estratos."))
@click.option("--level", default=0.95, show_default=True, help=N_("El nivel de confianza, entre 0 y 1."))
@_JSON
def plan_sample(
    works: int,
    share: float,
    error: float,
    deff: float,
    df: int | None,
    municipalities: int | None,
    strata: int,
    level: float,
    as_json: bool,
) -> None:
    """Tell how many works to draw."""
    if df is not None and municipalities is not None:
        raise click.UsageError(_("Elija --df o --municipalities, no ambos."))
    if df is None:
        df = plan.degrees(10 if municipalities is None else municipalities, strata)
    planned = Plan(works, share, error, deff, df, strata, level)
    if as_json:
        click.echo(json.dumps(plan.as_contract(planned), ensure_ascii=False, indent=1))
        return
    click.echo(f"{plan.answer(planned)}\n{plan.why()}\n")
    titles = (
        _("municipios"),
        _("grados de libertad"),
        "t",
        _("obras"),
        _("margen con %(n)s", n=whole(plan.line(planned, df).works)),
    )
    click.echo("  ".join(title.rjust(12) for title in titles))
    for one in plan.lines(planned):
        cells = (
            whole(one.municipalities),
            whole(one.df),
            f"{one.t:.3f}",
            whole(one.works),
            f"{one.margin:.2f}",
        )
        click.echo(
            "  ".join(cell.rjust(max(12, len(title))) for cell, title in zip(cells, titles, strict=True))
        )


@click.command(
    "draw-sample",
    help=N_("Sortea una muestra de un marco en CSV, o revisa con --check que una siga su registro."),
)
@click.argument("frame_file", metavar="[FRAME.csv]", type=_FILE, required=False)
@click.option("--design", type=_FILE, help=N_("El diseño, en TOML; docs/sampling.md trae ejemplos."))
@click.option("--seed", type=int, help=N_("La semilla: un número entero, mejor si se sortea en público."))
@click.option("--out", type=_FILE, help=N_("La lista que se escribe, y a su lado el registro .draw.json."))
@click.option("--check", "checked", type=_FILE, metavar="SAMPLE.csv", help=N_("La muestra que se revisa."))
@click.option(
    "--record",
    "record_file",
    type=_FILE,
    help=N_("El registro; sin esto, el que está al lado de la muestra."),
)
@_JSON
@click.pass_context
def draw_sample(
    ctx: click.Context,
    frame_file: Path | None,
    design: Path | None,
    seed: int | None,
    out: Path | None,
    checked: Path | None,
    record_file: Path | None,
    as_json: bool,
) -> None:
    """Draw a sample, or check one."""
    if checked:
        if design or out or seed is not None:
            raise click.UsageError(
                _("Con --check no se usan --design, --seed ni --out: los dice el registro.")
            )
        told = _check(checked, record_file, frame_file)
        click.echo(
            json.dumps(check_contract(told), ensure_ascii=False) if as_json else "\n".join(check_lines(told))
        )
        ctx.exit(0 if told.follows else 1)
    if not (frame_file and design and out and seed is not None) or record_file:
        raise click.UsageError(_("Para sortear hacen falta el marco, --design, --seed y --out."))
    described = design_file.read_file(design)
    drawn = drawing(frame.read(_bytes(frame_file), frame_file.name, described.folio), described, seed)
    written = write(drawn, out)
    click.echo(
        json.dumps(contract(drawn, out, written), ensure_ascii=False)
        if as_json
        else _drawn(drawn, out, written)
    )


def write(drawn: Drawing, out: Path) -> Path:
    """Write a sample and its record beside it; refuse to change what is there. Returns the path of the record."""
    files = {record_path(out): record.as_json(record.record_of(drawn)), out: drawn.as_csv()}
    for path, data in reversed(files.items()):
        if path.exists() and _bytes(path) != data:
            raise SampleThere(path)
    for path, data in files.items():
        durable.write(path, data)
    return record_path(out)


def record_path(sample: Path) -> Path:
    """Return where the record of a sample is: ``sample.draw.json`` beside ``sample.csv``."""
    return sample.with_name(f"{sample.stem}.draw.json")


def contract(drawn: Drawing, out: Path, written: Path) -> dict[str, object]:
    """Return the public JSON of a draw: its record, and where both were written."""
    return {"out": str(out), "record": str(written), **record.record_of(drawn)}


def check_contract(told: Checked) -> dict[str, object]:
    """Return the public JSON of a check."""
    where = told.difference
    return {
        "follows": told.follows,
        "same_frame": told.same_frame,
        "same_sample": told.same_sample,
        "seed": told.seed,
        "works": told.works,
        "difference": where
        and {"row": where.row, "column": where.column, "drawn": where.drawn, "found": where.found},
    }


def check_lines(told: Checked) -> list[str]:
    """Return what a check found as sentences."""
    where = told.difference
    if where is None:
        lines = [
            _(
                "La muestra sigue su registro: el sorteo repetido da las mismas %(n)s obras.",
                n=whole(told.works),
            )
        ]
    elif where.row == 0:
        lines = [
            _(
                "No sigue: el registro dice %(found)s y el sorteo da %(drawn)s.",
                found=where.found,
                drawn=where.drawn,
            )
        ]
    else:
        lines = [
            _(
                "La muestra no sigue su registro: en la fila %(row)s, «%(column)s» dice «%(found)s» y el sorteo da «%(drawn)s».",
                row=where.row,
                column=where.column,
                found=where.found[:80],
                drawn=where.drawn[:80],
            )
        ]
    if not told.same_frame:
        lines.append(
            _("El archivo del marco no es el del registro (otro SHA-256): se guardó de nuevo o cambió.")
        )
    if told.follows and not told.same_sample:
        lines.append(_("El archivo de la muestra se guardó de nuevo, con el mismo contenido."))
    return lines


def _drawn(drawn: Drawing, out: Path, written: Path) -> str:
    return _(
        "«%(out)s»: %(main)s y %(reserve)s, de %(works)s en el marco. Con el registro «%(record)s» cualquiera repite el sorteo.",
        out=out,
        main=ngettext("%(n)s obra sorteada", "%(n)s obras sorteadas", drawn.main),
        reserve=ngettext("%(n)s de reserva", "%(n)s de reserva", drawn.reserve),
        works=whole(len(drawn.frame.rows)),
        record=written,
    )


def _check(sample: Path, record_file: Path | None, frame_file: Path | None) -> Checked:
    place = record_file or record_path(sample)
    read = record.read(_bytes(place), place.name)
    return record.check(read, _bytes(frame_file or sample.with_name(read.frame_name)), _bytes(sample))


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > frame.LARGEST:
            raise FrameTooLarge
        return path.read_bytes()
    except OSError as error:
        raise NotReadable(path, error) from error
