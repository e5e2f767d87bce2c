"""For search engines: which pages there are, in which languages and how fresh, and where they need not look."""

from xml.etree import ElementTree  # only written here, never read

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from infolinia.core.clock import city_day, now
from infolinia.knowledge import queries as knowledge
from infolinia.knowledge.queries import PublishedCard
from infolinia.web.public import addresses

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
OWN_PAGES = ("home", "cards", "forms", "web_call", "status", "your_data", "accessibility")
FOR_STAFF = ("/admin/", "/konto/", "/nadzor", "/skrzynka", "/sprawy", "/stanowisko", "/start", "/wiedza")
AN_HOUR_SECONDS = 3_600

ElementTree.register_namespace("", SITEMAP)
ElementTree.register_namespace("xhtml", XHTML)


@require_safe
@cache_control(public=True, max_age=AN_HOUR_SECONDS)
def sitemap(request: HttpRequest) -> HttpResponse:
    """Return the map of the site (sitemaps.org 0.9): every page for residents, every card in each of its languages."""
    root = ElementTree.Element(f"{{{SITEMAP}}}urlset")
    for name in OWN_PAGES:
        _url(root, addresses.page(name))
    for subject in knowledge.subjects(day=city_day(now())):
        _url(root, addresses.subject(subject.code))
    for card in knowledge.published_cards(city_day(now())):
        _add(root, card)
    body = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(body, content_type="application/xml; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=AN_HOUR_SECONDS)
def robots(request: HttpRequest) -> HttpResponse:
    """Return what robots may read (RFC 9309): all that residents may."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in FOR_STAFF), "", f"Sitemap: {addresses.page('sitemap')}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _add(root: ElementTree.Element, card: PublishedCard) -> None:
    """Add an address for each language of the card; each names all the others, as it must to be believed."""
    for language, published_at in card.published:
        url = _url(root, addresses.card(card.code, language))
        ElementTree.SubElement(url, f"{{{SITEMAP}}}lastmod").text = published_at.date().isoformat()
        for other, _time in card.published:
            ElementTree.SubElement(url, f"{{{XHTML}}}link", _alternate(other, addresses.card(card.code, other)))


def _url(root: ElementTree.Element, address: str) -> ElementTree.Element:
    url = ElementTree.SubElement(root, f"{{{SITEMAP}}}url")
    ElementTree.SubElement(url, f"{{{SITEMAP}}}loc").text = address
    return url


def _alternate(language: str, address: str) -> dict[str, str]:
    return {"rel": "alternate", "hreflang": language, "href": address}
