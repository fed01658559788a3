/* adapters/cli/serve/operations.c - the table of routes of the REST interface, told to the page that explains it. */
#include "config.h"

#include <stdio.h>

#include <libxml/tree.h>

#include "adapters/cli/serve/serve.h"

static void
set(xmlNodePtr node, const char *name, const char *value)
{
  if (value)
    xmlSetProp(node, (const xmlChar *)name, (const xmlChar *)value);
}

static const char *
translated(const struct serve *serve, const char *language, const char *text)
{
  return serve->options.translate ? serve->options.translate((void *)(uintptr_t)language, text) : text;
}

static void
add_parameters(const struct serve *serve, const char *language, xmlNodePtr operation, const char *in,
               const struct http_parameter *parameters)
{
  for (; parameters && parameters->name; parameters++) {
    const char *summary = parameters->summary ? translated(serve, language, parameters->summary) : "";
    xmlNodePtr node =
      xmlNewTextChild(operation, NULL, (const xmlChar *)"parameter", (const xmlChar *)summary);

    set(node, "in", in);
    set(node, "name", parameters->name);
    set(node, "type", parameters->type ? parameters->type : "string");
    set(node, "required", parameters->required ? "true" : NULL);
  }
}

static void
add_operation(const struct serve *serve, const char *language, xmlNodePtr parent, const struct http_route *route)
{
  xmlNodePtr operation = xmlNewChild(parent, NULL, (const xmlChar *)"operation", NULL);

  set(operation, "id", route->id);
  set(operation, "method", route->method);
  set(operation, "path", route->pattern);
  set(operation, "summary", translated(serve, language, route->summary));
  set(operation, "who", route->who);
  set(operation, "scope", route->scope);
  add_parameters(serve, language, operation, "query", route->query);
  add_parameters(serve, language, operation, "body", route->fields);
  for (size_t i = 0; i < HTTP_STATUSES && route->statuses[i]; i++) {
    char code[12];

    snprintf(code, sizeof code, "%d", route->statuses[i]);
    set(xmlNewChild(operation, NULL, (const xmlChar *)"status", NULL), "code", code);
  }
}

void
serve_operations(const struct serve *serve, const struct http_room *room, const char *language, xmlNodePtr parent)
{
  for (const struct http_route *route = room->routes; route->pattern; route++)
    if (route->id)
      add_operation(serve, language, parent, route);
}
