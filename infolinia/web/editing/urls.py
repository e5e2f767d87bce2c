"""Addresses of the editors' screens. Parts with pages of their own bring theirs: names in this same namespace."""

from django.urls import include, path

from infolinia.web.editing.views import card, clash, draft, home, lifetime, review, typing

app_name = "editing"
urlpatterns = [
    path("wiedza", home.page, name="home"),
    path("wiedza/nowa-karta", lifetime.new_card, name="new_card"),
    path("wiedza/karty/<slug:code>", card.page, name="card"),
    path("wiedza/karty/<slug:code>/dnia", card.as_of, name="as_of"),
    path("wiedza/karty/<slug:code>/wydania/<int:number>", card.edition, name="edition"),
    path("wiedza/karty/<slug:code>/wydania/<int:number>/przywroc", card.restore, name="restore"),
    path("wiedza/karty/<slug:code>/roznice", card.difference, name="difference"),
    path("wiedza/karty/<slug:code>/szkic", card.start, name="start"),
    path("wiedza/karty/<slug:code>/slowa", card.phrase, name="phrase"),
    path("wiedza/karty/<slug:code>/dane", lifetime.settings, name="settings"),
    path("wiedza/karty/<slug:code>/wycofaj", lifetime.retire, name="retire"),
    path("wiedza/karty/<slug:code>/przywroc", lifetime.bring_back, name="bring_back"),
    path("wiedza/karty/<slug:code>/sprawdzone", lifetime.reviewed, name="reviewed"),
    path("wiedza/szkice/oplata", typing.fee, name="fee"),
    path("wiedza/szkice/karty-pokrewne", typing.related, name="related"),
    path("wiedza/szkice/<int:edition_id>", draft.page, name="draft"),
    path("wiedza/szkice/<int:edition_id>/pisane", typing.typed, name="typed"),
    path("wiedza/szkice/<int:edition_id>/dwa-teksty", clash.page, name="clash"),
    path("wiedza/szkice/<int:edition_id>/usun", draft.discard, name="discard"),
    path("wiedza/szkice/<int:edition_id>/sprawdzenie", review.page, name="review"),
    path("wiedza/szkice/<int:edition_id>/zatwierdz", review.approve, name="approve"),
    path("wiedza/szkice/<int:edition_id>/zwroc", review.send_back, name="send_back"),
    path("wiedza/szkice/<int:edition_id>/cofnij", review.take_back, name="take_back"),
    path("wiedza/szkice/<int:edition_id>/zastap", review.adopt, name="adopt"),
    path("", include("infolinia.web.editing.todo.urls")),
    path("", include("infolinia.web.editing.searched.urls")),
    path("", include("infolinia.web.editing.words.urls")),
    path("", include("infolinia.web.editing.news.urls")),
    path("", include("infolinia.web.editing.forms.urls")),
    path("", include("infolinia.web.editing.responsibility.urls")),
    path("", include("infolinia.web.editing.importing.urls")),
    path("", include("infolinia.web.editing.letters.urls")),
    path("", include("infolinia.web.editing.terms.urls")),
    path("", include("infolinia.web.editing.kinds.urls")),
]
