"""The order of SRV records."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiojmap import ServiceRecord
from aiojmap._discovery.services import in_order

from .names import srv

RECORDS = st.lists(
    st.builds(
        ServiceRecord,
        priority=st.integers(0, 3),
        weight=st.integers(0, 5),
        port=st.integers(0, 65535),
        target=st.sampled_from(["a.example.", "b.example.", "c.example."]),
    ),
    max_size=8,
)


def test_a_lower_priority_comes_first() -> None:
    """Whatever the weights."""
    first, second = srv("a.", priority=1, weight=0), srv("b.", priority=2, weight=9)

    assert in_order([second, first], lambda: 0.99) == [first, second]


@pytest.mark.parametrize(("draw", "first"), [(0.0, "z."), (0.1, "a."), (0.3, "b."), (0.999, "b.")])
def test_within_a_priority_the_weights_decide(draw: float, first: str) -> None:
    """A record is drawn as often as its share of the weights; one without weight seldom."""
    records = [srv("b.", weight=3), srv("a.", weight=1), srv("z.", weight=0)]

    assert in_order(records, lambda: draw)[0].target == first


@given(RECORDS, st.randoms(use_true_random=False))
def test_every_record_comes_once_by_priority(
    records: list[ServiceRecord], source: random.Random
) -> None:
    """Nothing is lost, nothing is doubled, priorities rise."""
    ordered = in_order(records, source.random)

    assert sorted(map(repr, ordered)) == sorted(map(repr, records))
    assert [record.priority for record in ordered] == sorted(r.priority for r in records)


def test_records_are_drawn_by_their_weight() -> None:
    """Of many draws, three of four begin with the record of weight three."""
    source = random.Random(7)
    records = [srv("a.", weight=1), srv("b.", weight=3)]
    firsts = [in_order(records, source.random)[0].target for _ in range(4000)]

    assert 0.72 < firsts.count("b.") / len(firsts) < 0.78
