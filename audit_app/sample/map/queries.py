"""Reads what the map asks of the audit beyond the works list."""

from sqlite_utils import Database


def municipalities(db: Database) -> list[str]:
    """Return the codes of five digits of the municipalities that the works are in, as the list says."""
    rows = db.execute(
        "SELECT DISTINCT state_code || municipality_code FROM current_works "
        "WHERE state_code IS NOT NULL AND municipality_code IS NOT NULL ORDER BY 1"
    )
    return [code for (code,) in rows.fetchall()]
