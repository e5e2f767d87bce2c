"""Letters among a person's data: in the copy with their pages, and without the person where the matter stays."""

import pytest

from infolinia.core import personal
from infolinia.correspondence.personal import KEPT, TABLES
from tests.correspondence.printing.conftest import AT, Write

pytestmark = pytest.mark.django_db


def test_a_persons_copy_holds_the_printed_letter(write: Write) -> None:
    paper = write()
    table = next(one for one in TABLES if one.model == "correspondence.PaperMail")
    assert table.files is not None
    (file,) = table.files([paper.pk], AT)
    assert (file.name, file.content[:5]) == (f"listy/{paper.pk}.pdf", b"%PDF-")


def test_a_letter_of_a_matter_that_stays_forgets_whom_it_went_to(write: Write) -> None:
    paper = write()
    scopes = {"kept_message": frozenset({paper.message_id})}
    personal.erase([one for one in KEPT if one.model == "correspondence.PaperMail"], scopes, at=AT, kind="person")
    paper.refresh_from_db()
    assert (paper.recipient, paper.address, bytes(paper.content)) == ("", "", b"")
    assert paper.reference, "which matter it was about stays"
