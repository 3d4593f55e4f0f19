"""Finding the home of a written address: postcode, huisnummer, huisletter and toevoeging against the BAG."""

from __future__ import annotations

import pandas as pd

KEY = ["postcode", "house_number", "house_letter", "addition"]
UNKNOWN = "unknown_address"
AMBIGUOUS = "ambiguous_address"
INCOMPLETE = "incomplete_address"
NEVER_EXACT = "?"
"""Stands for the letter of ``12A`` in one cell: that address is only looked up by its letters taken together."""


def find(written: pd.DataFrame, addresses: pd.DataFrame) -> pd.DataFrame:
    """Give the home of each written address, or why there is none.

    First the exact four parts are looked up. What is not found is looked up once more with huisletter and toevoeging
    taken together without signs, because systems split ``12A-1`` differently. Of several objects at one address the
    only one with a residential use counts.

    Parameters
    ----------
    written
        ``postcode``, ``huisnummer``, ``huisletter``, ``toevoeging`` as text; NA where not given. A letter behind the
        number (``12A``) is understood.
    addresses
        As in ``data.sources.tables``.

    Returns
    -------
    found
        Same index and order: ``dwelling_id`` (NA when not found) and ``reason`` (NA when found): incomplete_address,
        unknown_address or ambiguous_address (several homes fit, or a home was meant but only the number is given).
    """
    asked, known = _parts(written), _known(addresses)
    exact = _match(asked, known, KEY)
    loose = _match(asked, known, ["postcode", "house_number", "suffix"])
    match = exact.where(exact["homes"] > 0, loose)
    reason = pd.Series(pd.NA, index=written.index, dtype="object")
    reason = reason.mask(match["homes"] == 0, UNKNOWN).mask(match["homes"] > 1, AMBIGUOUS)
    at_number = asked.merge(_count(known, ["postcode", "house_number"]), on=["postcode", "house_number"], how="left")
    several = pd.Series(at_number["homes"].to_numpy() > 1, index=written.index)
    reason = reason.mask((match["homes"] == 0) & several & (asked["suffix"] == ""), AMBIGUOUS)
    reason = reason.mask(asked["postcode"].isna() | asked["house_number"].isna(), INCOMPLETE)
    return pd.DataFrame({"dwelling_id": match["dwelling_id"].where(reason.isna()), "reason": reason})


def _parts(written: pd.DataFrame) -> pd.DataFrame:
    number = written["huisnummer"].str.extract(r"^(?P<figures>\d{1,5})(?:[\s-]*(?P<rest>\S.*))?$")
    letter = written["huisletter"].fillna("").str.upper().str.strip()
    addition = written["toevoeging"].fillna("").str.upper().str.strip()
    postcode = written["postcode"].str.upper().str.replace(r"\s", "", regex=True)
    return pd.DataFrame(
        {
            "postcode": postcode.where(postcode.str.fullmatch(r"[1-9]\d{3}[A-Z]{2}").fillna(value=False)),
            "house_number": number["figures"].astype("Int64"),
            "house_letter": letter.where(number["rest"].isna(), NEVER_EXACT),
            "addition": addition,
            "suffix": _signless(number["rest"].fillna("").str.upper() + letter + addition),
        },
        index=written.index,
    )


def _known(addresses: pd.DataFrame) -> pd.DataFrame:
    text = {
        name: addresses[name].astype("string").fillna("").str.upper().str.strip()
        for name in ("house_letter", "addition")
    }
    known = pd.DataFrame(
        {
            "dwelling_id": addresses["dwelling_id"].astype("object"),
            "postcode": addresses["postcode"].astype("string").str.replace(r"\s", "", regex=True),
            "house_number": addresses["house_number"].astype("Int64"),
            **text,
            "suffix": _signless(text["house_letter"] + text["addition"]),
            "residential": addresses["residential"].astype(bool),
        }
    )
    return known[known["postcode"].notna() & known["house_number"].notna()]


def _match(asked: pd.DataFrame, known: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Give per row how many homes fit (``homes``) and, when it is one, which."""
    homes_first = known[known["residential"] | ~known.groupby(key)["residential"].transform("any")]
    counted = _count(homes_first, key).merge(homes_first.drop_duplicates(key)[[*key, "dwelling_id"]], on=key)
    found = asked[key].merge(counted, on=key, how="left").set_index(asked.index)
    return found.assign(homes=found["homes"].fillna(0).astype("int64"))[["homes", "dwelling_id"]]


def _count(known: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    return known.groupby(key, as_index=False).agg(homes=("dwelling_id", "nunique"))


def _signless(text: pd.Series) -> pd.Series:
    return text.str.replace(r"[^A-Z0-9]", "", regex=True)
