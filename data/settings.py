"""Settings, read once at the entrance from the environment and passed down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PREFIX = "BUURTSTOPLICHT_"
ROOT = Path(__file__).resolve().parent.parent


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
    """

    var: Path
    database_url: str
    base_map: str = ""
    base_map_attribution: str = ""

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
    )
