/* tests/office/definition.c - a small bureau: a permit that a clerk checks and a chief approves; see definition.h. */
#include "config.h"

#include <string.h>

#include "tests/office/definition.h"

#define DEFINITION(VERSION, FROM, TERM)                                                                                \
  "<package xmlns='urn:fasti:package' bureau='demo' code='D' version='" VERSION "' in-force='" FROM                    \
  "' title='示例局' zone='+08:00'>"                                                                                 \
  "<calendar src='days.ics'/><procedure id='permit' src='permit.scxml' forms='forms' instruments='forms'/>"            \
  "<parameter name='term' value='" TERM "'/>"                                                                          \
  "<role id='clerk' title='经办人'/><role id='chief' title='负责人'/></package>"

const char definition_package[] = DEFINITION("v1", "2024-01-01", "5");
const char definition_package_access[] =
  "<package xmlns='urn:fasti:package' bureau='demo' code='D' version='v1' in-force='2024-01-01' title='示例局' zone='+08:00'"
  " unit-facts='place'>"
  "<calendar src='days.ics'/><procedure id='permit' src='permit.scxml' forms='forms' instruments='forms'/>"
  "<procedure id='register' src='permit.scxml' forms='forms' instruments='forms' open-to='guest'/>"
  "<parameter name='term' value='5'/>"
  "<service id='S1' title='投诉' opens='permit' fields='name'/><service id='S2' title='宣传' opens='permit'/>"
  "<role id='clerk' title='经办人'/><role id='chief' title='负责人' reads='bureau'/>"
  "<role id='field' title='国土员' reads='unit'/><role id='guest' title='来宾' reads='task'/>"
  "<role id='mayor' title='主要负责人' deputy='no'/></package>";
const char definition_package_changed[] = DEFINITION("v1", "2024-01-01", "6");
const char definition_package_next[] = DEFINITION("v2", "2026-01-01", "6");

static const char permit[] =
  "<scxml xmlns='http://www.w3.org/2005/07/scxml' xmlns:f='urn:fasti:procedure' version='1.0' datamodel='xpath'"
  "  name='permit' initial='review' f:title='许可' f:open='clerk' f:form='apply.xhtml' f:into='$apply'"
  "  f:suspend='chief' f:terminate='chief' f:recuse='chief' f:case-title='许可 {$apply/name}'"
  "  f:search='{$apply/name}'>"
  "<f:law id='L1' title='许可法' article='三'/>"
  "<f:instrument id='permit' title='许可证' template='permit.xsl' number='许〔{$year}〕{$sequence}号'>"
  "  <f:requires test=\"string-length($apply/name) &gt; 0\" law='L1' message='须有名称'/></f:instrument>"
  "<f:fact name='place' value='{$apply/name}'/>"
  "<datamodel><data id='apply'/><data id='decision'/><data id='bulk'/></datamodel>"
  "<state id='review' f:title='审查' f:law='L1'>"
  "  <f:deadline id='review' title='审查期限' within='{$param/term} days' roll='none' role='clerk' law='L1'/>"
  "  <invoke type='urn:fasti:task' id='check' f:title='审查申请' f:role='clerk'/>"
  "  <transition event='done.invoke.check' target='decide'/>"
  "  <transition event='bulk.doubled' f:role='clerk' f:title='加倍'>"
  "    <assign location='$bulk' expr=\"concat($bulk, $bulk, '0123456789')\"/></transition>"
  "  <transition event='deadline.expired.review'><f:notify role='chief'>审查超期</f:notify></transition>"
  "</state>"
  "<state id='decide' f:title='决定' f:law='L1'>"
  "  <invoke type='urn:fasti:task' id='approve' src='decision.xhtml' f:title='批准' f:role='chief'"
  "    f:other-than='check' f:into='$decision'/>"
  "  <transition event='done.invoke.approve' cond=\"$decision/result = 'yes'\" target='issued'>"
  "    <f:issue instrument='permit'/>"
  "    <f:publish kind='permit' title='许可（{$apply/name}）' until='2025-12-31' names='$apply/name' drop='$decision/result'> "
  "      {$apply/name}，130185199001011234，13812345678，编号2025001，{$decision/result}。 </f:publish>"
  "    <f:refuse test=\"$apply/name = '不行'\" law='L1' message='名称不得为不行'/></transition>"
  "  <transition event='done.invoke.approve' target='denied'/>"
  "</state>"
  "<final id='issued' f:title='已许可'/><final id='denied' f:title='不予许可'/>"
  "</scxml>";

#define FORM(TITLE, FIELD, LABEL)                                                                                      \
  "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:xf='http://www.w3.org/2002/xforms'><head><title>" TITLE            \
  "</title><xf:model><xf:instance><data xmlns=''><" FIELD "/></data></xf:instance>"                                    \
  "<xf:bind nodeset='" FIELD "' required='true()'/></xf:model></head><body>"                                           \
  "<xf:input ref='" FIELD "'><xf:label>" LABEL "</xf:label></xf:input></body></html>"

static const char template_[] =
  "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' xmlns='http://www.w3.org/1999/xhtml'>"
  "<xsl:template match='/issue'><html><head><title><xsl:value-of select='instrument/@title'/></title></head>"
  "<body><p><xsl:value-of select='instrument/@number'/></p></body></html></xsl:template></xsl:stylesheet>";

static const char calendar[] =
  "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Fasti//test//EN\r\nX-FASTI-YEARS:2025\r\nBEGIN:VEVENT\r\nUID:1\r\n"
  "DTSTAMP:20250101T000000Z\r\nDTSTART;VALUE=DATE:20250101\r\nDTEND;VALUE=DATE:20250102\r\nSUMMARY:元旦\r\n"
  "CATEGORIES:HOLIDAY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

static const struct {
  const char *name;
  const char *text;
} files[] = {
  {"/definitions/days.ics", calendar},
  {"/definitions/permit.scxml", permit},
  {"/definitions/forms/apply.xhtml", FORM("申请表", "name", "名称")},
  {"/definitions/forms/decision.xhtml", FORM("审批表", "result", "结果")},
  {"/definitions/forms/permit.xsl", template_},
};

enum fasti_status
definition_find(void *self, const char *base, const char *uri, const char **name, struct fasti_slice *bytes)
{
  size_t folder = (size_t)(strrchr(base, '/') - base) + 1;

  (void)self;
  for (size_t i = 0; i < sizeof files / sizeof *files; i++)
    if (strncmp(files[i].name, base, folder) == 0 && strcmp(files[i].name + folder, uri) == 0) {
      *name = files[i].name;
      *bytes = fasti_slice_of(files[i].text);
      return FASTI_OK;
    }
  return FASTI_NOT_FOUND;
}

bool
definition_take_package(void *self, const struct fasti_case_row *row)
{
  fasti_buffer_puts(self, row->package);
  return false;
}
