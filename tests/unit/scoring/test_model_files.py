"""A model file is read whole or refused whole, and every fault names its key and the mend."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from data.domain.areas import Level
from data.domain.errors import ModelError
from data.domain.indicators import catalogue
from scoring.model import MODELS, load, parse, shipped

TEXT = (MODELS / "corporation-1.toml").read_text(encoding="utf-8")
OPEN = (MODELS / "open-1.toml").read_text(encoding="utf-8")


def changed(*pairs: tuple[str, str], text: str = TEXT) -> str:
    for old, new in pairs:
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    return text


def entry(id_: str, text: str = TEXT) -> str:
    found = re.search(rf'\[\[indicators\]\]\nid = "{id_}"\n(?:.+\n)+', text)
    assert found is not None
    return found.group()


def faults(text: str) -> tuple[str, ...]:
    with pytest.raises(ModelError) as caught:
        parse(text, "changed.toml")
    assert caught.value.file == "changed.toml"
    return caught.value.faults


def test_the_models_that_ship_are_called_after_their_files() -> None:
    models = shipped()
    assert sorted(models) == ["corporation-1", "open-1"]
    for path in MODELS.glob("*.toml"):
        assert load(path).id == path.stem
        assert load(path).toml == path.read_text(encoding="utf-8")


def test_the_default_model_is_the_table_of_the_method() -> None:
    model = shipped()["corporation-1"]
    table = model.indicator_frame().groupby(["axis", "dimension"], sort=False)["indicator_id"].agg(set).to_dict()
    assert table == {
        ("capacity", "residents"): {"length_of_stay", "willing_to_contribute", "residents_verdict"},
        ("capacity", "home"): {"condition", "energy_label", "vacancy"},
        ("capacity", "surroundings"): {"lbm_fys", "lbm_vrz", "lbm_won", "distance_services"},
        ("burden", "livelihood"): {"rent_arrears", "low_income", "social_assistance"},
        ("burden", "care"): {"support_signals", "guided_letting"},
        ("burden", "safety"): {"nuisance", "offences", "lbm_onv"},
        ("burden", "moving"): {"turnover", "refusals"},
    }
    assert model.coverage == dataclasses.replace(model.coverage, dimension=0.65, axis=0.65, indicators=3)
    assert (model.balance, model.thresholds.t1, model.smoothing.prior_max) == (0.5, 45, 400)
    assert (model.sizes.rate, model.sizes.street, model.sizes.building) == (10, 25, 15)
    assert shipped()["open-1"].coverage.indicators == 1


def test_who_lives_there_stands_in_no_model_that_ships() -> None:
    for model in shipped().values():
        assert "lbm_soc" not in {one.id for one in model.indicators}
        assert not any(one.about.context for one in model.indicators)


def test_frames_have_what_the_bulk_steps_need() -> None:
    model = shipped()["open-1"]
    frame = model.indicator_frame()
    assert list(frame.columns[:6]) == ["indicator_id", "dimension", "axis", "weight", "lo", "hi"]
    row = frame.set_index("indicator_id").loc["offences"]
    assert row.to_dict() == {
        "dimension": "safety",
        "axis": "burden",
        "weight": 1.0,
        "lo": 0.01,
        "hi": 0.09,
        "direction": -1,
        "kind": "count",
        "data_class": "P",
        "minimum": 10,
        "max_age": catalogue()["offences"].max_age,
        "levels": ("neighbourhood", "district", "municipality"),
    }
    dimensions = model.dimension_frame()
    assert dimensions.to_dict("list") == {
        "dimension": ["surroundings", "safety", "livelihood"],
        "axis": ["capacity", "burden", "burden"],
        "weight": [1.0, 2.0, 1.0],
    }
    assert model.column("hi")["lbm_onv"] == 0.13
    assert model.minimum_size(Level.ESTATE) == 15
    assert model.minimum_size(Level.DISTRICT) == 10


# --- the hash


def test_layout_comments_and_order_do_not_change_the_hash() -> None:
    plain = parse(TEXT, "a").hash
    bare = re.sub(r" *#.*", "", TEXT).replace(" = ", "=")
    assert bare != TEXT
    assert parse(bare, "b").hash == plain
    first, second = entry("condition"), entry("vacancy")
    swapped = TEXT.replace(first, "@").replace(second, first).replace("@", second)
    assert swapped != TEXT
    assert parse(swapped, "c").hash == plain
    assert parse(changed(("weight = 1\nlo = 2 ", "weight = 1.0\nlo = 2.0 ")), "d").hash == plain


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("t1 = 45", "t1 = 46"),
        ("balance = 0.5", "balance = 0.4"),
        ("hi = 15 ", "hi = 16 "),
        ("memory = 3", "memory = 4"),
        ("below = 34", "below = 35"),
        ('nl = "Bewoners"', 'nl = "Mensen"'),
        ("red_vacant = 3", "red_vacant = 4"),
    ],
)
def test_any_content_changes_the_hash(old: str, new: str) -> None:
    assert parse(changed((old, new)), "changed").hash != parse(TEXT, "plain").hash


def test_the_catalogue_behind_the_model_is_part_of_the_hash() -> None:
    known = catalogue()
    other = known | {"nuisance": dataclasses.replace(known["nuisance"], minimum=20)}
    unused = known | {"corporation_share": dataclasses.replace(known["corporation_share"], max_age=1)}
    assert parse(TEXT, "a", other).hash != parse(TEXT, "a").hash
    assert parse(TEXT, "a", unused).hash == parse(TEXT, "a").hash
    same = known | {"nuisance": dataclasses.replace(known["nuisance"], minimum=float(known["nuisance"].minimum))}
    assert parse(TEXT, "a", same).hash == parse(TEXT, "a").hash


def test_a_what_if_is_a_replaced_copy_with_a_hash_of_its_own() -> None:
    model = shipped()["open-1"]
    lower = dataclasses.replace(model, thresholds=dataclasses.replace(model.thresholds, t1=40.0))
    assert lower.thresholds.t1 == 40
    assert model.thresholds.t1 == 45
    assert lower.hash != model.hash
    assert dataclasses.replace(model, toml="").hash == model.hash


# --- faults, one by one

WRONG = [
    (("weight = 2\nlo = 3 ", "lo = 3 "), "indicators.length_of_stay.weight: is missing; write a number above 0"),
    (
        ("weight = 2\nlo = 3 ", "weight = -2\nlo = 3 "),
        "indicators.length_of_stay.weight: is -2; write a number above 0",
    ),
    (("weight = 2\nlo = 3 ", "weight = 0\nlo = 3 "), "indicators.length_of_stay.weight: is 0; write a number above 0"),
    (
        ("weight = 2\nlo = 3 ", 'weight = "2"\nlo = 3 '),
        "indicators.length_of_stay.weight: is '2'; write a number above 0",
    ),
    (("lo = 3 ", "lo = nan "), "indicators.length_of_stay.lo: is nan; write a number"),
    (("hi = 15 ", "hi = inf "), "indicators.length_of_stay.hi: is inf; write a number"),
    (("lo = 3 ", "lo = true "), "indicators.length_of_stay.lo: is True; write a number"),
    (("hi = 15 ", "hi = 3 "), "indicators.length_of_stay.lo: 3 is not below hi, 3; lo is the lower figure"),
    (("t1 = 45", "t1 = 70"), "thresholds.t1: 70 is not below thresholds.t2, 60; make it lower"),
    (("t2 = 60", "t2 = 45"), "thresholds.t1: 45 is not below thresholds.t2, 45; make it lower"),
    (("t2 = 60", "t2 = 160"), "thresholds.t2: is 160; write a number from 0 to 100"),
    (("[thresholds]", "[threshold]"), "threshold: unknown key; did you mean thresholds?"),
    (("h_min = 2", "hmin = 2"), "stability.hmin: unknown key; did you mean h_min?"),
    (("h_min = 2", "h_min = 9"), "stability.h_min: 9 is over half the way from t1 to t2; write at most 7.5"),
    (("draws = 1000", "draws = 10.5"), "certainty.draws: is 10.5; write a whole number of at least 1"),
    (("confidence = [0.90, 0.95, 0.99]", "confidence = 0.9"), "hotspots.confidence: is 0.9; write a list of numbers"),
    (("balance = 0.5", "balance = 1.5"), "balance: is 1.5; write a number from 0 to 1"),
    (('id = "corporation-1"', 'id = " "'), "id: is ' '; write a text"),
    (('axis = "capacity"', 'axis = "both"'), "dimensions.residents.axis: is 'both'; write one of capacity, burden"),
    (('id = "refusals"', 'id = "refusal"'), "indicators.refusal.id: not in the catalogue; take an id of"),
    (('id = "refusals"', 'id = "turnover"'), "indicators.turnover.id: stands 2 times; keep one"),
    (('id = "moving"', 'id = "care"'), "dimensions.care.id: stands 2 times; keep one"),
    (
        ('dimension = "moving"', 'dimension = "movin"'),
        "indicators.turnover.dimension: 'movin' is no dimension; take one of",
    ),
    (('floor = "amber"', 'floor = "green"'), "veto.condition.floor: is 'green'; write red or amber"),
    (('indicator = "condition"', 'indicator = "noise"'), "veto.noise.indicator: the model does not weigh it"),
    (
        ('period = "first"', 'period = "last"'),
        "reference.period: is 'last'; write first, same or a period such as 2026-1",
    ),
    (("amber_vacant = 1", "amber_vacant = 3"), "dwelling.amber_vacant: 3 is not below dwelling.red_vacant, 3"),
    (("indicators = 3\n", "indicators = 11\n"), "coverage.indicators: 11 are needed and the axis capacity has 10"),
    (
        ('id = "refusals"', 'id = "single_households"'),
        "indicators.single_households.id: context only, it can't get a light",
    ),
]


@pytest.mark.parametrize(("change", "said"), WRONG, ids=[said.split(";")[0][:60] for _, said in WRONG])
def test_a_fault_names_its_key_and_the_mend(change: tuple[str, str], said: str) -> None:
    found = faults(changed(change))
    assert any(fault.startswith(said) for fault in found), found


def test_a_dimension_needs_indicators() -> None:
    text = TEXT.replace(entry("support_signals"), "").replace(entry("guided_letting"), "")
    assert faults(text) == ("dimensions.care: has no indicators; give it one or remove it",)


def test_at_most_five_vetoes() -> None:
    rule = '[[veto]]\nindicator = "{}"\nbelow = 5\nminimum = 15\nfloor = "amber"\n\n'
    more = "".join(rule.format(one) for one in ("rent_arrears", "turnover"))
    at = "# Dimensions: equal"
    parse(changed((at, more + at)), "five")
    assert faults(changed((at, more + rule.format("refusals") + at))) == ("veto: 6 entries; keep at most 5",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "thresholds.t1: is missing"),
        ("thresholds = 3", "thresholds: is not a table; write its keys under [thresholds]"),
        ("indicators = 3", "indicators: is not a list of tables; begin each entry with [[indicators]]"),
        ("veto = [1]", "veto: is not a list of tables"),
        ("id = ", "the file is not TOML"),
        ("id = 'a'\nid = 'b'", "the file is not TOML"),
        ("[[indicators]]\nweight = 1", "indicators.#1.id: is missing; write a text"),
        ("[[dimensions]]\nid = 3\naxis = []", "dimensions.#1.axis: is []; write one of capacity, burden"),
    ],
)
def test_a_file_that_is_no_model_at_all_is_refused_with_words(text: str, said: str) -> None:
    assert any(fault.startswith(said) for fault in faults(text))


def test_all_faults_come_at_once_each_with_the_file() -> None:
    text = changed(
        ("t1 = 45", "t1 = 70"),
        ("h_min = 2", "hmin = 2"),
        ("weight = 2\nlo = 3 ", "lo = 3 "),
        ('id = "refusals"', 'id = "refusal"'),
        ("balance = 0.5", ""),
    )
    with pytest.raises(ModelError) as caught:
        parse(text, "my.toml")
    keys = {fault.split(":")[0] for fault in caught.value.faults}
    assert keys == {
        "thresholds.t1",
        "stability.hmin",
        "stability.h_min",
        "indicators.length_of_stay.weight",
        "indicators.refusal.id",
        "balance",
    }
    assert all(line.startswith("my.toml: ") for line in str(caught.value).splitlines())


def test_a_file_that_is_absent_or_no_text_is_a_fault_of_that_file(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"gone.toml: the file can't be read"):
        load(tmp_path / "gone.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ModelError, match=r"bytes.toml: the file can't be read"):
        load(tmp_path / "bytes.toml")


def test_a_refused_word_is_a_fault_with_its_reason_wherever_it_stands() -> None:
    found = faults(changed(('nl = "Doorstroming"', 'nl = "Herkomst"')))
    mend = "who lives somewhere is never a burden; remove it, or show it as context without a light"
    assert found == (f"dimensions.moving.nl: refused, 'herkomst' speaks of origin: {mend}",)
    known = catalogue()
    sly = known | {"calm": dataclasses.replace(known["refusals"], id="calm", nl="Rust", en="Share of Elderly People")}
    with pytest.raises(ModelError) as caught:
        parse(changed(('id = "refusals"', 'id = "calm"')), "sly.toml", sly)
    assert caught.value.faults == (f"indicators.calm.en: refused, 'elder' speaks of age: {mend}",)
