"""LS102 vague-wording: a commitment of general words alone, with neither object nor measure."""

import re
from collections.abc import Iterator

from luoshi.diagnostics import diagnose
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.plan import Plan
from luoshi.rules.passages import wording

_GENERAL = (
    "要 应 须 必须 将 继续 加快 着力 积极 切实 进一步 大力 深入 全面 扎实 持续 认真 严格 坚决 努力 不断 主动 高度 充分 狠 真正 始终"
    " 自觉 统一 全力 有力 有序 有效 更好 更加 及时 尽快 强力 层层 严肃 同心 精心 周密 稳步 稳妥 逐步"
    " 加强 强化 重视 提高 提升 增强 加大 压实 抓好 抓实 抓细 抓紧 狠抓 做好 做实 落实 落细 落地 推进 推动 统筹 完善 健全 营造"
    " 形成 凝聚 确保 保证 贯彻 认识 改进 优化 深化 拓展 巩固 促进 注重 坚持 树立 牢固 担当 作为 履行 配合 协同"
    " 协调 沟通 联动 部署 谋划 明确 夯实 扛起 扛牢 把握 领会 加以 予以 抓 促"
    " 思想 思想认识 组织领导 领导 工作 各项工作 相关工作 有关工作 各项任务 目标任务 各项措施 有关要求 有关部署 工作落实 责任 主体责任 工作责任"
    " 职责 工作力度 力度 工作合力 合力 强大合力 整体合力 良好氛围 浓厚氛围 社会氛围 氛围 良好环境 环境 体制机制 机制 工作机制 制度 能力 水平 质量 质效 成效 实效 效果"
    " 取得 落到实处 见到实效 落地见效 见效 责任感 使命感 紧迫感 责任意识 大局意识 意识 政治站位 站位 重要性 重要意义 意义 思路 方法 作风 务实 举措 措施 服务 管理 监管"
    " 宣传 引导 保障 支撑 上下 各方 各方面 全社会 力量 共同 积极性 作用 优势 发展 建设 创新 改革"
    " 和 与 及 的 、 了 好 实 细 紧 到位 成 抓手"
)
_ONLY_GENERAL = re.compile(
    "(?:" + "|".join(sorted(map(re.escape, _GENERAL.split()), key=lambda word: (-len(word), word))) + ")+"
)
_MARKS = re.compile(r"[\s，。；：“”]")
_LONGEST = 36
# So short a clause is cut from its neighbours (抓落实).
_SHORTEST = 4


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Commitments without figure, date and trigger whose every word could stand in any document."""
    for reading in plan.readings:
        for commitment in reading.commitments:
            if commitment.quantities or commitment.deadline or commitment.trigger:
                continue
            said = _MARKS.sub("", wording(reading, commitment))
            if _SHORTEST <= len(said) <= _LONGEST and _ONLY_GENERAL.fullmatch(said):
                yield diagnose("LS102", commitment.span, said=said)
