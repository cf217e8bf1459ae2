"""The words of an archive that nobody has written: sentences like those of real plans, without a number in them."""

from __future__ import annotations

UNITS = (
    "Hemtjänsten", "Dagverksamheten", "Korttidsboendet", "Boendestödet", "Daglig verksamhet", "Särskilt boende",
    "Personlig assistans", "Hälso- och sjukvården", "Trygghetslarmet", "Gruppbostäderna", "Servicebostäderna",
    "Rehabiliteringen", "Biståndsenheten", "Bemanningsenheten", "Familjerådgivningen", "Mottagningsenheten",
    "Måltidsservice", "Nattpatrullen", "Anhörigstödet", "Fältgruppen",
)  # fmt: skip
PLACES = ("norr", "söder", "öster", "väster", "centrum", "stationen", "sjösidan", "skogsbacken", "kvarnen", "torget")
ACTIONS = (
    "Följa beslutade timmar i samtliga ärenden", "Fler timvikarier och minska övertiden",
    "Minska personalkostnaderna", "Effektivare arbetsplatsträffar", "Planera turerna bättre",
    "Lägre sjukfrånvaro genom tidiga samtal", "Samordna inköp och förbrukning", "Färre leasingbilar",
    "Digital tillsyn om natten", "Se över scheman och resurspass", "Minska tomma platser",
    "Säga upp lokaler som inte används", "Gemensam bemanning mellan enheterna", "Ta hem köpta platser",
    "Handla upp hjälpmedel på nytt", "Introducera nyanställda i grupp",
)  # fmt: skip
_WHO = (
    "Enhetschefen", "Samordnaren", "Bemanningscontrollern", "Arbetsgruppen", "Ledningsgruppen", "Planeraren",
    "Ekonomicontrollern", "Avdelningens stab",
)  # fmt: skip
_DOES = (
    "går varje vecka igenom schemat och tar bort pass som inte behövs",
    "stämmer av bemanningen mot de beslutade insatserna innan perioden låses",
    "flyttar medarbetare mellan grupperna när någon har färre besök än planerat",
    "prövar ett nytt sätt att fördela uppdragen och beskriver vad som blev bättre",
    "har samtal med var och en som ofta är borta och kommer överens om nästa steg",
    "använder inköpslistan som upphandlingen har tagit fram och följer den varje månad",
    "bokar träffarna så att flera grupper kan vara med på samma gång",
    "beskriver i en kort rapport vad som hände när en tur ställdes in",
    "ser till att vikarier är på plats innan någon behöver arbeta övertid",
    "redovisar för ledningsgruppen vad som har gjorts och vad som återstår",
)
_BECAUSE = (
    "eftersom kostnaden annars bärs av enheten utan ersättning",
    "för att brukarna ska möta samma personer så ofta det går",
    "så att budgeten håller också när efterfrågan går upp och ner",
    "eftersom lagen om arbetstid begränsar vad ett schema kan innehålla",
    "för att ett pass som är bokat i god tid kostar mindre än ett akut",
    "så att ingen behöver arbeta ensam under kvällar och helger",
)
CHANCES = (
    "Lugnare dagar för den som arbetar, och färre byten för den som tar emot",
    "Bättre överblick över vad en insats kostar",
    "Fler kan arbeta den tid de önskar",
    "Mindre tid går åt till att lösa akuta luckor",
    "Samma arbetssätt i alla grupper gör det lättare att hjälpas åt",
    "Ersättningen motsvarar det arbete som utförs",
)
RISKS = (
    "Kontinuiteten kan bli sämre när fler delar på ett uppdrag",
    "Det kan vara svårt att rekrytera vikarier till kvällarna",
    "Arbetsbelastningen kan öka om planeringen blir för snäv",
    "Informationen når inte alla när träffarna blir färre",
    "Effekten dröjer om avtalet inte går att säga upp i tid",
    "Brukare kan behöva vänta längre på svar",
)
FOLLOWED = (
    "Varje månad i samband med att bokslutet för perioden är klart",
    "På ledningsgruppens möten, med nyckeltalen som underlag",
    "I tertialrapporten till nämnden",
    "Genom stickprov i scheman varje period",
)
ACCOUNTS = (
    "Tillsvidareanställda", "Timanställda", "Övertid", "Mertid", "Sjuklön", "Semesterlöner", "Obekväm arbetstid",
    "Arbetsgivaravgifter", "Pensionskostnader", "Hyror", "Städning", "Livsmedel", "Förbrukning", "Hjälpmedel",
    "Leasingbilar", "Drivmedel", "Telefoni", "Utbildning", "Konsulter", "Köpta platser",
)  # fmt: skip


def sentences(draw: object, count: int) -> list[str]:
    """Put together `count` sentences; `draw` is a `random.Random`."""
    choice = draw.choice  # type: ignore[attr-defined]
    return [f"{choice(_WHO)} {choice(_DOES)}, {choice(_BECAUSE)}." for _ in range(count)]
