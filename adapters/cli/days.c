/* adapters/cli/days.c - explanations of deadlines, day by day; see days.h. */
#include "config.h"

#include <stdio.h>

#include "adapters/cli/days.h"

void
cli_days_add(void *days, const struct fasti_day_reason *day)
{
  fasti_buffer_add(days, day, sizeof *day);
}

static const struct fasti_day_reason *
day_at(const struct fasti_buffer *days, size_t index)
{
  return index < days->size / sizeof(struct fasti_day_reason)
           ? (const void *)(days->at + index * sizeof(struct fasti_day_reason))
           : NULL;
}

static const char *
weekday_name(int32_t day)
{
  static const char *const names[] = {N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun")};

  return _(names[fasti_day_weekday(day) - 1]);
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral" /* msgfmt checks translated formats */
/* Why a day counts or does not. */
static const char *
counting_text(struct fasti_arena *arena, const struct fasti_day_reason *reason)
{
  bool works = reason->kind == FASTI_WORKDAY || reason->kind == FASTI_MAKEUP_WORKDAY;

  switch (reason->counting) {
  case FASTI_TRIGGER:
    return _("the day it starts from is not counted");
  case FASTI_SUSPENDED:
    return reason->name ? fasti_arena_printf(arena, _("suspended: %s"), reason->name) : _("suspended");
  case FASTI_COUNTED:
    return reason->unit == FASTI_MONTHS || reason->unit == FASTI_YEARS ? _("the corresponding day") : NULL;
  case FASTI_ROLLED:
    return works ? _("the last day moves to this working day") : NULL;
  case FASTI_NOT_WORKING:
    break;
  }
  return NULL;
}

static const char *
kind_text(struct fasti_arena *arena, const struct fasti_day_reason *reason)
{
  switch (reason->kind) {
  case FASTI_HOLIDAY:
    return fasti_arena_printf(arena, _("holiday: %s"), reason->name);
  case FASTI_MAKEUP_WORKDAY:
    return fasti_arena_printf(arena, _("make-up working day: %s"), reason->name);
  case FASTI_WEEKEND:
    return _("weekend");
  case FASTI_WORKDAY:
    break;
  }
  return NULL;
}

static const char *
extension_text(struct fasti_arena *arena, const struct fasti_day_reason *reason)
{
  if (!reason->extension || reason->counting != FASTI_COUNTED)
    return NULL;
  return fasti_arena_printf(arena, _("extension %d"), reason->extension);
}
#pragma GCC diagnostic pop

static void
print_day(struct fasti_arena *arena, const struct fasti_day_reason *reason, int width)
{
  const char *texts[] = {counting_text(arena, reason),
                         reason->counting == FASTI_SUSPENDED ? NULL : kind_text(arena, reason),
                         extension_text(arena, reason), reason->provisional ? _("provisional") : NULL};
  char date[FASTI_DATE_SIZE], number[16] = "-";
  const char *before = "  ";

  if (reason->number)
    snprintf(number, sizeof number, "%d", reason->number);
  printf("%s  %s  %*s", fasti_day_format(reason->day, date), weekday_name(reason->day), width, number);
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    if (texts[i]) {
      printf("%s%s", before, texts[i]);
      before = _("; ");
    }
  putchar('\n');
}

void
cli_days_print(struct cli *cli, const struct fasti_buffer *days)
{
  const struct fasti_day_reason *day;
  int width = 1, one;

  for (size_t i = 0; (day = day_at(days, i)); i++)
    if ((one = snprintf(NULL, 0, "%d", day->number)) > width)
      width = one;
  for (size_t i = 0; (day = day_at(days, i)); i++)
    print_day(cli->arena, day, width);
}

static json_t *
day_json(const struct fasti_day_reason *reason)
{
  static const char *const countings[] = {"counted", "trigger", "not-working", "suspended", "rolled"};
  static const char *const kinds[] = {"workday", "make-up-workday", "weekend", "holiday"};
  char date[FASTI_DATE_SIZE];
  json_t *item =
    json_pack("{s:s, s:i, s:s, s:s}", "day", fasti_day_format(reason->day, date), "weekday",
              fasti_day_weekday(reason->day), "kind", kinds[reason->kind], "counting", countings[reason->counting]);

  if (reason->number)
    json_object_set_new(item, "number", json_integer(reason->number));
  if (reason->name)
    json_object_set_new(item, "name", json_string(reason->name));
  if (reason->extension)
    json_object_set_new(item, "extension", json_integer(reason->extension));
  if (reason->provisional)
    json_object_set_new(item, "provisional", json_true());
  return item;
}

json_t *
cli_days_json(const struct fasti_buffer *days)
{
  const struct fasti_day_reason *day;
  json_t *list = json_array();

  for (size_t i = 0; (day = day_at(days, i)); i++)
    json_array_append_new(list, day_json(day));
  return list;
}
