"""The pages of the results: the percentages, broken down by any column, and what stands behind each of them."""

from collections.abc import Iterable

from flask import Blueprint, Response, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from audit_app import audit, audit_facts, counting, db, figures, pages, security, text
from audit_app.errors import SupervisorNeeded, UnknownIndicator
from audit_app.estimates.strata import shares_of_strata
from audit_app.estimates.totals import summed
from audit_app.instruments import INDICATOR_BY_CODE
from audit_app.pdf import claims, remarks, working
from audit_app.results import comparison, queries, tables, words
from audit_app.results.breakdown import Breakdown
from audit_app.results.queries import Asked
from audit_app.results.tables import FIGURE_COLUMNS, RESPONSE_COLUMNS, WORK_COLUMNS, Row
from audit_app.tables import writing

blueprint = Blueprint("results", __name__)

PAGE = 50
MOST_GROUPS = 200  # shown on a page; the CSV has them all


@blueprint.get("/results")
@security.access("audit")
def overview() -> str | AnyResponse:
    """Show every percentage of the sample, or some of them by a column."""
    if not request.args.get("by") and (code := request.args.get("indicator")):
        return redirect(url_for(".indicator", code=code))
    with counting.counted(g.db):
        columns = words.columns(counting.groupings(g.db), queries.filled_columns(g.db))
        if request.args.get("by"):
            return render_template(
                "results/breakdown.html",
                told=_breakdown(),
                level=audit_facts.read(g.db).level,
                columns=columns,
                claims=claims,
                remarks=remarks,
                words=words,
                most=MOST_GROUPS,
            )
        told = figures.overall(g.db)
        return render_template(
            "results/overview.html",
            facts=audit_facts.read(g.db),
            response=figures.response(g.db),
            by_stratum=figures.response_by(g.db, "stratum"),
            headline=[figure for figure in told if figure.code in words.HEADLINE],
            representative=[figure for figure in told if figure.representative],
            others=[figure for figure in told if not figure.representative],
            columns=columns,
            claims=claims,
            remarks=remarks,
            words=words,
        )


@blueprint.get("/results.csv")
@security.access("audit")
def overview_csv() -> Response:
    """Send what the page of the results shows as CSV."""
    with counting.counted(g.db):
        if not request.args.get("by"):
            return _csv(words.file_name(), FIGURE_COLUMNS, tables.figure_rows(figures.overall(g.db)))
        told = _breakdown()
    rows = (
        (*row, *tables.response_row(response))
        for response, figures_told in told.rows()
        for row in tables.figure_rows(figures_told)
    )
    return _csv(words.file_name(told.column), (*FIGURE_COLUMNS, *RESPONSE_COLUMNS), rows)


@blueprint.get("/results/compare")
@security.access("audit")
def compare() -> str:
    """Compare this audit with another of this laptop, or two groups of a column."""
    args = request.args
    others = {made.folder.name: made for made in audit.known_audits() if made.folder != g.audit.folder}
    told = None
    if earlier := others.get(args.get("with", "")):
        with earlier.opened() as before:
            told = comparison.with_earlier(g.db, before)
    elif args.get("by") and args.get("first") is not None and args.get("second") is not None:
        code = args.get("indicator")
        codes = (code,) if code in INDICATOR_BY_CODE else figures.EVERY
        told = comparison.of_groups(g.db, args["by"], args["first"], args["second"], codes)
    return render_template(
        "results/compare.html", told=told, others=list(others), claims=claims, remarks=remarks, words=words
    )


@blueprint.get("/results/<code>")
@security.access("audit")
def indicator(code: str) -> str:
    """Show one percentage: its definition, how it was computed, and the works behind it."""
    asked = _asked(code)
    with counting.counted(g.db):
        account = figures.account(g.db, code, asked.grouping.column, asked.group)
        works = queries.works_behind(g.db, asked, request.args.get("after", ""), PAGE + 1)
        facts = audit_facts.read(g.db)
        places = counting.places(g.db)
        strata_ended = figures.response_by(g.db, "stratum")
        pesos = figures.in_pesos(g.db, code, asked.grouping.column, asked.group)
    sums, found = summed(account.totals), account.estimate
    return render_template(
        "results/indicator.html",
        asked=asked,
        figure=account.figure,
        sums=sums,
        strata=shares_of_strata(account.totals, account.sample, facts.rules.lonely) if found else [],
        facts=facts,
        places=places,
        steps=working.steps(account.figure, found, sums, facts.rules),
        ended={told.group: told for told in strata_ended},
        pesos=pesos,
        sql=(counting.definition(g.db, code), counting.groundwork(g.db), counting.PER_PSU.strip()),
        works=works[:PAGE],
        next_after=works[PAGE - 1].folio if len(works) > PAGE else None,
        claims=claims,
        remarks=remarks,
        words=words,
    )


@blueprint.post("/results/<code>/mark")
@security.access("audit")
def mark(code: str) -> AnyResponse:
    """Lift the review of a figure, by a supervisor's name; refuse one that changed while it was being read."""
    column = request.form.get("by") or None
    group = request.form.get("group", "") if column else None
    person = text.tidy(request.form.get("supervisor", ""))[: audit.LONGEST_NAME]
    if code not in INDICATOR_BY_CODE:
        raise UnknownIndicator(code)
    if not person:
        raise SupervisorNeeded
    with db.saving(g.db):
        author = pages.author("" if audit.laptop().person else person)
        figures.mark(g.db, (code, column, group), request.form.get("estimate", ""), person, author)
    return redirect(url_for(".indicator", code=code, by=column, group=group), 303)


@blueprint.get("/results/<code>/works.csv")
@security.access("audit")
def indicator_csv(code: str) -> Response:
    """Send the works behind a percentage as CSV."""
    asked = _asked(code)
    return _csv(words.file_name(code), WORK_COLUMNS, tables.work_rows(queries.works_behind(g.db, asked)))


@blueprint.errorhandler(UnknownIndicator)
def unknown_indicator(refusal: UnknownIndicator) -> Response:
    """Tell that there is no such page."""
    return security.told(refusal, 404)


def _breakdown() -> Breakdown:
    """Return the breakdown that the address asks for: of one indicator, else of the four headline ones."""
    column, chosen = request.args["by"], request.args.get("indicator")
    codes = (chosen,) if chosen in INDICATOR_BY_CODE else words.HEADLINE
    return Breakdown(
        column=column,
        codes=codes,
        figures=figures.by(g.db, column, codes),
        overall=figures.overall(g.db, codes),
        responses=figures.response_by(g.db, column),
        response=figures.response(g.db),
    )


def _asked(code: str) -> Asked:
    """Return the works that the address asks for; a filter that does not exist is none. Refuses an unknown indicator."""
    if code not in INDICATOR_BY_CODE:
        raise UnknownIndicator(code)
    column, answered = request.args.get("by"), request.args.get("answered", "")
    return Asked(
        indicator=code,
        grouping=counting.grouping(g.db, column) if column else counting.WHOLE,
        group=request.args.get("group", "") if column else None,
        answered=answered if answered in queries.ANSWERED else "",
    )


def _csv(name: str, header: Iterable[str], rows: Iterable[Row]) -> Response:
    text = "".join(writing.written(tuple(header), rows))
    return Response(
        text.encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
