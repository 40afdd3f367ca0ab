"""Contra Costa's pilot (July 2019): the rules of San Joaquin's, applied to another county."""

from eligibility.law.policies.cannabis import cannabis_or_related_section
from eligibility.law.policies.san_joaquin import RULES as RULES

NAME, SLUG = "Contra Costa", "contra-costa"
CONCERN = cannabis_or_related_section
