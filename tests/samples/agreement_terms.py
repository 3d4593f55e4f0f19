"""An agreement with every field filled in, for the files in which agreements go out and come in."""

from __future__ import annotations

from datetime import date

from data.domain.agreements import Gauge, Measure, Sort, Terms

TERMS = Terms(
    Sort.FOCUS,
    "Minder achterstand",
    "Samen langs de deur",
    ("corporation", "tenants"),
    "corporation",
    "estate",
    "C1",
    "",
    Measure(Gauge.INDICATOR, "rent_arrears", 20.0, 10.5, -1),
    date(2026, 1, 1),
    date(2026, 12, 31),
    "huuradministratie",
    "geen",
)
