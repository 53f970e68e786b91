"""Querysets that know who reads them, so that a page shows no name that is hidden from its reader.

`visible_to(user)` and `managed_by(user)` remember the user; whatever rows a page then takes from
them come with stand-ins for the people who are hidden from that user. A new page is blind
without doing anything for it.
"""

from django.db import models
from django.db.models.query import ModelIterable


class ReaderQuerySet(models.QuerySet):
    """Rows of, or for, candidates. `to_candidate` is the field that leads to the person.

    Costs no statement of its own where nobody read is in a blind opening: the rows bring the
    mark `may_be_blind` along.
    """

    reader = None
    to_candidate = "pk"

    def read_by(self, user):
        """The same rows, with stand-ins for people who are hidden from `user`."""
        rows = self._chain()
        rows.reader = user
        return rows

    def show(self, rows, user):
        """Put stand-ins into `rows`, which are fetched."""
        raise NotImplementedError

    def iterator(self, *args, **kwargs):
        for row in super().iterator(*args, **kwargs):
            if self._shows_rows():
                self.show([row], self.reader)
            yield row

    def _clone(self):
        rows = super()._clone()
        rows.reader = self.reader
        return rows

    def _fetch_all(self):
        is_read_now = self._result_cache is None and self._shows_rows()
        if not is_read_now:
            super()._fetch_all()
            return
        asked = self.query
        self.query = self._marked().query
        super()._fetch_all()
        self.query = asked
        self.show(self._result_cache, self.reader)

    def _shows_rows(self):
        return self.reader is not None and self._iterable_class is ModelIterable

    def _marked(self):
        from pipeline.blind.hiding import may_be_blind

        if self.query.combinator or "may_be_blind" in self.query.annotations:
            return self
        return self.annotate(may_be_blind=may_be_blind(self.to_candidate))
