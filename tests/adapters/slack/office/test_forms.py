from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from adapters.chat import actions
from adapters.chat.content import Form
from adapters.chat.model import Asker, Place, Pressed, Submitted
from adapters.chat.places import SLACK
from adapters.slack.showing import render
from bot.tickets import Did, TicketState
from tests.adapters.slack.office.conftest import Rooms
from tests.adapters.slack.office.room import ANN, ASKER, BEN, OFFICE, OUTSIDER, Room
from tests.fakes.slack import form, shown
from tests.fakes.slack.blocks import check_view


def opened(room: Room, action: str, value: object, user: str = ANN) -> Mapping[str, Any]:
    """Press a button that opens a form; the fake says whether Slack would show it."""
    place = Place(SLACK, "T1", OFFICE, "", "channel")
    pressed = Pressed(Asker(SLACK, user, "T1"), place, action, str(value), "17.9")
    return shown_by_slack(room.parts.views.office.open_for(pressed))


def shown_by_slack(made: Form | None) -> dict[str, Any]:
    assert made is not None
    view = render.view(made)
    check_view(view)
    return view


def sent(name: str, about: object, user: str = ANN, **values: Any) -> Submitted:
    return Submitted(Asker(SLACK, user, "T1"), name, str(about), values)


def read(view: Mapping[str, Any]) -> str:
    return form({"view": view, "errors": {}})


def previewed(room: Room, submitted: Submitted) -> Mapping[str, Any]:
    assert room.parts.views.office.check(submitted) == {}
    return shown_by_slack(room.parts.views.office.preview(submitted))


def test_a_reply_is_sent_as_it_was_previewed_and_once(room: Room) -> None:
    number = room.opened("May I wear my badge?")
    assert "May I wear my badge?" in read(opened(room, actions.REPLY, number))
    preview = previewed(room, sent(actions.REPLY_FORM, number, text="Yes, *if* <!here> is off."))
    assert "The asker reads this in the thread where they asked." in read(preview)
    assert len(room.thread()) == 1
    for _ in range(2):
        room.submits(actions.PREVIEW_FORM, preview["private_metadata"])
    reply = room.thread()[-1]
    assert "Yes, *if* <!here> is off." in reply
    assert reply.splitlines()[:4] == read(preview).splitlines()[2:6]
    assert len(room.thread()) == 2
    assert room.ticket(number).state is TicketState.ANSWERED
    assert "@U10 replied\nYes, *if* <!here> is off." in shown(room.card(number))
    assert room.directly(ANN) == []


def test_the_same_words_can_be_sent_again_after_the_asker_wrote_back(room: Room) -> None:
    number = room.opened()
    for _ in range(2):
        preview = previewed(room, sent(actions.REPLY_FORM, number, text="Yes."))
        room.submits(actions.PREVIEW_FORM, preview["private_metadata"])
        room.submits(actions.WRITE_BACK_FORM, number, ASKER, text="Sure?")
    assert len(room.ticket(number).times(Did.REPLIED)) == 2


def test_looking_at_the_preview_twice_keeps_one_proposal(room: Room) -> None:
    number = room.opened()
    first = previewed(room, sent(actions.REPLY_FORM, number, text="Yes."))
    assert previewed(room, sent(actions.REPLY_FORM, number, text="Yes.")) == first
    assert len(room.ticket(number).times(Did.PROPOSED)) == 1


def test_a_long_reply_comes_whole(room: Room) -> None:
    number = room.opened()
    text = " ".join(f"word{place}&" for place in range(330))[:3000].strip()
    preview = previewed(room, sent(actions.REPLY_FORM, number, text=text))
    room.submits(actions.PREVIEW_FORM, preview["private_metadata"])
    assert text in "".join(room.thread()[1:]).replace("\n", "")


def test_a_clause_is_picked_and_quoted_whole_with_its_source(room: Room) -> None:
    number = room.opened()
    view = opened(room, actions.PICK, number)
    assert "2. 4.2 · Social Media Policy" in read(view)
    (choice,) = [b["element"] for b in view["blocks"] if b.get("block_id") == "clause"]
    key = choice["options"][1]["value"]
    submitted = sent(actions.PICK_FORM, number, clause=key, note="No, you may not:")
    preview = previewed(room, submitted)
    room.submits(actions.PREVIEW_FORM, preview["private_metadata"])
    reply = room.thread()[-1]
    assert "No, you may not:\n\n“Employees must not post pictures of crime scenes" in reply
    assert "in custody.”\n— 4.2 · Social Media Policy · version 3.0 · since 1 March 2025" in reply


def test_a_clause_is_offered_as_it_will_be_quoted_with_the_items_of_its_list(room: Room) -> None:
    number = room.opened(documents=("booths",))
    view = opened(room, actions.PICK, number)
    said = read(view)
    assert (
        "1. 7.1 · Booths at Fairs\nA booth at a fair is staffed by:\n"
        "(a) one member of the press office;\n(b) two volunteers, who carry their badges."
    ) in said
    assert "4. 7.2 · Booths at Fairs\nA booth closes at sunset." in said
    (choice,) = [b["element"] for b in view["blocks"] if b.get("block_id") == "clause"]
    key = choice["options"][0]["value"]
    preview = read(previewed(room, sent(actions.PICK_FORM, number, clause=key)))
    assert "staffed by:\n(a) one member" in preview


def test_a_form_shows_what_the_asker_wrote_back_last(room: Room) -> None:
    number = room.opened("May I?")
    room.replied(number)
    for said in ("At night?", "And on Sundays?"):
        room.submits(actions.WRITE_BACK_FORM, number, ASKER, text=said)
    said = read(opened(room, actions.REPLY, number))
    assert "May I?\nThe asker wrote back:\nAnd on Sundays?\nReply" in said


def test_a_reply_that_is_too_long_for_the_field_of_a_ruling_isnt_cut_silently(room: Room) -> None:
    number = room.opened()
    long = "Keep the badge on. " * 200
    room.replied(number, long)
    view = opened(room, actions.RULE, number)
    (field,) = [b for b in view["blocks"] if b.get("block_id") == "text"]
    assert "initial_value" not in field["element"]
    assert "The reply, above, is too long to stand here" in field["hint"]["text"]
    above = "".join(read({**view, "blocks": view["blocks"][: view["blocks"].index(field)]}))
    assert above.replace("\n", "").count("Keep the badge on.") == 200


def test_clauses_that_the_officer_may_not_read_are_counted_and_not_offered(
    rooms: Rooms, tmp_path: Any
) -> None:
    groups = tmp_path / "groups.toml"
    groups.write_text(f'[groups]\nhr = ["{BEN}"]\n', "utf-8")
    room = rooms(groups_file=groups)
    number = room.opened(documents=("social-media", "hr-files"), private=True)
    anns = read(opened(room, actions.PICK, number, ANN))
    assert "ertificates" not in anns
    assert "1 clause that not everybody here may see" in anns
    assert "Medical certificates are kept" in read(opened(room, actions.PICK, number, BEN))
    forged = sent(actions.PICK_FORM, number, clause=room.passages("hr-files")[0].clause.key)
    told = shown_by_slack(room.parts.views.office.preview(forged))
    assert "ertificates" not in str(told)


def test_a_reply_that_quotes_what_not_all_may_see_isnt_shown_on_the_card(
    rooms: Rooms, tmp_path: Any
) -> None:
    groups = tmp_path / "groups.toml"
    groups.write_text(f'[groups]\nhr = ["{BEN}"]\n', "utf-8")
    room = rooms(groups_file=groups)
    number = room.opened(documents=("hr-files",), private=True)
    key = room.passages("hr-files")[0].clause.key
    preview = previewed(room, sent(actions.PICK_FORM, number, BEN, clause=key))
    room.submits(actions.PREVIEW_FORM, preview["private_metadata"], BEN)
    assert "Medical certificates" in room.directly(ASKER)[-1]
    assert "ertificates" not in shown(room.card(number))
    assert "@U11 replied\n(the words aren't shown here" in shown(room.card(number))
    assert "ertificates" not in read(opened(room, actions.RULE, number, ANN))
    assert "Medical certificates" in read(opened(room, actions.RULE, number, BEN))


@pytest.mark.parametrize(
    "action", [actions.REPLY, actions.PICK, actions.NOT_FOR_US, actions.RULE, actions.WRITE_BACK]
)
def test_a_form_doesnt_open_for_outsiders_and_says_why(room: Room, action: str) -> None:
    number = room.opened()
    view = opened(room, action, number, OUTSIDER)
    assert "submit" not in view
    assert "Only" in read(view)
    assert "badge" not in read(view)


def test_a_form_tells_who_has_the_ticket_before_anybody_writes_in_vain(room: Room) -> None:
    number = room.opened()
    room.presses(actions.CLAIM, number, BEN)
    assert "Ben has ticket 1 in hand" in read(opened(room, actions.REPLY, number))
    faults = room.parts.views.office.check(sent(actions.REPLY_FORM, number, text="Yes."))
    assert "Ben has ticket 1 in hand" in faults["text"]


def test_what_is_missing_or_impossible_is_told_at_its_field(room: Room) -> None:
    number, check = room.opened(), room.parts.views.office.check
    assert check(sent(actions.REPLY_FORM, number, text=" \n")) == {
        "text": "Please write something."
    }
    assert "clause" in check(sent(actions.PICK_FORM, number))
    late = check(sent(actions.RULE_FORM, number, text="x", expires="2026-05-04"))
    assert late == {"expires": "Choose a day after today."}
    assert "expires" in check(sent(actions.RULE_FORM, number, text="x", expires="soon"))
    assert "text" in check(sent(actions.NOT_FOR_US_FORM, 99, text="x"))
    assert check(sent(actions.WRITE_BACK_FORM, number, ASKER, text="")) != {}
    assert check(sent(actions.FOR_OFFICE_FORM, "", ASKER, text="Look")) == {}


def test_a_message_is_handed_to_the_office_by_a_form_with_its_words(room: Room) -> None:
    view = opened(room, actions.OFFICE_SHORTCUT, "Someone is copying our logo", ASKER)
    assert "Someone is copying our logo" in read(view)
    assert "It goes to the press office; the reply comes to you." in read(view)


def test_a_message_too_long_for_the_form_says_that_it_is_cut(room: Room) -> None:
    view = opened(room, actions.OFFICE_SHORTCUT, "Look at this. " * 300, ASKER)
    assert "The message is too long to stand here whole: this is its beginning." in read(view)


def test_questions_at_the_limit_still_make_forms_and_cards_that_slack_takes(room: Room) -> None:
    number = room.opened("😀<&>" * 1_000)
    for action in (actions.REPLY, actions.PICK, actions.NOT_FOR_US):
        assert opened(room, action, number)["blocks"]
    assert len(room.cards()) == 1
