"""Whatever the bytes, reading ends with a well-formed bank or with findings, never with anything else."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from quiz.bank.document import dump, load_bank
from quiz.bank.findings import Report
from quiz.bank.model import Bank
from quiz.bank.reading import examine_bytes
from quiz.scoring import score
from tests.banks.malformed import GOOD_TEXT
from tests.factories import as_yaml, extreme_answers

LINES = GOOD_TEXT.split("\n")
SLIPS = "：　１０–“”｛}[],:-&*!|>%@`'\"#?\t\0\x1b\u202e\ufeff\ud800\x85"


def hold(report: Report) -> None:
    """Assert that a report is a bank without errors, or errors without a bank."""
    assert (report.bank is None) == bool(report.errors)
    for line in report.error_lines("ja") + report.error_lines("en") + report.warning_lines("ja"):
        assert line.isprintable() and line.startswith("x:")
    if report.bank is not None:
        hold_bank(report.bank)


def hold_bank(bank: Bank) -> None:
    """Assert that lookups and scoring work on every form of a bank."""
    assert load_bank(dump(bank)) == bank
    for form in bank.forms:
        assert {item.area for item in bank.items_of(form.id)} == {area.id for area in bank.areas}
        assert score(bank, form.id, extreme_answers(bank, form.id, top=True)).score == 100
    assert all(bank.band_of(points) for points in range(101))


@given(st.binary(max_size=400))
def test_random_bytes_are_survived(data: bytes) -> None:
    hold(examine_bytes(data, "x"))


@given(st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from("{}[]:,-\n &*!|>'\"#?%@"), max_size=300))
@example("? - ? - :\n")
@example("- - - ? :\n  : -")
@example("!<tag:> {? ,: }")
@example('"\\UFFFFFFFF"')
@example("id: |2\n x")
@example("%TAG ! x\n---\n!a b")
@example("}")
@example("{")
def test_random_text_is_survived(text: str) -> None:
    hold(examine_bytes(text.encode(), "x"))


TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["id", "ja", "en", "items", "options", "forms", "areas", "bands", "points", "text", "x"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=30,
)


@given(TREES)
def test_random_documents_are_survived(tree: object) -> None:
    hold(examine_bytes(as_yaml(tree).encode(), "x"))


@st.composite
def spoilt_banks(draw: st.DrawFn) -> str:
    """Draw the good bank with a few of the accidents of an editor."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(lines) - 1))
        line = lines[place]
        column = draw(st.integers(0, len(line)))
        match draw(st.sampled_from(["delete", "double", "swap", "insert", "cut", "indent", "move"])):
            case "delete":
                del lines[place]
            case "double":
                lines.insert(place, line)
            case "swap":
                lines[place] = (
                    line[:column] + line[column + 1 : column + 2] + line[column : column + 1] + line[column + 2 :]
                )
            case "insert":
                lines[place] = line[:column] + draw(st.sampled_from(SLIPS)) + line[column:]
            case "cut":
                lines[place] = line[:column]
            case "indent":
                lines[place] = " " * draw(st.integers(1, 3)) + line
            case "move":
                lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(place))
    return "\n".join(lines)


@settings(max_examples=300)
@given(spoilt_banks())
def test_accidents_in_an_editor_are_survived(text: str) -> None:
    hold(examine_bytes(text.encode("utf-8", "surrogatepass"), "x"))


@given(st.integers(0, len(GOOD_TEXT.encode()) - 1), st.integers(0, 255))
def test_a_changed_byte_is_survived(place: int, byte: int) -> None:
    data = bytearray(GOOD_TEXT.encode())
    data[place] = byte
    hold(examine_bytes(bytes(data), "x"))
