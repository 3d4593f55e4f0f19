"""How long ago somebody who signed in last did something, in the memory of this process.

It is kept per time of signing in and not per tab, so that opening the page again does not end a lock. What this process
does not know (it was restarted) counts from the moment of signing in.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from threading import Lock

from data.settings import Settings
from pages.ui.sign_in import SignIn


class Attendance(StrEnum):
    """Whether somebody who signed in still counts as present."""

    PRESENT = "present"
    IDLE = "idle"
    OVER = "over"
    """The longest time is over, or they signed out, here or in another tab."""


class Register:
    """Keeps when every sign-in was last used, which are on a projector and which have ended."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._seen: dict[str, datetime] = {}
        self._projecting: set[str] = set()
        self._ended: dict[str, datetime] = {}

    def state(self, one: SignIn, now: datetime, settings: Settings) -> Attendance:
        """Tell whether a sign-in still counts; looking is no use of it."""
        longest = timedelta(hours=settings.session_hours)
        with self._lock:
            if one.key in self._ended or now - one.moment >= longest:
                return Attendance.OVER
            last = max(one.moment, self._seen.get(one.key, one.moment))
            idle = now - last >= timedelta(minutes=settings.idle_minutes)
            return Attendance.IDLE if idle and one.key not in self._projecting else Attendance.PRESENT

    def use(self, one: SignIn, now: datetime, settings: Settings) -> Attendance:
        """Note that somebody did something, unless they had already been away for too long."""
        state = self.state(one, now, settings)
        with self._lock:
            if state is Attendance.PRESENT:
                self._seen[one.key] = now
            self._forget(now - timedelta(hours=settings.session_hours))
        return state

    def end(self, one: SignIn, now: datetime) -> None:
        """End a sign-in in every tab."""
        with self._lock:
            self._ended[one.key] = now
            self._seen.pop(one.key, None)
            self._projecting.discard(one.key)

    def project(self, one: SignIn) -> None:
        """Put a sign-in on a projector: it shows what the projector may show, in every tab, until it ends."""
        with self._lock:
            self._projecting.add(one.key)

    def projects(self, one: SignIn) -> bool:
        """Whether a sign-in is on a projector."""
        with self._lock:
            return one.key in self._projecting

    def _forget(self, before: datetime) -> None:
        for kept in (self._seen, self._ended):
            for key in [key for key, moment in kept.items() if moment < before]:
                del kept[key]
                self._projecting.discard(key)


REGISTER = Register()
"""Of this process."""
