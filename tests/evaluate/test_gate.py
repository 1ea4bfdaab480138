"""The figures on our own gold may not fall; only `zhengce evaluate --write-floors --lower` lowers a floor."""

from functools import cache
from pathlib import Path

from zhengce.evaluate import Evaluation, evaluate, fallen, load_floors, load_gold
from zhengce.evaluate.gold import fingerprint

GOLD = Path(__file__).parents[2] / "corpus" / "gold"
FLOORS = GOLD / "floors.toml"


@cache
def measured() -> Evaluation:
    return evaluate(load_gold(GOLD))


def test_no_figure_is_below_its_floor() -> None:
    assert fallen(load_floors(FLOORS), measured().figures()) == {}


def test_the_floors_belong_to_this_gold() -> None:
    assert load_floors(FLOORS).gold == fingerprint(GOLD), "gold changed: zhengce evaluate --write-floors"


def test_the_gold_is_large_enough_to_mean_something() -> None:
    assert measured().indicators.gold >= 400
    assert len(load_gold(GOLD)) >= 12
