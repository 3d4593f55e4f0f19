"""Notices by mail: that something is waiting, never what; one mailbox an organisation, by configuration."""

from __future__ import annotations

import logging
import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from data.domain.errors import SettingsError
from data.domain.parties import Party
from data.domain.signal_terms import Agreed
from data.settings import Settings

_LOG = logging.getLogger(__name__)

SCHEMES = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
PATIENCE = 10
"""Seconds that a mail server gets; nobody waits longer for a notice."""

SUBJECT = "Buurtstoplicht: er staat iets voor u klaar"
BODY = (
    "Er staat iets nieuws voor u klaar in Buurtstoplicht. Om u en bewoners te beschermen staat hier niet wat.\n\n"
    "{where}\n"
)


def tell(settings: Settings, agreed: Agreed, party: Party) -> bool:
    """Tell an organisation that something is waiting; what was stored stays stored when the mail can't be sent.

    Returns
    -------
    sent
        False when no mail is configured, the party has no mailbox, or the server did not take it (see the log).

    Raises
    ------
    SettingsError
        The address of the mail server can't be understood, or there is no sender.
    """
    address = agreed.mailboxes.get(party, "")
    if not settings.smtp or not address:
        return False
    message = notice(settings, address)
    try:
        with _server(settings.smtp) as server:
            server.send_message(message)
    except (OSError, smtplib.SMTPException):
        _LOG.exception("a notice could not be sent")
        return False
    return True


def notice(settings: Settings, address: str) -> EmailMessage:
    """Write a notice: the same for everything, so that it tells nothing."""
    if not settings.mail_from:
        message = (
            "BUURTSTOPLICHT_SMTP is set and BUURTSTOPLICHT_MAIL_FROM is not; write the address of the sender in it"
        )
        raise SettingsError(message)
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = settings.mail_from, address, SUBJECT
    mail.set_content(BODY.format(where=settings.address or "Meld u aan in Buurtstoplicht om het te lezen."))
    return mail


def _server(given: str) -> smtplib.SMTP:
    parts = urlsplit(given)
    if parts.scheme not in SCHEMES or not parts.hostname:
        message = f"BUURTSTOPLICHT_SMTP begins with {parts.scheme}://; write {', '.join(SCHEMES)}://host:port"
        raise SettingsError(message)
    where = (parts.hostname, parts.port or SCHEMES[parts.scheme])
    safe = ssl.create_default_context()
    server = (
        smtplib.SMTP_SSL(*where, timeout=PATIENCE, context=safe)
        if parts.scheme == "smtps"
        else smtplib.SMTP(*where, timeout=PATIENCE)
    )
    if parts.scheme == "smtp+starttls":
        server.starttls(context=safe)
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server
