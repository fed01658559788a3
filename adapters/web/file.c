/* adapters/web/file.c - a list as a file of a spreadsheet program; the program that runs the site knows how to write one. */
#include "config.h"

#include <string.h>

#include "adapters/web/lists.h"

xmlNodePtr
list_table(void)
{
  return xmlNewNode(NULL, (const xmlChar *)"rows");
}

void
list_cell(xmlNodePtr row, const char *type, const char *text)
{
  xmlNodePtr cell = web_add_text(row, "cell", text ? text : "");

  web_set(cell, "type", type);
}

enum fasti_status
list_file(struct web_call *call, xmlNodePtr rows, const char *name, const char *format)
{
  const struct web_options *options = web_site_options(call->site);
  enum fasti_status status = FASTI_NOT_FOUND;

  if (options->sheet)
    status = options->sheet(options->self, format, rows, call->messages, &call->body);
  xmlFreeNode(rows);
  if (status != FASTI_OK)
    return status;
  call->status = 200;
  call->type = strcmp(format, "csv") == 0 ? "text/csv; charset=utf-8"
                                          : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  web_header(call, "Content-Disposition", fasti_arena_printf(call->arena, "attachment; filename=\"%s.%s\"", name, format));
  web_header(call, "X-Content-Type-Options", "nosniff");
  web_header(call, "Cache-Control", "no-store");
  return FASTI_OK;
}
