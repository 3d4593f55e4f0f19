"""The outline of a cluster is sent as a mark a unit, and nothing else of it."""

from __future__ import annotations

import json

import pandas as pd
from shapely.geometry import box

from data.domain.lights import State
from geo.canvas import base_map
from geo.layers import Wording, lights
from geo.palette import CLUSTER, LOOKS

WORDS = Wording({state: state.value for state in State})


def sent(**columns: object) -> object:
    """Give the marks that a layer of three units sends."""
    units = pd.DataFrame({
        "name": ["a", "b", "c"],
        "state": ["red"] * 3,
        "wkb": [box(5 + place, 52, 5.5 + place, 52.5).wkb for place in range(3)],
    })  # fmt: skip
    return json.loads(lights(units.assign(**columns), words=WORDS).payload)["units"]["cluster"]


def test_a_layer_without_clusters_sends_a_single_zero() -> None:
    assert sent() == 0
    assert sent(cluster=[False, False, False]) == 0


def test_members_of_a_cluster_are_marked_one_by_one() -> None:
    assert sent(cluster=[True, True, True]) == 1
    assert sent(cluster=[True, False, True]) != sent(cluster=[False, True, True])


def test_the_outline_has_a_colour_of_its_own() -> None:
    assert CLUSTER not in {look.fill for look in LOOKS.values()}
    assert CLUSTER in base_map().get_root().render()
