"""Follow-ups on the site: how things stand, per plan, per period and per committee, and the days to keep."""
