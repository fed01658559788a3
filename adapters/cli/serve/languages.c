/* adapters/cli/serve/languages.c - messages in the language of each request.
 *
 * gettext goes by the locale of the thread. Chinese is asked for as LANGUAGE under C.UTF-8, which exists on every
 * machine (see locale.c); English is what the sources have. LANGUAGE counts for every locale but "C", so that whoever
 * runs the program in another language than Chinese reads English once the server has begun.
 */
#include "config.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "adapters/cli/serve/serve.h"

static locale_t chinese; /* made before there are threads, and kept: one in use cannot be freed */

static const char *
translate(void *language, const char *english)
{
  locale_t before;
  const char *text;

  if (!*english || strcmp(language, "zh-CN") != 0 || !chinese)
    return english;
  before = uselocale(chinese);
  text = gettext(english);
  uselocale(before);
  return text;
}

void
serve_languages(struct serve *serve)
{
  const char *probe = N_("done");

  if (strcmp(gettext(probe), probe) == 0)
    setlocale(LC_MESSAGES, "C");
  setenv("LANGUAGE", "zh_CN", 1);
  chinese = newlocale(LC_CTYPE_MASK | LC_MESSAGES_MASK, "C.UTF-8", (locale_t)0);
  serve->options.translate = translate;
}
