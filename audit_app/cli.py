"""The commands of Constata: their table of contents."""

import gettext
import importlib
import logging
import os
import sys
import traceback
from pathlib import Path
from types import TracebackType

import click

from audit_app import audit, text
from audit_app.errors import Refusal, Unexpected
from audit_app.text import N_
from audit_app.text import gettext as _

COMMANDS = {
    "serve": "audit_app.home.commands:serve",
    "demo": "audit_app.demo:demo",
    "new": "audit_app.home.commands:new",
    "plan": "audit_app.planning.commands:plan_sample",
    "draw-sample": "audit_app.planning.commands:draw_sample",
    "import-sample": "audit_app.sample.commands:import_sample",
    "import-visits": "audit_app.visits.commands:import_visits",
    "replace": "audit_app.sample.commands:replace",
    "work": "audit_app.sample.commands:work",
    "results": "audit_app.results.commands:results",
    "compare": "audit_app.results.commands:compare",
    "report": "audit_app.reporting.commands:report",
    "export": "audit_app.results.commands:export",
    "send": "audit_app.exchange.commands:send",
    "receive": "audit_app.exchange.commands:receive",
    "backup": "audit_app.exchange.backups.commands:backup",
    "restore": "audit_app.exchange.backups.commands:restore",
    "conflicts": "audit_app.exchange.commands:conflicts",
    "settle": "audit_app.exchange.commands:settle",
}


class Commands(click.Group):
    """Loads a command when it is asked for, and shows its help in the person's language."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of an audit."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one command, loaded now."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)  # noqa: S101 - what COMMANDS names
        _translate(command)
        return command


@click.group(
    cls=Commands,
    invoke_without_command=True,
    help=N_(
        "Constata: auditoría de campo de obras públicas, sin conexión. Sin orden, la abre en el navegador."
    ),
    epilog=N_("«test» instala las herramientas de prueba y corre todas las pruebas."),
)
@click.option(
    "--audit",
    "folder",
    type=click.Path(path_type=Path, readable=False),
    envvar="CONSTATA_AUDIT",
    help=N_("La carpeta de la auditoría; sin ella, la última que se abrió."),
)
@click.pass_context
def cli(ctx: click.Context, folder: Path | None) -> None:
    """Start the app, or run the command named."""
    ctx.obj = folder
    if ctx.invoked_subcommand is None:
        command = cli.get_command(ctx, "serve")
        if command:
            ctx.invoke(command)


def _translate(command: click.Command) -> None:
    """Put the help of a command and of its options into the language in use."""
    command.help = command.short_help = _translated(command.help)
    command.epilog = _translated(command.epilog)
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            parameter.help = _translated(parameter.help)


def _translated(sentence: str | None) -> str | None:
    return _(sentence) if sentence else None


def main() -> None:
    """Run the command line; every failure is one sentence on stderr, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr] # a console is a TextIOWrapper
    logging.basicConfig(format="%(message)s", stream=sys.stderr, level=logging.WARNING)
    logging.getLogger("constata").setLevel(logging.INFO)
    sys.excepthook = _tell
    text.speak(audit.language_of(_folder_named(sys.argv[1:])))
    os.environ["LANGUAGE"] = text.language()  # so click, which asks the system's gettext, speaks the same
    gettext.bindtextdomain("click", text.TRANSLATIONS)
    gettext.textdomain("click")
    _translate(cli)
    try:
        sys.exit(cli.main(standalone_mode=False, prog_name="run.py"))
    except click.UsageError as error:
        where = error.ctx.info_name if error.ctx and error.ctx.parent else ""
        told = _("%(why)s Vea «run.py %(command)s --help».", why=error.format_message(), command=where or "")
        click.echo(told.replace("  --", " --"), err=True)
        sys.exit(2)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except UnicodeEncodeError:
        click.echo(
            _("Algo de lo escrito en la orden no es texto: revise los acentos y escríbalo de nuevo."),
            err=True,
        )
        sys.exit(2)
    except Refusal as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(1)


def _folder_named(arguments: list[str]) -> Path | None:
    """Return the audit's folder before the command line is parsed, for the language of its very first sentence."""
    named = os.environ.get("CONSTATA_AUDIT")
    for argument, following in zip(arguments, [*arguments[1:], ""], strict=True):
        if argument == "--audit" or argument.startswith("--audit="):
            named = following if argument == "--audit" else argument.removeprefix("--audit=")
    return Path(named) if named else None


def _tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Keep what nobody foresaw in a file and tell it in one sentence."""
    log = audit.home() / "errors.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            traceback.print_exception(kind, error, trace, file=file)
    except OSError:
        log = Path("-")
    why = error.strerror if isinstance(error, OSError) and error.strerror else kind.__name__
    click.echo(str(Unexpected(why, log)), err=True)


if __name__ == "__main__":
    main()
