from hypothesis import given
from hypothesis import strategies as st

from mutualaid.directory.finder import bits

positions = st.sets(st.integers(0, 999))


class TestSets:
    @given(positions)
    def test_come_back_as_they_went_in(self, chosen):
        mask = bits.from_positions(chosen, 1000)

        assert list(bits.positions(mask)) == sorted(chosen)
        assert mask.bit_count() == len(chosen)

    @given(positions, positions)
    def test_intersect_as_sets_do(self, one, other):
        mask = bits.from_positions(one, 1000) & bits.from_positions(other, 1000)

        assert set(bits.positions(mask)) == one & other

    @given(st.integers(0, 200), st.integers(0, 200), positions)
    def test_filling_adds_just_the_stretch(self, start, stop, before):
        octets = bytearray(126)
        for position in before:
            octets[position >> 3] |= 1 << (position & 7)

        bits.fill(octets, start, stop)

        mask = int.from_bytes(octets, "little")
        assert set(bits.positions(mask)) == before | set(range(start, stop))
