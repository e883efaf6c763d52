"""Page furniture: lines that belong to the page, the paper or the web site and not to the text.

`normalise` asks for each line of the folded text; what is furniture stays in the flow as paragraphs of that kind.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

_NUMBER = r"[\dIVXivx]{1,5}"
_PAGE_NUMBER = re.compile(
    rf"""(?:
      [-—–―─~·•\s]{{1,4}}{_NUMBER}[-—–―─~·•\s]{{1,4}}          # — 1 —
    | 第\s?[\d一二三四五六七八九十百]+\s?页(?:\s?[,，/、]?\s?共\s?[\d一二三四五六七八九十百]+\s?页)?
    | 共\s?\d+\s?页(?:\s?[,，/、]?\s?第\s?\d+\s?页)?
    | \d{{1,4}}\s?/\s?\d{{1,4}}
    | (?:Page|PAGE|page|P\.)\s?\d{{1,4}}(?:\s?(?:of|/)\s?\d{{1,4}})?
    | ·\s?\d{{1,4}}\s?·
    )""",
    re.X,
)
_EDITION = re.compile(
    r"""(?:
      [（(【\[▲▶◀△]*\s*(?:上|下|紧|转|接)(?:接|转|见)?\s?第?\s?[A-Z]?[\d一二三四五六七八九十]{1,3}\s?版.{0,12}
    | 第?\s?[A-Z]?\d{1,3}\s?版(?:\s|[：·|])?\s?[\u4e00-\u9fff]{0,6}
    | \d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日\s?[,，]?\s?(?:星期|周)[一二三四五六日天].{0,30}
    | (?:本版)?(?:责任编辑|责编|编辑|主编|校对|美编|版式|组版|审核|值班编委|统筹|策划)[：:／/\s].{0,60}
    )""",
    re.X,
)
_BYLINE = re.compile(
    r"""(?:
      [□■◇◆○●▲△]\s?(?=.{0,40}(?:记者|通讯员|评论员|报道|本报|日报|晚报|新华社)).{0,60}
    | [（(]\s?(?=[^。；]{0,40}(?:记者|通讯员|采访组|报道组|评论员|综合报道))[^。；]{0,200}[）)]
    | [^，。；：]{0,16}(?:本报|日报|晚报|新华社|全媒体|融媒体)[^，。；：]{0,10}(?:记者|通讯员|评论员)[^，。；：]{0,30}
    | (?:文|图|文图|图文|摄影|摄|供图|制图|漫画)\s?[/／：:|]\s?.{1,30}
    | [^。]{0,80}(?:记者|通讯员|特约)[^，。]{0,12}\s?摄(?:影报道)?[）)]?
    )""",
    re.X,
)
_WEB = re.compile(
    r"""(?:
      (?:[\d：:./年月日-]|\s){0,24}(?:【|\[)?(?:信息来源|文章来源|稿件来源|来源|发布时间|发布日期|发布单位|更新时间|作者|字号|字体
        |浏览次数|浏览量|阅读量|阅读次数|点击数|点击量|点击|访问量|分享到|保护视力色)\s?[：:】].{0,80}
    | (?:打印|关闭|收藏|分享|纠错|返回|复制链接|返回顶部|上一篇|下一篇|扫一扫|放大|缩小|默认|朗读|[大中小])
        (?:(?:\s|[|/、·：:])*(?:本页|此页|窗口|页面|文章|正文|打印|关闭|收藏|分享|纠错|返回|顶部|大|中|小|微信|微博)){0,8}
    | (?:您?当前(?:所在)?的?位置|您的位置|所在位置|当前栏目)\s?[：:].{0,80}
    | 首页\s?[>》›»/].{0,80}
    | (?:扫一扫|扫码|长按|点击)[^，。]{0,20}(?:手机|微信|二维码|关注|打开|查看|阅读)[^。]{0,20}
    | (?:上一篇|下一篇|上一条|下一条|相关链接|相关阅读|相关附件|网站地图|热门推荐|延伸阅读)(?:\s?[：:].{0,60})?
    | [^。]{0,40}(?:版权所有|ICP备|公网安备|网站标识码|主办单位：|承办单位：)[^。]{0,80}
    )""",
    re.X,
)
_ADVERTISEMENT = re.compile(
    r"""(?:
      [·•\s]*(?:公益)?广\s?告(?:\s?[：:·].{0,40})?
    | [^。；]{0,60}(?:热线|电话|咨询|订阅|订报|垂询|投稿|邮箱|QQ|微信)[^。；]{0,20}(?:\d{3,4}-)?\d{5,11}[^。；]{0,40}
    | [^。；]{0,30}(?:邮发代号|国内统一(?:连续出版物号|刊号)|零售价|每份定价|社址)[^。；]{0,60}
    )""",
    re.X,
)
_MASTHEAD = re.compile(r"!\[[^\]]*\]\([^)]*\)|\[?图片\]?|(?:新华社|本报)[^，。；]{0,12}(?:发|供图|资料图)")
_KINDS = (_PAGE_NUMBER, _EDITION, _BYLINE, _WEB, _ADVERTISEMENT, _MASTHEAD)
# Furniture without one of these does not exist; it spares the body of the text the expressions above.
_HINT = re.compile(
    r"记者|通讯员|评论员|采访组|报道|报|责编|编辑|主编|校对|美编|版|页|[Pp]age|PAGE|P\.|摄|图|文[/：:／]|来源|发布|更新|作者"
    r"|字号|字体|浏览|阅读|点击|访问|分享|保护视力|打印|关闭|收藏|纠错|返回|复制|一篇|一条|扫|放大|缩小|默认|朗读|位置|栏目|首页"
    r"|长按|相关|网站|热门|延伸|所有|备案|备\d|安备|主办|承办|广\s?告|热线|电话|咨询|订|垂询|投稿|邮|QQ|微信|国内统一|零售价|社址"
    r"|新华社|星期|周[一二三四五六日天]|^[大中小]|^\W*[\dIVXivx]{1,5}\W*(?:\d{1,4})?$"
)
_LONGEST = 220
_SENTENCE = re.compile("[，。；：]|、$")
_LONE_NUMBER = re.compile(r"\d{1,3}")


def is_page_number(line: str) -> bool:
    """Whether a line is a page number in one of its usual dresses."""
    return len(line) <= 24 and _PAGE_NUMBER.fullmatch(line) is not None


def is_furniture(line: str) -> bool:
    """Whether a line, taken alone, is page furniture."""
    if len(line) > _LONGEST or not _HINT.search(line):
        return False
    return any(kind.fullmatch(line) for kind in _KINDS)


def running_heads(lines: Sequence[str]) -> frozenset[int]:
    """Lines that are furniture by their place: heads printed beside page numbers, and bare page numbers.

    ``lines`` are the non-empty lines of the document in order.
    """
    found: set[int] = set()
    numbered = [i for i, line in enumerate(lines) if is_page_number(line)]
    if numbered:
        beside = Counter(
            lines[k] for i in numbered for k in (i - 1, i + 1) if 0 <= k < len(lines) and len(lines[k]) <= 40
        )
        heads = {line for line, count in beside.items() if count > 1 and not _SENTENCE.search(line)}
        for i in numbered:
            found.update(k for k in (i - 1, i + 1) if 0 <= k < len(lines) and lines[k] in heads)
    bare = [i for i, line in enumerate(lines) if len(line) <= 3 and _LONE_NUMBER.fullmatch(line)]
    # A column of figures is a table cell by cell; page numbers stand far apart, between long lines, and rise.
    if bare:
        rises = all(int(lines[a]) < int(lines[b]) and b - a > 5 for a, b in pairwise(bare))
        if rises and all(len(lines[i - 1]) > 12 for i in bare if i):
            found.update(bare)
    return frozenset(found)
