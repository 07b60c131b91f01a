"""Near-duplicate titles: similarity, the titles already taken in a run, and giving each listing one of its own."""
