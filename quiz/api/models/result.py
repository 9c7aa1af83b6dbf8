"""Results as the API describes them, with the consultations that help."""

from __future__ import annotations

from quiz.advice.model import Reason
from quiz.api.models.words import Model, described, said
from quiz.scoring.result import Level


class BandOfResult(Model):
    """The band in which a score lies."""

    model_config = described("点数の入る段階", "The band in which the score lies")
    id: str = said("段階のID", "The id of the band")
    title: str = said("段階の名前", "Its name")


class AreaOfResult(Model):
    """An area with its level."""

    model_config = described("領域ごとの見立て", "What is said of an area")
    id: str = said("領域のID", "The id of the area")
    level: Level = said("強み・ふつう・伸びしろ", "A strength, fair, or with room to grow")


class Strength(Model):
    """A best area, with the answer that shows it."""

    model_config = described("強みと、それを示す回答", "A strength, with the answer that shows it")
    area: str = said("領域のID", "The id of the area")
    item: str = said("設問のID", "The id of the item")
    option: str = said("選ばれた選択肢のID", "The id of the chosen option")
    text: str = said("本人への言葉", "What the student is told")


class Improvement(Model):
    """A weak area, with the answer to raise."""

    model_config = described("改善点と、次の一歩", "What to improve, with the next step")
    area: str = said("領域のID", "The id of the area")
    item: str = said("設問のID", "The id of the item")
    option: str = said("選ばれた選択肢のID", "The id of the chosen option")
    next_option: str = said("一段上の選択肢のID", "The id of the option one rung up")
    text: str = said("本人への言葉", "What the student is told")
    next: str = said("次の一歩", "The act that leads one rung up")


class Recommendation(Model):
    """A consultation chosen for a weak area."""

    model_config = described("伸びしろのある領域に選ばれた相談Q&A", "A consultation chosen for a weak area")
    id: str = said("相談のID", "The id of the consultation")
    url: str = said("ページのアドレス", "The address of its page", json_schema_extra={"format": "uri-reference"})
    title: str = said("表題", "Its title")
    area: str = said("選ばれた理由の領域ID", "The id of the area for which it was chosen")
    reason: Reason = said(
        "選ばれた理由：その回答に合う、領域に合う、話題に合う",
        "Why: it helps with this very answer, with the area, or with one of its topics",
    )


class Recommendations(Model):
    """The consultations that a result recommends."""

    model_config = described("ある結果でおすすめする相談Q&A", "The consultations that a result recommends")
    code: str = said("結果のコード", "The code of the result")
    recommendations: list[Recommendation] = said("おすすめ順", "The best first")


class Located(Model):
    """Where a result is."""

    code: str = said("結果のコード", "The code of the result")
    url: str = said("結果ページのアドレス", "The address of its page", json_schema_extra={"format": "uri-reference"})
    form: str = said("版（30秒版など）のID", "The id of the form")
    score: int = said("点数", "The score", ge=0, le=100)


class Result(Located):
    """A whole result."""

    model_config = described(
        "診断結果。版と回答だけから決まり、だれのものかは含まない",
        "A result: it follows from the bank's version and the answers alone, and tells nobody's name",
    )
    bank: str = said("設問集のID", "The id of the bank")
    version: str = said("設問集の版", "The version of the bank")
    flagged: bool = said("要注意かどうか", "Whether it is flagged")
    borderline: bool = said("要注意ラインに近いかどうか", "Whether it is too near the cut to tell")
    low: int = said("誤差を見込んだ下の点数", "The score less one standard error", ge=0, le=100)
    high: int = said("誤差を見込んだ上の点数", "The score and one standard error", ge=0, le=100)
    noticeable_change: int = said(
        "次回との差がこれに満たなければ誤差のうち", "Less than this is no change from one result to the next", ge=0
    )
    band: BandOfResult = said("段階", "The band")
    areas: list[AreaOfResult] = said("領域ごとの見立て", "What is said of each area")
    strengths: list[Strength] = said("強み", "The strengths")
    improvements: list[Improvement] = said("改善点", "What to improve next")
    recommendations: list[Recommendation] = said("おすすめの相談Q&A", "The consultations that help")


class StoredResult(Result):
    """A whole result, and whether its attempt is stored."""

    model_config = described("送られた受検の結果", "The result of an attempt that was sent")
    stored: bool = said(
        "保存できたかどうか。false なら、同じキーでもう一度送る",
        "Whether it is stored; where not, send it again under the same key",
    )


class MinimalResult(Located):
    """Where the result of a stored attempt is."""

    model_config = described(
        "Prefer: return=minimal のときの短い答え", "The short answer to a request with Prefer: return=minimal"
    )
    stored: bool = said("保存できたかどうか", "Whether it is stored")
