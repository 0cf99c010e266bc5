"""Makes the pictures of the report that the README shows, from data of our own; Chromium is needed.

python -m tools.pictures
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.support.browser import chromium
from tests.support.report_logs import made

ROOT = Path(__file__).parent.parent
WIDTH, HEIGHT = 1280, 800
#: Each picture, with the address that is shown and the element that stands at its top.
PICTURES = {
    "report.png": ("", "body"),
    "report-charging.png": ("#session=0", "#charging"),
}


def main() -> None:
    """Writes docs/*.png."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        log, page = Path(folder) / "station.log", Path(folder) / "report.html"
        log.write_text(made().text, "utf-8")
        command = [sys.executable, "-m", "ocpp_codec", "report", str(log), "--output", str(page)]
        subprocess.run(command, check=True)
        for name, (address, top) in PICTURES.items():
            tab = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            tab.goto(f"{page.as_uri()}{address}")
            tab.wait_for_selector("#app", state="visible")
            tab.locator(top).evaluate("element => element.scrollIntoView()")
            tab.screenshot(path=ROOT / "docs" / name)
            tab.close()
            print(f"docs/{name}: {(ROOT / 'docs' / name).stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
