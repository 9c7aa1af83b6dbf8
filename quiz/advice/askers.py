"""What an asker may say of themselves: never more than a stage of study and a gender, and neither has to be said.

What is chosen is kept and shown by its Japanese title, like that of a consultation from a file; who chooses not to
answer has said nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from quiz.bank.model import Text


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer; `id` is what the form sends."""

    id: str
    title: Text


UNSAID = Choice("", Text("回答しない", "Prefer not to say"))
GRADES = (
    UNSAID,
    Choice("bachelor1", Text("学部1年", "1st year, bachelor's")),
    Choice("bachelor2", Text("学部2年", "2nd year, bachelor's")),
    Choice("bachelor3", Text("学部3年", "3rd year, bachelor's")),
    Choice("bachelor4", Text("学部4年", "4th year, bachelor's")),
    Choice("master1", Text("修士1年", "1st year, master's")),
    Choice("master2", Text("修士2年", "2nd year, master's")),
    Choice("doctor", Text("博士課程", "Doctoral course")),
    Choice("college", Text("短大・高専・専門学校", "Junior or vocational college")),
    Choice("graduate", Text("既卒", "Graduated")),
    Choice("other", Text("その他", "Other")),
)
GENDERS = (
    UNSAID,
    Choice("female", Text("女性", "Woman")),
    Choice("male", Text("男性", "Man")),
    Choice("other", Text("その他", "Other")),
)


def kept(choices: tuple[Choice, ...], chosen: str) -> str:
    """Return what is kept of a choice: its title in Japanese, or nothing."""
    return next((choice.title.ja for choice in choices if chosen and choice.id == chosen), "")


def shown(choices: tuple[Choice, ...], kept_title: str) -> Text:
    """Return what was kept, in both languages; words of a file that nobody could choose stay as they are."""
    return next((choice.title for choice in choices if choice.title.ja == kept_title), Text(kept_title, ""))
