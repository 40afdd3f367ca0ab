"""What each charge that the tests use means to a lawyer, written down by hand."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Charge:
    """`cannabis`: the first of 11357 to 11360 that it names, `letter` its first subdivision; `names`: all
    of them. `doubtful`: whether it is a super strike (`unsure_strike`) or asks registration
    (`unsure_registrable`) turns on what is not printed."""

    cannabis: str = ""
    letter: str = ""
    names: tuple[str, ...] = ()
    related: str = ""
    super_strike: bool = False
    registrable: bool = False
    unsure_strike: bool = False
    unsure_registrable: bool = False
    gang: str = ""
    plea: bool = False
    printed: str = ""

    @property
    def doubtful(self) -> bool:
        return self.unsure_strike or self.unsure_registrable


CHARGES = {
    "11357(A) HS-POSS": Charge("11357", "A", ("11357",)),
    "11357(B) HS-POSS": Charge("11357", "B", ("11357",)),
    "11357(C) HS-POSS": Charge("11357", "C", ("11357",)),
    "11357 HS-POSS": Charge("11357", "", ("11357",)),
    "11358 HS-CULTIVATE": Charge("11358", "", ("11358",)),
    "11359 HS-SALE": Charge("11359", "", ("11359",)),
    "11360(A) HS-SELL": Charge("11360", "A", ("11360",)),
    "11360(B) HS-GIVE": Charge("11360", "B", ("11360",)),
    "11357(A)/11364 HS-POSS": Charge(
        "11357", "A", ("11357",), related="11364", plea=True, printed="11357(A)/11364 HS"
    ),
    "664/11359 HS-ATTEMPT": Charge("11359", "", ("11359",)),
    "11359/11357(A) HS-POSS": Charge("11359", "", ("11359", "11357")),
    "459 PC-BURGLARY": Charge(),
    "537 PC-DEFRAUD": Charge(),
    "187 PC-MURDER": Charge(super_strike=True),
    "288(A) PC-LEWD": Charge(super_strike=True, registrable=True),
    "286 PC-SODOMY": Charge(super_strike=True, registrable=True, unsure_strike=True),
    "207(A) PC-KIDNAP": Charge(super_strike=True, unsure_strike=True),
    "272 PC-CONTRIBUTE": Charge(registrable=True, unsure_registrable=True),
    "245 PC-ASSAULT": Charge(unsure_strike=True),
    "314.1 PC-EXPOSURE": Charge(registrable=True),
    "136.1 PC-DISSUADE": Charge(gang="offense"),
    "186.22(B)(4) PC-GANG": Charge(gang="enhancement"),
    "148(A)(1) PC-RESIST": Charge(related="148", printed="148(A)(1) PC"),
    "4060 BP-POSS": Charge(related="4060", printed="4060 BP"),
    "11364 HS-PARA": Charge(related="11364", plea=True, printed="11364 HS"),
    "32 PC-ACCESSORY": Charge(plea=True),
    "290 PC-REGISTRATION OF SEX OFFENDER": Charge(),
    "11359 HS": Charge("11359", "", ("11359",)),
    "11357(C)": Charge("11357", "C", ("11357",)),
    "PROB REVOKED": Charge(),
    "": Charge(),
}
