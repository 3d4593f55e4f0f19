"""Settings, read once at the entrance from the environment and passed down."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from data.domain.errors import SettingsError

PREFIX = "BUURTSTOPLICHT_"
ROOT = Path(__file__).resolve().parent.parent
RETENTION = ROOT / "data" / "records" / "retention.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things stand and what is switched on; every key is described in ``docs/settings.md``.

    Parameters
    ----------
    var
        Folder of databases and deliveries (``BUURTSTOPLICHT_VAR``, default ``var`` beside the code).
    database_url
        SQLAlchemy address of the records (``DATABASE_URL``, default SQLite in ``var``).
    base_map
        XYZ address of a base map (``BUURTSTOPLICHT_BASE_MAP``); empty: no base map, no outside host.
    base_map_attribution
        Text beside the base map (``BUURTSTOPLICHT_BASE_MAP_ATTRIBUTION``).
    idle_minutes
        Minutes without a click after which one signs in again (``BUURTSTOPLICHT_IDLE_MINUTES``).
    session_hours
        Hours after which one signs in again in any case (``BUURTSTOPLICHT_SESSION_HOURS``).
    import_gigabytes, import_minutes
        What an import may take (``BUURTSTOPLICHT_IMPORT_GIGABYTES``, ``BUURTSTOPLICHT_IMPORT_MINUTES``).
    backups
        Folder of backups (``BUURTSTOPLICHT_BACKUPS``, default ``backups`` in ``var``).
    retention
        File with the terms after which things are erased (``BUURTSTOPLICHT_RETENTION``).
    waakvlam
        File of what the parties agreed on signals (``BUURTSTOPLICHT_WAAKVLAM``); None: the one that ships.
    smtp
        Mail server for notices without content (``BUURTSTOPLICHT_SMTP``); empty: no mail.
    mail_from
        Address that notices come from (``BUURTSTOPLICHT_MAIL_FROM``).
    address
        Where people open the dashboard, for the link in a notice (``BUURTSTOPLICHT_ADDRESS``); may be empty.
    """

    var: Path
    database_url: str
    base_map: str = ""
    base_map_attribution: str = ""
    idle_minutes: float = 15
    session_hours: float = 10
    import_gigabytes: float = 16
    import_minutes: float = 120
    backups: Path = ROOT / "var" / "backups"
    retention: Path = RETENTION
    waakvlam: Path | None = None
    smtp: str = ""
    mail_from: str = ""
    address: str = ""

    @property
    def current(self) -> Path:
        """File that names the live warehouse."""
        return self.var / "current"


def from_environment(environ: Mapping[str, str]) -> Settings:
    """Build the settings from a mapping such as ``os.environ``; missing keys get their default."""
    var = Path(environ.get(f"{PREFIX}VAR", "") or ROOT / "var")
    return Settings(
        var=var,
        database_url=environ.get("DATABASE_URL", "") or f"sqlite:///{(var / 'records.sqlite').as_posix()}",
        base_map=environ.get(f"{PREFIX}BASE_MAP", ""),
        base_map_attribution=environ.get(f"{PREFIX}BASE_MAP_ATTRIBUTION", ""),
        idle_minutes=_positive(environ, f"{PREFIX}IDLE_MINUTES", 15),
        session_hours=_positive(environ, f"{PREFIX}SESSION_HOURS", 10),
        import_gigabytes=_positive(environ, f"{PREFIX}IMPORT_GIGABYTES", 16),
        import_minutes=_positive(environ, f"{PREFIX}IMPORT_MINUTES", 120),
        backups=Path(environ.get(f"{PREFIX}BACKUPS", "") or var / "backups"),
        retention=Path(environ.get(f"{PREFIX}RETENTION", "") or RETENTION),
        waakvlam=_file(environ, f"{PREFIX}WAAKVLAM"),
        smtp=environ.get(f"{PREFIX}SMTP", ""),
        mail_from=environ.get(f"{PREFIX}MAIL_FROM", ""),
        address=environ.get(f"{PREFIX}ADDRESS", ""),
    )


def _file(environ: Mapping[str, str], name: str) -> Path | None:
    return Path(environ[name]) if environ.get(name) else None


def _positive(environ: Mapping[str, str], name: str, default: float) -> float:
    """Read a number above zero; raises SettingsError on anything else."""
    given = environ.get(name, "")
    try:
        number = float(given or default)
    except ValueError:
        number = math.nan
    if not 0 < number < math.inf:
        message = f"{name} is {given!r}; write a number above 0, such as {default}"
        raise SettingsError(message)
    return number
