"""The counties of California, and the agencies that report from them."""

# fmt: off
COUNTIES = (
    "ALAMEDA", "ALPINE", "AMADOR", "BUTTE", "CALAVERAS", "COLUSA", "CONTRA COSTA", "DEL NORTE", "EL DORADO",
    "FRESNO", "GLENN", "HUMBOLDT", "IMPERIAL", "INYO", "KERN", "KINGS", "LAKE", "LASSEN", "LOS ANGELES",
    "MADERA", "MARIN", "MARIPOSA", "MENDOCINO", "MERCED", "MODOC", "MONO", "MONTEREY", "NAPA", "NEVADA",
    "ORANGE", "PLACER", "PLUMAS", "RIVERSIDE", "SACRAMENTO", "SAN BENITO", "SAN BERNARDINO", "SAN DIEGO",
    "SAN FRANCISCO", "SAN JOAQUIN", "SAN LUIS OBISPO", "SAN MATEO", "SANTA BARBARA", "SANTA CLARA",
    "SANTA CRUZ", "SHASTA", "SIERRA", "SISKIYOU", "SOLANO", "SONOMA", "STANISLAUS", "SUTTER", "TEHAMA",
    "TRINITY", "TULARE", "TUOLUMNE", "VENTURA", "YOLO", "YUBA",
)
# fmt: on
CODES = {county: f"{place:02}" for place, county in enumerate(COUNTIES, start=1)}


def county_code(county: str) -> str:
    """The number of a county in alphabetical order, two digits; 99 for a place that is none."""
    return CODES.get(county, "99")


def other_counties(county: str) -> tuple[str, ...]:
    """All other counties."""
    return tuple(other for other in COUNTIES if other != county)
