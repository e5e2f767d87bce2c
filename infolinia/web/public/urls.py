"""Addresses of the resident's pages."""

from django.urls import path

from infolinia.web.public import (
    beside,
    call_back,
    card,
    cards,
    chat,
    druki,
    interpreter,
    short_links,
    site_map,
    status,
    views,
    web_call,
    write,
)

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("teraz", views.line, name="line"),
    path("sprawdz", status.status, name="status"),
    path("sprawdz/wiadomosc", status.message, name="message"),
    path("karty", cards.cards, name="cards"),
    path("karty/temat/<slug:code>", cards.subject, name="subject"),
    path("karty/<slug:code>", card.card, name="card"),
    path("druki", druki.forms, name="forms"),
    path("druki/<slug:code>", druki.form, name="form"),
    path("druki/<slug:code>/<str:sha256>.pdf", druki.form_file, name="form_file"),
    path("oddzwonimy", call_back.call_back, name="call_back"),
    path("zadzwon", web_call.web_call, name="web_call"),
    path("zadzwon/telefon", web_call.phone, name="guest_phone"),
    path("zadzwon/tekst", beside.own_text, name="own_text"),
    path("pisz", beside.beside, name="beside"),
    path("pisz/stan", beside.state, name="beside_state"),
    path("tlumacz", interpreter.interpreter, name="interpreter"),
    path("tlumacz/telefon", interpreter.phone, name="interpreter_phone"),
    path("migam", web_call.sign_call, name="sign_call"),
    path("migam/telefon", web_call.sign_phone, name="sign_phone"),
    path("napisz", write.write, name="write"),
    path("czat", chat.chat, name="chat"),
    path("czat/zacznij", chat.begin, name="begin_chat"),
    path("czat/stan", chat.state, name="chat_state"),
    path("czat/koniec", chat.end, name="end_chat"),
    path("l/<str:token>", short_links.follow, name="short_link"),
    path("twoje-dane", views.your_data, name="your_data"),
    path("dostepnosc", views.accessibility, name="accessibility"),
    path("sitemap.xml", site_map.sitemap, name="sitemap"),
    path("robots.txt", site_map.robots, name="robots"),
]
