/* adapters/web/call.c - a request and its answer, as the pages use them. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "adapters/web/room.h"
#include "engine/calendar.h"
#include "engine/list.h"

/* -- the request -- */

static const char *
find(const struct web_pair *pairs, size_t count, const char *name)
{
  for (size_t i = 0; i < count; i++)
    if (strcmp(pairs[i].name, name) == 0)
      return pairs[i].value;
  return NULL;
}

const char *
web_part(const struct web_call *call, const char *name)
{
  const char *value = find(call->parts, call->part_count, name);

  return value ? value : "";
}

const char *
web_query(const struct web_call *call, const char *name)
{
  return find(call->query, call->query_count, name);
}

const char *
web_field(const struct web_call *call, const char *name)
{
  return find(call->fields, call->field_count, name);
}

int32_t
web_zone(const struct web_call *call)
{
  return fasti_office_zone(call->office);
}

int32_t
web_today(const struct web_call *call)
{
  return fasti_instant_day(call->now, web_zone(call));
}

const struct fasti_reader *
web_reader(struct web_call *call)
{
  struct fasti_reader *reader;

  if (call->reader)
    return call->reader;
  reader = fasti_arena_alloc(call->arena, sizeof *reader);
  if (fasti_office_reader(call->office, call->person->id, web_today(call), call->arena, NULL, reader) != FASTI_OK)
    *reader = (struct fasti_reader){.person = *call->person, .own = "", .stands = "", .reach = {.sight = FASTI_SIGHT_NOTHING}};
  call->reader = reader;
  return reader;
}

enum fasti_status
web_may_read(struct web_call *call, const char *case_id, enum fasti_reading *reading)
{
  enum fasti_status status =
    fasti_office_may_read(call->office, web_reader(call), case_id, call->messages, reading);

  if (status != FASTI_OK || *reading != FASTI_READS_NOTHING)
    return status;
  fasti_error_field(call->messages, case_id, "there is no such case in this office");
  return FASTI_NOT_FOUND;
}

bool
web_has_role(const struct web_call *call, const char *roles)
{
  return call->person && fasti_list_meets(call->person->roles, roles);
}

const struct fasti_package *
web_package(const struct web_call *call)
{
  const struct fasti_package *package = NULL;

  if (!call->person || !*call->person->bureau ||
      fasti_office_package(call->office, call->person->bureau, web_today(call), NULL, &package) != FASTI_OK)
    return NULL;
  return package;
}

static void
free_calendar(void *calendar)
{
  fasti_calendar_free(calendar);
}

const struct fasti_calendar *
web_calendar(const struct web_call *call, const char *bureau)
{
  struct fasti_calendar *calendar;

  if (fasti_office_calendar_at(call->office, bureau, call->now, NULL, &calendar) != FASTI_OK)
    return NULL;
  fasti_arena_tie(call->arena, free_calendar, calendar);
  return calendar;
}

const char *
web_name(const struct web_call *call, const char *id)
{
  struct fasti_person_row row;

  if (!*id || fasti_office_person(call->office, id, call->arena, NULL, &row) != FASTI_OK)
    return id;
  return row.name;
}

const char *
web_names(const struct web_call *call, const char *ids)
{
  struct fasti_slice id;
  const char *names = "";

  while (fasti_list_next(&ids, &id))
    names = fasti_arena_printf(call->arena, "%s%s%s", names, *names ? "、" : "",
                               web_name(call, fasti_arena_copy(call->arena, id.at, id.size)));
  return names;
}

const char *
web_role_titles(const struct web_call *call, const struct fasti_package *package, const char *roles)
{
  struct fasti_buffer titles = {0};
  struct fasti_slice role;
  const char *at = roles, *all;

  while (fasti_list_next(&at, &role)) {
    const char *id = fasti_arena_copy(call->arena, role.at, role.size);

    fasti_buffer_printf(&titles, "%s%s", titles.size ? "、" : "", package ? fasti_package_role_title(package, id) : id);
  }
  all = fasti_arena_strdup(call->arena, titles.size ? titles.at : "");
  fasti_buffer_free(&titles);
  return all;
}

const struct fasti_procedure *
web_procedure_of(const struct web_call *call, const struct fasti_case_row *row)
{
  const struct fasti_package *package;

  if (fasti_office_package_of(call->office, row->package, NULL, &package) != FASTI_OK)
    return NULL;
  return fasti_package_procedure(package, row->procedure);
}

/* -- the answer -- */

const char *
web_encode(struct web_call *call, const char *text)
{
  static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  struct fasti_buffer out = {0};
  const char *encoded;

  for (; *text; text++) {
    if (strchr(plain, *text))
      fasti_buffer_add(&out, text, 1);
    else
      fasti_buffer_printf(&out, "%%%02X", (unsigned char)*text);
  }
  encoded = fasti_arena_strdup(call->arena, out.size ? out.at : "");
  fasti_buffer_free(&out);
  return encoded;
}

enum fasti_status
web_go(struct web_call *call, const char *path)
{
  call->status = 303;
  call->location = path;
  return FASTI_OK;
}

enum fasti_status
web_go_telling(struct web_call *call, const char *path, const char *text_id)
{
  return web_go(call, fasti_arena_printf(call->arena, "%s%cdone=%s", path, strchr(path, '?') ? '&' : '?', text_id));
}

void
web_header(struct web_call *call, const char *name, const char *value)
{
  if (call->header_count < sizeof call->headers / sizeof *call->headers)
    call->headers[call->header_count++] = (struct web_pair){name, value};
}

void
web_done(struct web_call *call)
{
  xmlFreeDoc(call->view);
  call->view = NULL;
}
