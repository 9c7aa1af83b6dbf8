"""Bank and answers become a result: pure, exact, the same for ever."""

from quiz.scoring.result import AreaResult, Change, Improvement, Level, Result, Strength
from quiz.scoring.score import is_borderline, percentage, score

__all__ = [
    "AreaResult",
    "Change",
    "Improvement",
    "Level",
    "Result",
    "Strength",
    "is_borderline",
    "percentage",
    "score",
]
