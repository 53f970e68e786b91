"""Addresses of the API of offers, below /api/v1/."""

from django.urls import path

from pipeline.api import (
    closing_briefs,
    compensation,
    exchange_rates,
    offer_approvals,
    offer_chains,
    offer_letters,
    offers,
)

urlpatterns = [
    path("applications/<uuid:pk>/closing-brief/", closing_briefs.ApplicationClosingBrief.as_view()),
    path("applications/<uuid:pk>/offers/", offers.ApplicationOffers.as_view()),
    path("offers/", offers.Offers.as_view()),
    path("offers/<uuid:pk>/", offers.OneOffer.as_view()),
    path("offers/<uuid:pk>/extend/", offers.Extend.as_view()),
    path("offers/<uuid:pk>/postpone/", offers.Postpone.as_view()),
    path("offers/<uuid:pk>/accept/", offers.Accept.as_view()),
    path("offers/<uuid:pk>/decline/", offers.Decline.as_view()),
    path("offers/<uuid:pk>/take-back/", offers.TakeBack.as_view()),
    path("offers/<uuid:pk>/approvals/", offer_approvals.OfferApprovals.as_view()),
    path("offers/<uuid:pk>/compensation/", compensation.OfferCompensation.as_view()),
    path("offers/<uuid:pk>/letters/", offer_letters.OfferLetters.as_view()),
    path("offer-approvals/", offer_approvals.OwnOfferApprovals.as_view()),
    path("offer-approvals/<uuid:pk>/", offer_approvals.OneOfferApproval.as_view()),
    path("offer-approvals/<uuid:pk>/decision/", offer_approvals.OfferWord.as_view()),
    path("offer-chain/", offer_chains.CompanyChain.as_view()),
    path("openings/<uuid:pk>/offer-chain/", offer_chains.OpeningChain.as_view()),
    path("exchange-rates/", exchange_rates.ExchangeRates.as_view()),
    path("exchange-rates/import/", exchange_rates.RatesImport.as_view()),
    path("letters/", offer_letters.Letters.as_view()),
    path("letters/<uuid:pk>/", offer_letters.OneLetter.as_view()),
]
