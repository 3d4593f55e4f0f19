"""What every test can ask for; the fixtures themselves stand in tests/fixtures, one module a subject."""

from __future__ import annotations

pytest_plugins = [
    "tests.fixtures.skips",
    "tests.fixtures.shared_data",
    "tests.fixtures.databases",
    "tests.fixtures.dashboard",
    "tests.fixtures.small_place",
    "tests.fixtures.browser",
    "tests.fixtures.signal_desk",
]
