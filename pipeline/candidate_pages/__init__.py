"""The candidate's own page: reached by a signed link, without an account."""
