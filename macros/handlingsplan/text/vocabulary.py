"""The one vocabulary: English in code, Swedish wherever staff look, and what each word means.

Every field of the model gets its YAML key from here, the JSON Schemas and the guide their
explanations, and the glossary (*ordlista*) its entries.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A Swedish word with its explanation. `glossary` terms are shown in the glossary for all readers."""

    swedish: str
    explanation: str
    glossary: bool = False


VOCABULARY: dict[str, Term] = {
    # What staff speak of
    "plan": Term(
        "handlingsplan", "Vad en enhet ska göra för att få sin ekonomi i balans, och hur det följs upp.", True
    ),
    "action": Term(
        "åtgärd",
        "Något en enhet gör för att förbättra sin ekonomi, med startdatum och beräknad effekt.",
        True,
    ),
    "actions": Term("åtgärder", "Planens åtgärder, i den ordning de ska visas."),
    "savings_requirement": Term(
        "åtgärdskrav", "Det belopp som en enhet måste spara eller få in för att klara sin budget.", True
    ),
    "follow_up": Term("uppföljning", "Hur det går med åtgärderna vid ett visst datum.", True),
    "key_figure": Term(
        "nyckeltal", "Ett mått som följs över tid, till exempel beläggning eller utförandegrad.", True
    ),
    "key_figures": Term("nyckeltal", "Mått som planen följer, med mål och riktning."),
    "committee": Term("nämnd", "Politiker som beslutar om en del av kommunens verksamhet.", True),
    "committees": Term("nämnder", "Kommunens nämnder med deras förvaltningar, avdelningar och enheter."),
    "administration": Term("förvaltning", "Tjänstepersonerna som arbetar åt en nämnd.", True),
    "department": Term("avdelning", "En del av förvaltningen, med flera enheter.", True),
    "departments": Term("avdelningar", "Förvaltningens avdelningar."),
    "unit": Term("enhet", "Den minsta delen av organisationen, med egen chef och egen budget.", True),
    "units": Term("enheter", "Enheter, med det id som deras mapp heter."),
    "cost_centre": Term("ansvar", "Enhetens kod i ekonomisystemet, till exempel 81516.", True),
    "municipality": Term("kommun", "Kommunen som planerna hör till.", True),
    "report": Term("rapport", "En redovisning till nämnden, till exempel en tjänsteskrivelse.", True),
    "dataset": Term("datamängd", "En tabell med siffror, hämtad ur ett system eller ett dokument.", True),
    "outcome": Term("utfall", "Vad det blev, till skillnad från budget och prognos.", True),
    "deviation": Term("avvikelse", "Utfall minus budget. Plus är överskott, minus är underskott.", True),
    "stated": Term("uppgivet", "Vad källan själv anger, visat bredvid det som räknats fram.", True),
    "remark": Term("anmärkning", "Något i en plan som en person behöver förklara eller ta hand om.", True),
    "handlings": Term(
        "avstämning",
        "Hur en person har tagit hand om anmärkningar: förklarad, eller öppen med ansvarig.",
        True,
    ),
    # Money and effects
    "effect": Term(
        "effekt",
        "Vad en åtgärd förbättrar, i kronor, timmar eller årsarbetare. Plus är en förbättring.",
        True,
    ),
    "effect_this_year": Term(
        "effekt i år",
        "Effekten under planens år (innevarande år). Räknas annars fram ur helårseffekten och effektstarten.",
        True,
    ),
    "full_year_effect": Term("helårseffekt", "Effekten när åtgärden verkar ett helt år.", True),
    "transition_cost": Term("omställningskostnad", "Vad åtgärden kostar en gång, till exempel dubbla hyror.", True),
    "not_calculated": Term("ej beräknad", "Varför effekten inte är beräknad, i ord."),
    "calculation": Term("beräkning", "Hur helårseffekten räknas, till exempel 42 medarbetare × 4 timmar."),
    "full_time_equivalents": Term("årsarbetare", "Antal heltidstjänster som arbetet motsvarar.", True),
    "budget": Term("budget", "Vad verksamheten får kosta.", True),
    "forecast": Term("prognos", "Vad man tror att det blir vid årets slut.", True),
    "deficit": Term("underskott", "Hur mycket kostnaderna är större än intäkterna.", True),
    "starting_position": Term("utgångsläge", "Ekonomin när planen skrivs: budget, prognos och underskott.", True),
    "stated_totals": Term("uppgivna summor", "Summor som källan anger. De stäms av mot summan av åtgärderna."),
    "effect_rule": Term(
        "effekt i år räknas",
        "Hur effekten i år räknas ur helårseffekten: dagar, hela månader eller halva månader.",
    ),
    "cutoff_day": Term("brytdag", "Sista dag i månaden då en start räknas som hela månaden."),
    # Plan
    "audience": Term(
        "publicering",
        "Vilka som får läsa: begränsad (de som arbetar med personerna), intern (hela kommunen) eller publik (alla).",
        True,
    ),
    "title": Term("titel", "Dokumentets titel."),
    "document_type": Term(
        "typ av styrdokument", "Ekonomisk handlingsplan eller Åtgärdsplan. Avgör vilka avsnitt som väntas."
    ),
    "kind": Term("typ", "Vilken sort det är."),
    "status": Term("status", "Hur långt det har kommit."),
    "deciding_body": Term("beslutande instans", "Vem som beslutar om planen.", True),
    "decision_date": Term("datum för beslut", "När planen beslutades."),
    "case_number": Term("diarienummer", "Ärendets nummer i diariet, till exempel 2025.019 VON.", True),
    "applies_to": Term("gäller för", "Vilka planen gäller för."),
    "validity": Term("giltighetstid", "Hur länge planen gäller."),
    "revise_by": Term("revideras senast", "Sista dag då planen ska ses över."),
    "document_owner": Term("dokumentansvarig", "Den roll som ansvarar för dokumentet."),
    "decisions": Term("beslut", "Beslut i ärendet, äldst först."),
    "date": Term("datum", "Datum, skrivet 2025-01-31."),
    "body": Term("instans", "Den nämnd eller person som beslutar eller tar emot."),
    "report_back": Term("återrapportering", "När och hur uppdraget ska redovisas, i ord: löpande.", True),
    "report_back_by": Term("återrapporteras senast", "Sista dag att redovisa uppdraget för nämnden."),
    "closes": Term("avslutar", "Uppdrag som beslutet avslutar: datum och paragraf."),
    "version": Term("version", "Den incheckade version som beslutades: minst sju tecken av dess nummer i Git."),
    "answers": Term("återrapporterar", "Uppdrag som rapporten redovisar: datum och paragraf."),
    "paragraph": Term("paragraf", "Paragrafen i protokollet, till exempel § 84."),
    "consultation": Term("samverkan", "Samverkan med de fackliga organisationerna.", True),
    "risk_assessment": Term("riskbedömning", "Bedömning av risker för arbetsmiljön.", True),
    "comment": Term("kommentar", "En kort kommentar."),
    # Action
    "id": Term("id", "Kort namn med små bokstäver a–z, siffror och bindestreck. Ändras aldrig."),
    "name": Term("namn", "Namnet så som det ska visas."),
    "description": Term("beskrivning", "En kort beskrivning."),
    "start_date": Term("startdatum", "Dagen då åtgärden börjar."),
    "effect_start": Term("effektstart", "Dagen då åtgärden börjar ge effekt. Annars startdatum.", True),
    "end_date": Term("slutdatum", "Sista dagen som åtgärden gäller."),
    "duration": Term("varaktighet", "Permanent, tillfällig eller engång.", True),
    "responsible_role": Term("ansvarig roll", "Den roll som ansvarar, inte en persons namn."),
    # Follow-up
    "reported_on": Term("lämnad", "Dagen då uppföljningen lämnades."),
    "reported_by": Term("lämnad av", "Rollen som lämnade uppföljningen, inte en persons namn."),
    "assessment": Term("bedömning", "Hur det går för åtgärden: grön, gul eller röd.", True),
    "completion": Term("genomförandegrad", "Hur stor del av åtgärden som är genomförd, från 0 till 100 %.", True),
    "effect_so_far": Term(
        "effekt hittills", "Vad åtgärden har gett från årets början till uppföljningens datum.", True
    ),
    "forecast_this_year": Term("prognos i år", "Vad åtgärden väntas ge under hela året.", True),
    "risks": Term("risker", "Risker som planen ser, och i uppföljningen vad det blev av dem."),
    "risk": Term("risk", "Något som kan göra att en åtgärd inte får effekt, eller får följder som ingen vill.", True),
    "follow_up_periods": Term("uppföljningsperioder", "När planerna följs upp varje år."),
    "period_end": Term("till och med", "Sista dagen i perioden, utan år: 31 mars."),
    "due": Term("lämnas senast", "Sista dag att lämna uppföljningen, utan år: 15 april."),
    "first_year": Term("från år", "Första året som perioden gäller."),
    "last_year": Term("till år", "Sista året som perioden gäller."),
    "meetings": Term("sammanträden", "Dagar då nämnden sammanträder."),
    # Key figures
    "target": Term("mål", "Värdet som nyckeltalet ska nå."),
    "direction": Term("riktning", "Åt vilket håll nyckeltalet ska gå: öka eller minska."),
    "dataset_name": Term("data", "Datamängden som nyckeltalets utfall hämtas ur."),
    # Effect with the source's own wording, remarks
    "value": Term("värde", "Värdet, till exempel ca 350 000 kr."),
    "wording": Term("lydelse", "Vad det står i källan, ord för ord."),
    "concerns": Term("gäller", "Vad anmärkningen gäller: en åtgärds id, ett fält, en kolumn eller en lydelse."),
    "position": Term("läge", "Förklarad eller öppen."),
    "explanation": Term("förklaring", "Förklaringen, så att en läsare förstår."),
    # Organisation
    "format_version": Term("formatversion", "Vilken version av filformatet som kommunens filer är skrivna i."),
    "smallest_group": Term(
        "minsta grupp", "Hur många personbundna rader som minst slås ihop, utanför den begränsade publiceringen."
    ),
    "abbreviation": Term("förkortning", "Förkortningen, till exempel VON."),
    # Report
    "period": Term("period", "Datumet som rapporten redovisar läget per."),
    "handler": Term("handläggare", "Den som har berett ärendet."),
    "signers": Term("undertecknare", "De som har undertecknat."),
    "role": Term("roll", "Rollen, till exempel Avdelningschef."),
    # Dataset
    "source": Term("källa", "Systemet eller dokumentet som siffrorna kommer ur."),
    "selection": Term("urval", "Urvalet i källan, så som det står där."),
    "extraction_date": Term("uttagsdatum", "Dagen då siffrorna hämtades."),
    "sign_convention": Term("tecken", "Hur plus och minus ska läsas: resultat, kostnad eller inget."),
    "key": Term("nyckel", "Kolumnen som skiljer raderna åt."),
    "person_bound": Term("personbunden", "Om rader kan knytas till en person.", True),
    "person_bound_reason": Term("personbunden förklaring", "Varför personbundna rader ändå finns med."),
    "aggregated_audience": Term(
        "sammanslagen publicering", "Vilka som får läsa summorna av raderna, när de inte får läsa raderna."
    ),
    "aggregated_by": Term("sammanslagen per", "Kolumnen vars värden raderna slås ihop efter. Annars slås alla ihop."),
    "columns": Term("kolumner", "Kolumnerna med deras enheter."),
    "drawn_from": Term("urval ur", "Datamängder som raderna hämtas ur."),
    "rows": Term("rader", "Nycklar till de rader som ska vara med, i ordning."),
    "decimals": Term("decimaler", "Antal decimaler när kolumnen visas."),
    "heading": Term("rubrik", "Kolumnens rubrik när den visas, om den ska vara en annan."),
    "difference": Term("differens", "Kolumnen räknas som den första minus den andra."),
    "row": Term("rad", "Radens nyckel, eller namnet på en summarad."),
    "is_total": Term("summa", "Om raden är en summarad."),
    "values": Term("värden", "Uppgivna värden per kolumn."),
}


def swedish(english: str) -> str:
    """Give the Swedish key of a model field; a field outside the vocabulary is our error (KeyError)."""
    return VOCABULARY[english].swedish


def explanation(english: str) -> str:
    """Give the Swedish explanation of a model field."""
    return VOCABULARY[english].explanation
