"""One case: where it stands, what is known, what can be done now, and everything that happened."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from data.domain.access import Permission, Viewer
from data.domain.areas import Level
from data.domain.errors import AccessDeniedError
from data.domain.lights import Light
from data.domain.people import INVENTED
from data.domain.signal_case import Taken
from data.domain.signal_terms import due, late
from data.domain.signals import VERA_STATUS, Purpose, State
from pages.ui import notation
from pages.ui.markup import literal, table, words
from pages.ui.signals import case_forms, parts, reads
from pages.ui.signals.reads import Case, Opened
from pages.ui.text import known, t

_LOG = logging.getLogger(__name__)

KEPT = "signalen_geopend"
"""Where the session keeps what was opened, so that drawing the page again is not a second look in the log."""

SEEN = "signalen_gezien"
"""Where the session keeps which version of which case was on the screen when something was pressed."""

PURPOSES: dict[State, Purpose] = {
    State.NEW: Purpose.TRIAGE,
    State.TAKEN_UP: Purpose.VISIT,
    State.VISIT_PLANNED: Purpose.VISIT,
    State.VISITED: Purpose.REFERRAL,
    State.REFERRED: Purpose.REFERRAL,
}
"""Why a case is opened, by where it stands; anything later is follow-up."""


def show(viewer: Viewer, number: str) -> bool:
    """Draw a case; gives False, and says so, when it is not this viewer's (any more)."""
    try:
        found = _opened(viewer, number)
    except AccessDeniedError as error:
        _LOG.warning("refused: %s", error)
        parts.leave_case()
        st.session_state.pop(KEPT, None)
        st.warning(t("zaak.niet_van_u", nummer=literal(number)))
        return False
    if st.button(t("zaak.terug"), key="zaak_terug", type="tertiary", icon=":material/arrow_back:"):
        parts.leave_case()
        parts.redraw()
    case = found.case
    st.title(literal(f"{number}: {t(f'thema_signaal.{case.theme.value}')}"), anchor=False)
    parts.say_stored()
    drawn = _as_seen(viewer, found)
    if found.gone:
        st.warning(t("zaak.niemand_meer"))
    left, right = st.columns([54, 46], gap="large")
    with left:
        _facts(viewer, found)
        _told(found)
    with right, st.container(key="zaak_stappen"):
        case_forms.show(viewer, drawn)
    _happened(viewer, case)
    st.session_state[SEEN] = (number, case.version)
    return True


def _as_seen(viewer: Viewer, found: Opened) -> Opened:
    """Give the case with the version that was on the screen, so that who was second is told and overwrites nothing."""
    case = found.case
    number, version = st.session_state.get(SEEN, ("", 0))
    if number != case.number or version >= case.version:
        return found
    later = [step for step in case.steps if step.version > version]
    if later and later[-1].person != viewer.person:
        wanted = {"wie": literal(_by(later[-1], reads.names(viewer, case))), "wanneer": notation.moment(later[-1].at)}
        st.warning(t("zaak.intussen", **wanted))
        return replace(found, case=replace(case, version=version))
    return found


def _opened(viewer: Viewer, number: str) -> Opened:
    """Open the case, or take what was opened before as long as it is still this viewer's and nothing changed."""
    case = reads.current(viewer, number)
    kept = st.session_state.get(KEPT)
    mark = (viewer.person, number, case.version, len(case.joined))
    if kept is None or kept[0] != mark:
        purpose = Purpose.BREAK_GLASS if viewer.may(Permission.BREAK_GLASS) else _purpose(case)
        kept = (mark, reads.opened(viewer, number, purpose))
        st.session_state[KEPT] = kept
    found: Opened = kept[1]
    return found


def _purpose(case: Case) -> Purpose:
    return PURPOSES.get(case.state, Purpose.FOLLOW_UP)


def _facts(viewer: Viewer, found: Opened) -> None:
    case = found.case
    code, name = VERA_STATUS[case.state]
    light = Light.RED if late(case, reads.agreed(), reads.now()) else Light.AMBER
    waits = due(case, reads.agreed())
    rows = [
        ("waar", found.place or t("zaak.losgemaakt")),
        ("buurt", reads.area_name(viewer, Level.NEIGHBOURHOOD, case.areas[0])),
        ("wat", t(f"soort_signaal.{case.kind}")),
        ("haast", t(f"urgentie.{case.urgency.value}")),
        ("bron", f"{t(f'van_wie.{case.source.value}')} ({t(f'partij_signaal.{case.reporter_party}')})"),
        ("stand", f"{t(f'stand_signaal.{case.state.value}')} (VERA: {name}, {code})"),
    ]
    if waits is not None:
        term = t(f"termijn_signaal.{waits[0].value}")
        before = t("postvak.voor", wat=term, dag=notation.day(waits[1]))
        rows.append(("wacht_op", f"{before} ({t(f'werklicht.{light.value}')})"))
    if case.visit is not None:
        names = reads.names(viewer, case)
        who = t("zaak.en").join(names.get(person, person) for person in case.visit.people)
        planned = notation.moment(case.visit.starts)
        rows.append(("bezoek", t("zaak.bezoek_zin", wanneer=planned, min=str(case.visit.minutes), wie=who)))
    if case.joined:
        rows.append(("samen", ", ".join(case.joined)))
    items = "".join(f"<dt>{words(t(f'zaak.{name}'))}</dt><dd>{words(text)}</dd>" for name, text in rows)
    st.html(f'<dl class="bs-case">{items}</dl>')


def _told(found: Opened) -> None:
    """Show the texts of the case, as they were written."""
    for number, version, text in found.words:
        step = next((one for one in found.case.steps if number == found.case.number and one.version == version), None)
        when = notation.moment(step.at) if step else number
        st.html(f'<blockquote class="bs-words"><p>{words(text)}</p><small>{words(when)}</small></blockquote>')


def _happened(viewer: Viewer, case: Case) -> None:
    names = reads.names(viewer, case)
    heads = [t(f"zaak.{name}") for name in ("wanneer", "stap", "door")]
    rows = [[notation.moment(step.at), _step(step), _by(step, names)] for step in reversed(case.steps)]
    st.html(table(t("zaak.verloop"), heads, rows))


def _step(step: Taken) -> str:
    """Say what happened, with the fixed answer that was given."""
    said = t(f"stap_signaal.{step.step}")
    for fact, texts in (("outcome", "uitkomst_bezoek"), ("reason", "reden_stap")):
        given = f"{texts}.{step.facts.get(fact)}"
        if known(given):
            said = f"{said}: {t(given)}"
    return f"{said} {step.facts['into']}" if "into" in step.facts else said


def _by(step: Taken, names: Mapping[str, str]) -> str:
    role = parts.role_words(step.role)
    return role if step.person.startswith(INVENTED) else f"{role} ({names.get(step.person, step.person)})"
