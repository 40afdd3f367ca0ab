"""Synthetic criminal-history files: invented people in the state's form, to show, test and measure with."""

from eligibility.sample.generating import generate

__all__ = ["generate"]
