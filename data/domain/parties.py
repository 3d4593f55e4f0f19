"""Organisations that keep a neighbourhood together, and bring their own people, concerns and agreements."""

from __future__ import annotations

from enum import StrEnum


class Party(StrEnum):
    """Organisation at the table."""

    CORPORATION = "corporation"
    MUNICIPALITY = "municipality"
    TENANTS = "tenants"
    CARE = "care"
