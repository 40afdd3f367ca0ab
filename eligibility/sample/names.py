"""Names made of syllables, so that none can be taken for a person's."""

from random import Random

from eligibility.sample.dealing import pick

# fmt: off
BEGINNINGS = (
    "Vor", "Quil", "Zab", "Drax", "Fenn", "Glim", "Hox", "Jur", "Kwel", "Lorb", "Mivv", "Nax", "Ophr",
    "Plox", "Rizz", "Skal", "Thrub", "Ulv",
)
MIDDLES = (
    "ado", "eki", "ilu", "ombo", "uva", "azze", "ixi", "orru", "enka", "ulpi", "avvo", "ystra",
)
ENDINGS = (
    "x", "lorq", "nuz", "vrik", "mup", "zant", "qued", "bloth", "xim", "drok", "jev", "thazz",
)
GIVEN_BEGINNINGS = (
    "Ax", "Bli", "Cro", "Dwe", "Efo", "Gru", "Ilx", "Jov", "Klee", "Muz", "Ovi", "Pra", "Quo", "Sli",
    "Twe", "Uxo", "Vyx", "Zey",
)
GIVEN_ENDINGS = (
    "bix", "dra", "fon", "gell", "kip", "lum", "maz", "nox", "pell", "rux", "tavi", "vunn", "wex",
    "zor",
)
# fmt: on
INITIALS = "ABCDEFGHJKLMNPRSTVWXYZ"


def surname(rng: Random) -> str:
    """One name of three parts, sometimes with what names have besides letters."""
    name = _plain_surname(rng)
    chance = rng.random()
    if chance < 0.04:
        return f"{name}-{_plain_surname(rng)}"
    if chance < 0.06:
        return f"O'{name}"
    if chance < 0.08:
        return f"DE {name}"
    if chance < 0.10:
        return f"{name} JR"
    return name


def given_names(rng: Random) -> str:
    """A given name, mostly with a middle initial."""
    name = (pick(GIVEN_BEGINNINGS, rng) + pick(GIVEN_ENDINGS, rng)).upper()
    return f"{name} {pick(INITIALS, rng)}" if rng.random() < 0.7 else name


def full_name(rng: Random) -> str:
    """Surname, comma, given names: as the file writes a person's name."""
    return f"{surname(rng)},{given_names(rng)}"


def another_name(name: str, rng: Random) -> str:
    """The same person's name as another event may give it."""
    family, _, given = name.partition(",")
    spellings = (
        f"{surname(rng)},{given}",
        f"{family},{given.split()[0]}",
        f"{family},{given[0]}",
        f"{family} ,{given}",
        f"{family[:-1]},{given}",
    )
    return pick(spellings, rng)


def _plain_surname(rng: Random) -> str:
    return (pick(BEGINNINGS, rng) + pick(MIDDLES, rng) + pick(ENDINGS, rng)).upper()
