/* tests/files/report.c - a procedure of one task, whose form asks for a file and which ends with an instrument. */
#include "config.h"

#include <string.h>

#include "tests/files/report.h"

const char report_package[] =
  "<package xmlns='urn:fasti:package' bureau='demo' code='D' version='v1' in-force='2024-01-01' title='示例局' "
  "zone='+08:00'><calendar src='days.ics'/><procedure id='report' src='report.scxml' forms='.' instruments='.'/>"
  "<role id='clerk' title='经办人'/></package>";
static const struct {
  const char *name;
  const char *text;
} files[] = {
  {"/d/days.ics",
   "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Fasti//test//EN\r\nX-FASTI-YEARS:2025\r\nBEGIN:VEVENT\r\nUID:1\r\n"
   "DTSTAMP:20250101T000000Z\r\nDTSTART;VALUE=DATE:20250101\r\nDTEND;VALUE=DATE:20250102\r\nSUMMARY:元旦\r\n"
   "CATEGORIES:HOLIDAY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"},
  {"/d/report.scxml",
   "<scxml xmlns='http://www.w3.org/2005/07/scxml' xmlns:f='urn:fasti:procedure' version='1.0' datamodel='xpath'"
   " name='report' initial='at-work' f:title='报告' f:open='clerk'>"
   "<f:instrument id='report' title='调查报告' template='report.xsl' number='报〔{$year}〕{$sequence}号'/>"
   "<datamodel><data id='item'/></datamodel>"
   "<state id='at-work' f:title='调查'>"
   "<invoke type='urn:fasti:task' id='collect' src='item.xhtml' f:title='取证' f:role='clerk' f:into='$item'/>"
   "<transition event='done.invoke.collect' target='done'><f:issue instrument='report'/></transition></state>"
   "<final id='done' f:title='完成'/></scxml>"},
  {"/d/report.xsl",
   "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' "
   "xmlns='http://www.w3.org/1999/xhtml'><xsl:template match='/issue'><html><head><title>调查报告</title></head>"
   "<body><p><xsl:value-of select='instrument/@number'/></p></body></html></xsl:template></xsl:stylesheet>"},
  {"/d/types.xsd",
   "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:f='urn:fasti:procedure' targetNamespace='urn:t'>"
   "<xs:simpleType name='file' f:constraint=\"f:file(., 'hash') != ''\" f:message='没有这一编号的文件'>"
   "<xs:restriction base='xs:token'/></xs:simpleType></xs:schema>"},
  {"/d/item.xhtml",
   "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:xf='http://www.w3.org/2002/xforms' xmlns:t='urn:t'><head>"
   "<title>证据</title><xf:model schema='types.xsd'><xf:instance><item xmlns=''><photo/><name/><hash/><what/></item>"
   "</xf:instance><xf:bind nodeset='photo' type='t:file' required='true()'/>"
   "<xf:bind nodeset='name' calculate=\"f:file(../photo, 'name')\"/>"
   "<xf:bind nodeset='hash' calculate=\"concat(f:file(../photo, 'size'), ' ', f:file(../photo, 'media'), ' ', "
   "f:file(../photo, 'hash'))\"/><xf:bind nodeset='what' required='true()'/></xf:model></head><body>"
   "<xf:upload ref='photo'><xf:label>照片</xf:label></xf:upload><xf:input ref='what'><xf:label>说明</xf:label></xf:input>"
   "</body></html>"},
};

enum fasti_status
report_find(void *self, const char *base, const char *uri, const char **name, struct fasti_slice *bytes)
{
  const char *last = strrchr(uri, '/');

  (void)self;
  (void)base;
  for (size_t i = 0; i < sizeof files / sizeof *files; i++)
    if (strcmp(strrchr(files[i].name, '/') + 1, last ? last + 1 : uri) == 0) {
      *name = files[i].name;
      *bytes = fasti_slice_of(files[i].text);
      return FASTI_OK;
    }
  return FASTI_NOT_FOUND;
}
