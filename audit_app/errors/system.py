"""What the system complains of, in the words of the person."""

import errno
import sqlite3
import sys

from audit_app.text import N_
from audit_app.text import gettext as _

FULL, READ_ONLY = N_("el disco está lleno"), N_("el disco es de solo lectura")
SILENT = N_("el disco dejó de responder: vea si la memoria sigue conectada")
AWAY = N_("no se llega a la carpeta de red")
BAD_NAME = N_("el nombre tiene algo que este disco no admite")
WHY = {  # what the system says in its own language, and often in English
    errno.ENOENT: N_("no existe"),
    errno.ENOTDIR: N_("un archivo está donde debía haber una carpeta"),
    errno.EISDIR: N_("es una carpeta"),
    errno.EEXIST: N_("ya existe"),
    errno.EACCES: N_("no hay permiso"),
    errno.EPERM: N_("no hay permiso"),
    errno.EROFS: READ_ONLY,
    errno.ENAMETOOLONG: N_("el nombre es demasiado largo"),
    errno.ENOSPC: FULL,
    **dict.fromkeys((errno.EIO, errno.ENXIO, errno.ENODEV, errno.ENOTCONN), SILENT),
    **dict.fromkeys((errno.ETIMEDOUT, errno.EHOSTUNREACH, errno.ENETUNREACH), AWAY),
}
HELD = N_("no hay permiso, u otro programa lo tiene abierto")
WHY_ON_WINDOWS = {  # where one number is all that Python is told, when a file is opened or written
    errno.EACCES: HELD,
    errno.EINVAL: N_("el nombre tiene algo que Windows no admite, o el disco dejó de responder"),
}
WHY_BY_WINDOWS = {  # by its own numbers, of which Python's errno knows few; told when a file is moved or removed
    5: HELD,
    **dict.fromkeys((32, 33), N_("otro programa lo tiene abierto")),
    19: READ_ONLY,
    **dict.fromkeys((39, 112), FULL),
    **dict.fromkeys((15, 21, 23, 27, 31, 433, 1006, 1110, 1117, 1167), SILENT),
    **dict.fromkeys((51, 53, 55, 59, 64, 67, 121, 1203, 1231), AWAY),
    **dict.fromkeys((123, 161, 267), BAD_NAME),
    206: WHY[errno.ENAMETOOLONG],
    **dict.fromkeys((225, 226), N_("el antivirus lo retuvo")),
}
WHY_SQLITE = {
    sqlite3.SQLITE_READONLY: N_("es de solo lectura"),
    sqlite3.SQLITE_PERM: N_("no hay permiso"),
    sqlite3.SQLITE_CANTOPEN: N_("no se puede abrir"),
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_IOERR: SILENT,
}


def why(error: Exception) -> str:
    """Return what the system or SQLite complained of, in the person's language where we know it."""
    known = None
    if isinstance(error, sqlite3.Error):
        known = WHY_SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    elif isinstance(error, OSError):
        known = _told_by_system(error.errno or 0, getattr(error, "winerror", None))
    return _(known) if known else getattr(error, "strerror", None) or str(error)


def _told_by_system(number: int, windows: int | None) -> str | None:
    if windows in WHY_BY_WINDOWS:
        return WHY_BY_WINDOWS[windows]
    if sys.platform == "win32" and number in WHY_ON_WINDOWS:
        return WHY_ON_WINDOWS[number]
    return WHY.get(number)
