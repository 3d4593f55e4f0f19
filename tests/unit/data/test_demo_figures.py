"""The figures of the invented town: in the form of the contract, of realistic size, with a story to find in them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from data import demo
from data.domain.indicators import Base, Kind, catalogue
from data.domain.periods import Period
from data.sources.tables import COLUMNS, Delivery

PERIODS = [Period(2024, 6).shift(step) for step in range(12)]
CORPORATION = [key for key, indicator in catalogue().items() if indicator.source == "corporation"]
EVENTS = ["support_signals", "nuisance", "turnover"]


@pytest.fixture(scope="module")
def made() -> Delivery:
    return demo.town()


@pytest.fixture(scope="module")
def homes(made: Delivery) -> pd.DataFrame:
    return made.register.merge(made.addresses[["dwelling_id", "street_id", "street_name"]], on="dwelling_id")


def of(made: Delivery, indicator: str) -> pd.DataFrame:
    return made.measurements[made.measurements["indicator_id"] == indicator]


def rates(made: Delivery, indicator: str, ids: pd.Series) -> pd.Series:
    """Events or yes-answers per home (or per answer) of some homes, by last day of the period."""
    rows = of(made, indicator)
    rows = rows[rows["unit_id"].isin(ids)]
    found = rows.groupby("ends")["numerator"].sum()
    base = float(len(ids)) if indicator in EVENTS else rows.groupby("ends")["denominator"].sum()
    return found / base


def test_types_are_those_of_the_contract(made: Delivery) -> None:
    rows = made.measurements
    assert tuple(rows.columns) == COLUMNS["measurements"]
    assert all(pd.api.types.is_datetime64_any_dtype(rows[name]) for name in ("starts", "ends"))
    assert all(rows[name].dtype == np.float64 for name in ("numerator", "denominator", "squares", "value"))
    assert rows["transferred"].dtype == bool
    assert set(rows["source"]) == {"demo"}


def test_every_indicator_of_the_catalogue_is_delivered_at_the_level_of_its_source(made: Delivery) -> None:
    levels = made.measurements.groupby("indicator_id")["level"].agg(set)
    assert set(levels.index) == set(catalogue())
    assert all(levels[indicator] == {"dwelling"} for indicator in CORPORATION)
    assert all(
        "neighbourhood" in levels[key] and "dwelling" not in levels[key] for key in set(levels.index) - set(CORPORATION)
    )


def test_figures_of_homes_speak_of_let_homes_and_whole_periods(made: Delivery) -> None:
    rows = made.measurements[made.measurements["level"] == "dwelling"]
    assert set(rows["unit_id"]) <= set(made.register["dwelling_id"])
    pairs = set(rows[["starts", "ends"]].drop_duplicates().itertuples(index=False, name=None))
    assert pairs == {(pd.Timestamp(period.start), pd.Timestamp(period.end)) for period in PERIODS}


def test_numerators_and_denominators_fit_the_kind_and_base(made: Delivery) -> None:
    for key, rows in made.measurements.groupby("indicator_id"):
        indicator = catalogue()[str(key)]
        if indicator.kind is Kind.AREA:
            assert rows["value"].notna().all()
            assert rows[["numerator", "denominator", "squares"]].isna().all(axis=None)
            continue
        assert rows["value"].isna().all(), key
        assert rows["numerator"].notna().all(), key
        assert rows["denominator"].eq(1).all() if indicator.base is Base.OWN else rows["denominator"].isna().all(), key
        assert rows["squares"].notna().all() == (indicator.kind is Kind.MEAN), key


def test_means_carry_the_square_of_each_value(made: Delivery) -> None:
    for key in ("length_of_stay", "condition", "energy_label"):
        rows = of(made, key)
        assert np.allclose(rows["squares"], rows["numerator"] ** 2)
    assert set(of(made, "condition")["numerator"]) <= {1, 2, 3, 4, 5, 6}
    assert set(of(made, "energy_label")["numerator"]) <= {1, 2, 3, 4, 5, 6, 7}


def test_proportions_are_yes_or_no_and_one_row_a_home_and_period(made: Delivery) -> None:
    dwellings = made.measurements[made.measurements["level"] == "dwelling"]
    assert not dwellings.duplicated(["indicator_id", "unit_id", "ends"]).any()
    for key in ("willing_to_contribute", "vacancy", "rent_arrears", "guided_letting"):
        assert set(of(made, key)["numerator"]) == {0.0, 1.0}
    for key in EVENTS:
        assert set(of(made, key)["numerator"]) == {1.0}


def test_the_corporation_lets_a_third_in_forty_to_sixty_complexes(made: Delivery) -> None:
    register = made.register
    assert 0.30 <= len(register) / made.addresses["residential"].sum() <= 0.37
    assert 40 <= register["estate_id"].nunique() <= 60
    assert 20 <= register["estate_id"].isna().sum() <= 250
    assert register["estate_id"].isna().equals(register["estate_name"].isna())
    named = register.dropna().drop_duplicates("estate_id")
    assert named["estate_name"].is_unique
    assert register["dwelling_id"].is_unique
    assert set(register["dwelling_id"]) <= set(made.addresses.loc[made.addresses["residential"], "dwelling_id"])


def test_rates_are_of_realistic_size(made: Delivery) -> None:
    every = made.register["dwelling_id"]
    assert 0.06 <= rates(made, "rent_arrears", every).mean() <= 0.14
    assert 0.02 <= rates(made, "nuisance", every).mean() <= 0.06
    assert 0.06 <= 6 * rates(made, "turnover", every).mean() <= 0.12
    assert 0.01 <= rates(made, "vacancy", every).mean() <= 0.04


def test_neither_arrears_nor_length_of_stay_is_known_of_an_empty_home(made: Delivery) -> None:
    vacancy = of(made, "vacancy")
    empty = set(vacancy.loc[vacancy["numerator"] == 1, ["unit_id", "ends"]].itertuples(index=False, name=None))
    for key in ("rent_arrears", "length_of_stay"):
        assert not empty & set(of(made, key)[["unit_id", "ends"]].itertuples(index=False, name=None))


def test_something_is_missing_as_in_every_delivery(made: Delivery, homes: pd.DataFrame) -> None:
    assert 20 < len(set(made.register["dwelling_id"]) - set(of(made, "condition")["unit_id"])) < 600
    asked = of(made, "willing_to_contribute")["unit_id"].nunique()
    assert 0.3 < asked / len(homes) < 0.8
    arrears = of(made, "rent_arrears").merge(homes, left_on="unit_id", right_on="dwelling_id")
    delivered = arrears.groupby("estate_name")["ends"].nunique()
    assert (delivered == len(PERIODS) - 2).sum() == 1
    surveyed = set(of(made, "residents_verdict")["unit_id"])
    assert set(of(made, "lbm_fys")["unit_id"]) - surveyed


def test_one_complex_is_turned_round(made: Delivery, homes: pd.DataFrame) -> None:
    name = _steepest(made, homes, falling=True)
    own = homes.loc[homes["estate_name"] == name, "dwelling_id"]
    for key in ("rent_arrears", "nuisance"):
        by_period = rates(made, key, own).reindex([pd.Timestamp(p.end) for p in PERIODS]).fillna(0)
        assert by_period.iloc[:3].mean() > 2 * by_period.iloc[-3:].mean(), key
    willing = rates(made, "willing_to_contribute", own)
    assert willing.iloc[:5].mean() < 0.3
    assert willing.iloc[5:].mean() > 0.6
    condition = of(made, "condition")
    condition = condition[condition["unit_id"].isin(own)].groupby("ends")["numerator"].mean()
    assert condition.iloc[0] > condition.iloc[-1] + 1.5


def test_one_gallery_flat_clearly_declines(made: Delivery, homes: pd.DataFrame) -> None:
    place = homes.merge(made.address_buildings, on="dwelling_id")
    buildings = place[["estate_name", "building_id"]].drop_duplicates()["estate_name"].value_counts()
    flats = homes[homes["estate_name"].isin(buildings.index[buildings == 1])]
    own = flats.loc[flats["estate_name"] == _steepest(made, flats, falling=False), "dwelling_id"]
    assert len(own) >= 50
    arrears, nuisance = rates(made, "rent_arrears", own), rates(made, "nuisance", own)
    assert arrears.iloc[-3:].mean() > arrears.iloc[:3].mean() + 0.05
    assert nuisance.iloc[-3:].mean() > 1.3 * nuisance.iloc[:3].mean()


def _steepest(made: Delivery, homes: pd.DataFrame, *, falling: bool) -> str:
    """Name of the complex whose arrears and nuisance together fall or rise most from the first to the last year."""
    rows = made.measurements[made.measurements["indicator_id"].isin(["rent_arrears", "nuisance"])]
    rows = rows.merge(homes, left_on="unit_id", right_on="dwelling_id")
    early = rows["ends"] < pd.Timestamp("2025-05-01")
    late = rows["ends"] > pd.Timestamp("2026-05-01")
    size = homes.groupby("estate_name").size()
    size = size[size >= 50]
    change = (
        rows[late].groupby("estate_name")["numerator"].sum() - rows[early].groupby("estate_name")["numerator"].sum()
    ) / size
    return str(change.idxmin() if falling else change.idxmax())


def test_one_street_of_a_quiet_neighbourhood_has_nuisance(made: Delivery, homes: pd.DataFrame) -> None:
    late = of(made, "nuisance")
    late = late[late["ends"] > pd.Timestamp("2026-01-01")].merge(homes, left_on="unit_id", right_on="dwelling_id")
    size = homes.groupby("street_id").size()
    share = (late.groupby("street_id").size() / size[size >= 15] / 5).dropna()
    worst = made.addresses[made.addresses["street_id"] == share.idxmax()]
    areas = made.areas[made.areas["level"] == "neighbourhood"]
    around = worst.sjoin(areas[["area_id", "geometry"]])["area_id"].mode()[0]
    mark = of(made, "lbm_onv").set_index("unit_id")["value"]
    assert share.max() > 0.08
    assert mark.loc[[around]].mean() > mark[mark.index.str.startswith("BU")].median()


def test_vulnerable_neighbourhoods_have_more_arrears_and_less_long_stays(made: Delivery) -> None:
    areas = made.areas[made.areas["level"] == "neighbourhood"]
    place = made.addresses.sjoin(areas[["area_id", "geometry"]]).set_index("dwelling_id")["area_id"]
    poor = of(made, "low_income").groupby("unit_id")["value"].mean()

    years = made.address_buildings.merge(made.buildings, on="building_id")
    old = set(years.loc[years["construction_year"].lt(1990).fillna(value=False), "dwelling_id"])

    def against(key: str) -> float:
        rows = of(made, key)
        rows = rows[rows["unit_id"].isin(old)]
        area = rows["unit_id"].map(place)
        mean = rows.groupby(area)["numerator"].mean()[rows.groupby(area).size() > 500]
        return float(mean.corr(poor.reindex(mean.index)))

    assert against("rent_arrears") > 0.6
    assert against("length_of_stay") < -0.5


def test_published_figures_come_by_year_and_offences_by_period(made: Delivery) -> None:
    for key in ("lbm_fys", "lbm_vrz", "lbm_won", "lbm_onv", "low_income", "residents_verdict"):
        assert set(of(made, key)["ends"].dt.strftime("%Y-%m-%d")) == {"2024-12-31", "2025-12-31"}
    for key in ("lbm_fys", "lbm_vrz", "lbm_won", "lbm_onv"):
        assert of(made, key)["value"].abs().max() < 0.3
    offences = of(made, "offences")
    assert set(offences["ends"].dt.date) == {period.end for period in PERIODS}
    whole = offences.groupby(["level", "ends"])["numerator"].sum()
    assert whole["neighbourhood"].equals(whole["municipality"])
