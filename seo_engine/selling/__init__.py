"""What a listing has beside its title: attributes worth filling, a short title, selling points; from facts only.

Start at `SellingAdvisor` (`advisor.py`): attributes are `attributes.py`, texts are `texts.py`.
"""

from seo_engine.selling.advisor import SellingAdvisor
from seo_engine.selling.attributes import AttributeAdvice, ValueAdvice
from seo_engine.selling.texts import SellingText, SellingTexts

__all__ = ["AttributeAdvice", "SellingAdvisor", "SellingText", "SellingTexts", "ValueAdvice"]
