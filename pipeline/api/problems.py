"""Which answers the pipeline's own exceptions get."""

from config.records.api.problems import PROBLEMS
from pipeline.automations.editing import StaleAutomation
from pipeline.board_views.undoing_many import TooLate
from pipeline.closing_briefs import IllegalBrief, StaleBrief
from pipeline.framework.editing import StaleEntry
from pipeline.mailing.fields import UnknownField
from pipeline.mailing.filing import NotFiled
from pipeline.mailing.sending import Unsendable
from pipeline.merging.merging import IllegalMerge
from pipeline.moves import IllegalMove, StaleApplication
from pipeline.offering.letters import IllegalTemplate
from pipeline.offering.rate_table import IllegalRate
from pipeline.offers import IllegalOffer, StaleOffer
from pipeline.openings import IllegalChange, StaleOpening
from pipeline.people.pools import IllegalPool
from pipeline.people.works import IllegalMark
from pipeline.stewards import IllegalReview


def register():
    PROBLEMS.update(
        {
            IllegalMove: 422,
            TooLate: 422,
            IllegalMerge: 422,
            IllegalChange: 422,
            IllegalOffer: 422,
            IllegalRate: 422,
            IllegalTemplate: 422,
            IllegalBrief: 422,
            IllegalReview: 422,
            IllegalPool: 422,
            IllegalMark: 422,
            Unsendable: 422,
            UnknownField: 422,
            NotFiled: 422,
            StaleAutomation: 412,
            StaleBrief: 412,
            StaleOffer: 412,
            StaleEntry: 412,
            StaleApplication: 412,
            StaleOpening: 412,
        }
    )
