"""The navigation with the pages of municipalities and years."""

import pytest

from handlingsplan.site.navigation import MOST_SECTIONS, features_for, uris, with_sections


def test_municipalities_and_years_are_below_the_page_of_all_plans() -> None:
    nav = ["index.md", {"Planer": "planer/index.md"}, {"Guide": ["guide/index.md", {"Data": "guide/data.md"}]}]
    sections = [("Storvik <2026>", "storvik/2026/index.md")]
    whole = with_sections(nav, sections)
    assert whole[1] == {"Planer": ["planer/index.md", {"Storvik &lt;2026&gt;": "storvik/2026/index.md"}]}
    assert list(uris(whole)) == [
        "index.md", "planer/index.md", "storvik/2026/index.md", "guide/index.md", "guide/data.md",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("count", "features", "expected"),
    [
        (MOST_SECTIONS, ["toc.follow"], ["toc.follow"]),
        (MOST_SECTIONS + 1, ["toc.follow"], ["toc.follow", "navigation.prune"]),
        (MOST_SECTIONS + 1, ["navigation.prune"], ["navigation.prune"]),
        (MOST_SECTIONS + 1, [], ["navigation.prune"]),
    ],
)
def test_a_long_list_of_years_is_not_shown_beside_every_page(
    count: int, features: list[str], expected: list[str]
) -> None:
    assert features_for([None] * count, features) == expected
