"""For every rule on the words of narratives, chronicles and remarks: what trips it, and what nearly does."""

from __future__ import annotations

from tests.edit_rules.given import LIUZHOU, NANNING, Sent, chronicle, narrative, sheet
from tests.edit_rules.rule_cases import Case, mt1, mt2, mt3


def told(text: str, year: int = 2024, area: str = NANNING) -> Sent:
    return narrative(area, year, "首段。", text)


def happened(text: str) -> Sent:
    return chronicle(NANNING, 2024, "2024-05-01", texts=(text,))


STATIONS = mt2("204=362")
MORE_THAN_830 = mt2("204>830")
DIFFERS = "query 450100 MTN 2024 204 {} {} ·"

CASES = (
    Case("V26", "a former name of a group", (told("僮族群众和汉族群众同住一个小区。"),),
         ("query 450100 MTN 2024 · 僮族 壮族 ·",)),
    Case("V26", "two words in one text are told together", (told("僮族、桐族群众。"),),
         ("query 450100 MTN 2024 · 僮族、桐族 壮族、侗族 ·",)),
    Case("V26", "a county that has another name since 2021", (told("横县开办服务站。"),),
         ("query 450100 MTN 2024 · 横县 横州市 ·",)),
    Case("V26", "in a chronicle", (happened("市民委召开座谈会。"),),
         ("query 450100 MTE 2024 · 市民委 市民宗委 ·",)),
    Case("V26", "in a remark", (mt1("117=5", remark="含外来僮族人员"),),
         ("query 450100 MT1 2024 117 僮族 壮族 ·",)),
    Case("V26", "in a title", (narrative(NANNING, 2024, "首段。", "正文。", titles=("题", "村官讲政策")),),
         ("query 450100 MTN 2024 · 村官 村干部 ·",)),
    Case("V26", "beside a longer word in which it would be fine",
         (told("国土资源部门与国土资源部会商。"),),
         ("query 450100 MTN 2024 · 国土资源部 自然资源部 ·",)),
    Case("V26", "the county had this name until 2020", (told("横县开办服务站。", 2020),)),
    Case("V26", "a department is not the ministry", (told("环境保护部门参与。"),)),
    Case("V26", "the right name holds the wrong one", (told("朝鲜族群众参加。"),)),
    Case("V26", "a brand that kept the old name", (told("横县茉莉花飘香。"),)),
    Case("V26", "citizens are no office", (told("市民委托社区代办，城市居民委员会和村民委员会协助。"),)),
    Case("V26", "the commission of the state has kept its name", (told("国家民委授牌。"),)),
    Case("V26", "so have those of other regions", (told("内蒙古自治区民委来访。"),)),
    Case("V26", "an old name that says it is one", (told("原国土资源部的做法。"),)),
    Case("V26", "a young official of the village by his proper name", (told("大学生村官驻点。"),)),
    Case("V27", "another number than the form", (STATIONS, told("全市建成服务站360个。")),
         (DIFFERS.format("服务站360个", "362"),)),
    Case("V27", "by its full name, before which the number stands",
         (STATIONS, told("全市设有360个少数民族流动人员服务站。")),
         (DIFFERS.format("360个少数民族流动人员服务站", "362"),)),
    Case("V27", "in quotation marks", (mt2("203=150"), told("社区“民族之家”达151个，")),
         ("query 450100 MTN 2024 203 社区“民族之家”达151个 150 ·",)),
    Case("V27", "in two paragraphs, told once", (STATIONS, narrative(NANNING, 2024, "服务站360个。", "服务站361个。")),
         (DIFFERS.format("服务站360个；服务站361个", "362"),)),
    Case("V27", "more than 370 is not 362", (STATIONS, told("服务站370多个。")),
         (DIFFERS.format("服务站370多个", "362"),)),
    Case("V27", "850 may not be what is more than 850", (mt2("204>850"), told("服务站850个。")),
         (DIFFERS.format("服务站850个", ">850"),)),
    Case("V27", "11.65万 does not round 117000", (mt3("311=117000"), told("累计受理群众诉求11.65万件。")),
         ("query 450100 MTN 2024 311 累计受理群众诉求11.65万件 117000 ·",)),
    Case("V27", "a rate", (mt2("212=94.12"), told("爱心站覆盖率为95%。")),
         ("query 450100 MTN 2024 212 爱心站覆盖率为95% 94.12 ·",)),
    Case("V27", "in a chronicle that speaks of the whole city",
         (STATIONS, happened("第一批挂牌，全市服务站达360个。")),
         ("query 450100 MTE 2024 204 服务站达360个 362 ·",)),
    Case("V27", "the same number", (STATIONS, told("全市建成服务站362个。"))),
    Case("V27", "another indicator with a longer name", (mt2("204=362 216=700"), told("民族之家和服务站700个。"))),
    Case("V27", "two things together", (STATIONS, told("民族之家、服务站共700个。"))),
    Case("V27", "another thing that ends alike", (STATIONS, told("志愿服务站40个。"))),
    Case("V27", "some of them", (STATIONS, told("其中的服务站5个获评示范，另有服务站12个新建。"))),
    Case("V27", "those of a district", (STATIONS, told("兴宁区建成服务站12个。"))),
    Case("V27", "those of a district, named before", (STATIONS, told("在兴宁区，设有服务站12个。"))),
    Case("V27", "new ones", (STATIONS, told("全年新增服务站12个，比上年增加服务站3个。"))),
    Case("V27", "of last year", (STATIONS, told("上年，全市服务站350个。"))),
    Case("V27", "of another year", (STATIONS, told("2021年，全市服务站350个。"))),
    Case("V27", "a year is no number of things", (STATIONS, told("2019年建成服务站，2024年12月服务站开放。"))),
    Case("V27", "a date", (STATIONS, told("服务站5月1日开放。"))),
    Case("V27", "Chinese numerals are no digits", (STATIONS, told("“三月三”期间服务站五个开放。"))),
    Case("V27", "a percentage of something else", (mt2("212=94.12"), told("满意率为95%，覆盖率95%。"))),
    Case("V27", "percentage points", (mt2("212=94.12"), told("爱心站覆盖率为3个百分点。"))),
    Case("V27", "a reference", (STATIONS, told("服务站[[204]]个。"))),
    Case("V27", "more than 360 may be 362", (STATIONS, told("服务站360多个。"))),
    Case("V27", "more than 360 and more than 830 may be one", (MORE_THAN_830, told("服务站360余个。"))),
    Case("V27", "at least 362", (STATIONS, told("服务站不少于362个。"))),
    Case("V27", "about 360", (STATIONS, told("服务站约360个。"))),
    Case("V27", "11.65万 rounds 116521", (mt3("311=116521"), told("累计受理群众诉求11.65万件。"))),
    Case("V27", "ten thousands of yuan", (sheet(NANNING, "MT7", 2024, "709=1172.50"),
                                           told("民族工作经费1172.5万元。"))),
    Case("V27", "94% rounds 94.12", (mt2("212=94.12"), told("爱心站覆盖率为94%。"))),
    Case("V27", "the form left it blank", (mt2("204="), told("服务站360个。"))),
    Case("V27", "another city", (sheet(LIUZHOU, "MT2", 2024, "204=362"), told("服务站360个。"))),
    Case("V27", "an event tells of itself", (STATIONS, happened("服务站3个挂牌，建成服务站3个。"))),
    Case("V28", "a small count in plain digits", (mt1("117=6"), told("登记流动人口6人。")),
         ("query 450100 MTN 2024 117 登记流动人口6人 · ·",)),
    Case("V28", "a line that never leaves the house",
         (sheet(NANNING, "MT7", 2024, "705=41"), told("民族关系监测点41个。")),
         ("query 450100 MTN 2024 705 民族关系监测点41个 · ·",)),
    Case("V28", "a count as large as is published", (mt1("117=10"), told("登记流动人口10人。"))),
    Case("V28", "another number tells nothing", (mt1("117=6"), told("登记流动人口8人。"))),
    Case("V28", "nor does a lower bound", (mt1("117=6"), told("登记流动人口5人以上。"))),
    Case("V28", "a reference prints what the table prints", (mt1("117=6"), told("登记流动人口[[117]]人。"))),
    Case("V29", "five adherences, four of them told",
         (narrative(NANNING, 2024, *["文。"] * 5, titles=("“五个坚持”：团结", *["坚持做好"] * 4)),),
         ("note 450100 MTN 2024 · 4 5 ·",)),
    Case("V29", "five of five", (narrative(NANNING, 2024, *["文。"] * 6, titles=("“五同”工作法", *["同谋"] * 5)),)),
    Case("V29", "a section beside the three",
         (narrative(NANNING, 2024, *["文。"] * 5,
                    titles=("“三有”机制", "有领导", "有经费", "有服务", "建好平台")),)),
    Case("V29", "a name that begins with a number but counts nothing",
         (narrative(NANNING, 2024, "文。", "文。", titles=("“三江口邻里”计划", "做法")),)),
    Case("V29", "no name at all", (narrative(NANNING, 2024, "文。", "文。", titles=("五项做法", "一")),)),
)  # fmt: skip
