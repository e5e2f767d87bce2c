"""Letters, knowledge and machines of the swept world."""

from uuid import uuid4

from infolinia.correspondence.models import (
    Evidence,
    IncomingFile,
    IncomingMessage,
    Message,
    PaperMail,
    PrintRun,
    Provider,
    Shipment,
    StoredFile,
    Template,
    TemplateEdition,
)
from infolinia.knowledge.models import (
    Card,
    CardErrorReport,
    CardFile,
    CardTask,
    Edition,
    Form,
    FormFile,
    InstructionEdition,
    Responsibility,
    ShiftNews,
    WorkInstruction,
)
from infolinia.partners import operations as partners
from infolinia.partners.models import Delivery
from infolinia.partners.operations import PartnerDraft
from infolinia.partners.rules import rights
from tests.web.rights_rows import EMAIL, FILE, NAME, NOTE, WORDS, World, conversation, pdf, row


def of_letters(world: World) -> None:
    """Store what came and goes by letter, electronic or on paper."""
    matter, at, owner = world.matter, world.at, world.owner
    letter = conversation("email", owner, matter.resident_id or uuid4(), at, state="answering", queue_code="ogolna")
    came = row(
        IncomingMessage, channel="email", source="x", sender=EMAIL, sender_name=NAME, subject=NOTE, text=WORDS,
        received_at=at, conversation_id=letter.pk, matter_id=matter.pk,
    )  # fmt: skip
    content = pdf(FILE)
    stored = row(StoredFile, sha256="0" * 64, content=content, size=len(content))
    file = row(
        IncomingFile, letter=came, position=1, name=f"{FILE}.pdf", media_type="application/pdf", way="show",
        size=len(content), file=stored,
    )  # fmt: skip
    mail = row(Message, to=EMAIL, subject=NOTE, text=WORDS, created_at=at, next_attempt_at=at, matter_id=matter.pk)
    shipment = row(Shipment, message=mail, address=NOTE, created_at=at)
    evidence = row(Evidence, shipment=shipment, content=FILE.encode(), fetched_at=at)
    run = row(PrintRun, day=at.date(), created_at=at)
    paper = row(
        PaperMail, message=mail, recipient=NAME, content=content, pages=1, created_at=at, run=run, state="printed"
    )  # fmt: skip
    template = row(Template, purpose="answered", channel="email")
    world.by_argument |= {
        ("uuid", "mail_id"): mail.pk,
        ("uuid", "message_id"): mail.pk,
        ("int", "evidence_id"): evidence.pk,
        ("int", "run_id"): run.pk,
        ("int", "paper_id"): paper.pk,
    }
    world.by_address["editing:letter_draft", "edition_id"] = row(
        TemplateEdition, template=template, changed_by=owner, number=99
    ).pk
    for name in ("", "_draft", "_answer", "_matter", "_tell_unit", "_back", "_close", "_file"):
        world.by_address[f"desk:letter{name}", "conversation_id"] = letter.pk
    for name in ("letter_file", "letter_give", "letter_move"):
        world.by_address[f"supervision:{name}", "conversation_id"] = letter.pk
    for room in ("desk", "supervision", "units"):
        world.by_address[f"{room}:letter_file", "file_id"] = file.pk
    provider = row(Provider, code="smsy", name="SMSy").code
    for name in ("sms_reports", "sms_arrived"):
        world.by_address[f"gateways:{name}", "code"] = provider


def of_knowledge(world: World) -> None:
    """Store what editors write."""
    at, owner = world.at, world.owner
    card = row(Card, code="karta")
    edition = row(Edition, card=card, number=1, title="Karta", written_by=owner)
    blank = pdf("Druk")
    paper = row(FormFile, sha256="1" * 64, content=blank, size=len(blank), pages=1)
    form = row(Form, code="druk", content=paper, added_by=owner)
    instruction = row(WorkInstruction)
    row(InstructionEdition, instruction=instruction, number=1)
    world.by_argument |= {
        ("text", "code"): card.code,
        ("int", "number"): 1,
        ("int", "edition_id"): edition.pk,
        ("int", "form_id"): form.pk,
        ("int", "instruction_id"): instruction.pk,
        ("int", "line_id"): row(Responsibility, unit=world.matter.unit, changed_at=at).pk,
        ("int", "news_id"): row(ShiftNews, written_by=owner).pk,
        ("int", "report_id"): row(CardErrorReport, card=card, reported_by=owner).pk,
        ("int", "task_id"): row(CardTask, card=card).pk,
        ("text", "sha256"): paper.sha256,
    }
    imported = row(CardFile, data=pdf(FILE), uploaded_by=owner).pk
    world.by_address |= {(f"editing:import_{name}", "file_id"): imported for name in ("file", "take", "drop")}
    for name in ("public:form", "public:form_file", "desk:form_found", "editing:forms_one", "editing:forms_version"):
        world.by_address[name, "code"] = form.code


def of_machines(world: World) -> None:
    """Store what programs of others have."""
    at = world.at
    program = partners.add_partner(draft=PartnerDraft("Nasłuch", sees="all"), by_id=world.owner.pk, at=at)
    hook = partners.add_webhook(partner_id=program.id, url="https://program.example.org/in", hears=rights.EVENTS, at=at)
    body = f'{{"data": {{"number": "{world.matter.number}"}}, "x": "{WORDS}"}}'
    sent = row(Delivery, webhook_id=hook.id, body=body, created_at=at, since=at, next_attempt_at=at)
    world.by_argument |= {
        ("int", "partner_id"): program.id,
        ("int", "webhook_id"): hook.id,
        ("uuid", "delivery_id"): sent.pk,
    }
