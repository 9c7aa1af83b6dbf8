"""Messages about what is legal but unwise."""

from __future__ import annotations

from quiz.bank.messages.message import say

MESSAGES = {
    "forbidden-mention": say(
        "「{word}」は採用選考でたずねてはいけないこと（{subject}）にふれています",
        "必要な言及か確かめ、なければ消してください",
        '"{word}" mentions what selection must not ask about ({subject})',
        "check that it must be said, else delete it",
    ),
    "lowest-points": say(
        "いちばん下の段が {points} 点なので、合計が 0 点になりません",
        "下の段を 0 点から始めてください",
        "the lowest rung has {points} points, so that nobody can score 0",
        "begin at 0 points",
    ),
    "band-unreachable": say(
        "版「{form}」では、どう答えてもこの段階になりません",
        "段階の幅を広げるか、設問の点数を見直してください",
        'no answers to the form "{form}" lead to this band',
        "widen the band, or review the points of the items",
    ),
    "cut-inside-band": say(
        "要注意ライン {cut} が段階「{band}」の途中にあります",
        "段階のどれかの last を {cut} にすると、要注意かどうかと段階がそろいます",
        'the cut score {cut} lies inside the band "{band}"',
        "end a band at {cut}, so that flag and band agree",
    ),
    "topic-word-short": say(
        "「{word}」は1文字なので、どの相談にも見つかります",
        "2文字以上の言葉にしてください",
        '"{word}" is one character, which stands in nearly every consultation',
        "write a word of two characters or more",
    ),
    "areas-unbalanced": say(
        "版「{form}」では、この領域の配点が「{other}」の {times} 倍あります",
        "領域ごとの設問の数か重みをそろえてください",
        'in the form "{form}" this area carries {times} times the points of "{other}"',
        "even out the number or weight of items between areas",
    ),
    "form-not-within": say(
        "短い版「{form}」の設問ですが、長い版「{longer}」に入っていません",
        "forms に {longer} も書くと、続きから答えられます",
        'this item of the shorter form "{form}" is not in the longer "{longer}"',
        "name {longer} in its forms too, so that students can go on without answering again",
    ),
    "stem-wide": say(
        "設問が長く、スマホでは読みにくくなります（全角 {width} 文字分）",
        "全角 {most} 文字までにしてください",
        "the question is long for a phone ({width} full-width characters)",
        "keep it within {most}",
    ),
    "option-wide": say(
        "選択肢が長く、スマホでは折り返されます（全角 {width} 文字分）",
        "全角 {most} 文字までにしてください",
        "the option is long and would wrap on a phone ({width} full-width characters)",
        "keep it within {most}",
    ),
    "short-wide": say(
        "短い呼び名が長めです（全角 {width} 文字分）",
        "全角 {most} 文字までにしてください",
        "the short name is long ({width} full-width characters)",
        "keep it within {most}",
    ),
    "reading-time": say(
        "版「{form}」は約 {predicted} 秒かかる見込みで、約束の {seconds} 秒をこえます",
        "設問か選択肢を短くするか、seconds を直してください",
        'the form "{form}" takes about {predicted} seconds, more than the {seconds} promised',
        "shorten questions or options, or change seconds",
    ),
    "no-recommendation": say(
        "領域「{area}」におすすめできる相談Q&Aがありません",
        "この領域の相談Q&Aを1つ以上用意してください",
        'there is no consultation to recommend for the area "{area}"',
        "add at least one consultation for this area",
    ),
    "no-evidence": say(
        "この領域をたずねる根拠（evidence）がありません",
        "evidence: に根拠と出典を1文で書いてください",
        "the reason for asking about this area (evidence) is missing",
        "write it with its source in one sentence after evidence:",
    ),
    "no-question-mark": say(
        "設問が「？」で終わっていません",
        "問いかけの形にして、最後に「{mark}」を付けてください",
        "the question does not end with a question mark",
        'write it as a question that ends with "{mark}"',
    ),
    "same-stem": say(
        "設問の文が「{first}」と同じです",
        "何をたずねるかがわかる、別の文にしてください",
        'the question reads the same as "{first}"',
        "write another question",
    ),
    "half-width-kana": say(
        "半角カタカナ「{value}」があります",
        "全角で「{meant}」と書いてください",
        'there is half-width katakana ("{value}")',
        'write it full-width: "{meant}"',
    ),
    "wide-digits-in-text": say(
        "文に全角の英数字「{value}」があります",
        "半角で「{meant}」と書くと、表記がそろいます",
        'there are full-width letters or digits in the text ("{value}")',
        'write "{meant}" for a consistent look',
    ),
    "edge-spaces": say(
        "文の前か後ろに余分な空白があります",
        "空白を消してください",
        "the text begins or ends with a space",
        "delete it",
    ),
    "quotes-in-text": say(
        "文が飾りの引用符「{value}」で囲まれ、そのまま表示されます",
        '消すか、半角の "…" にしてください',
        'the text stands in curly quotation marks ("{value}"), which would be shown',
        'delete them, or write "…"',
    ),
}
