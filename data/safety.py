"""Refusal of set-ups in which figures about homes or households would stand open."""

from __future__ import annotations

from ipaddress import ip_address

from data.domain.errors import SettingsError, WarehouseError
from data.duck import connect
from data.records import signals, store
from data.settings import Settings
from data.warehouse import live, statements
from data.warehouse.live import require_readable

SIGN_IN = 'Set up sign-in in .streamlit/secrets.toml, section [auth] (docs/deploy.md, "Sign-in")'

UNSAFE_CASES = (
    "Not started: the records hold real signals about homes or households, and nobody has to sign in. "
    f"{SIGN_IN}, or use other records: DATABASE_URL or BUURTSTOPLICHT_VAR (docs/settings.md)"
)


def require_safe(settings: Settings, *, signs_in: bool, address: str) -> None:
    """Refuse to start where anybody could see what is not public.

    Parameters
    ----------
    settings
        Says which warehouse is live.
    signs_in
        Whether people have to sign in.
    address
        To which the server is bound; empty is every address of the machine.

    Raises
    ------
    SettingsError
        Nobody has to sign in, and the figures are not public or other machines can reach the server; says the mend.
    """
    if signs_in:
        return
    if not is_loopback(address):
        message = (
            f"Not started: the dashboard is bound to {address or 'every address of this machine'} and nobody has to "
            f"sign in. {SIGN_IN}, or bind it to this machine alone: --server.address 127.0.0.1"
        )
        raise SettingsError(message)
    if sensitive(settings):
        raise SettingsError(unsafe_figures())
    require_no_cases(settings)


def require_no_cases(settings: Settings) -> None:
    """Refuse where nobody has to sign in and the records hold cases of real people; raises SettingsError with the mend.

    Records that can't be reached show nothing, and are asked again when they are opened.
    """
    records = store.engine(settings.database_url)
    try:
        if signals.of_real_people(records):
            raise SettingsError(UNSAFE_CASES)
    except store.RecordsError:
        return
    finally:
        records.dispose()


def unsafe_figures() -> str:
    """Say that figures which are not public need sign-in, and how to mend it."""
    return (
        "Not started: this warehouse holds real figures about homes or households, and nobody has to sign in. "
        f"{SIGN_IN}; or load public data alone, or the invented town: python -m data demo"
    )


def sensitive(settings: Settings) -> bool:
    """Whether the live warehouse holds real figures that are not public; nothing live holds none."""
    path = live.live(settings.var)
    if path is None:
        return False
    try:
        connection = connect(require_readable(path), read_only=True)
    except WarehouseError:
        return False  # nothing of it can be shown either
    try:
        invented = bool(statements.read(connection, "is_demo")["demo"].all())
        return not invented and bool(statements.read(connection, "is_sensitive")["sensitive"].any())
    finally:
        connection.close()


def is_loopback(address: str) -> bool:
    """Whether an address is reached from this machine only."""
    if address == "localhost":
        return True
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
