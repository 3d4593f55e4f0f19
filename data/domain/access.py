"""Who may see and do what: roles, data classes and the matrix, as data (TRUST: deny by default)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from data.domain.areas import AREA_LEVELS, Level
from data.domain.parties import Party


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
    SEE_MY_AREA = "see_my_area"
    SEE_AGREEMENTS = "see_agreements"
    SEE_MEETINGS = "see_meetings"
    """Old meetings, as they were released."""
    HAND_IN_SIGNAL = "hand_in_signal"
    WORK_CASE = "work_case"
    """Read and change a signal, visit or referral; of assigned cases only."""
    COUNT_CASES = "count_cases"
    BREAK_GLASS = "break_glass"
    """Open a case that is not assigned: with a reason, a notice, and for 24 hours."""
    ANSWER_REQUEST = "answer_request"
    """Give, correct or delete what is kept of one tenancy, when its tenant asks."""
    LETTING = "letting"
    """Vacancies, candidates and intake talks; a negative outcome needs a second person who may do this."""
    BRING_CONCERN = "bring_concern"
    GIVE_READING = "give_reading"
    """Say how one's own party reads a light."""
    KEEP_AGREEMENTS = "keep_agreements"
    """Write agreements and actions of one's own party."""
    MANAGE_ALL_AGREEMENTS = "manage_all_agreements"
    OPEN_MEETING = "open_meeting"
    HOLD_MEETING = "hold_meeting"
    """Write minutes, decisions and agreed lights, on the projector of an open meeting."""
    PROPOSE_MODEL = "propose_model"
    APPROVE_MODEL = "approve_model"
    """Approve what somebody of another party proposed."""
    SEE_OWN_LOG = "see_own_log"
    SEE_LOG_OUTLINE = "see_log_outline"
    """The access log without record numbers."""
    SEE_ACCESS_LOG = "see_access_log"
    SHOW_AS_ROLE = "show_as_role"
    """Check what another role sees; never more than one's own."""
    MANAGE_PEOPLE = "manage_people"
    DELIVER_DATA = "deliver_data"


READING = frozenset({
    Permission.SEE_LIGHTS,
    Permission.SEE_DWELLINGS,
    Permission.SEE_METHOD,
    Permission.SEE_MY_AREA,
    Permission.SEE_AGREEMENTS,
    Permission.SEE_MEETINGS,
})  # fmt: skip
"""All that is left to do while one looks as another role would: nothing is written, and no case is opened."""


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


_P = Permission
_SEE = frozenset({_P.SEE_LIGHTS, _P.SEE_METHOD, _P.SEE_OWN_LOG})
_SHARED = _SEE | {_P.SEE_MY_AREA, _P.SEE_AGREEMENTS, _P.SEE_MEETINGS}
_PARTY = _SHARED | {_P.HAND_IN_SIGNAL, _P.BRING_CONCERN, _P.GIVE_READING, _P.KEEP_AGREEMENTS}
_LEAD = _PARTY | {
    _P.MANAGE_ALL_AGREEMENTS,
    _P.OPEN_MEETING,
    _P.PROPOSE_MODEL,
    _P.APPROVE_MODEL,
    _P.SHOW_AS_ROLE,
}
_RUN = _SEE | {_P.SEE_LOG_OUTLINE, _P.SHOW_AS_ROLE, _P.MANAGE_PEOPLE, _P.DELIVER_DATA}
_CHECK = _SHARED | {_P.SEE_ACCESS_LOG, _P.ANSWER_REQUEST, _P.SHOW_AS_ROLE}


def _bands(permissions: frozenset[Permission]) -> Grant:
    return Grant(Detail.BANDS, Detail.BANDS, internal=False, dwellings=False, permissions=permissions)


def _exact(permissions: frozenset[Permission]) -> Grant:
    homes = Permission.SEE_DWELLINGS in permissions
    return Grant(Detail.EXACT, Detail.EXACT, internal=True, dwellings=homes, permissions=permissions)


MATRIX: dict[Role, Grant] = {
    Role.TENANTS: _bands(_PARTY),
    Role.PROJECTOR: _bands(_SHARED - {_P.SEE_OWN_LOG} | {_P.HOLD_MEETING}),
    Role.MUNICIPALITY_POLICY: _bands(_LEAD),
    Role.MUNICIPALITY_CASE: _bands(_PARTY | {_P.WORK_CASE}),
    Role.CORPORATION_MANAGER: _exact(_LEAD | {_P.SEE_DWELLINGS, _P.COUNT_CASES, _P.BREAK_GLASS}),
    Role.CORPORATION_CASE: _exact(_PARTY | {_P.SEE_DWELLINGS, _P.WORK_CASE}),
    Role.CORPORATION_LETTING: _exact(_PARTY | {_P.LETTING}),
    Role.CARE: _bands(_PARTY | {_P.WORK_CASE}),
    Role.PRIVACY_OFFICER: _bands(_CHECK),
    Role.ADMIN: Grant(Detail.NOTHING, Detail.NOTHING, internal=True, dwellings=False, permissions=_RUN),
}
"""The matrix of roles; a role that is not in it sees nothing."""

PARTY_OF: dict[Role, Party] = {
    Role.TENANTS: Party.TENANTS,
    Role.MUNICIPALITY_POLICY: Party.MUNICIPALITY,
    Role.MUNICIPALITY_CASE: Party.MUNICIPALITY,
    Role.CORPORATION_MANAGER: Party.CORPORATION,
    Role.CORPORATION_CASE: Party.CORPORATION,
    Role.CORPORATION_LETTING: Party.CORPORATION,
    Role.CARE: Party.CARE,
}
"""Party for which a role speaks; the projector, the privacy officer and the administrator speak for none."""

_ORDER = tuple(Detail)


def both(one: Grant, other: Grant) -> Grant:
    """Give what two grants have in common."""
    return Grant(
        min(one.area, other.area, key=_ORDER.index),
        min(one.building, other.building, key=_ORDER.index),
        internal=one.internal and other.internal,
        dwellings=one.dwellings and other.dwellings,
        permissions=one.permissions & other.permissions,
    )


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
    person
        Id in our records; empty for nobody in particular.
    within
        Role that the person really has while looking as ``role`` would: the outcome is what both may see.
    """

    role: Role
    areas: frozenset[str]
    name: str = ""
    person: str = ""
    within: Role | None = None

    @property
    def grant(self) -> Grant:
        """What this viewer's role gets; nothing when the matrix does not know the role."""
        granted = MATRIX.get(self.role, NOTHING)
        if self.within is None:
            return granted
        narrowed = both(granted, MATRIX.get(self.within, NOTHING))
        return replace(narrowed, permissions=narrowed.permissions & READING)

    @property
    def party(self) -> Party | None:
        """Party for which this viewer speaks; None for those who speak for none, or only look."""
        return PARTY_OF.get(self.role) if self.within is None else None

    def may(self, permission: Permission) -> bool:
        """Whether the role has a permission."""
        return permission in self.grant.permissions

    def detail(self, level: Level) -> Detail:
        """Detail of aggregates (class V) that this viewer gets at a level."""
        return self.grant.area if level in AREA_LEVELS else self.grant.building


NOTHING = Grant(Detail.NOTHING, Detail.NOTHING, internal=False, dwellings=False, permissions=frozenset())
"""What somebody gets whose role is unknown."""
