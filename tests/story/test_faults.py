"""Any process may die in the middle of a call: the talk goes on and nothing acknowledged is lost."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.story.conftest import ADVISERS_PITCH, CALLERS_PITCH
from tests.story.people import Adviser
from tests.story.product import NUMBER, RunningProduct, until
from tests.story.test_main_story import heard, mail_about, register_the_hole
from tests.telephony.callers.phone import Call, Phone

pytestmark = [pytest.mark.product, pytest.mark.engine, pytest.mark.browser, pytest.mark.timeout(300)]


@pytest.fixture
def zofia(product: RunningProduct, new_context: Callable[[], BrowserContext]) -> Iterator[Adviser]:
    """Zofia at her desk, ready; at the end her conversation is finished and she takes a break."""
    adviser = Adviser(product, new_context(), "doradca")
    adviser.phone_is_ready()
    adviser.choose("Gotowy")
    yield adviser
    adviser.finish()


@pytest.fixture
def call(zofia: Adviser, telephone: Phone) -> Call:
    """A call that Zofia has answered; both hear each other."""
    call = telephone.dial(NUMBER, pitch=CALLERS_PITCH)
    call.wait("talking")
    zofia.expect_state("Dzwoni", timeout=25)
    zofia.answer()
    both_hear(call, zofia)
    return call


def both_hear(call: Call, adviser: Adviser) -> None:
    """Prove the sound in both directions by tones."""
    assert call.hears(ADVISERS_PITCH, timeout=15), "the caller hears the adviser"
    until(lambda: heard(adviser.page) == CALLERS_PITCH, 15, "the adviser hears the caller")


def note(adviser: Adviser, text: str) -> None:
    """Type a note and wait until the desk says that it is saved."""
    field = adviser.page.get_by_label("Notatka do pytania 1")
    field.fill(text)
    expect(adviser.page.get_by_text(re.compile("Notatki zapisane"))).to_be_visible(timeout=20_000)


@pytest.mark.parametrize("part", ["web", "live", "worker", "postgres", "lines"])
def test_a_part_dies_during_a_call(product: RunningProduct, zofia: Adviser, call: Call, part: str) -> None:
    note(zofia, "Przed awarią")
    old = product.kill(part)
    assert call.hears(ADVISERS_PITCH), f"the talk goes on without {part}"
    until(lambda: product.pid_of(part) != old and product.is_ready(), 30, f"{part} is back")
    zofia.page.get_by_label("Notatka do pytania 1").fill(f"Po awarii: {part}")
    zofia.page.wait_for_timeout(1500)
    zofia.page.reload()
    expect(zofia.page.get_by_label("Notatka do pytania 1")).to_have_value(f"Po awarii: {part}", timeout=15_000)
    zofia.expect_state("W rozmowie")
    both_hear(call, zofia)
    call.hang_up()
    zofia.expect_state("Po rozmowie")


def test_the_tab_dies_and_comes_back_to_the_same_call(zofia: Adviser, call: Call) -> None:
    note(zofia, "Zanim karta zniknęła")
    context = zofia.page.context
    zofia.page.close()
    assert call.hears_something(), "the caller hears music, not silence"
    zofia.page = context.new_page()
    zofia.page.goto(f"{zofia.product.url}/stanowisko")
    zofia.expect_state("W rozmowie")
    both_hear(call, zofia)
    expect(zofia.page.get_by_label("Notatka do pytania 1")).to_have_value("Zanim karta zniknęła")
    call.hang_up()
    zofia.expect_state("Po rozmowie")


def test_a_registered_matter_is_mailed_although_the_worker_died(
    product: RunningProduct, zofia: Adviser, call: Call
) -> None:
    product.kill("worker")
    number, code = register_the_hole(zofia.page)
    assert code in until(lambda: mail_about(product, number), 40, "the confirmation")
    call.hang_up()
    zofia.expect_state("Po rozmowie")


@pytest.mark.parametrize(
    "name",
    ["<script>document.title='zle'</script>", "A" * 4096, "Hali\x07na\x1b[31m", "\u202eanilaH"],
    ids=["markup", "4 KB", "control characters", "right-to-left"],
)
def test_a_hostile_name_is_only_text_on_the_desk(
    product: RunningProduct, zofia: Adviser, telephone: Phone, name: str
) -> None:
    call = telephone.dial(NUMBER, caller="500000099", name=name, pitch=CALLERS_PITCH)
    zofia.expect_state("Dzwoni", timeout=30)
    assert zofia.page.title() != "zle"
    assert zofia.page.locator("script", has_text="zle").count() == 0
    call.hang_up()
    zofia.expect_state("Gotowy")
