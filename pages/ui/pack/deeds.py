"""The actions of a meeting as a spreadsheet, and as days in a calendar."""

from __future__ import annotations

from datetime import timedelta

from icalendar import Calendar, Event

from pages.ui.export import Sheet, workbook
from pages.ui.pack.content import Pack


def xlsx(pack: Pack) -> bytes:
    """Write the actions as a spreadsheet, with a sheet that says what they are of."""
    rows = [[one.words, one.who, f"{one.due:%d-%m-%Y}", one.how, one.number] for one in pack.deeds]
    heads = [*pack.words.actions.heads, "nr"]
    facts = [[name, said] for name, said in (*pack.facts, (pack.title, pack.stamp))]
    return workbook((Sheet(pack.words.actions.caption[:31], [heads, *rows]), Sheet(pack.words.facts[:31], facts)))


def ics(pack: Pack) -> bytes:
    """Write the actions as whole days in a calendar, each on the day by which it is to be done (RFC 5545)."""
    calendar = Calendar()
    calendar.add("prodid", "-//Buurtstoplicht//NL")
    calendar.add("version", "2.0")
    for one in pack.deeds:
        event = Event()
        event.add("uid", f"{one.number}@buurtstoplicht")
        event.add("dtstamp", pack.made)
        event.add("dtstart", one.due)
        event.add("dtend", one.due + timedelta(days=1))
        event.add("summary", pack.words.deed.format(wat=f"{one.words} ({one.who})"))
        event.add("description", pack.stamp)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written
