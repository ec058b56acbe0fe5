"""Our catalogues: which texts the pages hold, and what is wrong with their Urdu and Japanese."""
