"""`pipeline rules`: the list, a lesson, and the health of the rules."""

from __future__ import annotations


def test_all_rules_are_listed_with_class_and_severity(data, ask):
    answer = ask("rules")
    listed = {row["rule"]: row for row in answer["rules"]}
    assert answer["count"] == len(listed) > 100
    assert (listed["V18"]["class"], listed["V18"]["severity"]) == ("异常值", "query")
    assert listed["S201"]["what it is about"].startswith("少数民族流动人口服务平台（201）应等于")


def test_one_class_may_be_listed(data, ask):
    assert {row["rule"] for row in ask("rules", "--class", "outlier")["rules"]} == {"V18", "V19"}


def test_an_unknown_class_is_told_the_known_ones(data, run):
    ended = run("rules", "--class", "magic")
    assert ended.exit_code == 2
    assert "cross-year" in ended.stderr


def test_a_rule_is_taught_with_an_example(data, run):
    ended = run("rules", "explain", "s201")
    assert ended.exit_code == 0
    for words in ("应为", "举例", "审核关系 S201 不成立", "不能以说明代替", "relations.csv"):
        assert words in ended.stdout


def test_a_lesson_in_english_holds_no_chinese_words_of_ours(data, run):
    told = run("rules", "explain", "V12", "--lang", "en").stdout
    assert "as long as the figure stays it is not asked again" in told
    assert "beyond ±50%" in told


def test_an_unknown_rule_is_refused(data, run):
    ended = run("rules", "explain", "V99")
    assert (ended.exit_code, "没有规则 V99" in ended.stderr) == (2, True)


def test_health_counts_where_rules_applied_fired_and_could_not_judge(collected, ask):
    answer = ask("rules", "health", "2024")
    health = {row["rule"]: row for row in answer["health"]}
    assert health["S201"] == {
        "rule": "S201", "n_applied": 3, "n_found": 1, "n_missing": 0, "n_bounded": 0,
    }  # fmt: skip
    assert health["R212"]["n_missing"] == health["R212"]["n_applied"]  # nobody types the rate
    assert health["V12"]["n_missing"] == health["V12"]["n_applied"]  # last year was not received
    assert answer["contradictions"] == "无"


def test_what_one_relation_says_already_is_named(collected, ask):
    repeated = ask("rules", "health", "2024")
    assert repeated["exit"] == 0
    assert isinstance(repeated["repeats"], (str, list))
