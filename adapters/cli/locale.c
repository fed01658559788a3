/* adapters/cli/locale.c - the language of messages: gettext by the user's locale.
 *
 * A user whose locale was never generated on this machine (LANG=zh_CN.UTF-8 on a bare Debian) still reads Chinese: the
 * C library falls back to "C", for which gettext translates nothing, so the language that the environment asks for is
 * handed on as LANGUAGE under C.UTF-8, which always exists.
 * Only LC_CTYPE and LC_MESSAGES are taken over: numbers and sorting are the same for everyone.
 */
#include "config.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adapters/cli/command.h"

/* The catalogues: where FASTI_LOCALEDIR says, beside a program that runs from its build folder, beside the folder that
 * an installed program was moved to, or where it was installed. */
static const char *
find_catalogues(struct fasti_arena *arena)
{
  static const char *const near[] = {"po", "../share/locale"};
  const char *given = getenv("FASTI_LOCALEDIR");
  const char *program = cli_program_folder(arena);

  if (given && *given)
    return given;
  for (size_t i = 0; program && i < sizeof near / sizeof *near; i++) {
    const char *folder = fasti_arena_printf(arena, "%s/%s", program, near[i]);

    if (access(fasti_arena_printf(arena, "%s/zh_CN/LC_MESSAGES/%s.mo", folder, PACKAGE), R_OK) == 0)
      return folder;
  }
  return LOCALEDIR;
}

/* The locale that the environment names for messages, by the order that POSIX gives. */
static const char *
wanted_locale(void)
{
  static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    const char *value = getenv(names[i]);

    if (value && *value)
      return value;
  }
  return "C";
}

static void
take_language(struct fasti_arena *arena)
{
  const char *wanted = wanted_locale();
  const char *language = getenv("LANGUAGE");

  if (setlocale(LC_CTYPE, "") && setlocale(LC_MESSAGES, ""))
    return;
  if (!setlocale(LC_CTYPE, "C.UTF-8") || !setlocale(LC_MESSAGES, "C.UTF-8"))
    return;
  if (!language || !*language)
    setenv("LANGUAGE", fasti_arena_printf(arena, "%.*s", (int)strcspn(wanted, ".@"), wanted), 1);
}

void
cli_locale_start(void)
{
  struct fasti_arena *arena = fasti_arena_new();

  take_language(arena);
  bindtextdomain(PACKAGE, find_catalogues(arena));
  bind_textdomain_codeset(PACKAGE, "UTF-8");
  textdomain(PACKAGE);
  fasti_arena_free(arena);
}

static const char *
translate(void *self, const char *english)
{
  (void)self;
  return *english ? gettext(english) : english;
}

struct fasti_messages *
cli_messages_new(void)
{
  return fasti_messages_new(translate, NULL);
}
