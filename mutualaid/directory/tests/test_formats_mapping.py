import pytest

from mutualaid.directory.formats import read, redacted, unpack
from mutualaid.directory.formats.mapping import SourceMapping
from mutualaid.directory.formats.records import FormatError

MAPPING = {
    "Was": "name",
    "Tag": "day",
    "Um": "time",
    "Art": "types",
    "Zugang": "types",
    "Sprache": "language",
    "Wie": "attendance_option",
    "otherwise": {"fellowship": "local", "city": "Northbridge"},
    "words": {
        "Tag": {"Montag": "Monday", "Di": "Tuesday"},
        "Art": {"Rolli ok": "step-free", "Frauen": "women", "Offen": "open", "Kaffee": ""},
        "Sprache": {"Englisch": "en"},
        "Wie": {"Im Netz": "online"},
    },
}  # fmt: skip
SHEET = (
    "Was;Tag;Um;Art;Zugang;Sprache;Wie;Town\n"
    "Schritt;Montag;19:30;Frauen, Offen, Kaffee, Tee;rolli  OK;Englisch;Im Netz;\n"
    "Zwei;DI;20:00;Women;;English;hybrid;Southbridge\n"
)


def records(mapping=MAPPING):
    return read(SHEET.encode(), mapping=mapping)


class TestMapping:
    def test_says_what_headings_and_words_mean(self):
        first, second = records().records

        assert (first.features, first.openness) == (("step-free", "women"), "open")
        assert (first.languages, first.mode) == (("en",), "online")
        assert [each.schedules[0].weekday for each in (first, second)] == [0, 1]
        assert (second.features, second.languages) == (("women",), ("en",))

    def test_says_what_the_list_leaves_unsaid(self):
        first, second = records().records

        assert {first.fellowship, second.fellowship} == {"local"}
        assert second.venue.town == "Southbridge"

    def test_keeps_the_words_of_the_list_as_codes(self):
        first, second = records().records

        assert first.type_codes == (
            ("local", "Frauen"), ("local", "Offen"), ("local", "Kaffee"), ("local", "Tee"),
            ("local", "rolli OK"),
        )  # fmt: skip
        assert second.type_codes == (("local", "Women"),)

    def test_leaves_only_words_unknown_that_it_does_not_name(self):
        assert [problem.reason for problem in records().problems] == [
            "The type “Tee” is not known."
        ]

    def test_serves_both_steps(self):
        kept = redacted(unpack(SHEET.encode(), mapping=MAPPING), MAPPING)

        assert kept.headings == ("Was", "Tag", "Um", "Art", "Zugang", "Sprache", "Wie", "Town")  # fmt: skip

    @pytest.mark.parametrize(
        ("table", "sentence"),
        [
            ({"Day": 3}, "The mapping has something for “Day” that is not a name in quotation marks."),
            ({"otherwise": {"city": 3}}, "The part “otherwise” has something for “city” that is not a name in quotation marks."),
            ({"words": {"Art": ["x"]}}, "The part for the words of “Art” must be a table of at most 2,000 lines."),
            ({"words": {"Art": {"x": 1}}}, "The part for the words of “Art” has something for “x” that is not a name in quotation marks."),
            ({str(n): "name" for n in range(2_001)}, "The mapping must be a table of at most 2,000 lines."),
        ],
    )  # fmt: skip
    def test_that_is_none_is_refused(self, table, sentence):
        with pytest.raises(FormatError) as caught:
            SourceMapping.of(table)

        assert str(caught.value) == sentence

    def test_names_fields_that_there_are(self):
        with pytest.raises(FormatError, match="The mapping names 'colour'"):
            records(MAPPING | {"otherwise": {"colour": "red"}})

    def test_may_have_headings_called_as_its_parts_are(self):
        table = {"otherwise": "notes", "words": "types"}

        assert SourceMapping.of(table).headings == table


class TestSeveralFellowships:
    ROWS = (
        "Name,Day,Time,Fellowship,Type\n"
        "A,Mon,19:30,Alcoholics Anonymous,POA\n"
        "B,Mon,19:30,NA,SPK\n"
        "C,Mon,19:30,Al-Anon,POA\n"
        "D,Mon,19:30,Chess Club,POA\n"
        "E,Mon,19:30,,BUS\n"
    )

    def test_are_told_by_a_column(self):
        reading = read(self.ROWS.encode(), fellowship="ca")

        assert [(m.name, m.fellowship, m.features) for m in reading.records] == [
            ("A", "aa", ("proof-of-attendance",)),
            ("B", "na", ("speaker",)),
            ("C", "al-anon", ("parents",)),
            ("E", "", ("business",)),
        ]
        assert [code for m in reading.records for code in m.type_codes] == [
            ("aa", "POA"), ("na", "SPK"), ("al-anon", "POA"), ("ca", "BUS"),
        ]  # fmt: skip
        (problem,) = reading.problems
        assert problem.fatal
        assert problem.reason == "The fellowship “Chess Club” is not known."
