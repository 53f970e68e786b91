"""Addresses of offers: making them, approving them, answering them, and what they are made with."""

from django.urls import path

from pipeline.views import (
    closing_briefs,
    exchange_rates,
    my_offer,
    offer_approvals,
    offer_chains,
    offer_letters,
    offers,
)

urlpatterns = [
    path(
        "applications/<uuid:pk>/closing-brief/", closing_briefs.closing_brief, name="closing_brief"
    ),
    path("applications/<uuid:pk>/offers/add/", offers.draft, name="draft_offer"),
    path("offers/set-up/", offer_chains.company_chain, name="offers_set_up"),
    path("offers/<uuid:pk>/revise/", offers.revise, name="revise_offer"),
    path("offers/<uuid:pk>/ask/", offer_approvals.ask, name="ask_for_offer_approval"),
    path("offers/<uuid:pk>/letter/", offer_letters.offer_letter, name="offer_letter"),
    path("offers/<uuid:pk>/extend/", offers.extend, name="extend_offer"),
    path("offers/<uuid:pk>/postpone/", offers.postpone, name="postpone_offer"),
    path("offers/<uuid:pk>/accept/", offers.accept, name="accept_offer"),
    path("offers/<uuid:pk>/decline/", offers.decline, name="decline_offer"),
    path("offers/<uuid:pk>/take-back/", offers.take_back, name="take_back_offer"),
    path("offers/<uuid:pk>/expire/", offers.expire, name="expire_offer"),
    path("offer-approvals/<uuid:pk>/", offer_approvals.approval, name="offer_approval"),
    path("openings/<uuid:pk>/offer-chain/", offer_chains.opening_chain, name="opening_offer_chain"),
    path("rates/", exchange_rates.exchange_rates, name="exchange_rates"),
    path("rates/import/", exchange_rates.import_file, name="import_rates"),
    path("rates/currency/", exchange_rates.set_currency, name="set_currency"),
    path("rates/<uuid:pk>/remove/", exchange_rates.remove, name="remove_rate"),
    path("letters/", offer_letters.letters, name="offer_letters"),
    path("letters/add/", offer_letters.add_letter, name="add_offer_letter"),
    path("letters/<uuid:pk>/edit/", offer_letters.edit_letter, name="edit_offer_letter"),
    path("letters/<uuid:pk>/sample/", offer_letters.letter_sample, name="offer_letter_sample"),
    path("letters/<uuid:pk>/usual/", offer_letters.make_usual, name="make_letter_usual"),
    path("letters/<uuid:pk>/remove/", offer_letters.remove_letter, name="remove_offer_letter"),
    path("my/<str:token>/offer/", my_offer.my_offer, name="my_offer"),
    path("my/<str:token>/offer/letter/", my_offer.my_letter, name="my_offer_letter"),
]
