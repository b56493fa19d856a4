from __future__ import annotations

from tests.knowledge.loading.reading import read, refusal, texts

_VTT = """WEBVTT - Social media 101

NOTE made by hand

1
00:00:01.000 --> 00:00:04.000
<v Ann>Think <i>before</i> you post,</v>

2
00:00:04.200 --> 00:00:06.000 align:start
then post &amp; <00:00:05.000>listen if x < 3.

3
01:10:00.000 --> 01:10:02.000
After a pause.
"""


def test_cues_join_to_paragraphs_at_pauses_with_their_time() -> None:
    loaded = read("a.vtt", _VTT.replace("<v Ann>", "").replace("</v>", ""))
    assert [(block.anchor, block.text) for block in loaded.blocks] == [
        ("00:00:01", "Think before you post, then post & listen if x < 3."),
        ("01:10:00", "After a pause."),
    ]
    assert loaded.properties == {"title": "Social media 101"}


def test_another_speaker_begins_a_paragraph() -> None:
    assert len(read("a.vtt", _VTT).blocks) == 3


def test_srt_is_read_too() -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}Hello,\n\n"
        "2\n00:00:02,100 --> 00:00:03,000\nall.\n"
    )
    assert texts(read("a.srt", text).blocks) == ["Hello, all."]


def test_what_live_captions_repeat_is_kept_once() -> None:
    text = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\nnever post\n\n"
        "00:02.000 --> 00:03.000\nnever post\nthe badge\n\n00:03.000 --> 00:04.000\nthe badge\n"
    )
    assert texts(read("a.vtt", text).blocks) == ["never post the badge"]


def test_a_long_speech_breaks_at_a_sentence_end() -> None:
    cues = "".join(
        f"00:{n // 60:02}:{n % 60:02}.000 --> 00:{n // 60:02}:{n % 60:02}.900\n"
        f"{'word ' * 9}{'end.' if n % 2 else 'on'}\n\n"
        for n in range(40)
    )
    blocks = read("a.vtt", "WEBVTT\n\n" + cues.replace("00:", "00:", 1)).blocks
    assert len(blocks) > 3
    assert all(block.text.endswith("end.") for block in blocks)


def test_a_broken_cue_is_a_warning_and_not_a_silent_loss() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nHello.\n\n00:03.000 --> 99:99\nLost.\n"
    loaded = read("a.vtt", text)
    assert texts(loaded.blocks) == ["Hello."]
    assert "1 cues" in loaded.warnings[0]


def test_a_file_that_is_no_transcript_is_refused() -> None:
    assert ".vtt" in refusal("a.vtt", b"Just text").reason
    assert ".srt" in refusal("a.srt", b"Just text").reason
