"""The same thing reported again: who reported it follows the matter that is there, and may part from it again."""

from datetime import datetime
from uuid import UUID, uuid4, uuid5

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from infolinia.core.numbers import new_code
from infolinia.core.text import one_line
from infolinia.matters import codes, wording
from infolinia.matters.followed import following, parted_key
from infolinia.matters.models import Follower, Matter, Status, Tells
from infolinia.matters.operations.changing import CannotChangeMatter, begin, finish, tell, too_long
from infolinia.matters.operations.danger import CannotTellDuty, danger_again, is_unconfirmed
from infolinia.matters.operations.drafting import CannotRegister
from infolinia.matters.operations.registering import register
from infolinia.matters.operations.telling import tell_follower, tell_resident
from infolinia.matters.operations.waiting import stop_waiting
from infolinia.matters.shapes import Duty, MatterDraft, Place
from infolinia.matters.shapes.following import FollowDraft, Followed, PartedFrom

_LONGEST_NOTE = 2000


@transaction.atomic
def follow(*, matter_id: UUID, draft: FollowDraft, by_id: int | None, at: datetime) -> Followed:
    """Let somebody who reports the same thing follow the open matter: counted, told of its end, with a code of theirs.

    The code is returned only here and in the confirmation by e-mail. A danger that they tell of is the matter's from
    now on, and its duty has to be called. Raises `CannotChangeMatter`.
    """
    matter = begin("follow", matter_id=matter_id, by_id=by_id)
    _check(draft)
    if matter.parent_id:
        raise CannotChangeMatter(_("To część większej sprawy. Dołącz do sprawy głównej."))
    code = codes.code_of_request(f"follow {draft.request_key}") if draft.request_key else new_code()
    ident = uuid5(matter.id, draft.request_key) if draft.request_key else uuid4()
    if draft.request_key and Follower.objects.filter(pk=ident, left_at=None).exists():
        return Followed(ident, matter.id, matter.number, code, matter.follower_count)
    follower = Follower(
        id=ident,
        matter=matter,
        code_hash=codes.code_hash(matter.id, code),
        channel=draft.channel,
        resident_id=draft.resident_id,
        conversation_id=draft.conversation_id,
        question_id=draft.question_id,
        reply_channel=draft.reply_channel,
        reply_address=one_line(draft.reply_address, 254),
        tells=draft.tells,
        note=draft.note.strip(),
        since=at,
        by_id=by_id,
    )
    _store(follower)
    matter.follower_count = following(matter.id).count()
    tell(matter, "followed", by_id=by_id, at=at, text=follower.note, details={"follower": str(follower.id)})
    duty = _alarm(matter, by_id, at) if draft.danger else None
    tell_follower(matter, follower, at=at, secret=code)
    finish("follow", matter)
    return Followed(follower.id, matter.id, matter.number, code, matter.follower_count, duty)


@transaction.atomic
def join(*, matter_id: UUID, into_id: UUID, by_id: int, at: datetime) -> None:
    """Join an open matter to another one about the same thing: it ends as already reported, its resident follows.

    Number and code of the joined matter stay good: they lead to the other one. Raises `CannotChangeMatter`, also
    while the duty has not confirmed a danger in it: with the matter its alarm would end.
    """
    if matter_id == into_id:
        raise CannotChangeMatter(_("Wybierz inną sprawę: nie można dołączyć sprawy do niej samej."), "into")
    _lock(matter_id, into_id)
    into = begin("follow", matter_id=into_id, by_id=by_id)
    matter = begin("join", matter_id=matter_id, by_id=by_id)
    _check_joining(matter, into)
    left = matter.unit_id
    _close_as_known(matter, into, at)
    _follow_as(matter, into, by_id, at)
    details: dict[str, object] = {"into": into.number}
    event = tell(matter, "joined", by_id=by_id, at=at, text=matter.closing_text, visible=True, details=details)
    tell_resident("joined", matter, key=str(event.pk), at=at)
    tell(into, "joined_here", by_id=by_id, at=at, details={"number": matter.number})
    matter.follower_count = following(matter.id).count()
    finish("join", matter, also_unit=left)
    into.follower_count = following(into.id).count()
    finish("follow", into)


@transaction.atomic
def part_from(*, follower_id: UUID, by_id: int, at: datetime) -> PartedFrom:
    """Give a follower a matter of their own: it was not the same thing after all.

    Whose own matter had been joined gets that one back, with its number, code and deadline; anybody else a new one
    whose deadline runs from the day on which they reported it, and to which their old code leads from now on. Raises
    `CannotChangeMatter`.
    """
    follower = _locked(follower_id)
    matter = begin("part_from", matter_id=follower.matter_id, by_id=by_id)
    parted = _back(follower.from_matter, by_id, at) if follower.from_matter else _own(follower, matter, by_id, at)
    follower.left_at = at
    follower.save()
    matter.follower_count = following(matter.id).count()
    tell(matter, "parted", by_id=by_id, at=at, details={"number": parted.number})
    finish("part_from", matter)
    if matter.joined_to_id:
        Matter.objects.filter(pk=matter.joined_to_id).update(follower_count=following(matter.joined_to_id).count())
    return parted


def _check(draft: FollowDraft) -> None:
    if draft.reply_channel not in wording.CHANNELS:
        raise CannotChangeMatter(_("Wybierz, jak odpowiedzieć mieszkańcowi, albo „bez odpowiedzi”."), "reply_channel")
    if draft.reply_channel == "email" and "@" not in draft.reply_address:
        raise CannotChangeMatter(_("Wpisz adres e-mail, na który wyślemy odpowiedź."), "reply_address")
    if draft.tells not in Tells.values:
        raise CannotChangeMatter(_("Wybierz, o czym pisać do mieszkańca."), "tells")
    if len(draft.note) > _LONGEST_NOTE:
        raise CannotChangeMatter(too_long(len(draft.note)), "note")


def _store(follower: Follower) -> None:
    try:
        with transaction.atomic():
            follower.save(force_insert=True)
    except IntegrityError as error:
        raise CannotChangeMatter(_("To pytanie jest już dołączone do sprawy.")) from error


def _lock(*ids: UUID) -> None:
    """Lock both matters in one order, whichever is joined to which: two people joining crosswise never wait forever."""
    list(Matter.objects.select_for_update(of=("self",)).filter(id__in=ids).order_by("id").values_list("id"))


def _locked(follower_id: UUID) -> Follower:
    """Return the follower, locked after the matters that change with them: in the order in which joining locks."""
    found = Follower.objects.select_related("matter").get(id=follower_id)
    matters = {found.matter_id, found.matter.joined_to_id, found.from_matter_id}
    _lock(*(one for one in matters if one))
    rows = Follower.objects.select_for_update(of=("self",)).select_related("from_matter", "resident", "matter")
    follower = rows.get(id=follower_id)
    if follower.left_at is not None:
        raise CannotChangeMatter(_("Ta osoba już nie obserwuje tej sprawy."))
    if not {follower.matter_id, follower.matter.joined_to_id} <= matters:
        raise CannotChangeMatter(_("Ktoś właśnie dołączył tę sprawę do innej. Odśwież stronę i spróbuj jeszcze raz."))
    return follower


def _alarm(matter: Matter, by_id: int | None, at: datetime) -> Duty:
    try:
        return danger_again(matter, by_id=by_id, at=at)
    except CannotTellDuty as refusal:
        text = _("%(why)s Zarejestruj to jako osobną sprawę.") % {"why": refusal}
        raise CannotChangeMatter(text, "danger") from refusal


def _check_joining(matter: Matter, into: Matter) -> None:
    if matter.parent_id or into.parent_id:
        raise CannotChangeMatter(_("To część większej sprawy. Dołącz do sprawy głównej."), "into")
    if Matter.objects.filter(parent=matter).exclude(status=Status.CLOSED).exists():
        raise CannotChangeMatter(_("Ta sprawa ma niezakończone części. Najpierw je zakończ."))
    if is_unconfirmed(matter):
        text = _("W tej sprawie komuś coś grozi, a dyżurny jeszcze tego nie potwierdził. Dołącz ją po potwierdzeniu.")
        raise CannotChangeMatter(text, "into")


def _close_as_known(matter: Matter, into: Matter, at: datetime) -> None:
    stop_waiting(matter, at=at)
    matter.joined_to, matter.result, matter.closed_at = into, "duplicate", at
    with wording.in_language_of(matter):  # the resident reads it, not who joined
        matter.closing_text = _(
            "O tej sprawie już wiemy: to samo dotyczy sprawy %(number)s. Damy znać, jak się skończy."
        ) % {"number": into.number}
    # What had been joined to this one hangs on the other from now on: never a chain.
    Matter.objects.filter(joined_to=matter).update(joined_to=into)
    Follower.objects.filter(matter=matter, from_matter__isnull=False, left_at=None).update(matter=into)


def _follow_as(matter: Matter, into: Matter, by_id: int, at: datetime) -> None:
    """Let the joined matter's resident follow the other one, with all who followed theirs."""
    Follower.objects.create(
        matter=into,
        channel=matter.channel,
        resident_id=matter.resident_id,
        conversation_id=matter.conversation_id,
        reply_channel=matter.reply_channel,
        reply_address=matter.reply_address,
        tells=matter.tells,
        from_matter=matter,
        since=matter.started_at,
        by_id=by_id,
    )


def _back(matter: Matter, by_id: int, at: datetime) -> PartedFrom:
    """Open the joined matter again as it was; its deadline ran on, for the resident had nothing to do with it."""
    mine = begin("part_from", matter_id=matter.id, by_id=by_id)
    mine.joined_to, mine.result, mine.closing_text, mine.closed_at = None, "", "", None
    mine.follower_count = following(mine.id).count()
    tell(mine, "own_again", by_id=by_id, at=at, visible=True)
    finish("part_from", mine, status=Status.RETURNED if mine.unit_id else Status.AT_HELPLINE)
    return PartedFrom(mine.id, mine.number, "")


def _own(follower: Follower, matter: Matter, by_id: int, at: datetime) -> PartedFrom:
    """Register a matter of the same kind for the follower, with nothing that only the first reporter said.

    Of the place it keeps the street: the house, the words and the point may be where somebody else lives.
    """
    with wording.in_office_language():
        said = _("Zgłoszone jako to samo co sprawa %(number)s, a to coś innego.") % {"number": matter.number}
    draft = MatterDraft(
        category_code=matter.category.code,
        description=follower.note or said,
        place=Place(matter.street, "", matter.district),
        kind=matter.kind,
        channel=follower.channel,
        resident_id=follower.resident_id,
        conversation_id=follower.conversation_id,
        reply_channel=follower.reply_channel,
        reply_address=follower.reply_address,
        tells=follower.tells,
        language=follower.resident.language if follower.resident else wording.OFFICE_LANGUAGE,
        is_asked=False,
        request_key=parted_key(follower.id),
        received_at=follower.since,
    )
    try:
        made = register(draft=draft, by_id=by_id, at=at)
    except CannotRegister as refusal:
        raise CannotChangeMatter(str(refusal)) from refusal
    return PartedFrom(made.id, made.number, made.code)
