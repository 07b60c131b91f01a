"""From facts and queries to titles: `pool` gathers what a title may hold, `search` makes titles of it; start there."""
