"""Reads what the map asks of the audit beyond the works list: where this laptop was last, and which municipalities there are."""

from sqlite_utils import Database

from audit_app.sample.map.places import Position


def last_position(db: Database) -> tuple[Position, str] | None:
    """Return where this laptop's last visit was made, and its folio; None before the first with a position."""
    row = db.execute(
        """
        SELECT latitude, longitude, folio FROM current_visits
        WHERE latitude IS NOT NULL AND longitude IS NOT NULL AND device IN (SELECT device FROM devices)
        ORDER BY visited_on DESC, id DESC LIMIT 1
        """
    ).fetchone()
    return ((row[0], row[1]), row[2]) if row else None


def municipalities(db: Database) -> list[str]:
    """Return the codes of five digits of the municipalities that the works are in, as the list says."""
    rows = db.execute(
        "SELECT DISTINCT state_code || municipality_code FROM current_works "
        "WHERE state_code IS NOT NULL AND municipality_code IS NOT NULL ORDER BY 1"
    )
    return [code for (code,) in rows.fetchall()]
