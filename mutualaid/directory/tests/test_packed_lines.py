from hypothesis import given
from hypothesis import strategies as st

from mutualaid.directory.packed_lines import lines_in, packed

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.text(st.characters(), max_size=30),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)


class TestPackedLines:
    @given(st.lists(VALUES, max_size=20))
    def test_come_back_as_they_were(self, lines):
        assert list(lines_in(packed(lines))) == lines

    def test_of_a_database_come_as_a_view_of_memory(self):
        assert list(lines_in(memoryview(packed([["one"], {"two": "\n"}])))) == [
            ["one"],
            {"two": "\n"},
        ]

    def test_longer_than_what_is_unpacked_at_once_are_whole(self):
        lines = ["x" * 200_000, "y", "z" * 70_000]

        assert list(lines_in(packed(lines))) == lines

    def test_that_are_none_are_none(self):
        assert list(lines_in(packed([]))) == []
        assert list(lines_in(b"")) == []
