"""Ways to say what a plan says: the figure stands where the braces are."""

from __future__ import annotations

FULL_YEAR = (
    "Åtgärden beräknas ge en besparing på {} per år.", "På helårsbasis sparar vi {}.", "Kostnaden minskar med {} varje år.",
    "Helårseffekten är {}.", "Beräknad effekt: {} per helår.", "Vi räknar med en effekt om {} ett helt år.",
    "Effekten blir {} när åtgärden verkar hela året.", "Det innebär {} i minskade kostnader per år.",
)  # fmt: skip
TOTAL = (
    "Åtgärderna ger tillsammans {} per år.", "Sammanlagt beräknas åtgärderna ge en effekt på {} på helår.",
    "Totalt sparar åtgärderna {} per helår.", "Den samlade helårseffekten av åtgärderna är {}.",
)  # fmt: skip
REQUIREMENT = (
    "Åtgärdskravet är {}.", "Verksamheten har ett sparkrav på {}.", "Besparingskravet för året är {}.",
    "Nämnden har gett oss ett åtgärdskrav om {}.", "Kravet på {} i besparing ska nås under året.",
)  # fmt: skip
SHARE = (
    "Det motsvarar {} procent av åtgärdskravet.",
    "Åtgärderna täcker {} % av kravet.",
    "Det är {} procent av sparkravet.",
)
START = (
    "Åtgärden startar i {}.", "Åtgärden införs från och med {}.", "Arbetet påbörjas i {}.", "Besparingen börjar i {}.",
    "Effekten räknas från {}.", "Vi inför åtgärden i {}.", "Åtgärden gäller från {}.",
)  # fmt: skip
ALL_ACTIONS = (
    "Planen innehåller {} åtgärder.", "De {} åtgärderna i planen redovisas nedan.", "Planen består av {} åtgärder.",
    "I tabellen redovisas {} åtgärder.", "Följande {} åtgärder ingår i planen.", "Handlingsplanen omfattar {} åtgärder.",
)  # fmt: skip
LISTED = (
    "Vi ser {} risker:",
    "Det finns {} möjligheter:",
    "Arbetet har {} delar:",
    "Följande {} insatser görs:",
    "{} skäl talar för det:",
)
ITEMS = ("Bättre planering", "Färre inhyrda", "Lägre sjukfrånvaro", "Samordnade inköp", "Kortare möten", "Ny teknik")
PRODUCT = (
    "{} brukare × {} timmar = {} timmar per vecka.",
    "{} medarbetare x {} timmar = {} timmar",
    "{} * {} kr = {} kr",
    "{} tillfällen × {} kr = {} kr",
)
SAID_TWICE = (
    ("Sjukfrånvaron var {} procent.", "En orsak är att sjukfrånvaron låg på {} procent."),
    ("Bemanningsgraden är {} %.", "Vi planerar med en bemanningsgrad på {} %."),
    ("Frånvaron bland timvikarierna är {} procent.", "Timvikariernas frånvaro, {} procent, är fortsatt hög."),
    ("Mötestiden är {} timmar i månaden.", "Vi behåller mötestiden på {} timmar i månaden."),
    ("Kontinuiteten i bemanningen är {} %.", "Bemanningskontinuiteten är nu {} %."),
    ("Lokalutnyttjandet är {} procent.", "Utnyttjandet av lokalerna, {} procent, räcker inte."),
    ("Bland brukarna är nöjdheten {} procent.", "Brukarnas nöjdhet är {} procent enligt enkäten."),
    ("Frånvaron bland timvikarierna är {} procent.", "Vi har sett att timvikariernas frånvaro är {} procent."),
)  # fmt: skip
#: Two facts in nearly the same words: the values differ, and both are true.
SAID_OF_TWO = (
    ("Frånvaron bland timvikarierna är {} procent.", "Timvikariernas frånvaro på natten är {} procent."),
    ("Frånvaron bland timvikarierna är {} procent.", "Timvikariernas frånvaro är {} procent på helgerna."),
    ("Frånvaron bland timvikarierna är {} procent.", "Timvikariernas frånvaro var {} procent i fjol."),
    ("Frånvaron bland timvikarierna är {} procent.", "Timvikariernas frånvaro var {} procent 2021."),
    ("Frånvaron bland timvikarierna är {} procent.", "Timvikariernas frånvaro ska vara högst {} procent."),
    ("Kontinuiteten i bemanningen är {} %.", "Bemanningskontinuiteten på kvällen är {} %."),
    ("Lokalutnyttjandet är {} procent.", "Utnyttjandet av lokalerna i Björnkulla är {} procent."),
    ("Bland brukarna är nöjdheten {} procent.", "Bland anhöriga är nöjdheten {} procent."),
    ("Andelen kvinnor bland vikarierna är {} procent.", "Andelen vikarier bland kvinnorna är {} procent."),
)  # fmt: skip
