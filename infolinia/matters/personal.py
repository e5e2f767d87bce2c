"""Which tables of this room hold data of people, from the person outwards."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from infolinia.core.personal import RESIDENT, File, Table
from infolinia.matters.models import FileSource, MatterFile


def _given(keys: Sequence[Any], at: datetime) -> Iterator[File]:
    """Yield what the person gave and what they may see; a contractor's or the office's own papers are not theirs."""
    rows = MatterFile.objects.filter(pk__in=keys).order_by("added_at", "position")
    for row in rows.iterator(chunk_size=10):
        if row.source == FileSource.RESIDENT or row.visible_to_resident:
            yield File(f"sprawy/{row.matter_id}/{row.pk}-{row.name}", bytes(row.content))


TABLES = (
    Table(
        "matters.Matter",
        {"resident": RESIDENT},
        gives="matter",
        told=(
            "number", "category", "subject", "description", "answers", "street", "house", "district", "place_note",
            "reply_channel", "reply_address", "on_behalf_of", "status", "unit", "registered_at", "resident_due_at",
            "result", "closing_text", "closed_at",
        ),
    ),
    Table(
        "matters.StoryEvent",
        {"matter": "matter"},
        told=("matter", "kind", "text", "at"),
        title=_("co działo się w sprawach"),
    ),
    Table(
        "matters.MatterFile",
        {"matter": "matter"},
        told=("matter", "name", "media_type", "source", "added_at"),
        title=_("pliki w sprawach (obok)"),
        files=_given,
    ),
    Table(
        "matters.OldWorking",
        {"matter": "matter"},
        told=("matter", "resident_due_at", "at"),
        title=_("dawne terminy spraw"),
    ),
    Table("matters.RecountLine", {"matter": "matter"}),
    Table("matters.GuestLink", {"matter": "matter"}, told=("matter", "purpose", "created_at", "ended_at")),
    Table("matters.WarningSent", {"matter": "matter"}),
    Table("matters.DangerCall", {"matter": "matter"}, told=("matter", "unit", "raised_at", "acknowledged_at")),
    Table(
        "matters.Follower",
        {"resident": RESIDENT},
        told=("matter", "since", "channel", "reply_channel", "reply_address", "note"),
    ),
    # Who followed a matter that goes goes with it, and is not told in somebody else's copy.
    Table("matters.Follower", {"matter": "matter"}, moves=False),
)  # fmt: skip
# What is somebody else's but points here stays; only the link goes.
LINKS = (
    Table("matters.Matter", {"conversation": "conversation"}, blanks={"conversation": None}, moves=False),
    Table("matters.Follower", {"conversation": "conversation"}, blanks={"conversation": None}, moves=False),
    Table("matters.Follower", {"from_matter": "matter"}, blanks={"from_matter": None}, moves=False),
    Table("matters.Matter", {"joined_to": "matter"}, blanks={"joined_to": None}, moves=False),
    Table("matters.Matter", {"parent": "matter"}, blanks={"parent": None}, moves=False),
)
# A settled matter that the law keeps stays as a file without its person.
KEPT = (
    Table(
        "matters.Matter",
        {"pk": "kept_matter"},
        blanks={
            "resident": None,
            "conversation": None,
            "reply_channel": "none",
            "reply_address": "",
            "on_behalf_of": "",
        },
    ),
    Table("matters.GuestLink", {"matter": "kept_matter"}, blanks={"to": ""}),
)
WITHOUT_PEOPLE = (
    "matters.Clock", "matters.Category", "matters.StatusAttempt", "matters.Recount",
    "matters.RoutingRule", "matters.MonthFigures", "matters.Standing", "matters.Rung", "matters.OfficeHours",
    "matters.DigestChoice", "matters.DigestSent", "matters.UnitFeed", "matters.PaceCurve",
)  # fmt: skip
