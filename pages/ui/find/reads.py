"""What a search finds, through the gate; kept only by who asks and what is asked."""

from __future__ import annotations

from data import release_find
from data.domain.access import Viewer
from data.release import Store
from data.release_find import Found
from pages.ui.kept import kept


@kept(256)
def find(store: Store, viewer: Viewer, asked: str) -> tuple[Found, ...]:
    """Places that a text may mean, inside the areas of this viewer."""
    return release_find.find(store, viewer, asked)
