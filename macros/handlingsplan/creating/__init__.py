"""Ring 3: new municipalities and plans. Apart from `importing`, nothing else writes to plans/."""
