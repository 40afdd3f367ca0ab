"""How long the pages of the review take in a large office where twenty people work at once."""
