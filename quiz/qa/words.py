"""Names of the Q&A site's own pages, which stand in a breadcrumb for people and for machines alike."""

from __future__ import annotations

from quiz.bank.model import Text

HOME = Text("就活の相談Q&A", "Job-hunting Q&A")
SEARCH = Text("相談をさがす", "Search")
ADVISORS = Text("アドバイザー", "Advisors")
