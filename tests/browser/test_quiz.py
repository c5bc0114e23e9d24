"""A prediction by keyboard alone: the focus stays in the quiz all the way."""

ASK = """
import bpcore as bp
bp.quiz("Which?", {"rise": "It would.", "fall": "It does."}, "fall")
"""
FOCUSED = """() => { const e = document.activeElement;
  return e.tagName === 'TEXTAREA' && e.closest('.widget-textarea')
    ? 'Your sentence' : e.textContent.trim() }"""


def wait_for_focus(page, words):
    page.wait_for_function(f"words => ({FOCUSED})() === words", arg=words)


def test_a_prediction_by_keyboard(notebook):
    page = notebook.run(ASK).page
    page.get_by_role("button", name="○ rise").focus()
    page.keyboard.press("Enter")
    wait_for_focus(page, "● rise")
    page.keyboard.press("Tab")  # past the other choice
    page.keyboard.press("Tab")
    wait_for_focus(page, "Lock my prediction")
    page.keyboard.press("Enter")
    wait_for_focus(page, "Show what happens")
    assert page.get_by_role("button", name="● rise").is_disabled()
    page.keyboard.press("Enter")
    wait_for_focus(page, "Your sentence")
    page.keyboard.type("dd")  # in command mode it would cut the cell
    assert page.get_by_label("Your sentence").input_value() == "dd"
    page.get_by_role("button", name="Start again").press("Enter")
    wait_for_focus(page, "○ rise")
    assert notebook.page.locator(".jp-CodeCell").count() == 1
