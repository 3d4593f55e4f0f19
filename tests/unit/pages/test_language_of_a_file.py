"""A file is made after the page, outside its session: it keeps the language in which it was asked for."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from pages.ui import text


def test_a_file_made_elsewhere_speaks_the_language_of_who_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "_asked", lambda: "en")
    make = text.in_this_language(lambda: text.t("pagina.signalen").encode())
    monkeypatch.setattr(text, "_asked", lambda: "nl")
    with ThreadPoolExecutor(1) as elsewhere:
        assert elsewhere.submit(make).result() == b"Signals"
    assert text.t("pagina.signalen") == "Signalen"
