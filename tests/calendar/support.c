/* tests/calendar/support.c - see support.h. */
#include "config.h"

#include <stdio.h>

#include "engine/memory.h"
#include "tests/calendar/support.h"

int32_t
day(const char *text)
{
  int32_t read = FASTI_NO_DAY;

  ck_assert_msg(fasti_day_parse(fasti_slice_of(text), &read) == FASTI_OK, "%s", text);
  return read;
}

const char *
shown(int32_t day_)
{
  static char out[4][FASTI_DATE_SIZE];
  static int next;

  next = (next + 1) % 4;
  return fasti_day_format(day_, out[next]);
}

struct fasti_period
period(const char *text)
{
  struct fasti_period read;

  ck_assert_msg(fasti_period_parse(fasti_slice_of(text), &read) == FASTI_OK, "%s", text);
  return read;
}

char *
content(const char *path, size_t *size)
{
  FILE *file = fopen(path, "rb");
  struct fasti_buffer buffer = {0};
  char block[4096];
  size_t got;

  if (!file)
    return NULL;
  while ((got = fread(block, 1, sizeof block, file)) > 0)
    fasti_buffer_add(&buffer, block, got);
  fclose(file);
  *size = buffer.size;
  return fasti_buffer_take(&buffer);
}

char *
source_path(const char *relative)
{
  const char *source = getenv("FASTI_SOURCE");
  struct fasti_buffer path = {0};

  fasti_buffer_printf(&path, "%s/%s", source ? source : ".", relative);
  return fasti_buffer_take(&path);
}

void
read_good(struct fasti_calendar *calendar, const char *name, const char *text)
{
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  struct fasti_buffer out = {0};
  enum fasti_status status = fasti_calendar_read(calendar, name, fasti_slice_of(text), messages);

  fasti_messages_print(messages, &out);
  ck_assert_msg(status == FASTI_OK, "%s", out.at ? out.at : name);
  ck_assert_uint_eq(fasti_messages_count(messages), 0);
  fasti_buffer_free(&out);
  fasti_messages_free(messages);
}

struct fasti_calendar *
shipped(void)
{
  static const char *const files[] = {"processes/calendar/cn-2024.ics", "processes/calendar/cn-2025.ics",
                                      "processes/calendar/cn-2026.ics"};
  struct fasti_calendar *calendar = fasti_calendar_new();

  for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
    size_t size;
    char *path = source_path(files[i]), *text = content(path, &size);

    ck_assert_msg(text != NULL, "%s", path);
    read_good(calendar, files[i], text);
    fasti_free(text);
    fasti_free(path);
  }
  return calendar;
}
