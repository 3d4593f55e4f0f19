"""What the pack of a meeting holds: words and maps, chosen while the viewer looks; every kind of file writes these."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from data.domain.access import Viewer
from data.domain.agenda import Section
from geo.encode import plain
from pages.ui import notation
from pages.ui.agreements.words import figure, helped, measure_name, party
from pages.ui.meeting.reads import Held, Item
from pages.ui.meeting.words import reasons, title, typed, written
from pages.ui.pack.plates import Plate, item_plate, overviews
from pages.ui.text import t

LONGEST = 240
"""Characters of a sentence: the name of a place comes from a delivery, and may be of any length."""

HASH = 12
"""Characters of the hash on every page; the whole stands on the first."""


@dataclass(frozen=True, slots=True)
class Table:
    """A heading, the names of the columns, and rows of texts."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def shares(table: Table, letters: float) -> list[float]:
    """Divide the width of a page over the columns of a table, so that no word is broken where there is room for it.

    Parameters
    ----------
    table
        With at least one column.
    letters
        Letters that fit on a line over the whole width.
    """
    columns = list(zip(table.heads, *table.rows, strict=True))
    words = [max(len(word) for cell in column for word in [*cell.split(), ""]) + 2 for column in columns]
    wanted = [max(len(cell) + 2 for cell in column) for column in columns]
    spare, more = max(letters - sum(words), 0), [long - word for long, word in zip(wanted, words, strict=True)]
    widths = [word + spare * one / max(sum(more), 1) for word, one in zip(words, more, strict=True)]
    return [width / sum(widths) for width in widths]


@dataclass(frozen=True, slots=True)
class Scene:
    """One item of the agenda, as it stood on the screen.

    Parameters
    ----------
    place, section
        ``3/12`` and the word of the section.
    title
        The sentence.
    reasons
        One line each.
    typed
        Kind and text of what was typed at it: decisions, minutes, actions.
    plate
        Its map; None where it is about no place.
    """

    place: str
    section: str
    title: str
    reasons: tuple[str, ...]
    typed: tuple[tuple[str, str], ...]
    plate: Plate | None


@dataclass(frozen=True, slots=True)
class Deed:
    """One action that was agreed at the meeting."""

    number: str
    words: str
    who: str
    due: date
    how: str


@dataclass(frozen=True, slots=True)
class Words:
    """Headings of the pack in the viewer's language."""

    language: str
    agenda: str
    facts: str
    minutes: str
    none: str
    actions: Table
    deed: str
    page: str


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything that stands in the pack.

    Parameters
    ----------
    stem
        Name of the files without their ending.
    title, place, demo
        Of the meeting; ``demo`` is the mark of invented data, empty for real data.
    stamp
        Line at the foot of every page, with the hash of everything that was frozen.
    facts
        Name and text of what the figures are made of.
    overviews
        A map of each level.
    scenes
        The agenda, one page each.
    agreements
        How every agreement stood.
    deeds
        Actions that were agreed.
    made
        Moment of opening, UTC: a pack that is made twice is the same.
    """

    stem: str
    title: str
    place: str
    demo: str
    stamp: str
    facts: tuple[tuple[str, str], ...]
    overviews: tuple[Plate, ...]
    scenes: tuple[Scene, ...]
    agreements: Table
    deeds: tuple[Deed, ...]
    words: Words
    made: datetime

    @property
    def agenda(self) -> tuple[str, ...]:
        """The agenda as lines with their number."""
        return tuple(f"{number}. {scene.title}" for number, scene in enumerate(self.scenes, 1))


def pack_of(viewer: Viewer, held: Held) -> Pack:
    """Gather a pack from a meeting that was opened; nothing in it is looked up anew but the ground under the maps."""
    book = held.book
    there = [one for one in book.items if one.key not in held.meeting.postponed]
    day = notation.day(book.on)
    facts = _facts(held)
    return Pack(
        stem=f"overleg_{book.number}_{book.on.isoformat()}",
        title=t(f"overleg.titel_{held.meeting.stage.value}", dag=day),
        place=book.place,
        demo=t("kop.demo") if book.demo else "",
        stamp=t("pakket.voet", nummer=book.number, dag=day, kenmerk=held.hash[:HASH]),
        facts=facts,
        overviews=overviews(viewer, book, facts),
        scenes=tuple(_scene(viewer, held, one, f"{place}/{len(there)}") for place, one in enumerate(there, 1)),
        agreements=_agreements(held),
        deeds=tuple(
            Deed(
                one.number,
                written(one.words),
                one.who or party(one.party),
                one.due,
                t(f"overleg.actie_{one.stage.value}"),
            )
            for one in held.actions
        ),
        words=_words(),
        made=book.stamp.opened_at,
    )


def _scene(viewer: Viewer, held: Held, item: Item, place: str) -> Scene:
    plate = None if item.section is Section.ACTION else item_plate(viewer, held.book, item)
    section, sentence = t(f"agenda.{item.section.value}"), plain(title(held.book, item), limit=LONGEST)
    why = tuple(plain(one, limit=LONGEST) for one in reasons(held.book, item))
    return Scene(place, section, sentence, why, tuple(typed(held, item)), plate)


def _facts(held: Held) -> tuple[tuple[str, str], ...]:
    book, made = held.book, held.book.stamp
    return (
        (t("overleg.nummer"), book.number),
        (t("overleg.plaats"), f"{book.place} ({t('kop.demo')})" if book.demo else book.place),
        (t("overleg.aanwezig"), ", ".join(party(one) for one in book.parties)),
        (t("kaart.periode"), notation.period(made.period)),
        (t("overleg.vergeleken"), notation.period(made.previous) if made.previous else t("maat.onbekend")),
        (t("overleg.geopend"), notation.moment(made.opened_at)),
        (t("verantwoording.model"), f"{made.model_id} ({made.model_hash[:HASH]})"),
        (t("overleg.gegevens"), made.data_hash[:HASH]),
        (t("overleg.kenmerk"), held.hash),
    )


def _agreements(held: Held) -> Table:
    rows = tuple(
        (
            written(one.title),
            party(one.owner),
            measure_name(one),
            figure(one),
            t(f"stand.{one.agreed or one.standing}"),
            helped(one) or t("pakket.geen"),
        )
        for one in held.book.agreements
    )
    heads = ("afspraak", "eigenaar", "maat", "nu", "stand", "hielp")
    return Table(t("pakket.afspraken"), tuple(t(f"pakket.{head}") for head in heads), rows)


def _words() -> Words:
    return Words(
        language=t("taal.code"),
        agenda=t("overleg.agenda"),
        facts=t("overleg.gemaakt_van"),
        minutes=t("overleg.verslag"),
        none=t("overleg.verslag_leeg"),
        actions=Table(t("overleg.acties"), (t("actie.wat"), t("actie.wie"), t("actie.wanneer"), t("actie.hoe")), ()),
        deed=t("pakket.actie", wat="{wat}"),
        page=t("pakket.bladzijde", n="{n}", totaal="{totaal}"),
    )
