# tests/cli/permit.sh - a small bureau for tests of the commands on an office: source it, then call permit_files DIR.
# shellcheck shell=sh

# A permit that a clerk checks, alone or with a colleague, and a chief approves.
permit_files() {
  mkdir -p "$1/forms"
  cat >"$1/package.xml" <<'END'
<package xmlns="urn:fasti:package" bureau="demo" code="D" version="v1" in-force="2024-01-01" title="示例局" zone="+08:00">
  <calendar src="days.ics"/>
  <procedure id="permit" src="permit.scxml" forms="forms" instruments="forms"/>
  <parameter name="term" value="5 workdays"/>
  <role id="clerk" title="经办人"/>
  <role id="chief" title="负责人"/>
</package>
END
  printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//Fasti//test//EN X-FASTI-YEARS:2025 BEGIN:VEVENT UID:1 \
    DTSTAMP:20250101T000000Z 'DTSTART;VALUE=DATE:20250305' 'DTEND;VALUE=DATE:20250306' SUMMARY:植树日 \
    CATEGORIES:HOLIDAY END:VEVENT END:VCALENDAR >"$1/days.ics"
  cat >"$1/permit.scxml" <<'END'
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:f="urn:fasti:procedure" version="1.0" datamodel="xpath"
       name="permit" initial="review" f:title="许可" f:open="clerk" f:form="apply.xhtml" f:into="$apply"
       f:suspend="chief" f:terminate="chief" f:recuse="chief" f:case-title="许可 {$apply/name}" f:search="{$apply/name}">
  <f:law id="L1" title="许可法" article="三"/>
  <f:instrument id="licence" title="许可证" template="licence.xsl" number="许〔{$year}〕{$sequence}号"/>
  <datamodel><data id="apply"/><data id="decision"/><data id="notes"/></datamodel>
  <state id="review" f:title="审查" f:law="L1">
    <f:deadline id="review" title="审查期限" within="{$param/term}" role="clerk" law="L1" warn="1 workdays"/>
    <invoke type="urn:fasti:task" id="check" f:title="审查申请" f:role="clerk"/>
    <transition event="done.invoke.check" target="decide"/>
    <transition event="note.added" f:role="clerk" f:title="登记补充材料" f:form="note.xhtml" f:append="$notes"/>
    <transition event="deadline.expired.review"><f:notify role="chief">审查超期</f:notify></transition>
  </state>
  <state id="decide" f:title="决定" f:law="L1">
    <invoke type="urn:fasti:task" id="approve" src="decision.xhtml" f:title="批准" f:role="chief" f:other-than="check"
            f:into="$decision"/>
    <transition event="done.invoke.approve" cond="$decision/result = 'yes'" target="issued">
      <f:issue instrument="licence"/>
    </transition>
    <transition event="done.invoke.approve" target="denied"/>
  </state>
  <final id="issued" f:title="已许可"/>
  <final id="denied" f:title="不予许可"/>
</scxml>
END
  permit_form "$1/forms/apply.xhtml" 申请表 name '<xf:input ref="name"><xf:label>申请人</xf:label></xf:input>'
  permit_form "$1/forms/note.xhtml" 补充材料 text '<xf:textarea ref="text"><xf:label>内容</xf:label></xf:textarea>'
  permit_form "$1/forms/decision.xhtml" 审批表 result '<xf:select1 ref="result"><xf:label>结果</xf:label>
    <xf:item><xf:label>同意</xf:label><xf:value>yes</xf:value></xf:item>
    <xf:item><xf:label>不同意</xf:label><xf:value>no</xf:value></xf:item></xf:select1>'
  cat >"$1/forms/licence.xsl" <<'END'
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml">
  <xsl:template match="/issue">
    <html><head><title><xsl:value-of select="instrument/@title"/></title></head>
      <body><h1><xsl:value-of select="instrument/@number"/></h1>
        <p>准予<b><xsl:value-of select="data/data[@id='apply']/name"/></b>。</p></body></html>
  </xsl:template>
</xsl:stylesheet>
END
}

permit_form() { # FILE TITLE FIELD CONTROL
  cat >"$1" <<END
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:xf="http://www.w3.org/2002/xforms">
  <head><title>$2</title>
    <xf:model><xf:instance><data xmlns=""><$3/></data></xf:instance><xf:bind nodeset="$3" required="true()"/></xf:model>
  </head>
  <body>$4</body>
</html>
END
}
