"""How the page looks: light and dark, wide and narrow, on paper. The pictures lie in .cache/screens, to be looked at."""

from __future__ import annotations

import pytest

from tests.support.browser import Opener
from tests.support.paths import ROOT
from tests.support.report_logs import made

#: For each text that is seen: its contrast with what is behind it, by the formula of WCAG 2.
CONTRASTS = """() => {
  const parse = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const luminance = (colour) => {
    const [r, g, b] = parse(colour).map((part) => {
      const share = part / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      if ((parse(colour)[3] ?? 1) === 1) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const found = {};
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own || !element.checkVisibility() || element.closest("svg, select, script")) continue;
    const one = luminance(getComputedStyle(element).color);
    const other = luminance(behind(element));
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    const name = `${element.tagName}.${element.className}`;
    found[name] = Math.min(found[name] ?? 99, contrast);
  }
  return found;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400])
def test_every_text_has_enough_contrast(open_report: Opener, scheme: str, width: int) -> None:
    case = made()
    page = open_report(case, f"#line={case.lines['bad reason']}", width=width, scheme=scheme)
    folder = ROOT / ".cache" / "screens"
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{scheme}-{width}.png")
    page.screenshot(path=folder / f"{scheme}-{width}-whole.png", full_page=True)
    contrasts = page.evaluate(CONTRASTS)
    assert len(contrasts) > 20
    assert {name: contrast for name, contrast in contrasts.items() if contrast < 4.5} == {}


def test_the_page_can_be_printed(open_report: Opener) -> None:
    page = open_report(made())
    page.emulate_media(media="print")
    assert not page.locator("#filters").is_visible()
    assert len(page.pdf()) > 20_000
