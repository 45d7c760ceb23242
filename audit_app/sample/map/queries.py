"""Reads what the map asks of the audit beyond the works list, and keeps the route of a day."""

import json
from collections.abc import Sequence

from sqlite_utils import Database

from audit_app import ledger


def municipalities(db: Database) -> list[str]:
    """Return the codes of five digits of the municipalities that the works are in, as the list says."""
    rows = db.execute(
        "SELECT DISTINCT state_code || municipality_code FROM current_works "
        "WHERE state_code IS NOT NULL AND municipality_code IS NOT NULL ORDER BY 1"
    )
    return [code for (code,) in rows.fetchall()]


def keep_route(db: Database, folios: Sequence[str]) -> None:
    """Make these works, in this order, the route of this laptop's day; without any, there is none. Inside ``db.saving``."""
    db.execute("DELETE FROM day_route")
    if folios:
        db.execute("INSERT INTO day_route (id, folios) VALUES (?, ?)", [ledger.new_id(), json.dumps(folios)])
