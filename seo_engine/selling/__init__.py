"""Texts that sell beside the title, and the attributes worth filling; from facts only."""
