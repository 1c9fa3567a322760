"""Personal data are refused at the door, and never repeated. All numbers here are made up."""

import pytest

from pipeline.collect import receive
from pipeline.collect.reader.privacy import masked, personal_number
from pipeline.workspace import Workspace
from tests.collect.mini import CATALOGUE, HEAD, ROWS, TODAY, drop, events, figures, one, read, rules

ID, OLD_ID, PHONE = "450101199003072316", "450101900307231", "13800138000"


@pytest.mark.parametrize(
    "text",
    [
        ID,
        f"证件{ID}。",
        "45010119900307231X",
        "45010119900307231x",
        "４５０１０１１９９００３０７２３１６",
        "450101 19900307 2316",
        "450101-19900307-2316",
        "4 5 0 1 0 1 1 9 9 0 0 3 0 7 2 3 1 6",
        "4501011990\u200b03072316",
        "450101199003072000",  # a spreadsheet's rounding
        OLD_ID,
        "450101 900307 231",
        PHONE,
        f"电联{PHONE}",
        "138 0013 8000",
        "138-0013-8000",
        "１３８００１３８０００",
        "1 3 8 0 0 1 3 8 0 0 0",
        f"2024 {PHONE}",
        f"{PHONE}、{PHONE}",
    ],
)
def test_a_number_that_names_a_person_is_found_in_any_dress(text):
    assert personal_number(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "450101199013072316",  # there is no thirteenth month
        "990101199003072316",  # there is no province 99
        "45010119900307231",  # seventeen digits
        "4501011990030723166",  # nineteen
        "114500000075656565",  # a unit's social credit code
        "450101909907231",
        "12800138000",  # no such prefix
        "23800138000",
        "138001380001",  # twelve digits
        "0771-5551234",
        "2024-12-31 2025-01-15 2025-02-18",
        "15.8、45.2、33.1、20.5、18.0",
        "2021年至2024年共1380013人次，同比增长8000人次",
        "450100 南宁市民族宗教事务委员会",
    ],
)
def test_other_numbers_are_left_in_peace(text):
    assert personal_number(text) is None


@pytest.mark.parametrize(
    "form",
    [
        figures(*ROWS, "单位负责人：张某,填表人：李某"),
        figures(*ROWS, "填报人,张某,,,,,"),
        figures(*ROWS, f"联系电话：{PHONE},,,,,,"),
        figures(联系电话="0771-5551234"),
        f"填表人：张某,联系电话：{PHONE}\n" + figures(),
    ],
)
def test_signature_lines_are_dropped_and_nothing_of_them_is_told_or_kept(form, tmp_path):
    reading = read(form)
    assert reading.forms
    assert "D11" in [finding.rule for finding in reading.findings]
    for secret in ("张某", "李某", PHONE, "5551234"):
        assert secret not in str(reading)


@pytest.mark.parametrize(
    "form",
    [
        figures(*(f"{row},张某" for row in ROWS), head=f"{HEAD},学生姓名"),
        figures(*(f"{row},{ID}" for row in ROWS), head=f"{HEAD},编号"),
        figures(资料来源=f"李某 {PHONE}"),
        events(f"2024-05-01,南宁市,请联系{PHONE}。"),
        one("5").replace("含县级", ID),
        figures(*ROWS, f"单位负责人：张某 {ID}"),
        figures(*ROWS, *("联系人,张某,李某,,,,",) * 4),
        figures(*ROWS, f"注：详情请咨询{PHONE}"),
        "序号,姓名,身份证号\n1,张某,450101199003072316\n",
        f'表号,"MT2\n张某,{PHONE}\n',  # not even a table
    ],
)
def test_a_file_with_personal_data_is_refused_and_nothing_of_it_is_told(form, tmp_path):
    workspace = Workspace(tmp_path)
    drop(workspace, "2024/450100/x.csv", form)
    received = receive(workspace, CATALOGUE, 2024, TODAY)
    assert "D50" in {finding.rule for finding in received.findings}
    told = str(received.rejections)
    for secret in ("张某", "李某", ID, ID[6:14], PHONE, "5551234"):
        assert secret not in told
    assert not list(workspace.received.rglob("*"))


def test_a_column_is_told_once_however_long_it_is():
    rows = [f"{row},{ID}" for row in ROWS]
    (found,) = read(figures(*rows, head=f"{HEAD},编号")).findings
    assert (found.rule, found.line, found.column_name) == ("D50", 6, "第8列")


def test_a_figure_of_eleven_digits_is_no_telephone_number():
    assert rules(read(one(PHONE, last=PHONE))) == []


def test_a_word_like_telephone_in_a_sentence_is_no_personal_data():
    assert rules(read(events("2024-05-01,南宁市,开通服务电话，培训联系人三十名。"))) == []


def test_a_file_name_that_names_a_person_is_masked(tmp_path):
    workspace = Workspace(tmp_path)
    drop(workspace, f"2024/450100/{PHONE}.csv", figures())
    (found,) = receive(workspace, CATALOGUE, 2024, TODAY).findings
    assert found.rule == "D50"
    assert PHONE not in str(found)
    assert masked("mt2-2024.csv") == "mt2-2024.csv"


def test_a_file_named_by_code_and_date_is_not_suspected(tmp_path):
    workspace = Workspace(tmp_path)
    drop(workspace, "2024/450100/450100_20250218_MT2.csv", figures())
    assert receive(workspace, CATALOGUE, 2024, TODAY).findings == ()
