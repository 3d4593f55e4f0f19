"""The layers of single indicators: in their own unit, in fixed steps between the goalposts of the model."""

from __future__ import annotations

from data.domain.access import Viewer
from data.domain.areas import Level
from data.domain.indicators import Indicator, catalogue
from data.released import Unit
from geo.scales import STEPS, Ramp
from pages.ui import notation, reads
from pages.ui.figures import value_words
from pages.ui.layers import reads as layer_reads
from pages.ui.layers.shape import Painted
from pages.ui.layers.steps import aligned, fifth, stepped
from pages.ui.situation import Situation
from pages.ui.text import language, t
from scoring.shape import Weighed

PERCENT = "%"


def weighed(viewer: Viewer, unit: Unit, child: Level) -> tuple[str, ...]:  # noqa: ARG001 - every layer is asked alike
    """Offer the indicators that the model weighs and of which this viewer may have figures."""
    model = reads.model(viewer)
    if model is None or child is Level.DWELLING:
        return ()
    known = layer_reads.figures(viewer, child)
    return tuple(one.id for one in model.indicators if one.id in known)


def context(viewer: Viewer, unit: Unit, child: Level) -> tuple[str, ...]:  # noqa: ARG001 - every layer is asked alike
    """Offer what says who lives somewhere and is never weighed: public shares only."""
    if child is Level.DWELLING:
        return ()
    known = [catalogue()[one] for one in layer_reads.figures(viewer, child)]
    return tuple(one.id for one in known if one.context and one.unit("nl").startswith(PERCENT))


def name(viewer: Viewer, member: str) -> str:  # noqa: ARG001 - every layer is asked alike
    """Name of the layer of an indicator."""
    return t("laag.cijfer", naam=catalogue()[member].label(language()))


def context_name(viewer: Viewer, member: str) -> str:  # noqa: ARG001 - every layer is asked alike
    """Name of the layer of an indicator that is context."""
    return t("laag.bewoners", naam=catalogue()[member].label(language()))


def paint(now: Situation, member: str) -> Painted:
    """Paint an indicator, the darkest where it is least favourable; its limits are those of the model."""
    about, model = catalogue()[member], reads.model(now.viewer)
    posts = next(one for one in model.indicators if one.id == member) if model else None
    figures = layer_reads.figure(now.viewer, now.unit, now.view.child, now.view.period, member)
    number = aligned(now, figures, "score").fillna(0.0).map(fifth)
    values = aligned(now, figures, "value")
    return stepped(
        now,
        values,
        number,
        [] if posts is None else limits(about, posts),
        mark=lambda value: short(value, about),
        said=lambda value: value_words({"state": "shown", "value": value}, about),
        name=about.label(language()),
    )


def paint_context(now: Situation, member: str) -> Painted:
    """Paint a share that is context in blue, the darkest where it is highest."""
    about = catalogue()[member]
    figures = layer_reads.figure(now.viewer, now.unit, now.view.child, now.view.period, member)
    values = aligned(now, figures, "value")
    number = STEPS - 1 - (values.fillna(0.0) * about.scale).map(fifth)
    size = 100 // STEPS
    words = [(t("laag.tussen", laag=str(low), hoog=f"{low + size} %"), "") for low in range(100 - size, -1, -size)]
    return stepped(
        now,
        values,
        number,
        words,
        mark=lambda value: short(value, about),
        said=lambda value: value_words({"state": "shown", "value": value}, about),
        name=about.label(language()),
        ramp=Ramp.CONTEXT,
    )


def limits(about: Indicator, posts: Weighed) -> list[tuple[str, str]]:
    """Say between which figures each step lies, the least favourable first.

    Parameters
    ----------
    about
        The indicator; low may be the favourable side.
    posts
        Its goalposts: the ends of the scale, which never change with what is in view.
    """
    worst, best = (posts.lo, posts.hi) if about.direction > 0 else (posts.hi, posts.lo)
    cuts = [worst + (best - worst) * number / STEPS for number in range(STEPS + 1)]
    written = [notation.plain(cut * about.scale, about.decimals + 1) + _sign(about) for cut in cuts]
    below, above = ("laag.onder", "laag.vanaf") if about.direction > 0 else ("laag.boven", "laag.tot")
    first = t(below, n=written[1]), t("laag.ongunstig")
    last = t(above, n=written[-2]), t("laag.gunstig")
    inner = [sorted_pair(written[one], written[one + 1], about.direction) for one in range(1, STEPS - 1)]
    return [first, *((t("laag.tussen", laag=low, hoog=high), "") for low, high in inner), last]


def sorted_pair(one: str, other: str, direction: int) -> tuple[str, str]:
    """Put the ends of a step from low to high."""
    return (one, other) if direction > 0 else (other, one)


def short(value: float, about: Indicator) -> str:
    """Write a figure as short as it goes: on the map."""
    return notation.number(value * about.scale, about.decimals) + _sign(about)


def _sign(about: Indicator) -> str:
    return " %" if about.unit(language()).startswith(PERCENT) else ""
