"""Short version of `make harness NAMES=payloads`: what three roles are sent, byte by byte, and that the search sees."""

from __future__ import annotations

from pathlib import Path

from data.domain.access import Role
from tests.harness.planted import CANARIES
from tests.harness.prove_payloads import Found, addresses, search


def test_three_roles_are_sent_nothing_they_may_not_see_and_all_that_they_may(tmp_path: Path) -> None:
    roles = (Role.TENANTS, Role.CORPORATION_MANAGER, Role.ADMIN)
    found = search(tmp_path, roles, ("building",))
    assert found.payloads > 3 * 2 * len(addresses())
    assert found.forbidden == []
    assert [one for one in found.unseen if one[1] in {role.value for role in roles}] == []


def test_the_search_notices_every_planted_string() -> None:
    for canary in CANARIES:
        refused = [role for role in Role if not canary.allowed(role)]
        for role in refused:
            found = Found()
            found.search(role, "a page", b"..." + canary.text + b"...")
            assert found.forbidden == [(canary.name, role.value, "a page")]
        assert canary.name == "public" or refused
