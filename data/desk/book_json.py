"""The book of a meeting as one text, the same for the same book, and back."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime

from data.desk.meeting_book import ActionLine, AgreedLine, AgreementLine, Item, MeetingBook, Spot, Stamp, Why
from data.domain.agenda import Section
from data.domain.reasons import Amount, Reason


def text_of(book: MeetingBook) -> str:
    """Write a book as JSON that is the same for the same book."""
    return json.dumps(asdict(book), default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def book_of(text: str) -> MeetingBook:
    """Read a book from what `text_of` wrote."""
    told = json.loads(text)
    lists = {
        "items": tuple(_item(row) for row in told["items"]),
        "postponed": tuple(_item(row) for row in told["postponed"]),
        "spots": tuple(_spot(row) for row in told["spots"]),
        "agreements": tuple(_agreement(row) for row in told["agreements"]),
        "actions": tuple(ActionLine(**row | {"due": date.fromisoformat(row["due"])}) for row in told["actions"]),
    }
    stamp = Stamp(**told["stamp"] | {"opened_at": datetime.fromisoformat(told["stamp"]["opened_at"])})
    plain = {
        "on": date.fromisoformat(told["on"]),
        "parties": tuple(told["parties"]),
        "areas": tuple(told["areas"]),
        "themes": tuple(tuple(one) for one in told["themes"]),
        "agreed": tuple(
            AgreedLine(**row | {"since": date.fromisoformat(row["since"])}) for row in told.get("agreed", ())
        ),
    }
    return MeetingBook(**told | lists | plain | {"stamp": stamp})


def _plain(value: object) -> str:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, date | datetime):
        return value.isoformat()
    message = f"a book holds no {type(value).__name__}"
    raise TypeError(message)


def _item(row: Mapping[str, object]) -> Item:
    told = dict(row)
    why: dict[str, list[dict[str, object]]] = told["why"]  # type: ignore[assignment]
    told["section"], told["records"] = Section(str(row["section"])), tuple(told["records"])  # type: ignore[arg-type]
    told["readings"] = tuple(tuple(pair) for pair in told["readings"])  # type: ignore[attr-defined]
    told["waiting"] = tuple(tuple(one) for one in told.get("waiting", ()))  # type: ignore[attr-defined]
    told["as_of"] = date.fromisoformat(str(row["as_of"])) if row.get("as_of") else None
    told["why"] = Why(**why | {name: _reasons(why[name]) for name in ("reasons", "earlier")})  # type: ignore[arg-type]
    return Item(**told)  # type: ignore[arg-type]


def _reasons(rows: list[dict[str, object]]) -> tuple[Reason, ...]:
    return tuple(Reason(str(row["dimension"]), bool(row["against"]), Amount(str(row["amount"]))) for row in rows)


def _spot(row: Mapping[str, object]) -> Spot:
    return Spot(**dict(row) | {"shape": base64.b64decode(str(row["shape"]))})  # type: ignore[arg-type]


def _agreement(row: Mapping[str, object]) -> AgreementLine:
    told = dict(row)
    for name in ("starts", "due", "measured_on"):
        told[name] = date.fromisoformat(str(row[name])) if row[name] else None
    for name in ("parties", "lacks"):
        told[name] = tuple(row[name])  # type: ignore[arg-type]
    return AgreementLine(**told)  # type: ignore[arg-type]
