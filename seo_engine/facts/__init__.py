"""What is known about a product, with evidence: start with `extract`, which makes the `FactSheet` of `sheet`."""
