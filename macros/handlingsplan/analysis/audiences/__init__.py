"""What each audience (*publicering*) may read: an archive of its own, which everything is then made of."""
