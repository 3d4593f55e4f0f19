"""Who may see and do what: roles, data classes and the matrix, as data (TRUST: deny by default)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from data.domain.areas import AREA_LEVELS, Level


class Role(StrEnum):
    """Part that a person plays; given by the administrator, never by a sign-in claim."""

    TENANTS = "tenants"
    PROJECTOR = "projector"
    MUNICIPALITY_POLICY = "municipality_policy"
    MUNICIPALITY_CASE = "municipality_case"
    CORPORATION_MANAGER = "corporation_manager"
    CORPORATION_CASE = "corporation_case"
    CORPORATION_LETTING = "corporation_letting"
    CARE = "care"
    PRIVACY_OFFICER = "privacy_officer"
    ADMIN = "admin"


class DataClass(StrEnum):
    """Sensitivity of a figure, mildest first.

    ``PUBLIC``: published by CBS, BAG, Leefbaarometer, police. ``INTERNAL``: about homes, not persons (condition,
    vacancy). ``AGGREGATE``: made from records about households. ``CASE`` and ``AUDIT`` never stand in the warehouse.
    """

    PUBLIC = "P"
    INTERNAL = "I"
    AGGREGATE = "V"
    CASE = "C"
    AUDIT = "A"


class Detail(StrEnum):
    """How much of an aggregate a role may see."""

    NOTHING = "nothing"
    BANDS = "bands"
    EXACT = "exact"


class Permission(StrEnum):
    """Action that a page or function may ask for."""

    SEE_LIGHTS = "see_lights"
    SEE_DWELLINGS = "see_dwellings"
    SEE_METHOD = "see_method"
    DELIVER_DATA = "deliver_data"


@dataclass(frozen=True, slots=True)
class Grant:
    """What one role gets.

    Parameters
    ----------
    area
        Detail of V at municipality, wijk and buurt.
    building
        Detail of V at street, complex and building.
    internal
        Whether building facts of class I are shown.
    dwellings
        Whether the dwelling level opens at all.
    permissions
        Actions allowed.
    """

    area: Detail
    building: Detail
    internal: bool
    dwellings: bool
    permissions: frozenset[Permission]


_SEE = frozenset({Permission.SEE_LIGHTS, Permission.SEE_METHOD})
_SEE_HOMES = _SEE | {Permission.SEE_DWELLINGS}
_BANDS = Grant(Detail.BANDS, Detail.BANDS, internal=False, dwellings=False, permissions=_SEE)
_EXACT = Grant(Detail.EXACT, Detail.EXACT, internal=True, dwellings=False, permissions=_SEE)
_EXACT_HOMES = Grant(Detail.EXACT, Detail.EXACT, internal=True, dwellings=True, permissions=_SEE_HOMES)

MATRIX: dict[Role, Grant] = {
    Role.TENANTS: _BANDS,
    Role.PROJECTOR: _BANDS,
    Role.MUNICIPALITY_POLICY: _BANDS,
    Role.MUNICIPALITY_CASE: _BANDS,
    Role.CORPORATION_MANAGER: _EXACT_HOMES,
    Role.CORPORATION_CASE: _EXACT_HOMES,
    Role.CORPORATION_LETTING: _EXACT,
    Role.CARE: _BANDS,
    Role.PRIVACY_OFFICER: _BANDS,
    Role.ADMIN: Grant(
        Detail.NOTHING,
        Detail.NOTHING,
        internal=True,
        dwellings=False,
        permissions=_SEE | {Permission.DELIVER_DATA},
    ),
}
"""The matrix of roles; a role that is not in it sees nothing."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person for whom a figure is asked.

    Parameters
    ----------
    role
        Part that the person plays now.
    areas
        Codes of the municipality, wijken or buurten that the person works for; empty means none.
    name
        How the person is called in the log; never shown to others.
    """

    role: Role
    areas: frozenset[str]
    name: str = ""

    @property
    def grant(self) -> Grant:
        """What this viewer's role gets; nothing when the matrix does not know the role."""
        return MATRIX.get(self.role, NOTHING)

    def may(self, permission: Permission) -> bool:
        """Whether the role has a permission."""
        return permission in self.grant.permissions

    def detail(self, level: Level) -> Detail:
        """Detail of aggregates (class V) that this viewer gets at a level."""
        return self.grant.area if level in AREA_LEVELS else self.grant.building


NOTHING = Grant(Detail.NOTHING, Detail.NOTHING, internal=False, dwellings=False, permissions=frozenset())
"""What somebody gets whose role is unknown."""
