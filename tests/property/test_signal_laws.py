"""Laws of learning from signals: what came in is out or open, at every moment, whatever legal road was taken."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from data.domain import signal_terms
from data.domain.signal_case import fold_all
from data.domain.signal_funnel import HAND_OVERS, STAGES, Funnel, funnels, medians
from data.domain.signal_steps import RULES, Step, after
from data.domain.signals import OUT, State
from tests.samples.signal_events import START, Event, story

AGREED = signal_terms.read()


@st.composite
def roads(draw: st.DrawFn) -> list[Step]:
    """Draw a legal road of at most fifteen steps."""
    state, road = State.NEW, list[Step]()
    for _ in range(draw(st.integers(0, 15))):
        steps = [step for step, rule in RULES.items() if state in rule.before]
        if not steps:
            break
        road.append(draw(st.sampled_from(steps)))
        state = after(state, road[-1])
    return road


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Draw the events of a few signals in two wijken, in the order of their moments."""
    events: list[Event] = []
    for place, road in enumerate(draw(st.lists(roads(), min_size=1, max_size=6))):
        start = START + timedelta(days=draw(st.integers(0, 20)))
        district = draw(st.sampled_from(["WK999801", "WK999802"]))
        events += story(*road, number=f"S-2026-{place:04d}", start=start, district=district)
    return sorted(events, key=lambda event: (event.at, event.number, event.version))


@settings(deadline=None, max_examples=60)
@given(events=histories(), cut=st.integers(1, 40))
def test_in_is_out_and_open_in_every_wijk_at_every_moment(events: list[Event], cut: int) -> None:
    ends = START + timedelta(days=cut)
    found = funnels(events, START, ends, AGREED)
    for one in found:
        assert one.incoming == one.outgoing + one.open
        assert one.stages["signal"] == one.incoming
        assert sum(one.waiting.values()) <= one.open
    came = {event.number for event in events if event.kind == Step.HAND_IN and event.at < ends}
    assert sum(one.incoming for one in found) == len(came)


@settings(deadline=None, max_examples=40)
@given(events=histories())
def test_the_state_that_is_read_is_the_one_that_the_steps_lead_to(events: list[Event]) -> None:
    for number, case in fold_all(events).items():
        state = None
        for event in events:
            if event.number == number:
                state = after(state, Step(event.kind))
        assert case.state is state
        assert (case.state in OUT) == (signal_terms.due(case, AGREED) is None)


def test_the_funnel_counts_how_far_signals_came_and_the_days_of_every_hand_over() -> None:
    road = [Step.TAKE_UP, Step.PLAN_VISIT, Step.FIND_HELP_WANTED, Step.REFER, Step.ACCEPT, Step.START_HELP]
    whole = story(*road, Step.END_HELP, Step.CLOSE)
    short = story(Step.TAKE_UP, number="S-2026-0002", days=3)
    [found] = funnels(sorted([*whole, *short], key=lambda one: one.at), START, START + timedelta(days=50), AGREED)
    assert found.stages == {"signal": 2, "visit": 1, "referral": 1, "help": 1, "told": 1}
    assert (found.incoming, found.outgoing, found.open) == (2, 1, 1)
    assert found.days["contact"] == [1, 3]
    assert found.days["door"] == [3]
    assert medians(found.days, 2)["contact"] == 2
    assert medians(found.days, 2)["door"] is None
    assert found.waiting == {"corporation": 1}


def test_a_joined_signal_comes_as_far_as_the_case_it_goes_on_in() -> None:
    joined = Event("S-2026-0002", 2, Step.JOIN, START + timedelta(days=1), facts={"into": "S-2026-0001"})
    whole = story(Step.TAKE_UP, Step.PLAN_VISIT, Step.SETTLE, Step.CLOSE)
    events = sorted([*whole, *story(number="S-2026-0002"), joined], key=lambda one: one.at)
    [found] = funnels(events, START, START + timedelta(days=50), AGREED)
    assert (found.stages["told"], found.outgoing, found.open) == (2, 2, 0)


def test_every_stage_and_hand_over_has_a_name_of_its_own() -> None:
    assert len({name for name, _ in STAGES}) == len(STAGES)
    assert len({name for name, _, _ in HAND_OVERS}) == len(HAND_OVERS)
    assert Funnel("WK", {}, 0, 0, 0).days == {}
