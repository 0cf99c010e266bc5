"""Everything that a mouse does to the conversation, keys do too."""

from __future__ import annotations

from tests.support.browser import Opener
from tests.support.program import wait_for
from tests.support.report_logs import long_log, made
from tests.support.screens import address_of, is_in_sight, opened, shown

LOG = made()


def test_a_slash_goes_to_the_search_and_escape_leaves_it(open_report: Opener) -> None:
    page = open_report(LOG)
    page.keyboard.press("/")
    page.keyboard.type("heart/beat n p")
    assert page.input_value("input[type=search]") == "heart/beat n p"
    assert opened(page) is None
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "messages"
    assert page.input_value("input[type=search]") == "heart/beat n p"


def test_arrows_and_ends(open_report: Opener) -> None:
    page = open_report(LOG)
    page.focus("#messages")
    for key, line in (
        ("ArrowDown", 1),
        ("ArrowDown", 2),
        ("ArrowUp", 1),
        ("ArrowUp", 1),
        ("End", LOG.messages),
        ("ArrowDown", LOG.messages),
        ("Home", 1),
        ("j", 2),
        ("k", 1),
    ):
        page.keyboard.press(key)
        assert opened(page) == str(line), key
        assert address_of(page) == {"line": str(line)}
        assert is_in_sight(page, f"[data-line='{line}']")
    page.keyboard.press("PageDown")
    assert int(opened(page) or 0) > 5
    page.keyboard.press("Escape")
    assert (opened(page), address_of(page)) == (None, {})


def test_next_and_previous_with_something_found(open_report: Opener) -> None:
    page = open_report(LOG)
    found = sorted(
        LOG.lines[name]
        for name in (
            "refused card answer",
            "wrong case",
            "unanswered",
            "no offset",
            "no offset answer",
            "fault",
            "bad reason",
            "bad reason answer",
            "refused command answer",
            "slow answer",
        )
    )
    seen = []
    for _ in found:
        page.keyboard.press("n")
        seen.append(int(opened(page) or 0))
    assert seen == found
    page.keyboard.press("n")
    assert opened(page) == str(found[-1])
    page.keyboard.press("p")
    assert opened(page) == str(found[-2])


def test_keys_keep_to_the_messages_that_pass(open_report: Opener) -> None:
    page = open_report(LOG, "#action=Authorize")
    page.focus("#messages")
    lines = page.eval_on_selector_all("[data-line]", "all => all.map(each => each.dataset.line)")
    for line in lines:
        page.keyboard.press("ArrowDown")
        assert opened(page) == line
    assert shown(page) == len(lines)


def test_all_is_reached_by_tab(open_report: Opener) -> None:
    page = open_report(LOG)
    reached = set()
    for _ in range(200):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.name"))
        if "messages" in reached:
            break
    assert {"q", "action", "direction", "finding", "since", "until", "messages"} <= reached
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('aside#message') !== null")


def test_keys_in_many_messages(open_report: Opener) -> None:
    page = open_report(long_log(10_000))
    page.focus("#messages")
    for key, line in (("End", 10_000), ("ArrowUp", 9_999), ("Home", 1)):
        page.keyboard.press(key)
        assert opened(page) == str(line)
        assert is_in_sight(page, f"[data-line='{line}']")


def test_keys_with_modifiers_are_those_of_the_browser(open_report: Opener) -> None:
    page = open_report(LOG)
    for key in ("Control+n", "Alt+p", "Meta+j"):
        page.locator("#messages").press(key)
        assert opened(page) is None


def test_a_key_that_is_held_down_changes_the_address_in_steps(open_report: Opener) -> None:
    page = open_report(made())
    page.evaluate("""() => {
        window.changes = 0;
        const replace = history.replaceState.bind(history);
        history.replaceState = (...state) => { window.changes += 1; replace(...state); };
    }""")
    page.focus("#messages")
    page.evaluate("""() => {  // at once, whatever the machine
        const down = () => new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true, cancelable: true });
        for (let each = 0; each < 100; each += 1) document.querySelector("#messages").dispatchEvent(down());
    }""")
    wait_for(lambda: address_of(page).get("line") == "100")
    assert page.evaluate("window.changes") < 80
    assert address_of(page)["line"] == page.get_attribute('[aria-selected="true"]', "data-line") == "100"


def test_enter_on_a_row_opens_it(open_report: Opener) -> None:
    page = open_report(made())
    page.focus('[data-line="3"]')
    page.keyboard.press("Enter")
    assert address_of(page)["line"] == "3"
    page.keyboard.press("ArrowDown")
    assert address_of(page)["line"] == "4"
