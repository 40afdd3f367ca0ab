"""Citations, dated constants and cited lists of offenses of California law, as data.

Sources: the statutes named in each citation. The lists hold what the pilot counties' tools looked for; `note`
says where an entry is wider or narrower than the words of the statute.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

# --- Dates --------------------------------------------------------------------------------------------------

# Proposition 64, section 10: in force on the day after the election of 8 November 2016.
PROPOSITION_64_EFFECTIVE = date(2016, 11, 9)
ADULT_AGE = 21  # Health and Safety Code 11362.1(a): "persons 21 years of age or older".
# Who is so old when convicted was 21 at the offense, if the case began within three years (Penal Code 801).
SURELY_ADULT_AGE = 24

# --- Citations ----------------------------------------------------------------------------------------------

HSC_11357 = "Health and Safety Code 11357"
HSC_11357_A = "Health and Safety Code 11357(a)"
HSC_11357_B = "Health and Safety Code 11357(b)"
HSC_11360_B = "Health and Safety Code 11360(b)"
HSC_11361_8_E = "Health and Safety Code 11361.8(e)"
HSC_11361_8_F = "Health and Safety Code 11361.8(f)"
HSC_11361_9 = "Health and Safety Code 11361.9"
HSC_11362_1 = "Health and Safety Code 11362.1(a)"
# The subdivisions that keep a felony for prior convictions, and those that made the rest misdemeanors.
FELONY_PRIORS = (
    "Health and Safety Code 11358(d)",
    "Health and Safety Code 11359(c)",
    "Health and Safety Code 11360(a)(3)",
)
FELONY_NOW_LESS = (
    "Health and Safety Code 11358(c)",
    "Health and Safety Code 11359(b)",
    "Health and Safety Code 11360(a)(2)",
)
MINOR_CITES = (
    "Health and Safety Code 11357(a)(1), (b)(1)",
    "Health and Safety Code 11358(a)",
    "Health and Safety Code 11359(a)",
    "Health and Safety Code 11360(a)(1)",
)
NEVER_ELIGIBLE_CITES = (
    "Health and Safety Code 11359(c)(3), (d)",
    "Health and Safety Code 11360(a)(3)(C), (D)",
)
SUPER_STRIKE_CITES = "Penal Code 667(e)(2)(C)(iv)"
REGISTRATION_CITES = "Penal Code 290(c)"
OFFICE_POLICY = "Policy of the office"

# --- Codes as the state's file abbreviates them -------------------------------------------------------------

CODES = {
    "BP": "Business and Professions Code",
    "CC": "Civil Code",
    "ED": "Education Code",
    "EC": "Elections Code",
    "FC": "Financial Code",
    "FG": "Fish and Game Code",
    "GC": "Government Code",
    "HN": "Harbors and Navigation Code",
    "HS": "Health and Safety Code",
    "IC": "Insurance Code",
    "LC": "Labor Code",
    "MV": "Military and Veterans Code",
    "PC": "Penal Code",
    "PR": "Public Resources Code",
    "PU": "Public Utilities Code",
    "RT": "Revenue and Taxation Code",
    "UI": "Unemployment Insurance Code",
    "US": "United States Code",
    "VC": "Vehicle Code",
    "WC": "Water Code",
    "WI": "Welfare and Institutions Code",
}

# Sections whose number ends in letters; elsewhere a letter after the number is a subdivision.
LETTERED_SECTIONS = frozenset(
    [
        "266A",
        "266B",
        "266C",
        "266D",
        "266E",
        "266F",
        "266G",
        "266H",
        "266I",
        "266J",
        "273A",
        "273AB",
        "273D",
        "273G",
        "288A",
        "647A",
        "653F",
        "653G",
        "653J",
        "653K",
        "653M",
    ]
)


@dataclass(frozen=True)
class Listed:
    """An offense on a list: it covers its subdivisions too, unless `exact`. `doubtful`: being listed settles
    little."""

    number: str
    subdivisions: tuple[str, ...]
    code: str
    cites: str
    note: str = ""
    exact: bool = False
    doubtful: bool = False


def offenses(
    sections: str, cites: str, note: str = "", *, exact: bool = False, doubtful: bool = False
) -> tuple[Listed, ...]:
    """List offenses of one authority, separated by commas: `"187 PC, 286(C)(1) PC"`."""
    listed = []
    for section in sections.split(","):
        text, code = section.split()
        number, *subdivisions = re.findall(r"[^()]+", text)
        listed.append(Listed(number, tuple(subdivisions), code, cites, note, exact, doubtful))
    return tuple(listed)


# --- Cannabis -----------------------------------------------------------------------------------------------

# Health and Safety Code 11361.8(a): relief for convictions under these sections as they stood before the
# proposition.
CANNABIS_SECTIONS = ("11357", "11358", "11359", "11360")

# Convictions that Contra Costa's and San Joaquin's prosecutors cleared together with a cannabis charge of the
# same cycle. 11361.8 does not reach them: this is the policy of those offices.
RELATED_CHARGES = offenses(
    "647(F) PC, 602 PC, 466 PC, 148.9 PC, 148 PC, 1320 PC,"
    "11364 HS, 11550 HS, 4140 BP, 4149 BP, 4060 BP, 40508 VC",
    OFFICE_POLICY,
)

# Sections with which a cannabis charge may have been settled by plea (San Francisco's pilot).
PLEA_BARGAINS = offenses("32 PC, 11364 HS, 11366 HS", OFFICE_POLICY)

# Post-2016 forms that are felonies in the words of the statute itself.
NEVER_ELIGIBLE = (
    *offenses("11359(C)(3) HS, 11359(D) HS", NEVER_ELIGIBLE_CITES[0]),
    *offenses("11360(A)(3)(C) HS, 11360(A)(3)(D) HS", NEVER_ELIGIBLE_CITES[1]),
)

# --- Super strikes ------------------------------------------------------------------------------------------
# Offenses listed in Penal Code 667(e)(2)(C)(iv), as the Los Angeles pilot looked for them.

_STRIKE = "Penal Code 667(e)(2)(C)(iv)"
_ANY_LIFE = "a serious or violent felony punishable by life imprisonment or death"

SUPER_STRIKES = (
    *offenses("37 PC, 128 PC", f"{_STRIKE}(VIII)", _ANY_LIFE),
    *offenses("187 PC, 188 PC, 189 PC, 189.1 PC, 189.5 PC, 190 PC, 190.* PC", f"{_STRIKE}(IV)", "homicide"),
    *offenses("191 PC, 191.5 PC", f"{_STRIKE}(IV)", "homicide, with attempts: sections 187 to 191.5"),
    *offenses("205 PC, 209 PC, 209.5 PC, 217.1 PC, 218 PC, 219 PC", f"{_STRIKE}(VIII)", _ANY_LIFE),
    *offenses(
        "207 PC, 220 PC", f"{_STRIKE}(I)", "only with the intent to commit a sexual offense", doubtful=True
    ),
    *offenses("245(D)(3) PC", f"{_STRIKE}(VI)", "machine gun, on a peace officer or firefighter"),
    *offenses("261 PC, 262 PC, 264.1 PC, 269 PC", f"{_STRIKE}(I)", "sexually violent offense"),
    *offenses("273AB PC", f"{_STRIKE}(VIII)", _ANY_LIFE),
    *offenses("286 PC", f"{_STRIKE}(I)", "no subdivision given", exact=True),
    *offenses(
        "286(C)(1) PC, 286(C)(2) PC, 286(C)(3) PC", f"{_STRIKE}(II)", "sodomy with a child or by force"
    ),
    *offenses("286(D)(1) PC, 286(D)(2) PC, 286(D)(3) PC", f"{_STRIKE}(I)", "sodomy in concert"),
    *offenses("287 PC", f"{_STRIKE}(I)", "oral copulation, formerly 288a"),
    *offenses("288 PC", f"{_STRIKE}(III)", "no subdivision given", exact=True),
    *offenses("288(A) PC, 288(B)(1) PC, 288(B)(2) PC", f"{_STRIKE}(III)", "lewd act with a child under 14"),
    *offenses("288A PC", f"{_STRIKE}(I)", "no subdivision given", exact=True),
    *offenses("288A(C)(1) PC, 288A(C)(2) PC", f"{_STRIKE}(II)", "oral copulation with a child or by force"),
    *offenses("288A(D) PC", f"{_STRIKE}(I)", "oral copulation in concert"),
    *offenses("288.5 PC", f"{_STRIKE}(I)", "continuous sexual abuse, no subdivision given", exact=True),
    *offenses("288.5(A) PC", f"{_STRIKE}(I)", "continuous sexual abuse"),
    *offenses("289 PC", f"{_STRIKE}(I)", "no subdivision given", exact=True),
    *offenses(
        "289(A)(1)(A) PC, 289(A)(1)(B) PC, 289(A)(1)(C) PC, 289(A)(2)(C) PC", f"{_STRIKE}(I)", "by force"
    ),
    *offenses("289(J) PC", f"{_STRIKE}(II)", "child under 14 and more than ten years younger"),
    *offenses("451.5 PC, 667.61 PC, 667.7 PC, 667.71 PC, 4500 PC", f"{_STRIKE}(VIII)", _ANY_LIFE),
    *offenses("653F PC", f"{_STRIKE}(V)", "solicitation to commit murder"),
    *offenses(
        "11418(A)(1) PC, 11418(B)(1) PC, 11418(B)(2) PC", f"{_STRIKE}(VII)", "weapon of mass destruction"
    ),
    *offenses("12308 PC, 12310 PC, 18745 PC, 18755 PC, 1672(A) MV", f"{_STRIKE}(VIII)", _ANY_LIFE),
)

# Penal Code 186.22(b)(4) makes these punishable by life: with it, in the same case, they are super strikes.
GANG_ENHANCEMENT = offenses("186.22(B)(4) PC", "Penal Code 186.22(b)(4)")
GANG_ENHANCED = offenses(
    "136.1 PC, 213(A)(1)(A) PC, 215 PC, 246 PC, 519 PC, 12022.55 PC",
    f"{_STRIKE}(VIII); Penal Code 186.22(b)(4)",
)

# --- Registration -------------------------------------------------------------------------------------------
# Offenses for which Penal Code 290(c) asks registration, as the statewide application looked for them.

REGISTRABLE = (
    *offenses("236.1(B) PC, 236.1(C) PC, 243.4 PC, 264.1 PC", REGISTRATION_CITES),
    *offenses("261 PC, 262(A)(1) PC", REGISTRATION_CITES),
    *offenses("261.* PC", REGISTRATION_CITES, "261.5 is not named in the statute", doubtful=True),
    *offenses("262(A) PC", REGISTRATION_CITES, "only with force and a state prison sentence", exact=True),
    *offenses(
        "266 PC, 266C PC, 266H(B) PC, 266I(B) PC, 266J PC, 267 PC, 269 PC, 269.* PC", REGISTRATION_CITES
    ),
    *offenses("272 PC", REGISTRATION_CITES, "only where it involved lewd conduct", doubtful=True),
    *offenses("285 PC, 286 PC, 287 PC, 288 PC, 288A PC", REGISTRATION_CITES),
    *offenses("288.2 PC, 288.3 PC, 288.4 PC, 288.5 PC, 288.7 PC, 289 PC", REGISTRATION_CITES),
    *offenses("311.1 PC, 311.2(B) PC, 311.2(C) PC, 311.2(D) PC, 311.3 PC, 311.4 PC", REGISTRATION_CITES),
    *offenses("311.10 PC, 311.11 PC, 314(1) PC, 314(2) PC, 314.1 PC, 314.2 PC", REGISTRATION_CITES),
    *offenses("451.5 PC", REGISTRATION_CITES, "aggravated arson: Penal Code 457.1, not 290", doubtful=True),
    *offenses("647.6 PC, 647A PC, 653F(B) PC, 653F(C) PC", REGISTRATION_CITES),
)
REGISTRATION_SECTION = "290"  # a registration event under Penal Code 290 to 290.024
