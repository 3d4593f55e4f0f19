"""Handing in a signal: under a minute, on a phone too. Danger to life is answered with the emergency number."""

from __future__ import annotations

import streamlit as st

from data.domain.access import Viewer
from data.domain.free_text import LENGTH, medical_words
from data.domain.signals import DANGER, Source, Theme, Urgency, kinds_of
from pages.ui.markup import literal, words
from pages.ui.signals import parts, place_picker, writes
from pages.ui.signals.reads import Place
from pages.ui.text import t

TURN = "melden_beurt"
"""Where the session counts the signals that were handed in: each gets fields of its own, empty ones."""

FORM = "melden"


def show(viewer: Viewer) -> None:
    """Draw the form."""
    parts.say_stored()
    key = f"melden_{st.session_state.setdefault(TURN, 0)}"
    with st.container(key="melden", width=720):
        st.html(_emergency())
        place = place_picker.pick(viewer, key)
        kind = what(key)
        urgency = _choice("melden.haast", [*Urgency, DANGER], f"{key}_haast", "urgentie")
        if urgency == DANGER:
            st.error(t("melden.gevaar"))
            _keep(key)
            return
        source, consent = _source(key)
        text = _words(key)
        if st.button(t("melden.verstuur"), key=f"{key}_verstuur", type="primary"):
            _send(viewer, place, (kind, urgency, source), text, consent=consent)


def _keep(key: str) -> None:
    """Keep what was filled in below, while the emergency number takes its place."""
    for name in ("bron", "goed", "woorden"):
        field = f"{key}_{name}"
        if field in st.session_state:
            st.session_state[field] = st.session_state[field]


def what(key: str, chosen: str = "") -> str:
    """Let theme and kind be chosen; gives the kind, empty for none yet."""
    themes = list(Theme)
    start = next((theme for theme in themes if chosen in kinds_of(theme)), None)
    theme = st.pills(
        t("melden.wat"),
        themes,
        format_func=lambda one: t(f"thema_signaal.{one.value}"),
        key=f"{key}_thema",
        default=start,
    )
    if theme is None:
        return ""
    kinds = kinds_of(Theme(theme))
    if len(kinds) == 1:
        return kinds[0]
    picked = st.radio(
        t("melden.soort"),
        kinds,
        index=kinds.index(chosen) if chosen in kinds else None,
        format_func=lambda one: t(f"soort_signaal.{one}"),
        key=f"{key}_soort_{theme}",
    )
    return picked or ""


def _choice(label: str, options: list[str], key: str, texts: str) -> str:
    picked = st.radio(t(label), options, index=None, format_func=lambda one: t(f"{texts}.{one}"), key=key)
    return str(picked or "")


def _source(key: str) -> tuple[str, bool]:
    source = _choice("melden.van_wie", list(Source), f"{key}_bron", "van_wie")
    consent = source == Source.RESIDENT and st.checkbox(t("melden.toestemming"), key=f"{key}_goed")
    return source, bool(consent)


def _words(key: str) -> str:
    text: str = st.text_area(
        t("melden.woorden"),
        key=f"{key}_woorden",
        max_chars=LENGTH,
        height=100,
        placeholder=t("melden.woorden_voorbeeld"),
    )
    warn_medical(text)
    return text


def warn_medical(text: str) -> None:
    """Warn the writer of words that speak of health; nothing is stopped."""
    if found := medical_words(text):
        st.warning(t("melden.medisch", woorden=literal(", ".join(found))))


def _send(viewer: Viewer, place: Place | None, chosen: tuple[str, str, str], text: str, *, consent: bool) -> None:
    if place is None:
        st.error(t("melden.kies_plaats"))
        return
    draft = writes.draft((place.level, place.unit_id), *chosen, text, consent=consent)
    number = writes.hand_in(viewer, FORM, draft)
    if number is not None:
        st.session_state[TURN] += 1
    parts.stored(number)


def _emergency() -> str:
    return f'<p class="bs-emergency">{words(t("melden.nood"))} <a href="tel:112">{words(t("melden.bel"))}</a></p>'
