"""Notices go to the mailbox of an organisation through a real mail server of this machine, and tell nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from data.desk import notices
from data.domain.errors import SettingsError
from data.domain.parties import Party
from data.settings import Settings
from tests.fixtures.dashboard import free_port
from tests.fixtures.signal_desk import AGREED

MAILED = replace(AGREED, mailboxes={Party.CORPORATION: "postvak@corporatie.example"})


class Kept(Message):
    """Keeps what it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.mails: list[object] = []

    def handle_message(self, message: object) -> None:
        """Keep a message."""
        self.mails.append(message)


@pytest.fixture
def mail_server() -> Iterator[tuple[Kept, Settings]]:
    """Mail server on a free port, with the settings that point at it."""
    kept = Kept()
    controller = Controller(kept, hostname="127.0.0.1", port=free_port())
    controller.start()
    address = f"smtp://127.0.0.1:{controller.port}"
    yield (
        kept,
        Settings(Path("var"), "", smtp=address, mail_from="noreply@stad.example", address="https://stad.example"),
    )
    controller.stop()


def test_a_notice_says_that_something_waits_and_not_what(mail_server: tuple[Kept, Settings]) -> None:
    kept, settings = mail_server
    assert notices.tell(settings, MAILED, Party.CORPORATION)
    [mail] = kept.mails
    assert mail["To"] == "postvak@corporatie.example"  # type: ignore[index]
    text = str(mail)
    assert "https://stad.example" in text
    assert "S-2026" not in text


def test_nothing_is_sent_to_a_party_without_mailbox_or_without_a_server(mail_server: tuple[Kept, Settings]) -> None:
    kept, settings = mail_server
    assert not notices.tell(settings, MAILED, Party.CARE)
    assert not notices.tell(replace(settings, smtp=""), MAILED, Party.CORPORATION)
    assert kept.mails == []


def test_a_server_that_is_away_loses_nothing_but_the_notice(mail_server: tuple[Kept, Settings]) -> None:
    _, settings = mail_server
    away = replace(settings, smtp=f"smtp://127.0.0.1:{free_port()}")
    assert not notices.tell(away, MAILED, Party.CORPORATION)


@pytest.mark.parametrize("change", [{"smtp": "http://host"}, {"smtp": "host:25"}, {"mail_from": ""}])
def test_a_faulty_setting_is_named(mail_server: tuple[Kept, Settings], change: dict[str, str]) -> None:
    _, settings = mail_server
    with pytest.raises(SettingsError, match="BUURTSTOPLICHT_"):
        notices.tell(replace(settings, **change), MAILED, Party.CORPORATION)  # type: ignore[arg-type]
