"""Messages about sense: ids, references, points, bands, forms and forbidden subjects."""

from __future__ import annotations

from quiz.bank.messages.message import say

MESSAGES = {
    "duplicate-id": say(
        "id「{id}」が2回使われています（1回めは {first} 行め）",
        "別の id にしてください",
        'the id "{id}" is used twice (first on line {first})',
        "choose another id",
    ),
    "reserved-id": say(
        "設問の id「{value}」は、回答の画面が別の目的で使っています",
        "research-{value} のような別の id にしてください",
        'the item id "{value}" is used by the answering page itself',
        "choose another, such as research-{value}",
    ),
    "reserved-attribute": say(
        "属性の id「{value}」は、掲載サイトの集計が使っています",
        "campus のような別の id にしてください",
        'the attribute id "{value}" stands for the site in figures',
        "choose another, such as campus",
    ),
    "unknown-reference": say(
        "「{value}」という{kind}はありません",
        "{known} のどれかを書いてください",
        'there is no {kind} "{value}"',
        "write one of {known}",
    ),
    "unknown-reference-near": say(
        "「{value}」という{kind}はありません",
        "「{meant}」の間違いですか",
        'there is no {kind} "{value}"',
        'did you mean "{meant}"?',
    ),
    "reference-twice": say(
        "「{value}」が2回並んでいます",
        "1つにしてください",
        '"{value}" is listed twice',
        "keep one",
    ),
    "no-points": say(
        "どの選択肢も 0 点です",
        "下の段から 0, 1, 2, 3 のように点数を付けてください",
        "every option has 0 points",
        "give points along the rungs, such as 0, 1, 2, 3",
    ),
    "points-not-rising": say(
        "点数が上がっていません（{before} 点の次が {after} 点）",
        "下の段から順に並べ、点数を前の段より大きくしてください",
        "the points do not rise ({after} after {before})",
        "order the options from the lowest rung up, each with more points than the one before",
    ),
    "points-falling": say(
        "点数が段を追って下がっています",
        "下の段から並べ直すか、この順に見せるなら reverse: true を書いてください",
        "the points fall along the options",
        "order them from the lowest rung up, or write reverse: true to show them this way",
    ),
    "points-not-falling": say(
        "reverse: true なのに点数が下がっていません（{before} 点の次が {after} 点）",
        "点数を前の段より小さくするか、reverse を消してください",
        "the points do not fall although reverse is true ({after} after {before})",
        "give each option fewer points than the one before, or delete reverse",
    ),
    "points-rising-reversed": say(
        "reverse: true なのに点数が上がっています",
        "reverse の行を消すか、点数の大きい順に並べてください",
        "the points rise although reverse is true",
        "delete reverse, or order the options from the most points down",
    ),
    "same-option": say(
        "選択肢の文が「{first}」と同じです",
        "段の違いがわかる文にしてください",
        'the option reads the same as "{first}"',
        "write a text that tells the rungs apart",
    ),
    "same-choice": say(
        "選択肢の文が「{first}」と同じです",
        "どちらか1つにするか、違いがわかる文にしてください",
        'the choice reads the same as "{first}"',
        "keep one, or write a text that tells them apart",
    ),
    "band-order": say(
        "段階の始まり（{first}）が終わり（{last}）より大きくなっています",
        "first に小さい数、last に大きい数を書いてください",
        "the band begins ({first}) after its end ({last})",
        "write the smaller number as first and the larger as last",
    ),
    "band-start": say(
        "いちばん下の段階が {first} から始まっています",
        "first: 0 にしてください",
        "the lowest band begins at {first}",
        "write first: 0",
    ),
    "band-end": say(
        "いちばん上の段階が {last} で終わっています",
        "last: 100 にしてください",
        "the highest band ends at {last}",
        "write last: 100",
    ),
    "band-gap": say(
        "{missing} 点がどの段階にも入りません",
        "first: {meant} にするか、前の段階の last を直してください",
        "no band holds {missing}",
        "write first: {meant}, or mend the last of the band before",
    ),
    "band-overlap": say(
        "{shared} 点が前の段階「{other}」と重なっています",
        "first: {meant} にするか、前の段階の last を直してください",
        '{shared} belongs to the band before ("{other}") too',
        "write first: {meant}, or mend the last of the band before",
    ),
    "band-sequence": say(
        "段階が点数の順に並んでいません（「{other}」より下の点数です）",
        "点数の低い段階から順に並べてください",
        'the bands are not in the order of scores (this one lies below "{other}")',
        "put the lowest band first",
    ),
    "form-empty": say(
        "版「{form}」に入る設問がありません",
        "設問の forms に {form} を書くか、この版を消してください",
        'the form "{form}" asks no item',
        "name {form} in the forms of some items, or delete this form",
    ),
    "form-long": say(
        "版「{form}」の設問が {count} 個あり、多すぎます",
        "{most} 個までにしてください",
        'the form "{form}" asks {count} items, too many',
        "keep to {most} or fewer",
    ),
    "area-missing": say(
        "領域「{area}」の設問が、版「{form}」に1つもありません",
        "この領域の設問のどれかの forms に {form} を書いてください",
        'the form "{form}" asks nothing of the area "{area}"',
        "name {form} in the forms of an item of this area",
    ),
    "area-empty": say(
        "領域「{area}」の設問がありません",
        "area: {area} の設問を書くか、この領域を消してください",
        'no item belongs to the area "{area}"',
        "write an item with area: {area}, or delete this area",
    ),
    "forbidden-attribute": say(
        "「{word}」は採用選考でたずねてはいけないこと（{subject}）にあたります",
        "結果のあとでもたずねません。消してください",
        '"{word}" touches what selection must not ask about ({subject})',
        "do not ask it after the result either; delete it",
    ),
    "forbidden-subject": say(
        "「{word}」は採用選考でたずねてはいけないこと（{subject}）にあたります",
        "本人がした準備をたずねる設問に変えてください",
        '"{word}" touches what selection must not ask about ({subject})',
        "ask what the student has done to prepare instead",
    ),
}
