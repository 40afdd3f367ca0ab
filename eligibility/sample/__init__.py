"""Synthetic criminal-history files: invented people in the state's form, to show, test and measure with."""

from eligibility.sample.damaging import damage
from eligibility.sample.generating import generate
from eligibility.sample.writing import write_sample

__all__ = ["damage", "generate", "write_sample"]
