"""The algorithm-register entry and the data-flow table, made from the configuration that is live."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from string import Template
from typing import Any

from data.domain.access import MATRIX, PARTY_OF, Grant, Permission
from data.domain.indicators import Indicator
from data.records.retention import Retention

HERE = Path(__file__).parent
WORDS: Mapping[str, Mapping[str, str]] = tomllib.loads((HERE / "register.toml").read_text(encoding="utf-8"))
CASES = (
    *(Permission.WORK_CASE, Permission.LETTING, Permission.COUNT_CASES, Permission.BREAK_GLASS),
    *(Permission.ANSWER_REQUEST, Permission.HAND_IN_SIGNAL),
)
"""Permissions that let somebody see something of cases, in the order in which they are told."""


def document(model: str, catalogue: Mapping[str, Indicator], retention: Retention) -> str:
    """Give the whole document as Markdown.

    Parameters
    ----------
    model
        The scoring model that is live, as TOML.
    catalogue
        Indicators by id.
    retention
        The rules that are in force.
    """
    told = tomllib.loads(model)
    return Template((HERE / "register.md").read_text(encoding="utf-8")).substitute(
        model=told["id"],
        hash=hashlib.sha256(model.encode()).hexdigest()[:12],
        balance=f"draagkracht {100 * told['balance']:.0f} %, draaglast {100 - 100 * told['balance']:.0f} %",
        t1=told["thresholds"]["t1"],
        t2=told["thresholds"]["t2"],
        indicators=indicators(told, catalogue),
        **{name: part for name, part in parts(catalogue, retention).items() if name != "indicators"},
    )


def parts(catalogue: Mapping[str, Indicator], retention: Retention) -> dict[str, str]:
    """Give the tables that do not depend on a model, by name."""
    return {"flows": flows(catalogue), "roles": roles(), "retention": terms(retention)}


def indicators(model: Mapping[str, Any], catalogue: Mapping[str, Indicator]) -> str:
    """Give what a model weighs: indicator, theme, axis, weight within the theme, class and source."""
    themes, axes = {row["id"]: row for row in model["dimensions"]}, WORDS["assen"]
    rows = [
        (
            catalogue[row["id"]].nl,
            themes[row["dimension"]]["nl"],
            axes[themes[row["dimension"]]["axis"]],
            f"{row['weight']:g}".replace(".", ","),
            WORDS["richting"][str(catalogue[row["id"]].direction)],
            WORDS["bronnen"][catalogue[row["id"]].source],
        )
        for row in model["indicators"]
    ]
    return _table(("indicator", "thema", "as", "gewicht", "richting", "bron"), rows)


def flows(catalogue: Mapping[str, Indicator]) -> str:
    """Give which figures come from where, of which class, at which smallest level, and to which roles they go."""
    kinds = sorted({(one.source, one.data_class) for one in catalogue.values()}, key=lambda kind: (kind[1], kind[0]))
    rows = []
    for source, data_class in kinds:
        mine = [one for one in catalogue.values() if (one.source, one.data_class) == (source, data_class)]
        names = ", ".join(sorted(one.nl for one in mine))
        rows.append((WORDS["bronnen"][source], f"{data_class.value}: {WORDS['klassen'][data_class.value]}", names))
    cases = "signalen, huisbezoeken, afspraken, wie wat opende"
    rows.append(("De partijen zelf", f"C en A: {WORDS['klassen']['C']} en {WORDS['klassen']['A']}", cases))
    return _table(("van", "soort", "wat"), rows)


def roles() -> str:
    """Give the matrix of roles: what each sees of areas, of buildings and homes, and of cases."""
    rows = [
        (
            WORDS["rollen"][role.value],
            WORDS["partijen"][PARTY_OF[role].value] if role in PARTY_OF else "-",
            WORDS["cijfers"][grant.area.value],
            WORDS["cijfers"][grant.building.value],
            "ja" if grant.dwellings else "nee",
            _cases(grant),
        )
        for role, grant in MATRIX.items()
    ]
    return _table(("rol", "partij", "gebieden", "gebouwen", "woningen", "zaken"), rows)


def terms(retention: Retention) -> str:
    """Give how long everything is kept."""
    rows = [
        (
            WORDS["soorten"][rule.subject.value],
            ", ".join(WORDS["standen"][state] for state in sorted(rule.states)),
            f"{rule.months} maanden na de laatste handeling",
        )
        for rule in retention.rules
    ]
    more = [
        ("Adres bij een signaal", "einde van de huur", "direct, bij het inlezen van de huurovereenkomsten"),
        ("Logboek van wie wat opende", "-", f"{retention.log_months} maanden"),
        ("Back-ups", "-", f"{retention.backup_days} dagen"),
    ]
    return _table(("wat", "stand", "termijn"), [*rows, *more])


def filled(text: str, made: Mapping[str, str]) -> str:
    """Put tables between the marks of a document, ``<!-- register: NAME -->`` and ``<!-- register -->``."""
    for name, part in made.items():
        mark, end = f"<!-- register: {name} -->", "<!-- register -->"
        before, found, after = text.partition(mark)
        if found:
            text = f"{before}{mark}\n{part}\n{end}{after.partition(end)[2]}"
    return text


def _cases(grant: Grant) -> str:
    told = [WORDS["zaken"][permission.value] for permission in CASES if permission in grant.permissions]
    return "; ".join(told) or WORDS["cijfers"]["nothing"]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)
