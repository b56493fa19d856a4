"""An officer's day with a draft, in a real browser."""

from __future__ import annotations

from playwright.sync_api import Page

from adapters.web.roles import Role
from bot.model import Question
from tests.adapters.web.drafts.made import BOATS, SOCIAL, draft, version
from tests.adapters.web.harness import Served
from tests.browser import violations

UNIFORM = "May I post pictures of my uniform on a personal account?"


def finished(served: Served, page: Page, path: str) -> None:
    """Go where a job leads; it may have ended before its page was there to lead on by itself."""
    served.finish()
    page.goto(served.url + path)


def test_a_draft_is_looked_at_tried_published_and_taken_back(served: Served, page: Page) -> None:
    served.assistant.reply(Question(UNIFORM, conversation="a"), record=True)
    first, number = served.assistant.library.live(), draft(served, social=SOCIAL)
    served.sign_in(page, Role.OFFICER)
    page.on("dialog", lambda dialog: dialog.accept())

    page.goto(f"{served.url}/drafts")
    page.get_by_role("link", name=f"Draft {number}").click()
    page.get_by_role("link", name="Social Media Policy").click()
    assert page.locator("ins").filter(has_text="must never").is_visible()

    page.go_back()
    page.get_by_role("navigation", name="Draft").get_by_role("link", name="Impact").click()
    page.get_by_role("button", name="Look at the impact").click()
    finished(served, page, f"/drafts/{number}/impact")
    page.get_by_role("heading", name=UNIFORM).wait_for()

    page.get_by_role("link", name="Try a question").click()
    page.get_by_label("Question").fill(UNIFORM)
    page.get_by_role("button", name="Ask both").click()
    page.get_by_role("heading", name="It changes").wait_for()

    page.get_by_role("link", name="Publish").click()
    page.get_by_label("What changes").fill("No uniforms")
    page.get_by_role("button", name="Publish").click()
    finished(served, page, "/revisions")
    page.get_by_role("heading", name="What was live").wait_for()
    assert served.assistant.library.live() == number

    page.get_by_role("button", name=f"Go back to revision {first}").click()
    finished(served, page, "/revisions")
    page.get_by_text("gone back to").wait_for()
    assert served.assistant.library.live() == first


def test_every_page_is_free_of_faults_on_a_desk_and_on_a_phone(served: Served, page: Page) -> None:
    served.assistant.reply(Question(UNIFORM, conversation="a"), record=True)
    served.assistant.library.publish(draft(served, "Boats", boats=BOATS))
    number = draft(served, social=SOCIAL)
    with served.client(Role.OFFICER) as client:
        client.press(f"/drafts/{number}/impact", {"days": "30"})
        served.finish()
    served.sign_in(page, Role.OFFICER)
    paths = (
        "/drafts",
        f"/drafts/{number}",
        f"/drafts/{number}/documents/{version(served, number, 'Social Media Policy')}",
        f"/drafts/{number}/impact",
        f"/drafts/{number}/impact?part=tickets",
        f"/drafts/{number}/impact?part=cases",
        f"/drafts/{number}/try",
        f"/drafts/{number}/publish",
        "/revisions",
        "/revisions/1",
        "/revisions/1?against=2",
        "/history/social.md",
    )
    for path in paths:
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(served.url + path)
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            assert violations(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_a_draft_is_published_without_scripts(served: Served, page: Page) -> None:
    number = draft(served, social=SOCIAL)
    plain = (
        page.context.browser.new_context(java_script_enabled=False)
        if page.context.browser
        else None
    )
    assert plain is not None
    seen = plain.new_page()
    served.sign_in(seen, Role.OFFICER)
    seen.goto(f"{served.url}/drafts/{number}/publish")
    seen.get_by_role("button", name="Publish").click()
    served.finish()
    seen.reload()
    seen.get_by_role("link", name="Go on").click()
    assert served.assistant.library.live() == number
    plain.close()
