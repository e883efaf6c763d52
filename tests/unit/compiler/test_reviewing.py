"""The log of reviews replayed over readings: what it changes, what it survives, what it says."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.compiler.link import link
from luoshi.compiler.pipeline import compile_document
from luoshi.compiler.review_fields import fault_of, fields_of, is_deadline, same_value, show_value
from luoshi.compiler.reviewing import Reviewed, apply_reviews, review_of
from luoshi.model.commitment import Commitment, Owner, Quantity
from luoshi.model.diagnostic import Outcome
from luoshi.model.reading import Reading
from luoshi.model.review import Correction, FieldValue, Review, ReviewField, Verdict
from luoshi.model.text import Document, DocumentId

TEXT = """青岚市人民政府关于老旧小区改造的实施意见

一、改造任务
市住房城乡建设局要在2026年底前改造老旧小区420个，惠及居民9万户。
市财政局要在2026年6月底前筹集改造资金12亿元。
市水务局负责更换老旧供水管网120公里。
市城管局要建立物业服务评价制度。
"""


def read(text: str = TEXT, slug: str = "opinion") -> Reading:
    return compile_document(Document(id=DocumentId(slug), text=text)).value


def find(reading: Reading, wording: str) -> Commitment:
    text = reading.document.text
    return next(each for each in reading.commitments if wording in text[each.span.start : each.span.end])


def figure(reading: Reading, wording: str) -> Quantity:
    text = reading.document.text
    return next(each for each in reading.quantities if text[each.span.start : each.span.end] == wording)


def review(
    reading: Reading,
    subject: Commitment | Quantity,
    verdict: Verdict = "change",
    *,
    by: str = "市政府督查室",
    at: str = "2026-03-01",
    **changes: FieldValue,
) -> Review:
    named: Iterable[tuple[ReviewField, FieldValue]] = changes.items()  # type: ignore[assignment]
    return review_of(reading, subject, verdict, by=by, at=at, changes=named, reason="核对原件")


def applied(reading: Reading, *reviews: Review) -> tuple[Reading, list[str], Outcome[Reviewed]]:
    outcome = apply_reviews((reading,), reviews)
    return outcome.value.readings[0], [found.code for found in outcome.diagnostics], outcome


LEAD = (Owner(name="市住房城乡建设局", role="lead"), Owner(name="市民政局", role="cooperate"))


def test_without_reviews_nothing_changes() -> None:
    reading = read()
    assert applied(reading)[0] is reading


def test_change_is_carried_out_with_its_consequences() -> None:
    reading = read()
    task = find(reading, "老旧小区420个")
    changed, codes, outcome = applied(reading, review(reading, task, owners=LEAD, deadline="2026-10"))
    now = find(changed, "老旧小区420个")
    assert (now.owners, now.owner, now.deadline, now.inherit_rule) == (
        LEAD,
        "市住房城乡建设局",
        "2026-10",
        None,
    )
    assert codes == []
    assert outcome.value.standings[0].found == "id"
    assert [each for each in changed.commitments if each.id != task.id] == [
        each for each in reading.commitments if each.id != task.id
    ]


def test_rejected_commitment_leaves_with_its_targets() -> None:
    reading = read()
    task = find(reading, "老旧小区420个")
    changed, _, _ = applied(reading, review(reading, task, "reject"))
    assert task.id not in {each.id for each in changed.commitments}
    assert figure(changed, "420个").kind == "fact"
    link((changed,))


def test_klass_decides_whether_it_is_a_commitment() -> None:
    reading = read()
    task = find(reading, "物业服务评价制度")
    changed, _, _ = applied(reading, review(reading, task, klass="slogan"))
    assert task.id not in {each.id for each in changed.commitments}
    statement = next(
        each for each in changed.statements if each.span.start <= task.span.start < each.span.end
    )
    assert (statement.klass, statement.rule) == ("slogan", "review")
    kept, _, _ = applied(reading, review(reading, task, klass="target"))
    assert task.id in {each.id for each in kept.commitments}


def test_figure_is_corrected() -> None:
    reading = read()
    changed, codes, _ = applied(reading, review(reading, figure(reading, "420个"), value=Decimal(402)))
    assert figure(changed, "420个").value == Decimal(402)
    assert codes == []


def test_contradicting_figure_is_refused_and_said() -> None:
    reading = read()
    changed, codes, _ = applied(reading, review(reading, figure(reading, "420个"), bound="range"))
    assert changed.quantities == reading.quantities
    assert codes == ["LS395"]
    whole = review(
        reading, figure(reading, "420个"), bound="range", value=None, low=Decimal(400), high=Decimal(420)
    )
    changed, codes, _ = applied(reading, whole)
    assert (figure(changed, "420个").low, codes) == (Decimal(400), [])


def test_rejected_figure_is_gone_from_its_commitment() -> None:
    reading = read()
    target = figure(reading, "420个")
    changed, _, _ = applied(reading, review(reading, target, "reject"))
    assert target.id not in {each.id for each in changed.quantities}
    assert all(target.id not in each.quantities for each in changed.commitments)


def test_last_word_holds_and_conflict_is_said() -> None:
    reading = read()
    task = find(reading, "老旧小区420个")
    first = review(reading, task, by="市督查室", deadline="2026-10")
    second = review(reading, task, by="市住建局", at="2026-03-02", deadline="2026-11")
    changed, codes, outcome = applied(reading, first, second)
    assert find(changed, "老旧小区420个").deadline == "2026-11"
    assert codes == ["LS394"]
    assert len(outcome.value.standings) == 2
    again = review(reading, task, by="市督查室", at="2026-03-02", deadline="2026-12")
    assert applied(reading, first, again)[1] == []


def test_rejection_can_be_taken_back() -> None:
    reading = read()
    task = find(reading, "老旧小区420个")
    reject, accept = review(reading, task, "reject"), review(reading, task, "accept", by="市住建局")
    changed, codes, _ = applied(reading, reject, accept)
    assert find(changed, "老旧小区420个").id == task.id
    assert codes == ["LS394"]


def test_review_survives_an_edit_elsewhere() -> None:
    reading = read()
    entry = review(reading, find(reading, "老旧小区420个"), deadline="2026-10")
    edited = read("说明：本件为修订稿。\n" + TEXT.replace("12亿元", "15亿元"))
    changed, codes, outcome = applied(edited, entry)
    assert find(changed, "老旧小区420个").deadline == "2026-10"
    assert codes == []
    assert outcome.value.standings[0].found == "id"


def test_review_follows_a_reworded_clause_and_says_so() -> None:
    reading = read()
    entry = review(reading, find(reading, "供水管网120公里"), object="更换老旧供水管网（含二次供水）120公里")
    edited = read(TEXT.replace("更换老旧供水管网120公里", "更换城区老旧供水管网150公里"))
    before = find(edited, "供水管网150公里")
    changed, codes, outcome = applied(edited, entry)
    assert outcome.value.standings[0].found == "likeness"
    assert outcome.value.standings[0].subject == before.id
    # The object itself was reworded: what the reviewer wrote does not go over it.
    assert find(changed, "供水管网150公里").object == before.object
    assert codes == ["LS392", "LS393"]
    owner = (Owner(name="市水务局", role="lead"), Owner(name="市城管局", role="cooperate"))
    entry = review(reading, find(reading, "供水管网120公里"), owners=owner)
    changed, codes, _ = applied(edited, entry)
    assert find(changed, "供水管网150公里").owners == owner
    assert codes == ["LS392"]


def test_review_without_object_is_said_and_kept() -> None:
    reading = read()
    entry = review(reading, find(reading, "供水管网120公里"), deadline="2026")
    edited = read(TEXT.replace("市水务局负责更换老旧供水管网120公里。\n", ""))
    changed, codes, outcome = applied(edited, entry)
    assert changed is edited
    assert codes == ["LS391"]
    assert entry.quote[:10] in outcome.diagnostics[0].message


def test_two_near_clauses_are_no_object() -> None:
    text = TEXT.replace("更换老旧供水管网120公里", "更换{}老旧供水管网120公里")
    reading = read(text.format("城区"))
    entry = review(reading, find(reading, "供水管网120公里"), deadline="2026")
    twice = text.format("东城").rstrip() + "\n市水务局负责更换西城老旧供水管网120公里。\n"
    _, codes, outcome = applied(read(twice), entry)
    assert codes == ["LS391"]
    assert len(outcome.diagnostics[0].labels) == 2


def test_what_was_reviewed_beside_it_is_another_reading() -> None:
    text = TEXT.rstrip() + "\n市水务局负责更换东城老旧供水管网60公里。\n"
    reading = read(text)
    other = review(reading, find(reading, "东城老旧供水管网"), deadline="2026")
    gone = review(reading, find(reading, "供水管网120公里"), deadline="2027")
    edited = read(text.replace("市水务局负责更换老旧供水管网120公里。\n", ""))
    changed, codes, _ = applied(edited, other, gone)
    assert find(changed, "东城老旧供水管网").deadline == "2026"
    assert codes == ["LS391"]


def test_review_follows_its_document_under_another_name() -> None:
    reading = read()
    entry = review(reading, find(reading, "老旧小区420个"), deadline="2026-10")
    changed, codes, outcome = applied(read(slug="other"), entry)
    assert find(changed, "老旧小区420个").deadline == "2026-10"
    assert codes == []
    assert outcome.value.standings[0].found == "wording"


def test_reading_that_changed_since_is_said() -> None:
    reading = read()
    task = find(reading, "老旧小区420个")
    seen = replace(task, deadline="2027")
    entry = review(reading, seen, deadline="2026-10")
    changed, codes, _ = applied(reading, entry)
    assert find(changed, "老旧小区420个").deadline == "2026-10"
    assert codes == ["LS393"]


def test_faulty_review_has_no_effect_and_is_said() -> None:
    reading = read()
    task = find(reading, "老旧小区420个")
    entry = replace(
        review(reading, task), corrections=(Correction(field="deadline", old=task.deadline, new="明年"),)
    )
    changed, codes, _ = applied(reading, entry)
    assert find(changed, "老旧小区420个").deadline == task.deadline
    assert codes == ["LS395"]
    wrong = replace(entry, corrections=(Correction(field="unit", old="个", new="户"),))
    assert applied(reading, wrong)[1] == ["LS395"]


@pytest.mark.parametrize(
    "value",
    [
        "2026",
        "2026-02",
        "2026-02-28",
        "recurring:monthly",
        "relative:P3WD",
        "relative:-PT48H",
        "immediate",
        "ongoing",
    ],
)
def test_vocabulary_of_deadlines(value: str) -> None:
    assert is_deadline(value)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "2026-13",
        "2026-02-30",
        "recurring:often",
        "relative:",
        "relative:P",
        "relative:PT",
        "２０２６",
        "0000",
    ],
)
def test_what_is_no_deadline(value: str) -> None:
    assert not is_deadline(value)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("modality", "maybe"),
        ("owners", "市水务局"),
        ("owners", (Owner(name=" ", role="lead"),)),
        ("owners", (Owner(name="市水务局", role="boss"),)),  # type: ignore[arg-type]
        ("owners", (Owner(name="市水务局", role="lead"),) * 2),
        ("object", "两\n行"),
        ("object", ""),
        ("object", None),
        ("conditional", "yes"),
        ("value", Decimal("NaN")),
        ("value", "12"),
        ("klass", None),
    ],
)
def test_faulty_values_are_named(field: ReviewField, value: FieldValue) -> None:
    assert fault_of(field, value)


def test_values_are_shown() -> None:
    assert show_value(LEAD) == "市住房城乡建设局（牵头）、市民政局（配合）"
    assert (show_value(None), show_value(True), show_value(Decimal("5.0"))) == ("未指明", "是", "5.0")
    assert same_value(LEAD, LEAD[::-1])


VALUES: dict[str, st.SearchStrategy[FieldValue]] = {
    "deadline": st.sampled_from([None, "2026", "2027-03", "ongoing"]),
    "modality": st.sampled_from(["must", "strive", "explore"]),
    "owners": st.sampled_from([(), LEAD, LEAD[:1]]),
    "conditional": st.booleans(),
    "klass": st.sampled_from(["task", "slogan"]),
}


@given(
    st.lists(
        st.tuples(
            st.integers(0, 3),
            st.sampled_from(["accept", "reject", "change"]),
            st.sampled_from(["甲", "乙"]),
            st.fixed_dictionaries({}, optional=VALUES),
        ),
        max_size=8,
    )
)
def test_log_can_be_replayed_in_parts(entries: list[tuple[int, Verdict, str, dict[str, FieldValue]]]) -> None:
    """Whatever the log: every review stands for a reading, the last value holds, and the same log does the same."""
    reading = read()
    reviews = [
        review(reading, reading.commitments[i], verdict, by=by, **changes)  # type: ignore[arg-type]  # none is called by or at
        for i, verdict, by, changes in entries
    ]
    changed, codes, outcome = applied(reading, *reviews)
    assert outcome.value.standings == apply_reviews((reading,), reviews).value.standings
    assert len(outcome.value.standings) == len(reviews)
    assert "LS395" not in codes
    assert changed == applied(reading, *reviews)[0]
    now = {each.id: each for each in changed.commitments}
    for i, commitment in enumerate(reading.commitments):
        mine = [(verdict, changes) for j, verdict, _, changes in entries if j == i]
        if mine and mine[-1][0] == "reject":
            assert commitment.id not in now
        for field in fields_of(commitment):
            values = [changes[field] for verdict, changes in mine if verdict == "change" and field in changes]
            if commitment.id in now and field != "klass" and not values:
                assert getattr(now[commitment.id], field) == getattr(commitment, field)
    link((changed,))
