"""Addresses of the words that lead to cards."""

from django.urls import path

from infolinia.web.editing.words import changes, pages

urlpatterns = [
    path("wiedza/slowa", pages.phrases, name="words"),
    path("wiedza/slowa/synonimy", pages.synonyms, name="words_synonyms"),
    path("wiedza/slowa/skojarzenia", pages.associations, name="words_learned"),
    path("wiedza/slowa/tezaurus", pages.thesaurus, name="words_thesaurus"),
    path("wiedza/slowa/dlaczego", pages.why, name="words_why"),
    path("wiedza/slowa/dodaj", changes.add_phrase, name="words_add"),
    path("wiedza/slowa/usun", changes.remove_phrase, name="words_remove"),
    path("wiedza/slowa/synonimy/dodaj", changes.add_synonym, name="words_synonym_add"),
    path("wiedza/slowa/synonimy/usun", changes.remove_synonym, name="words_synonym_remove"),
    path("wiedza/slowa/synonimy/przywroc", changes.take_back_synonym, name="words_synonym_back"),
    path("wiedza/slowa/skojarzenia/decyzja", changes.decide_association, name="words_learned_decide"),
    path("wiedza/slowa/tezaurus/decyzja", changes.decide_pair, name="words_pair_decide"),
]
