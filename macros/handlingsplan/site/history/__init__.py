"""How everything has changed: a plan's revisions, the latest changes with a feed, what changed since a decision."""
