"""What law and marketplaces penalise in a title: start with `Checker` (`checker`); the rules are data (`policy`)."""

from seo_engine.compliance.checker import Checker
from seo_engine.compliance.policy import Policy

__all__ = ["Checker", "Policy"]
