"""Twenty attacks on what a shared role is given recover nothing; each recovers something from a naive dashboard.

Three invented towns and three roles, asked through the functions of the gate. The naive dashboard shows exact counts,
and leaves small ones out where it thinks of it: a control that an attack must win in one town at least, otherwise it
proves nothing.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from data import release
from data.domain.access import Role, Viewer
from data.opened import Store
from tests.harness import prove_narrowing
from tests.harness.attacks import ATTACKS
from tests.harness.evidence import Evidence
from tests.harness.views import TOWN, gated, naive, truth_of

ROLES = (Role.TENANTS, Role.MUNICIPALITY_POLICY, Role.PROJECTOR)
Found = dict[str, int]


def run() -> Evidence:
    """Attack three towns as three roles, and the naive dashboard of each town."""
    won: list[Found] = []
    controls: list[Found] = []
    with tempfile.TemporaryDirectory() as folder:
        for seed in prove_narrowing.SEEDS:
            store = prove_narrowing.published(Path(folder) / str(seed), seed)
            won += [attacked(store, role) for role in ROLES]
            controls.append(control(store))
            store.connection.close()
    recovered = sum(sum(found.values()) for found in won)
    beaten = [name for name in controls[0] if any(found[name] for found in controls)]
    towns, roles = len(controls), len(ROLES)
    figure = (
        f"{len(ATTACKS)} attacks x {towns} towns x {roles} roles: {recovered} recovered; "
        f"controls {len(beaten)} of {len(ATTACKS)}"
    )
    numbers = {"attacks": len(ATTACKS), "towns": towns, "roles": roles, "recovered": recovered, "controls": len(beaten)}
    return Evidence(figure, numbers, met=recovered == 0 and len(beaten) == len(ATTACKS))


def attacked(store: Store, role: Role) -> Found:
    """Give what each attack recovers from what the gate gives a role."""
    truth = truth_of(store)
    view = gated(store, Viewer(role, frozenset({TOWN})), truth)
    return {attack.__name__: attack(view, truth) for attack in ATTACKS}


def control(store: Store) -> Found:
    """Give what each attack recovers from a naive dashboard."""
    truth = truth_of(store)
    view = naive(truth, release.account(store, Viewer(Role.ADMIN, frozenset({TOWN}))))
    return {attack.__name__: attack(view, truth) for attack in ATTACKS}
