#!/bin/sh
# tests/cli/decide.sh - fasti decide: the answer as JSON with its reasons; models and inputs that are wrong.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
LC_ALL=C.UTF-8 LANGUAGE=''
export LC_ALL LANGUAGE
cd "$tap_dir" || exit 1

cat >fine.dmn <<'END'
<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" xmlns:f="urn:fasti:procedure" id="m" name="fine" namespace="urn:m">
  <itemDefinition name="tClass"><typeRef>string</typeRef><allowedValues><text>"other", "basic"</text></allowedValues></itemDefinition>
  <itemDefinition name="tArea"><typeRef>number</typeRef><allowedValues><text>&gt; 0</text></allowedValues></itemDefinition>
  <inputData id="i1" name="class"><variable name="class" typeRef="tClass"/></inputData>
  <inputData id="i2" name="area"><variable name="area" typeRef="tArea"/></inputData>
  <inputData id="i3" name="conforms"><variable name="conforms" typeRef="boolean"/></inputData>
  <decision id="d1" name="rate"><variable name="rate"/>
    <informationRequirement><requiredInput href="#i1"/></informationRequirement>
    <informationRequirement><requiredInput href="#i2"/></informationRequirement>
    <decisionTable hitPolicy="UNIQUE">
      <input><inputExpression><text>class</text></inputExpression></input>
      <input><inputExpression><text>area</text></inputExpression></input>
      <output name="min"/><output name="max"/><annotation name="basis"/>
      <rule><inputEntry><text>"other"</text></inputEntry><inputEntry><text>(0..500]</text></inputEntry>
        <outputEntry><text>100</text></outputEntry><outputEntry><text>150</text></outputEntry>
        <annotationEntry><text>第77条</text></annotationEntry></rule>
      <rule><inputEntry><text>"other"</text></inputEntry><inputEntry><text>&gt; 500</text></inputEntry>
        <outputEntry><text>100</text></outputEntry><outputEntry><text>200</text></outputEntry></rule>
      <rule><inputEntry><text>"basic"</text></inputEntry><inputEntry><text>-</text></inputEntry>
        <outputEntry><text>500</text></outputEntry><outputEntry><text>650</text></outputEntry></rule>
      <f:frame output="max" at-most="1000" law="L77"/>
    </decisionTable>
  </decision>
  <decision id="d2" name="fine"><variable name="fine"/>
    <informationRequirement><requiredInput href="#i2"/></informationRequirement>
    <informationRequirement><requiredInput href="#i3"/></informationRequirement>
    <informationRequirement><requiredDecision href="#d1"/></informationRequirement>
    <context>
      <contextEntry><variable name="max"/><literalExpression><text>decimal(rate.max * area, 2)</text></literalExpression></contextEntry>
      <contextEntry><variable name="demolish"/><literalExpression><text>not(conforms)</text></literalExpression></contextEntry>
      <contextEntry><variable name="none"/><literalExpression><text>null</text></literalExpression></contextEntry>
    </context>
  </decision>
</definitions>
END

fasti decide fine.dmn class=other area=60.5 conforms=false
is "the answer and its reasons" "$status $err
$out" '0 
{
  "result": {
    "max": "9075.00",
    "demolish": true,
    "none": null
  },
  "inputs": {
    "class": "other",
    "area": "60.5",
    "conforms": false
  },
  "decisions": [
    {
      "name": "rate",
      "hitPolicy": "UNIQUE",
      "inputs": {
        "class": "other",
        "area": "60.5"
      },
      "hit": [
        {
          "row": 1,
          "annotations": [
            "第77条"
          ]
        }
      ],
      "missed": [
        {
          "row": 2,
          "why": "area = 60.5 does not meet > 500"
        },
        {
          "row": 3,
          "why": "class = other does not meet \"basic\""
        }
      ],
      "result": {
        "min": "100",
        "max": "150"
      }
    },
    {
      "name": "fine",
      "expressions": {
        "max": "decimal(rate.max * area, 2)",
        "demolish": "not(conforms)",
        "none": "null"
      },
      "inputs": {
        "area": "60.5",
        "conforms": false,
        "rate": {
          "min": "100",
          "max": "150"
        }
      },
      "result": {
        "max": "9075.00",
        "demolish": true,
        "none": null
      }
    }
  ]
}'
fasti decide fine.dmn -d rate class=basic area=1
has "one decision of several" "$status $out" '0 {
  "result": {
    "min": "500",
    "max": "650"
  },'
is "in Chinese" "$(LC_ALL=zh_CN.UTF-8 LANGUAGE=zh_CN "$FASTI_BUILD/fasti" decide fine.dmn -d rate class=basic area=1 |
  grep why | head -n 1)" '          "why": "class = basic 不符合 \"other\""'

# What is wrong with the question.
refused() { # NAME STATUS-AND-ERROR ARGUMENT... : nothing is printed but the error
  refused_name=$1 refused_want=$2
  shift 2
  fasti decide "$@"
  is "$refused_name" "$status $err$out" "$refused_want"
}
refused "inputs that are missing" "3 area: this input is missing; expected one of: > 0
conforms: this input is missing; expected true or false" fine.dmn class=other
refused "an input that is not allowed" '3 class: "heath" is not right; expected one of: "other", "basic"' \
  fine.dmn class=heath area=1 conforms=true
refused "inputs of another type" '3 area: "large" is not right; expected one of: > 0
conforms: "yes" is not right; expected true or false' fine.dmn class=other area=large conforms=yes
refused "an input that there is not" "3 size: the model has no such input; it has: class, area, conforms" \
  fine.dmn class=other area=1 conforms=true size=2
refused "an input given twice" "3 area: this input is given twice" fine.dmn class=other area=1 conforms=true area=2
refused "an input without a value" "2 area: an input is given as NAME=VALUE, for example grade=normal
see: fasti decide --help" fine.dmn area
refused "a value without an input" "2 =1: an input is given as NAME=VALUE, for example grade=normal
see: fasti decide --help" fine.dmn =1
refused "a decision that there is not" '6 decision: there is no decision "fines"; the model has: rate, fine' \
  fine.dmn --decision=fines area=1
refused "a file that there is not" "6 none.dmn: there is no such file" none.dmn area=1

# What is wrong with the model: what DMN itself allows is told, and answered all the same.
sed 's/(0..500\]/(0..500)/; s/650/1650/' fine.dmn >gap.dmn
fasti decide gap.dmn class=other area=1 conforms=true
has "a gap and a row above the maximum: an answer all the same" "$status $out" '0 {
  "result": {
    "max": "150.00",'
is "with warnings" "$err" 'gap.dmn:10:5: warning: no row of "rate" covers class = "other"; area = 500
gap.dmn:19:7: warning: row 3 of "rate": max is 1650, but L77 allows at most 1000'
fasti decide gap.dmn class=basic area=1 conforms=true
has "the law's frame holds for every answer" "$status $err$out" '3 '
has "and is told" "$err" "rate: max is 1650, but at most 1000 is allowed (L77)"
sed 's/<inputValues>.*<\/inputValues>//; s/<allowedValues>.*<\/allowedValues>//' fine.dmn >open.dmn
fasti decide open.dmn class=other area=1 conforms=true
has "inputs without a declared domain: an answer" "$status $out" '0 {
  "result": {'
sed 's/rate.max/rat.max/' fine.dmn >name.dmn
fasti decide name.dmn class=other area=1 conforms=true
has "a name that there is not" "$status $err" '15 name.dmn:29:62: error: there is no name "rat" here: an input or decision'
is "is told once" "$(printf '%s\n' "$err" | wc -l)" 1

fasti check fine.dmn gap.dmn
is "fasti check" "$status $out
$err" '15 fine.dmn: ok (decision model)
gap.dmn:10:5: error: no row of "rate" covers class = "other"; area = 500
gap.dmn:19:7: error: row 3 of "rate": max is 1650, but L77 allows at most 1000'
tap_end
