"""Which answers the pipeline's own exceptions get."""

from config.records.api.problems import PROBLEMS
from pipeline.closing_briefs import IllegalBrief, StaleBrief
from pipeline.framework.editing import StaleEntry
from pipeline.merging.merging import IllegalMerge
from pipeline.moves import IllegalMove, StaleApplication
from pipeline.offers import IllegalOffer, StaleOffer
from pipeline.openings import IllegalChange, StaleOpening
from pipeline.people.pools import IllegalPool
from pipeline.people.works import IllegalMark
from pipeline.stewards import IllegalReview


def register():
    PROBLEMS.update(
        {
            IllegalMove: 422,
            IllegalMerge: 422,
            IllegalChange: 422,
            IllegalOffer: 422,
            IllegalBrief: 422,
            IllegalReview: 422,
            IllegalPool: 422,
            IllegalMark: 422,
            StaleBrief: 412,
            StaleOffer: 412,
            StaleEntry: 412,
            StaleApplication: 412,
            StaleOpening: 412,
        }
    )
