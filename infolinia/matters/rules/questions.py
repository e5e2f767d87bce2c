"""What is asked about a kind of matter: a set of questions as data, which of them are asked, and what answers will do.

The same set is shown to advisers and to residents. Answers are texts under the questions' codes; a yes or no is kept
as `yes` or `no`, a day as `2026-11-27`, photos as the names of their files.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from infolinia.matters.rules.phrases import Phrase, gettext_noop

TEXT, CHOICE, YES_NO, DATE, PLACE, PHOTO = "text", "choice", "yes_no", "date", "place", "photo"
KINDS = (TEXT, CHOICE, YES_NO, DATE, PLACE, PHOTO)
YES, NO = "yes", "no"
# A condition asks for an answer that can be foreseen.
FORESEEN = frozenset({CHOICE, YES_NO})
MOST_QUESTIONS, MOST_CHOICES = 20, 20
LONGEST_LABEL, LONGEST_CHOICE, LONGEST_HINT, LONGEST_ANSWER = 200, 120, 300, 500

_CODE = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
_NO_LIST = gettext_noop("Zestaw pytań nie jest listą.")
_TOO_MANY = gettext_noop("W zestawie może być najwyżej %(most)d pytań.")
_NO_LABEL = gettext_noop("Wpisz treść pytania.")
_TOO_LONG = gettext_noop("Tekst jest za długi. Zmieści się %(most)d znaków.")
_NO_CODE = gettext_noop("Kod może mieć małe litery, cyfry i myślniki, najwyżej 40 znaków.")
_SAME_CODE = gettext_noop("Takie pytanie już jest w zestawie.")
_NO_KIND = gettext_noop("Wybierz rodzaj odpowiedzi z listy.")
_FEW_CHOICES = gettext_noop("Wpisz co najmniej dwie różne odpowiedzi do wyboru, każdą w osobnym wierszu.")
_MANY_CHOICES = gettext_noop("Do wyboru może być najwyżej %(most)d odpowiedzi.")
_LATER = gettext_noop("Warunek musi wskazywać pytanie, które stoi wyżej.")
_UNFORESEEN = gettext_noop("Warunek może dotyczyć tylko pytania z odpowiedziami do wyboru albo „tak czy nie”.")
_NO_SUCH = gettext_noop("Na pytanie „%(question)s” nie można odpowiedzieć „%(answer)s”.")
_ASK = gettext_noop("Zapytaj jeszcze: %(question)s")
_CHOOSE = gettext_noop("Wybierz odpowiedź z listy: %(question)s")
_NO_DAY = gettext_noop("Wpisz dzień, na przykład 27.11.2026: %(question)s")
_LONG_ANSWER = gettext_noop("Odpowiedź jest za długa. Zmieści się %(most)d znaków: %(question)s")
_YES, _NO = gettext_noop("tak"), gettext_noop("nie")


@dataclass(frozen=True)
class When:
    """A question is asked only when an earlier one was answered with one of these."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """One question; `choices` are the answers to choose from, in their order."""

    code: str
    label: str
    kind: str = TEXT
    choices: tuple[str, ...] = ()
    required: bool = False
    when: When | None = None
    hint: str = ""


@dataclass(frozen=True)
class Fault:
    """An answer that will not do, under the code of its question, and why in words."""

    code: str
    phrase: Phrase


@dataclass(frozen=True)
class BadPart:
    """What is wrong with a set: which question (from 0; -1 for the set itself), which part of it, and why."""

    position: int
    part: str
    phrase: Phrase


class BadQuestions(ValueError):
    """The data are no set of questions; `faults` name every part to mend."""

    def __init__(self, faults: Sequence[BadPart]) -> None:
        super().__init__("; ".join(f"{one.position}.{one.part}: {one.phrase.text}" for one in faults))
        self.faults = tuple(faults)


def read(data: Any) -> tuple[Question, ...]:
    """Return the questions that are asked now, in their order; those out of use are left out. Raises `BadQuestions`."""
    if not isinstance(data, list) or not all(isinstance(one, Mapping) for one in data):
        raise BadQuestions([BadPart(-1, "set", Phrase(_NO_LIST))])
    found = [_question(one) for one in data if not one.get("retired")]
    faults = list(_faults(found))
    if faults:
        raise BadQuestions(faults)
    return tuple(found)


def plain(questions: Iterable[Question], before: Sequence[Mapping[str, Any]] = ()) -> list[dict[str, Any]]:
    """Return the set as it is stored. What stood in `before` and is asked no more stays, out of use.

    So the words of a question stay with the matters that answered it.
    """
    kept = [_plain(one) for one in questions]
    codes = {one["code"] for one in kept}
    gone = [{**one, "retired": True} for one in before if one.get("code") not in codes]
    return kept + gone


def asked(questions: Sequence[Question], answers: Mapping[str, str]) -> tuple[Question, ...]:
    """Return the questions whose conditions hold; a question whose own question is not asked is not asked either."""
    seen: dict[str, Question] = {}
    for one in questions:
        if one.when is None or (one.when.question in seen and _answer(answers, one.when.question) in one.when.answers):
            seen[one.code] = one
    return tuple(seen.values())


def check(questions: Sequence[Question], answers: Mapping[str, str], *, with_photos: bool = True) -> tuple[Fault, ...]:
    """Return what is wrong with the answers, question by question; who speaks on the telephone shows no photo."""
    visible = asked(questions, answers)
    found = (_wrong(one, _answer(answers, one.code), with_photos) for one in visible)
    return tuple(Fault(one.code, phrase) for one, phrase in zip(visible, found, strict=True) if phrase)


def kept(questions: Sequence[Question], answers: Mapping[str, str]) -> dict[str, str]:
    """Return the answers that are worth keeping: those to questions that were asked, without empty ones."""
    found = {one.code: _answer(answers, one.code) for one in asked(questions, answers)}
    return {code: text for code, text in found.items() if text}


def said(data: Any, answers: Mapping[str, str]) -> tuple[tuple[str, Phrase | str], ...]:
    """Return the questions in words with their answers, those out of use too; `data` is the set as it is stored.

    Answers to questions nobody knows any more stand under their code.
    """
    stored = [one for one in data if isinstance(one, Mapping)] if isinstance(data, list) else []
    known = {str(one.get("code", "")): _question(one) for one in stored}
    inside = [(one.label, _said(one, str(answers[code]))) for code, one in known.items() if answers.get(code)]
    outside = [(code, str(text)) for code, text in answers.items() if text and code not in known]
    return (*inside, *outside)


def _answer(answers: Mapping[str, str], code: str) -> str:
    return " ".join(str(answers.get(code, "")).split())


def _said(question: Question, answer: str) -> Phrase | str:
    if question.kind == YES_NO:
        return Phrase({YES: _YES, NO: _NO}[answer]) if answer in (YES, NO) else answer
    day = _day(answer) if question.kind == DATE else None
    return f"{day:%d.%m.%Y}" if day else answer


def _wrong(question: Question, answer: str, with_photos: bool) -> Phrase | None:
    told: dict[str, str | int | Phrase] = {"question": question.label}
    if not answer:
        needed = question.required and (with_photos or question.kind != PHOTO)
        return Phrase(_ASK, told) if needed else None
    if len(answer) > LONGEST_ANSWER:
        return Phrase(_LONG_ANSWER, {**told, "most": LONGEST_ANSWER})
    if question.kind in FORESEEN and answer not in _possible(question):
        return Phrase(_CHOOSE, told)
    if question.kind == DATE and _day(answer) is None:
        return Phrase(_NO_DAY, told)
    return None


def _possible(question: Question) -> tuple[str, ...]:
    return (YES, NO) if question.kind == YES_NO else question.choices


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _question(stored: Mapping[str, Any]) -> Question:
    """Return what is stored, as it is: `_faults` says what is wrong with it."""
    when = stored.get("when")
    choices = stored.get("choices")
    return Question(
        code=str(stored.get("code", "")),
        label=" ".join(str(stored.get("label", "")).split()),
        kind=str(stored.get("kind") or TEXT),
        choices=tuple(" ".join(str(one).split()) for one in choices) if isinstance(choices, list | tuple) else (),
        required=bool(stored.get("required")),
        when=_when(when) if isinstance(when, Mapping) and when.get("question") else None,
        hint=" ".join(str(stored.get("hint", "")).split()),
    )


def _when(stored: Mapping[str, Any]) -> When:
    wanted = stored.get("is", ())
    answers = tuple(str(one) for one in wanted) if isinstance(wanted, list | tuple) else (str(wanted),)
    return When(str(stored["question"]), answers)


def _plain(question: Question) -> dict[str, Any]:
    found: dict[str, Any] = {"code": question.code, "label": question.label, "kind": question.kind}
    found["required"] = question.required
    if question.choices:
        found["choices"] = list(question.choices)
    if question.when:
        found["when"] = {"question": question.when.question, "is": list(question.when.answers)}
    if question.hint:
        found["hint"] = question.hint
    return found


def _faults(found: Sequence[Question]) -> Iterable[BadPart]:
    if len(found) > MOST_QUESTIONS:
        yield BadPart(-1, "set", Phrase(_TOO_MANY, {"most": MOST_QUESTIONS}))
    earlier: dict[str, Question] = {}
    for position, one in enumerate(found):
        for part, phrase in (*_wording_faults(one), *_choice_faults(one), *_condition_faults(one, earlier)):
            yield BadPart(position, part, phrase)
        if one.code in earlier:
            yield BadPart(position, "label", Phrase(_SAME_CODE))
        earlier[one.code] = one


def _wording_faults(one: Question) -> Iterable[tuple[str, Phrase]]:
    if not one.label:
        yield "label", Phrase(_NO_LABEL)
    if len(one.label) > LONGEST_LABEL:
        yield "label", Phrase(_TOO_LONG, {"most": LONGEST_LABEL})
    if one.label and not _CODE.fullmatch(one.code):
        yield "code", Phrase(_NO_CODE)
    if one.kind not in KINDS:
        yield "kind", Phrase(_NO_KIND)
    if len(one.hint) > LONGEST_HINT:
        yield "hint", Phrase(_TOO_LONG, {"most": LONGEST_HINT})


def _choice_faults(one: Question) -> Iterable[tuple[str, Phrase]]:
    if one.kind != CHOICE:
        return
    if len(set(one.choices)) < 2 or len(set(one.choices)) < len(one.choices) or not all(one.choices):
        yield "choices", Phrase(_FEW_CHOICES)
    if len(one.choices) > MOST_CHOICES:
        yield "choices", Phrase(_MANY_CHOICES, {"most": MOST_CHOICES})
    if any(len(choice) > LONGEST_CHOICE for choice in one.choices):
        yield "choices", Phrase(_TOO_LONG, {"most": LONGEST_CHOICE})


def _condition_faults(one: Question, earlier: Mapping[str, Question]) -> Iterable[tuple[str, Phrase]]:
    if one.when is None:
        return
    of = earlier.get(one.when.question)
    if of is None:
        yield "when", Phrase(_LATER)
        return
    if of.kind not in FORESEEN:
        yield "when", Phrase(_UNFORESEEN)
        return
    unknown = [answer for answer in one.when.answers if answer not in _possible(of)]
    if unknown or not one.when.answers:
        yield "when", Phrase(_NO_SUCH, {"question": of.label, "answer": ", ".join(unknown)})
