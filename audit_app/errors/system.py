"""What the system complains of, in the words of the person."""

import errno
import sqlite3

from audit_app.text import N_
from audit_app.text import gettext as _

WHY = {  # what the system says in its own language, and often in English
    errno.ENOENT: N_("no existe"),
    errno.ENOTDIR: N_("un archivo está donde debía haber una carpeta"),
    errno.EISDIR: N_("es una carpeta"),
    errno.EEXIST: N_("ya existe"),
    errno.EACCES: N_("no hay permiso"),
    errno.EPERM: N_("no hay permiso"),
    errno.EROFS: N_("el disco es de solo lectura"),
    errno.ENAMETOOLONG: N_("el nombre es demasiado largo"),
}
WHY_SQLITE = {
    sqlite3.SQLITE_READONLY: N_("es de solo lectura"),
    sqlite3.SQLITE_PERM: N_("no hay permiso"),
    sqlite3.SQLITE_CANTOPEN: N_("no se puede abrir"),
}
OPEN_ELSEWHERE = 32  # Windows' ERROR_SHARING_VIOLATION, which Python gives the number of a missing permission


def why(error: Exception) -> str:
    """Return what the system or SQLite complained of, in the person's language where we know it."""
    known = WHY.get(error.errno or 0) if isinstance(error, OSError) else None
    if isinstance(error, sqlite3.Error):
        known = WHY_SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    if getattr(error, "winerror", None) == OPEN_ELSEWHERE:
        known = N_("otro programa lo tiene abierto")
    return _(known) if known else getattr(error, "strerror", None) or str(error)
