"""The pack as one HTML file that holds everything in itself and asks nobody for anything."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape

from geo.palette import LOOKS, symbol_svg
from pages.ui.pack.content import Pack, Scene, Table
from pages.ui.pack.pdf import notation_day
from pages.ui.pack.pictures import picture
from pages.ui.pack.plates import SHOWN, Plate

ROOM = (190.0, 120.0)
"""Width and height of a map in millimetres, before the page scales it."""

STYLE = (
    "body{font:18px/1.45 sans-serif;color:#1c1c1c;max-width:68rem;margin:0 auto;padding:1.5rem}"
    "section{border-top:2px solid #b9b9b4;margin-top:2.2rem;padding-top:.6rem}"
    "h1{font-size:2rem;line-height:1.2}h2{font-size:1.5rem;line-height:1.25}"
    "img{width:100%;height:auto;border:1px solid #b9b9b4}"
    "figure{margin:0 0 1rem}figcaption{display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;padding-top:.4rem}"
    "figcaption span{display:inline-flex;align-items:center;gap:.4rem}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.35rem .8rem .35rem 0;"
    "border-bottom:1px solid #b9b9b4}caption{text-align:left;font-weight:bold;font-size:1.3rem;padding-bottom:.4rem}"
    ".demo{background:#5b3a8c;color:#fff;padding:.1rem .8rem;border-radius:1rem;font-weight:bold}"
    ".soft{color:#45453f}@media print{section{break-inside:avoid}}"
)


def html(pack: Pack) -> bytes:
    """Write the pack as a page; every text is encoded here, and its policy forbids all but its own pictures."""
    deeds = tuple((one.words, one.who, notation_day(one.due), one.how) for one in pack.deeds)
    parts = [
        f"<h1>{escape(pack.title)}</h1><p>{escape(pack.place)} {_demo(pack)}</p>",
        f"<h2>{escape(pack.words.agenda)}</h2><ol>{_items([one.title for one in pack.scenes])}</ol>",
        *(f"<section><h2>{escape(plate.title)}</h2>{_map(plate)}</section>" for plate in pack.overviews),
        *(_scene(scene) for scene in pack.scenes),
        _table(pack.agreements),
        _table(Table(pack.words.actions.caption, pack.words.actions.heads, deeds)),
        _table(Table(pack.words.facts, (), pack.facts)),
    ]
    body = "".join(parts) + f'<p class="soft">{escape(pack.stamp)}</p>'
    policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    return (
        f'<!doctype html><html lang="{pack.words.language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(pack.title)}, {escape(pack.place)}</title><style>{STYLE}</style></head>"
        f"<body><main>{body}</main></body></html>"
    ).encode()


def _demo(pack: Pack) -> str:
    return f'<span class="demo">{escape(pack.demo)}</span>' if pack.demo else ""


def _scene(scene: Scene) -> str:
    typed = "".join(f"<li><b>{escape(kind)}</b> {escape(said)}</li>" for kind, said in scene.typed)
    return (
        f'<section><p class="soft">{escape(scene.place)} {escape(scene.section)}</p><h2>{escape(scene.title)}</h2>'
        f"{_map(scene.plate) if scene.plate else ''}<ul>{_items(scene.reasons)}</ul>"
        + (f"<ul>{typed}</ul>" if typed else "")
        + "</section>"
    )


def _map(plate: Plate) -> str:
    drawn = base64.b64encode(picture(plate, ROOM)).decode("ascii")
    signs = "".join(
        f"<span>{symbol_svg(state, size=22)}{escape(row.word)}</span>"
        for state, row in zip(SHOWN, plate.words.legend, strict=False)
        if state in LOOKS
    )
    return (
        f'<figure><img alt="{escape(plate.title)}" src="data:image/png;base64,{drawn}">'
        f"<figcaption>{signs}</figcaption></figure>"
    )


def _items(lines: Sequence[str]) -> str:
    return "".join(f"<li>{escape(line)}</li>" for line in lines)


def _table(table: Table) -> str:
    if not table.rows:
        return ""
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.heads)
    rows = "".join(
        f'<tr><th scope="row">{escape(first)}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in rest)}</tr>'
        for first, *rest in table.rows
    )
    head = f"<thead><tr>{heads}</tr></thead>" if heads else ""
    return f"<section><table><caption>{escape(table.caption)}</caption>{head}<tbody>{rows}</tbody></table></section>"
