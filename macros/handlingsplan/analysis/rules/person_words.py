"""The words that the rules of persons go by, in one place: names, mailboxes, and what is told of one person alone."""

from __future__ import annotations

import re

#: Given names that are common in Sweden and are seldom anything else, in small letters.
_GIVEN = """
    abdi abdullah adam adrian agnes agneta ahmad ahmed aina albin alex alexander alexandra alf alfred algot ali
    alice alicia allan alvar alvin amanda amelie amina amir anders andreas anette angelica anita anna anne anneli
    annelie annette annika anton arne aron arvid assar asta astrid august axel barbro bassam beatrice bengt
    benjamin berit bernhard bernt bertil bertram birger birgit birgitta birgitte björn bodil bosse britt britta
    börje camilla carin carina carl carl-gustav carlos carola carolina caroline catarina cathrine catrin cecilia
    charlie charlotta charlotte christel christer christian christina christine christoffer clara conny dagmar
    dagny daniel david dennis ebba ebbe edit edith edvard edvin edward eivor eje eleonora elias elin elina
    elisabet elisabeth elise ella ellen ellie ellinor elliot elof elsa else elsie elsy elton elvira elvy emanuel
    emelie emil emilia emilie emina emir emma emmy enar eric erica erik erika erland erling ernst eskil ester eva
    evald evelina evelyn evert evy fabian fabio fadi fanny fatima felicia felix filip florence folke frans fredrik
    fredrika freja frida fritz gabriel gabriele gabriella georg gerd gerda gerry gertrud greger greta gudrun
    gull-britt gunborg gunhild gunilla gunnar gunnel gunvor gustaf gustav göran gösta göte hadi haidar halina
    hamid hampus hamza hanna hannah hannes hans-erik hans-olof harald harriet harry hasan hassan hedda hedvig
    heidi helen helena helene helmer henny henrik henry herman hillevi hjalmar holger hugo hussein håkan ibrahim
    ida inga ingalill ingbritt inge ingeborg ingegerd ingela ingemar inger ingmar ingolf ingrid ingvar irene irma
    iréne isabella isabelle isac isak ismail ivan ivana ivar jack jacob jakob jan jan-erik jane janina janne jarl
    jasmine jeanette jelena jennie jennifer jenny jens jerker jerry jesper jessica jimmy joakim joanna joel johan
    johanna johannes john jolanta jonas jonatan jonathan jonna jonny jorma josef josefin josefina josefine joseph
    juha jukka julia julius jörgen kaisa kaj kajsa kalle kamal kari karim karin karl karl-erik karl-gustav
    karolina kasper katarina katja katrin kennet kenneth kent kenth kerstin kevin khaled khalid kirsti kjell klara
    klas knut krister kristian kristina kristoffer krzysztof kurt lars lars-erik lars-göran lasse laura leena leif
    leila lena lenita lennart lennarth leo leon leonard liam liisa lilian lilly lina linda linnea linnéa linus
    lisa lisbeth liselott liselotte livia lizette lotta louise lovis lovisa lucas ludvig ludwig lukas madeleine
    magdalena magnus mahmoud maivor maja majken majvor malena malin malte marcel marcus marek margareta margaretha
    margit margot mari maria mariam marianne marie marika marina mario marja markus marlene marta martin martina
    mathias mathilda matilda mats matteo matti mattias maud maurits maximilian may-britt mehdi mehmet melker
    melvin michael michaela michelle mikael mikaela mikko milla milo milton mimmi mina minea minna miranda miriam
    mirja mirjam moa mohamad mohamed mohammad mohammed mohamud molly mona monica monika mustafa märta måns mårten
    nadia natalia natalie nathalie nathan nellie nicklas niclas nicolas nicole niklas nikola nils nina ninni noah
    noel noelle nora ola olav olga oliver olivia olle olof olov omar omid orvar oscar oskar oskari osman ossian
    otto ove owe pablo patricia patrick patrik paul paula pauli pauline pekka per-erik pernilla peter petra petter
    philip pia pierre piotr pontus rafael ragnar ragnhild rakel rashid rasmus rebecca rebecka reza richard rickard
    rikard robert robin roger roine roland rolf ronja ronnie ronny rosanna rosmarie rozita ruben rune rurik rut
    ruth ryan sabina salma sami samir samira samuel sandra sanja sanna sara sarah sarita sean sebastian selim
    selma signe sigrid sigvard silvia simon simone siri siv siw sixten sofia sofie solveig sonja sophia sophie
    staffan stefan stellan stephanie stig sture susan susann susanna susanne suzanne svante sven sven-erik sverker
    sylvia sören tage taina tanja tapio tarja tatiana tekla teodor teresa terese thea theo theodor therese thomas
    thorbjörn thore tilda tilde timmy tina tindra tobias tom tomas tomasz tommy tony torbjörn torborg tore torgny
    torkel torsten torvald tove ture tuva ulf ulla ulla-britt ulrica ulrik ulrika uno valdemar valentina valter
    vanessa vanja vendela veronica veronika victor victoria viggo viktor viktoria vilgot vilhelm villy vilma
    vincent viveka vivian vivianne waldemar walter wendela wiktor wilhelm william wilma yasmin ylva yngve yusra
    yusuf yvette yvonne zahra zara zeinab zoran åke åsa åse örjan östen
"""
GIVEN_NAMES = frozenset(_GIVEN.split())
#: Given names that are words or places too: what follows must be like a surname.
_AMBIGUOUS = """
    alma alva ann bea bo bror dag dan frank gun hans ines ingen iris kim linn liv love mai maj max may my per ray
    regina saga sol stella sten stina svea tim tor tyra urban vera viola
"""
AMBIGUOUS = frozenset(_AMBIGUOUS.split())
#: How surnames end that are hardly other words.
SURNAME_ENDING = re.compile(
    r"(?:sson|son|sdotter|ström|strand|berg|bergh|borg|gren|grén|lund|lundh|kvist|qvist|quist|dahl|holm|blom|löf|lööf|man"
    r"|mark|stedt|stad|hammar|fors|feldt|rud|lind|ek|ell|én|in|sten|vall|wall|stam|skog|hag|sjö|by|dal|roth|brandt|ling"
    r"|sen|ić|ov|ski|oğlu|zadeh|ez|ian)$"
)
CERTAIN_ENDING = re.compile(r"(?:[a-zåäöé]{2}sson|sdotter)$")
#: What is called after somebody: a street, a school, a parish.
CALLED_AFTER = re.compile(
    r"(?:\w*(?:gata|gatan|gränd|väg|vägen|torg|torget|plats|platsen|park|parken|skola|skolan|gymnasiet|gård|gården|hus|huset"
    r"|hem|hemmet|boende|boendet|kyrka|församling|stiftelse|stiftelsen|fond|fonden|minne|hemtjänst|förskola|sjukhus))\b",
    re.IGNORECASE,
)
#: Companies and programs that are called as people are.
NO_PERSONS = frozenset({"björn lundén", "max matthiessen"})
SAINT = re.compile(r"\b(?:Sankt|S:t|S:ta|Sankta)\s$")
#: What a mailbox that several people read is called, as it begins: kommun@, vard.omsorg@, bemanning.centrum@.
MAILBOX = re.compile(
    r"kommun|info|registrator|kontakt|kundtj|kundcenter|medborgar|support|kansli|namnd|forvaltning|avdelning|enhet|vard"
    r"|omsorg|social|stod|assistans|hemtj|boende|bemanning|ekonomi|personal|lon|hr$|diari|arkiv|press|dataskydd|dpo|vaxel"
    r"|exped|reception|brevlada|inkorg|upphandling|faktura|handlingsplan|no-?reply|service|funktion|myndighet|lss|sol$"
    r"|stab|kvalitet|utveckling|tillgang|webb|it$|admin|post|mail|hallo|vaktm|fastighet|skola|barn|utbildning|kultur"
)
#: What is told of one person, wherever in the same part of a text: it is enough beside a project's number.
OF_ONE_PERSON = re.compile(
    r"\b(?:personkrets|diagnos|autis[mt]|adhd|asperger|utvecklingsstörning|intellektuell funktionsnedsättning|demens"
    r"|alzheimer|epilepsi|cp-skad|hjärnskad|ryggmärgsskad|psykos|schizofreni|bipolär|depression|missbruk|stroke|parkinson"
    r"|als\b|ms-|respirator|trakeostomi|sondmat)\w*",
    re.IGNORECASE,
)
#: What is decided for one person: it is so when it stands in the same paragraph or row as a project's number.
DECIDED = re.compile(
    r"\bbevilja\w*|\bbeslut\w* (?:om )?(?:\S+ )?tim(?:mar|mer|me|\b)|\btim(?:mar|mer)? (?:per|i|om) veck\w+"
    r"|\bdubbelassistans\w*|\bgrundläggande behov\w*|\bavled\b|\bavlid\w+",
    re.IGNORECASE,
)
