"""How a meeting is worded: one sentence an item, the reasons behind it, and how it stood."""

from __future__ import annotations

from data.domain.actions import Urgency
from data.domain.agenda import Section
from data.domain.meetings import Line
from pages.ui import notation
from pages.ui.agreements.words import helped, measure_name, party, progress_sentence
from pages.ui.meeting.reads import AgreedLight, Held, Item, MeetingBook, Spot
from pages.ui.text import counted, language, t

REASONS = 3
"""Reasons against that are named: more can't be read from the back of the room."""

PLACES = (Section.NEWLY_RED, Section.STILL_RED, Section.RECOVERED, Section.UNKNOWN_NOW)


def title(book: MeetingBook, item: Item) -> str:
    """Say in one sentence what an item is about."""
    if item.section in PLACES:
        return _of_place(book, item)
    if item.section is Section.BEHIND:
        found = book.agreement(item.records[0])
        return t("overleg.zin_behind", titel=written(found.title) if found else item.records[0])
    if item.section is Section.ACTION:
        late = sum(one.urgency == Urgency.LATE for one in book.actions if one.number in item.records)
        number = len(item.records)
        return t(
            "overleg.zin_action", partij=party(item.party), wat=counted("actie.titel", number, str(number)), laat=late
        )
    if item.section in (Section.DIFFERING, Section.STALLED):
        return t(f"overleg.zin_{item.section.value}", naam=item.name)
    if item.section in (Section.CONCERN, Section.POSTPONED) and item.party:
        return t(f"overleg.zin_{item.section.value}", partij=party(item.party), tekst=written(item.words))
    return written(item.words)


def duration(book: MeetingBook) -> str:
    """Say how many minutes the agenda takes, and by how many it is too long."""
    planned = sum(one.minutes for one in book.items)
    said = {"n": notation.number(planned), "lengte": notation.number(book.length)}
    if planned <= book.length:
        return t("overleg.duur", **said)
    return t("overleg.duur_te_lang", **said, over=notation.number(planned - book.length))


def written(text: str) -> str:
    """Give what somebody wrote; where that was erased since, say so."""
    return text or t("overleg.gewist")


def reasons(book: MeetingBook, item: Item) -> list[str]:
    """Say what stands behind an item, one line each."""
    if item.section is Section.BEHIND:
        return _of_agreement(book, item)
    if item.section is Section.STALLED:
        return _waiting(item)
    if item.section is Section.ACTION:
        found = [book.action(number) for number in item.records]
        return [action_words(one.words, one.who or party(one.party), notation.day(one.due), one.urgency)
                for one in found if one]  # fmt: skip
    told = [t("overleg.lezing", partij=party(who), licht=t(f"stoplicht.{light}")) for who, light in item.readings]
    if item.section is Section.CONCERN:
        told.append(t("overleg.over", plaats=item.name) if item.name else t("afspraak.overal"))
    spot = book.spot(item.level, item.unit_id)
    return told + (_why(book, item, spot) if spot else []) + _agreements_there(book, item)


def action_words(said: str, who: str, day: str, urgency: str) -> str:
    """Say an action in one line."""
    line = t("overleg.actie", wat=written(said), wie=who, wanneer=day)
    return f"{line} ({t('actie.late')})" if urgency == Urgency.LATE else line


def typed(held: Held, item: Item) -> list[tuple[str, str]]:
    """Give what was written at an item, kind and words: minutes, decisions, actions and lights."""
    kinds = {Line.MINUTE: t("overleg.notulen"), Line.DECISION: t("overleg.besluit")}
    lines = [(kinds[one.line], written(one.words)) for one in held.meeting.at(item.key)]
    lines += [
        (t("overleg.actie_kop"), action_words(one.words, one.who or party(one.party), notation.day(one.due), ""))
        for one in held.actions
        if one.item == item.key
    ]
    there = [one for one in held.lights if item.unit_id and (one.level, one.unit_id) == (item.level, item.unit_id)]
    return lines + [(t("overleg.kleur_kop"), said) for one in there for said in light_words(held, one)]


def light_words(held: Held, one: AgreedLight) -> list[str]:
    """Say what a meeting did with the light of a place: agreed on another, took that back, or both."""
    light = t(f"stoplicht.{one.light}")
    computed = t(f"stoplicht.{one.computed}")
    lines = []
    if one.meeting == held.book.number:
        lines.append(
            t("overleg.kleur_zin", licht=light, berekend=computed, partij=party(one.party), waarom=written(one.why))
        )
    if one.withdrawn == held.book.number:
        lines.append(t("overleg.kleur_terug", licht=light))
    return lines


def theme(book: MeetingBook, key: str) -> str:
    """Name of a theme as it was in the model of the meeting."""
    names = {one: (nl, en) for one, nl, en in book.themes}
    nl, en = names.get(key, (key, key))
    return en if language() == "en" else nl


def _of_place(book: MeetingBook, item: Item) -> str:
    spot = book.spot(item.level, item.unit_id)
    if spot is None:
        return item.name
    before = t(f"stoplicht.{spot.before}") if spot.before else t("maat.onbekend")
    return t(
        f"overleg.zin_{item.section.value}",
        naam=item.name,
        was=before,
        nu=t(f"stoplicht.{spot.state}"),
        keer=notation.number(spot.meetings),
    )


def _why(book: MeetingBook, item: Item, spot: Spot) -> list[str]:
    lines = []
    against = [one for one in item.why.reasons if one.against][:REASONS]
    lines += [
        t("overleg.weegt", thema=theme(book, one.dimension), mate=t(f"uitleg.{one.amount.value}")) for one in against
    ]
    favour = [one for one in reversed(item.why.reasons) if not one.against][:1]
    lines += [
        t("overleg.helpt", thema=theme(book, one.dimension), mate=t(f"uitleg.{one.amount.value}")) for one in favour
    ]
    earlier = [one.dimension for one in item.why.earlier if one.against][:1]
    if earlier and against and earlier[0] != against[0].dimension:
        lines.append(t("overleg.toen", thema=theme(book, earlier[0])))
    if item.why.model_changed:
        lines.append(t("overleg.modelbreuk"))
    if item.why.rule in ("stability", "single_address", "veto"):
        lines.append(t(f"overleg.regel_{item.why.rule}", thema=theme(book, item.why.subject)))
    if spot.indicative:
        lines.append(t("overleg.indicatief"))
    agreed = book.agreed_light(spot.level, spot.unit_id)
    if agreed is not None:
        said = {
            "licht": t(f"stoplicht.{agreed.light}"),
            "dag": notation.day(agreed.since),
            "waarom": written(agreed.why),
        }
        lines.append(t("overleg.kleur_eerder", **said))
    return lines


def _waiting(item: Item) -> list[str]:
    whole = [t("overleg.wacht_samen", n=notation.number(item.count))] if item.count is not None else []
    rows = [
        t("overleg.wacht", plaats=name, partij=party(who), n=notation.number(count))
        for _, name, who, count in item.waiting
    ]
    stand = [t("overleg.wacht_stand", dag=notation.day(item.as_of))] if item.as_of else []
    return [*whole, *rows, *stand, t("overleg.wacht_uitleg")]


def _of_agreement(book: MeetingBook, item: Item) -> list[str]:
    line = book.agreement(item.records[0])
    if line is None:
        return []
    agreed = (
        [t("afspraak.afgesproken", stand=t(f"stand.{line.agreed}"), waarom=written(line.agreed_why))]
        if line.agreed
        else []
    )
    about = t("overleg.afspraak", eigenaar=party(line.owner), maat=measure_name(line))
    said = helped(line)
    return [progress_sentence(line), about, *([t("effect.hielp_zin", zin=said)] if said else []), *agreed]


def _agreements_there(book: MeetingBook, item: Item) -> list[str]:
    there = [one for one in book.agreements if item.unit_id and (one.level, one.unit_id) == (item.level, item.unit_id)]
    return [t("overleg.afspraak_hier", titel=written(one.title), stand=t(f"stand.{one.standing}")) for one in there[:1]]
