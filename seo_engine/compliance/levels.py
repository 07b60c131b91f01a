"""How grave a hit is where the rest of the title decides: names beside brands, functions beside registrations."""

from __future__ import annotations

import re
from dataclasses import replace

from seo_engine.compliance.entries import Hit
from seo_engine.compliance.subject import Subject

# The exemption of functions that health food is registered for, and how such a registration is written.
REGISTERED = "registered-food"
REGISTRATION = "国食健"
# The family of persons' names.
PERSONS = "C017"
# What no contract of a brand's endorser covers, a few words between.
_CLAIMED = re.compile(".{0,6}(?:亲签|签名|上身|私服|御用|亲笔|直播间|应援|带货|穿的|用的|戴的)")
# What an endorser's contract covers, and within how many characters after the name.
_ENDORSED = re.compile("同款|代言|推荐|力荐|力推")
REACH = 6
# A Latin name in capitals is a brand, whether or not the dictionary knows it.
_CAPITALS = re.compile("[A-Z]{4,}")


def in_context(hit: Hit, subject: Subject, after: str) -> Hit:
    """Give the hit with the level it has in this title; *after* is what the reading goes on with."""
    return _milder_beside_brand(_graver_when_registered(hit, subject), subject, after)


def _graver_when_registered(hit: Hit, subject: Subject) -> Hit:
    """A function beside a registration number that stands for another one is no matter of taste."""
    if REGISTERED not in hit.rule.exempt or not any(REGISTRATION in value for _, value in subject.attributes):
        return hit
    return replace(hit, rule=replace(hit.rule, level="error"))


def _milder_beside_brand(hit: Hit, subject: Subject, after: str) -> Hit:
    """A name beside a brand may be that of its endorser: for a person to judge by the contract.

    Beside 代言, 同款 or 推荐 the brand must be a known one; beside a bare name Latin capitals will do.
    """
    if hit.rule.family.code != PERSONS or hit.rule.level != "error":
        return hit
    said = hit.word + after
    if _CLAIMED.match(said):
        return hit
    branded = any(token.word_class == "brand" for token in subject.tokens)
    if not _ENDORSED.search(said[: len(hit.word) + REACH]):
        branded = branded or _CAPITALS.search(subject.title[: hit.start] + " " + subject.title[hit.end :]) is not None
    return replace(hit, rule=replace(hit.rule, level="warning")) if branded else hit
