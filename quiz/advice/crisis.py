"""Words of somebody who may be in danger: the page then shows at once where to talk, and the desk reads it first.

A rule would rather show the numbers once too often than once too seldom, but not to somebody who is only nervous:
「緊張で死にそう」「死にたくない」「自殺行為」 are not among these words.
"""

from __future__ import annotations

import re
import unicodedata

# Compiled, and kept by `re`, when the first text is looked at: the start does not wait for it.
_SPACE = r"\s+"
_PLAIN = (
    r"(?:死に|しに|タヒに|4に)たく(?:な[っりる]|て)|(?:死|し|タヒ|4)にたい|シニタイ|死んで?しまいたい|死んじゃいたい|死のう[とか]"
    r"|死んだ(?:方|ほう)が|死ぬしか|死んでもいい|死ねたら|死にたさ|希死念慮"
    r"|(?:消え(?:て(?:しまい|なくなり))?|いなくなり)たい|消えてしまえ(?:たら|ば)"
    r"|自殺(?!行為|点|的|対策|予防|防止|者|率|問題)|自死(?!遺族)|自傷|リストカット|リスカ|オーバードーズ|遺書"
    r"|首を?(?:吊|つ[るりろっ])|飛び降り(?:たい|よう|れば|て(?:しまい|死))|命を[絶断]"
    r"|自分(?:の(?:体|身体|腕|手首))?を(?:傷つけ|切[っり])|手首を切"
    r"|殺して(?:ほしい|欲しい|くださ|下さ|くれ)"
    r"|生き(?:て(?:い)?たくな|て(?:い)?る(?:の|こと)(?:が|は|に)(?:つら|辛|苦し|しんど|嫌|いや|疲れ)|るの(?:が|に|は)(?:つら|辛|苦し|しんど|嫌|いや|疲れ))"
    r"|生き(?:る|て(?:い)?る|ていく)(?:意味|理由|価値)(?:が|は|も|を)?(?:な|わから|分から|感じ)|もう生きて"
)
_AT_THE_LIMIT = r"もう限界|限界です|限界かも|もう無理"
_SUFFERING = r"死|消え|生き|助けて|眠れ|寝られ|涙|泣|つら|辛|苦し|しんど|起き上が|食べられ|壊れ"
_ENGLISH = (
    r"\bsuicid(?:e|al)\b(?! prevention)|\bkill(?:ing)? myself\b|\b(?:want|wanna|going|ready) (?:to )?die\b(?! of\b)"
    r"|\bend(?:ing)? (?:my life|it all)\b|\bself[- ]?harm|\b(?:cut|cutting|hurt|hurting) myself\b|\bbetter off dead\b"
    r"|\bdo(?:n't| not) want to (?:live|be alive|exist|wake up)\b|\bno (?:reason|point) (?:to live|(?:in|to) living)\b"
    r"|\bwant to disappear\b"
)


def is_crisis(text: str) -> bool:
    """Say whether a text has words of somebody who may be in danger, in Japanese or English."""
    plain = unicodedata.normalize("NFKC", text).lower().replace("’", "'")
    if re.search(_ENGLISH, re.sub(_SPACE, " ", plain)):
        return True
    joined = re.sub(_SPACE, "", plain)
    return bool(re.search(_PLAIN, joined) or (re.search(_AT_THE_LIMIT, joined) and re.search(_SUFFERING, joined)))
