"""The sandbox: what a text may say, what it is told when it may not, and that nothing else is reached."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

import pytest
from jinja2.sandbox import ImmutableSandboxedEnvironment

from handlingsplan.site.environment import MacroError, TextEnvironment, TextError, render_text


class Figure:
    def __init__(self, kronor: int) -> None:
        self.kronor = kronor

    def __str__(self) -> str:
        return f"{self.kronor} kr"


def amount(plan: dict[str, int], action: str, when: Literal["helår", "i år"] = "helår") -> Figure:
    if action not in plan:
        raise MacroError(f"det finns ingen åtgärd «{action}»")
    return Figure(plan[action] if when == "helår" else plan[action] // 2)


def total(_plan: object, *figures: Figure) -> Figure:
    return Figure(sum(figure.kronor for figure in figures))


def times(_plan: object, figure: Figure, factor: int | Decimal) -> Figure:
    return Figure(int(figure.kronor * factor))


def actions_table(_plan: object) -> str:
    return "tabellen"


def table(
    _plan: object,
    dataset: str,
    *,
    columns: Sequence[str] = (),
    headers: dict[str, str] | None = None,
    total_row: bool | str = False,
) -> str:
    return repr((dataset, columns, headers, total_row))


def in_unit(figure: Figure, unit: str, *, decimals: int = 0) -> str:
    return f"{figure.kronor / 1000:.{decimals}f} {unit}"


MACROS = {"belopp": amount, "plus": total, "gånger": times, "åtgärdstabell": actions_table, "tabell": table}
ARGUMENTS = {
    "åtgärd": "action",
    "när": "when",
    "belopp": "figures",
    "faktor": "factor",
    "kolumner": "columns",
    "rubriker": "headers",
    "summarad": "total_row",
    "enhet": "unit",
    "decimaler": "decimals",
}
PLAN = {"timvikarier": 100_000, "schema": 50_000}


@pytest.fixture
def environment() -> TextEnvironment:
    return TextEnvironment(MACROS, {"som": in_unit}, ARGUMENTS, context=PLAN)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ren text", "ren text"),
        ("radslut\n", "radslut\n"),
        ("ca {{ belopp('timvikarier') }} per år", "ca 100000 kr per år"),
        ('{{belopp("timvikarier", när="i år")}}', "50000 kr"),
        ("{{ belopp('schema',\n          'i år') }}", "25000 kr"),
        ("{{ plus(belopp('timvikarier'), belopp('schema')) }}", "150000 kr"),
        ("{{ gånger(belopp('schema'), 1.5) }}", "75000 kr"),
        ("{{ gånger(belopp('schema'), -2) }}", "-100000 kr"),
        ("{{ belopp('schema') | som('tkr', decimaler=1) }}", "50.0 tkr"),
        ("{{ tabell('x', summarad=ja) }}", "('x', (), None, True)"),
        (
            "{{ tabell('x', kolumner=['a', 'b'], rubriker={'a': 'A'}, summarad='Allt') }}",
            "('x', ['a', 'b'], {'a': 'A'}, 'Allt')",
        ),
        ("{{ tabell('a }} b') }}", "('a }} b', (), None, False)"),
        ("{% raw %}{{ config }}{% if %}{# x #}{% endraw %}", "{{ config }}{% if %}{# x #}"),
        ("## Rubrik {: #id }", "## Rubrik {: #id }"),
        ("ensamma }} och { och % }", "ensamma }} och { och % }"),
        ("{{ a\u030atga\u0308rdstabell() }}", "tabellen"),
    ],
)
def test_a_text_is_filled_in(environment: TextEnvironment, text: str, expected: str) -> None:
    assert render_text(environment, text, PLAN) == (expected, [])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        # Names
        ("{{ åtgärdstabel() }}", "1:4: okänt makro «åtgärdstabel» – menade du «åtgärdstabell»?"),
        ("{{ lipsum() }}", "1:4: «lipsum» är inget makro"),
        ("{{ belopp }}", "1:4: makrot «belopp» anropas med parenteser: belopp()"),
        (
            "{{ belopp(timvikarier) }}",
            '1:11: «timvikarier» är inget makro; är det en text skrivs den med citattecken: "timvikarier"',
        ),
        ("{{ belopp('schema') | so('tkr') }}", "1:23: okänt filter «so» – menade du «som»?"),
        ("{{ som('tkr') }}", "1:4: «som» är inget makro"),
        # Statements, comments and marks
        (
            "a\n {% for x in y %}z{% endfor %}",
            "2:2: satsen {% for %} får inte användas i plantexter; använd makron",
        ),
        ("{% include 'x' %}", "1:1: satsen {% include %} får inte användas i plantexter; använd makron"),
        ("{%- raw %}x{% endraw %}", "1:1: {% raw %} saknar avslutande {% endraw %}"),
        ("## Rubrik {#id}", "1:11: «{#» börjar en kommentar; skriv {: #id } för att ge rubriken ett id"),
        ("{{- åtgärdstabell() }}", "1:3: «-» får inte stå intill klamrarna; skriv {{ makro() }}"),
        ("{{ åtgärdstabell()", "1:1: «{{» saknar avslutande «}}»"),
        ("{{ belopp('x }}\n'", "1:11: citattecknet ' avslutas inte på samma rad"),
        (
            "{{ belopp('\\x41') }}",
            "1:11: omvänt snedstreck (\\) får inte användas inom {{ }}; skriv tecknet som det är",
        ),
        ("a\ue0001\ue001", "1:2: tecknet U+E000 är reserverat för programmet; ta bort det"),
        # Syntax
        ("{{ }}", "1:3: mellan {{ och }} ska det stå ett makro"),
        ("{{ belopp('x' }}", "1:3: väntade «,» men fann slutet"),
        ("{{ belopp(”schema”) }}", '1:3: skriv raka citattecken (") i stället för «”»'),
        ("{{ åtgärdstabell() åtgärdstabell() }}", "1:3: oväntat «åtgärdstabell»"),
        ("{{ tabell(summarad=ja, 'x') }}", "1:3: argument utan namn ska stå före argument med namn"),
        # Arguments
        ("{{ belopp() }}", "1:4: makrot belopp() saknar argumentet «åtgärd»"),
        (
            "{{ tabell('x', sumarad=ja) }}",
            "1:4: makrot tabell() har inget argument «sumarad» – menade du «summarad»?",
        ),
        ("{{ åtgärdstabell(1) }}", "1:4: makrot åtgärdstabell() tar inget argument utan namn men får 1"),
        (
            "{{ belopp('schema', 'i år', 3) }}",
            "1:4: makrot belopp() tar högst 2 argument utan namn men får 3",
        ),
        (
            "{{ belopp('schema', åtgärd='schema') }}",
            "1:4: makrot belopp() får argumentet «åtgärd» två gånger",
        ),
        ("{{ tabell('x', summarad=ja, summarad=nej) }}", "1:29: argumentet «summarad» står två gånger"),
        ("{{ tabell(['x']) }}", "1:4: makrot tabell(): argumentet «dataset» ska vara en text, inte en lista"),
        (
            "{{ tabell('x', kolumner='a') }}",
            "1:4: makrot tabell(): argumentet «kolumner» ska vara en lista […], inte en text",
        ),
        (
            "{{ tabell('x', summarad=1) }}",
            "1:4: makrot tabell(): argumentet «summarad» ska vara ja eller nej eller en text, inte ett heltal",
        ),
        (
            "{{ gånger(belopp('schema'), ja) }}",
            "1:4: makrot gånger(): argumentet «faktor» ska vara ett heltal eller ett tal, inte ja eller nej",
        ),
        (
            "{{ plus(belopp('schema'), 3) }}",
            "1:4: makrot plus(): argumentet «belopp» ska vara ett värde från ett makro, inte ett heltal",
        ),
        (
            "{{ belopp('schema', 'igår') }}",
            "1:4: makrot belopp(): argumentet «när» ska vara «helår» eller «i år», inte «igår»",
        ),
        (
            "{{ åtgärdstabell() | som('tkr') }}",
            "1:22: filtret som: värdet före | ska vara ett värde från ett makro, inte en text",
        ),
        # What a macro says itself, at the call that it says it about
        ("a\n{{ plus(belopp('schema'),\n  belopp('schem')) }}", "3:3: det finns ingen åtgärd «schem»"),
    ],
)
def test_a_fault_is_told_in_swedish_with_its_place(environment: TextEnvironment, text: str, message: str) -> None:
    _, errors = render_text(environment, text, PLAN)
    assert [str(error) for error in errors] == [message]


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("cycler.__init__.__globals__.os.popen('id').read()", "attribut (.read) får inte användas"),
        ("åtgärdstabell().__class__", "attribut (.__class__) får inte användas"),
        ("åtgärdstabell.__globals__", "attribut (.__globals__) får inte användas"),
        ("config.extra", "attribut (.extra) får inte användas"),
        ("''.__class__.__mro__", "attribut (.__mro__) får inte användas"),
        ("åtgärdstabell()['__class__']", "hakparenteser efter ett värde får inte användas"),
        ("[].append(1)", "attribut (.append) får inte användas"),
        ("åtgärdstabell()()", "bara ett makro kan anropas"),
        ("belopp(*['schema'])", "«*» framför ett argument får inte användas"),
        ("belopp(**{'åtgärd': 'schema'})", "«*» framför ett argument får inte användas"),
        ("åtgärdstabell() | attr('__class__')", "okänt filter «attr»"),
        ("åtgärdstabell() | som.x('tkr')", "okänt filter «som.x»"),
        ("'x' * 1000000000", "räknetecken och jämförelser får inte användas"),
        ("9 ** 9 ** 9", "räknetecken och jämförelser får inte användas"),
        ("'a' ~ 'b'", "räknetecken och jämförelser får inte användas"),
        ("1 == 1", "räknetecken och jämförelser får inte användas"),
        ("ja and nej", "räknetecken och jämförelser får inte användas"),
        ("not ja", "räknetecken och jämförelser får inte användas"),
        ("åtgärdstabell() if ja", "villkor (if, is) får inte användas"),
        ("åtgärdstabell() is defined", "villkor (if, is) får inte användas"),
        ("(1, 2)", "skriv listan inom hakparenteser"),
        ("åtgärdstabell(), åtgärdstabell()", "oväntat «,»"),
        ("'bara text'", "bara makron får stå inom {{ }}"),
        ("ja", "bara makron får stå inom {{ }}"),
        ("tabell(none)", "«none» är inget värde"),
        ("-'a'", "ett tecken (+ eller -) får bara stå framför ett tal"),
        ("tabell({1: 'a'})", "namnen i {…} ska vara texter"),
        ("tabell({'a': 'b', 'a': 'c'})", "«a» står två gånger"),
        ("belopp(1e999)", "talet är för stort"),
        ("belopp(" + "9" * 4400 + ")", "uttrycket är för djupt nästlat eller har ett för stort tal"),
        ("belopp('" + "x" * 2001 + "')", "texten är längre än 2000 tecken"),
        ("[" * 40 + "]" * 40, "uttrycket är nästlat djupare än 12 nivåer"),
        ("åtgärdstabell()" + " | som('tkr')" * 40, "uttrycket är nästlat djupare än 12 nivåer"),
        ("not " * 1200 + "ja", "uttrycket är för djupt nästlat eller har ett för stort tal"),
        ("[" * 2400 + "]" * 2400, "uttrycket är för djupt nästlat eller har ett för stort tal"),
        ("tabell(" + "['x'], " * 1000 + ")", "«{{» saknar avslutande «}}»"),
    ],
)
def test_nothing_but_macros_is_reached(environment: TextEnvironment, expression: str, message: str) -> None:
    output, errors = render_text(environment, "{{ " + expression + " }}", PLAN)
    assert output == ""
    assert any(message in error.message for error in errors), errors


@pytest.mark.parametrize(
    "name",
    ["config", "files", "page", "navigation", "environment", "self", "cycler", "lipsum", "range", "dict",
     "joiner", "namespace", "super", "caller", "varargs", "context"],
)  # fmt: skip
def test_no_name_of_jinja_or_mkdocs_is_known(environment: TextEnvironment, name: str) -> None:
    for text in (f"{{{{ {name} }}}}", f"{{{{ {name}() }}}}"):
        _, errors = render_text(environment, text, PLAN)
        assert [error.message.partition(";")[0] for error in errors] == [f"«{name}» är inget makro"]


def test_all_faults_of_a_text_are_found_at_once(environment: TextEnvironment) -> None:
    text = "{{ a() }}\n{{ belopp('x') }}\n{{ belopp(\n{% if %}\n{{ tabell('x', b=ja, c=nej, d=[e()]) }} {#"
    _, errors = render_text(environment, text, PLAN)
    assert [(error.line, error.column) for error in errors] == [
        (1, 4),
        (2, 4),
        (3, 1),
        (4, 1),
        (5, 32),
        (5, 41),
    ]


def test_too_many_calls_and_too_long_texts_are_refused(environment: TextEnvironment) -> None:
    assert "fler än 3000 gånger" in render_text(environment, "{{ åtgärdstabell() }}" * 3001, PLAN)[1][0].message
    assert "längre än 400000 tecken" in render_text(environment, "x" * 400_001, PLAN)[1][0].message
    huge = TextEnvironment({"stor": lambda _context: "x" * 4_000_001})
    output, errors = render_text(huge, "{{ stor() }}", None)
    assert output == ""
    assert "med makrona ifyllda" in errors[0].message


@pytest.mark.parametrize("mark", ["{{", "{%", "{#", "{% raw %}", "{{ (", "{{ '", "\ue000", "{% endif %}"])
def test_a_hostile_text_is_refused_quickly(environment: TextEnvironment, mark: str) -> None:
    """These took minutes in a version without bounds; the test would be noticed."""
    _, errors = render_text(environment, mark * (300_000 // len(mark)), PLAN)
    assert 0 < len(errors) <= 51


def test_a_programming_fault_in_a_macro_is_not_the_writers(environment: TextEnvironment) -> None:
    broken = TextEnvironment({"trasigt": lambda _context: 1 // 0})
    with pytest.raises(ZeroDivisionError):
        render_text(broken, "{{ trasigt() }}", None)


class TestInThePlaceOfJinja:
    """mkdocs-macros calls `from_string(text).render(**variables)` and looks at a few attributes."""

    def test_the_variables_of_mkdocs_macros_are_not_let_in(self, environment: TextEnvironment) -> None:
        text = environment.from_string("{{ belopp('schema') }}")
        assert text.render(config="hemligt", belopp="annat", page=None) == "50000 kr"
        with pytest.raises(TextError, match="1:4: «config» är inget makro"):
            environment.from_string("{{ config }}").render(config="hemligt")

    def test_every_fault_is_in_the_message(self, environment: TextEnvironment) -> None:
        with pytest.raises(TextError) as caught:
            environment.from_string("{{ a() }}\n{{ b() }}").render()
        assert caught.value.message == "1:4: «a» är inget makro\n2:4: «b» är inget makro"

    def test_what_it_looks_at_is_there(self, environment: TextEnvironment) -> None:
        environment.globals.update({"evil": print})
        environment.filters.update({"evil": print})
        marks = (environment.variable_start_string, environment.block_start_string)
        assert (*marks, environment.comment_start_string) == ("{{", "{%", "{#")
        assert len(render_text(environment, "{{ evil() }} {{ belopp('schema') | evil }}", PLAN)[1]) == 2

    def test_nothing_is_compiled_to_python(self, environment: TextEnvironment) -> None:
        assert isinstance(environment, ImmutableSandboxedEnvironment)
        with pytest.raises(TypeError):
            environment.compile("{{ 1 }}")
        with pytest.raises(TypeError):
            environment.compile_expression("1")
