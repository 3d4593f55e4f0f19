"""Who signed in, by OpenID Connect; what they may do stands in our own records, never in a claim."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError


@dataclass(frozen=True, slots=True)
class SignIn:
    """One time that somebody signed in.

    Parameters
    ----------
    issuer, subject
        Who it is, as the provider says it; together they never change.
    email
        Address that the provider vouches for, in lower case; empty when it says that nobody checked it.
    name
        As the provider gives it.
    moment
        When, UTC.
    """

    issuer: str
    subject: str
    email: str
    name: str
    moment: datetime

    @property
    def key(self) -> str:
        """Digest that stands for this very time; two times of one person differ."""
        said = f"{self.issuer}\n{self.subject}\n{self.moment.isoformat()}"
        return hashlib.sha256(said.encode("utf-8")).hexdigest()


def configured() -> bool:
    """Whether people have to sign in: ``secrets.toml`` has a section ``auth``."""
    return bool(_section())


def over_tls() -> bool:
    """Whether browsers reach this server over TLS, by the address to which sign-in sends them back."""
    return str(_section().get("redirect_uri", "")).startswith("https://")


def present() -> SignIn | None:
    """Give who signed in in this browser; None for nobody, or when the provider leaves out who it is."""
    return from_claims(st.user.to_dict()) if configured() and st.user.is_logged_in else None


def from_claims(claims: Mapping[str, object]) -> SignIn | None:
    """Read who signed in from the claims of a provider; None when they do not say who, or when."""
    issuer, subject, moment = (claims.get(name) for name in ("iss", "sub", "iat"))
    if not (isinstance(issuer, str) and isinstance(subject, str) and issuer and subject):
        return None
    if not isinstance(moment, int | float):
        return None
    vouched = claims.get("email_verified", True) in (True, "true")
    email = str(claims.get("email") or "").strip().lower() if vouched else ""
    name = str(claims.get("name") or email or subject)
    return SignIn(issuer, subject, email, name, datetime.fromtimestamp(moment, UTC))


def _section() -> Mapping[str, object]:
    try:
        found: Mapping[str, object] = st.secrets.get("auth", {})
    except StreamlitSecretNotFoundError:
        return {}
    return found
