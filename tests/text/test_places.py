"""Problems: one line each, in the order of the files."""

from dataclasses import replace

from handlingsplan.text.places import Handling, Place, Severity, error, remark


def test_a_problem_is_one_line() -> None:
    """Whatever a message quotes from a file, it is one line of readable length."""
    problem = error("fel-värde", Place("plan.yml", 2, 3), f"«första\n  andra» och «{'x' * 1000}»")
    assert str(problem) == f"plan.yml:2:3: «första andra» och «{'x' * 100}…»"


def test_remarks_say_that_they_are() -> None:
    """A remark stops until someone has handled it."""
    problem = remark("platshållare", Place("plan.yml"), "«giltighetstid» är inte ifyllt", "giltighetstid")
    assert str(problem) == "plan.yml:1:1: anmärkning platshållare: «giltighetstid» är inte ifyllt"
    assert problem.severity is Severity.REMARK
    assert problem.stops
    handled = replace(problem, handling=Handling("öppen", "Fylls i när planen beslutas.", "Enhetschef"))
    assert not handled.stops
    assert str(handled.handling) == "öppen, ansvarig: Enhetschef. Fylls i när planen beslutas."


def test_order_is_that_of_the_files() -> None:
    """By path, line and column as numbers."""
    places = [Place("b.yml", 1), Place("a.yml", 10, 1), Place("a.yml", 9, 20), Place("a.yml", 9, 3)]
    problems = [error("x", place, "…") for place in places]
    assert [problem.place for problem in sorted(problems, key=lambda each: each.sort_key)] == places[::-1]
