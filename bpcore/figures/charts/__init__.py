"""Charts, one a file: made once, then updated; only what moved is redrawn."""
