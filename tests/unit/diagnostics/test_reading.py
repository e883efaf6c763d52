from dataclasses import replace

from luoshi.diagnostics import diagnose_reading
from luoshi.model.commitment import Deadline, Member, Term
from luoshi.model.reading import Reading
from luoshi.model.structure import Damage, Duplicate, Join, Truncation
from luoshi.model.text import Span
from tests.annotated import annotated_reading


def _span(start: int, end: int) -> Span:
    return Span(annotated_reading("20").document.id, start, end)


def _sound() -> Reading:
    """A reading in which nothing is doubtful."""
    return replace(annotated_reading("20"), deadlines=(), terms=())


def test_nothing_is_said_about_a_sound_reading() -> None:
    assert diagnose_reading(_sound()) == ()


def test_every_doubt_becomes_a_finding_in_the_order_of_the_text() -> None:
    reading = replace(
        _sound(),
        issuer=None,
        joins=(Join(left_end=100, right_start=300, certain=False), Join(left_end=400, right_start=410)),
        truncated=(Truncation(span=_span(500, 520), edge="end"),),
        duplicates=(Duplicate(first=_span(0, 10), copy=_span(600, 610)),),
        damages=(Damage(span=_span(20, 21), kind="混入字母", suggestion="口"),),
        terms=(Term(span=_span(700, 704), text="三大工程", members=(_member(),) * 2, count_ok=False),),
        deadlines=(
            Deadline(span=_span(800, 802), text="今年", normalised=None),
            Deadline(span=_span(810, 815), text="2027年", normalised="2027"),
        ),
    )
    found = diagnose_reading(reading)
    assert [each.code for each in found] == ["LS203", "LS010", "LS007", "LS008", "LS009", "LS101", "LS202"]
    assert "说是 三，列出 2" in found[5].message


def test_another_language_is_one_finding() -> None:
    found = diagnose_reading(replace(_sound(), language="en", issuer=None))
    assert [each.code for each in found] == ["LS006"]


def _member() -> Member:
    return Member(span=_span(710, 714), text="管网工程")
