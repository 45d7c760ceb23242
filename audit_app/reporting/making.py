"""Makes the PDFs of an audit; the command, the pages and the demo all call this. reportlab is imported only inside the calls."""

import errno
import hashlib
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sqlite_utils import Database

from audit_app import audit_facts, counting, db, durable, figures, photos
from audit_app.audit import Audit
from audit_app.errors import DiskFull, NotWritable, Refusal
from audit_app.position import apart
from audit_app.reporting import queries
from audit_app.text import speaking

if TYPE_CHECKING:
    from audit_app.audit_facts import AuditFacts
    from audit_app.estimates.estimate import Rules
    from audit_app.estimates.figure import Figure
    from audit_app.pdf.contents import SummaryReport, Trace, Value, WorkSheet

LONGEST_NAME = 100
BREAKDOWNS = ("state", "type", "municipality")


def make_summary(audit: Audit, database: Database, out: Path | None, language: str) -> Path:
    """Write the summary report; return where. Without ``out`` it goes to the audit's reports."""
    from audit_app.pdf.summary import draw_summary

    target = out or audit.reports / f"summary-{language}.pdf"
    with speaking(language):
        report = summary_of(database)
        write(target, lambda file: draw_summary(report, file))
    return target


def make_sheet(audit: Audit, database: Database, folio: str, out: Path | None, language: str) -> Path:
    """Write the one-page record of a work; return where. Refuses a folio that is none."""
    from audit_app.pdf.work_sheet import draw_work_sheet

    target = out or audit.reports / f"sheet-{language}-{file_name(folio)}.pdf"
    with speaking(language):
        with db.snapshot(database):
            sheet = sheet_of(audit, database, folio)
        write(target, lambda file: draw_work_sheet(sheet, file))
    return target


def file_name(folio: str) -> str:
    """Return a folio as part of a file's name: as in its address, and a digest for what is too long for one."""
    from audit_app.folio import to_url

    name = to_url(folio)
    digest = hashlib.sha256(folio.encode()).hexdigest()[:16]
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}-{digest}"


def summary_of(database: Database) -> "SummaryReport":
    """Return everything the summary shows, in the language in use."""
    from audit_app.pdf.contents import Breakdown, SummaryReport

    with counting.counted(database):
        facts, told = audit_facts.read(database), tuple(figures.overall(database))
        return SummaryReport(
            title=facts.title,
            institution=facts.institution,
            cut_off=facts.cut_off,
            design=str(facts.design),
            clustered=facts.design.clustered,
            weighted=facts.design.weighted,
            level=facts.level,
            cautions=_cautions(facts),
            places=counting.places(database),
            response=figures.response(database),
            figures=told,
            breakdowns=tuple(
                Breakdown(
                    column, tuple(figures.response_by(database, column)), tuple(figures.by(database, column))
                )
                for column in BREAKDOWNS
            ),
            works=queries.all_works(database),
            footing=queries.footing(database),
            by_stratum=tuple(figures.response_by(database, "stratum")) if facts.design.strata > 1 else (),
            traces=tuple(
                _trace(database, figure, facts.rules)
                for figure in told
                if figure.representative and figure.denominator
            ),
            sql=(counting.groundwork(database), counting.PER_PSU.strip()),
        )


def _cautions(facts: "AuditFacts") -> tuple[str, ...]:
    from audit_app.pdf import remarks

    design = facts.design
    told = (
        remarks.reach(design.psus if design.clustered else design.sampled, design.strata),
        remarks.lonely(design.lonely, facts.rules.lonely),
        remarks.substitutes(design.substitutes),
    )
    return tuple(caution for caution in told if caution)


def _trace(database: Database, figure: "Figure", rules: "Rules") -> "Trace":
    """Return where a figure comes from; of one withheld, only the works that it counts."""
    from audit_app.estimates.strata import shares_of_strata
    from audit_app.estimates.totals import summed
    from audit_app.pdf.contents import Trace
    from audit_app.pdf.working import steps

    account = figures.account(database, figure.code)
    strata = () if figure.withheld else shares_of_strata(account.totals, account.sample, rules.lonely)
    others, unanswered = counting.not_counted(database, figure.code)
    return Trace(
        figure.code,
        tuple(steps(figure, account.estimate, summed(account.totals), rules)),
        tuple(strata),
        counting.definition(database, figure.code),
        others,
        unanswered,
    )


def sheet_of(audit: Audit, database: Database, folio: str) -> "WorkSheet":
    """Return everything the sheet of a work shows."""
    from audit_app.pdf.contents import WorkSheet

    facts = audit_facts.read(database)
    work, visit = queries.work(database, folio), queries.visit(database, folio)
    reviewed_on, notes = queries.review(database, folio)
    return WorkSheet(
        title=facts.title,
        institution=facts.institution,
        cut_off=facts.cut_off,
        work=work,
        visit=visit,
        metres_apart=_metres_apart(work, visit or {}),
        damage=queries.damage(visit),
        documents=queries.documents(database, folio),
        reviewed_on=reviewed_on,
        paperwork_notes=notes,
        photos=tuple(
            replace(photo, is_here=photos.place(audit.photos, photo.sha256).is_file())
            for photo in queries.photos(database, folio, partial(_small_copy, audit))
        ),
        history=queries.history(database, folio),
        conflicts=queries.conflicts(database, folio),
    )


def _metres_apart(*places: "Mapping[str, Value]") -> float | None:
    registered, visited = ((place.get("latitude"), place.get("longitude")) for place in places)
    return apart(*registered, *visited)


def _small_copy(audit: Audit, sha256: str) -> Path | None:
    """Return a photo's small copy, made now if it arrived from another laptop; None where there is no picture to show."""
    try:
        return photos.derive(audit.photos, audit.derived, sha256)
    except Refusal:
        return None


def write(target: Path, draw: Callable[[str], None]) -> None:
    """Draw into a temporary file beside the target and put it in its place, whole or not at all."""
    temporary = target.with_name(f".{target.name}-{secrets.token_hex(4)}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draw(str(temporary))
        durable.put(temporary, target)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFull from error
        raise NotWritable(target, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
