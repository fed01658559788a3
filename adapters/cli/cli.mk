# adapters/cli/cli.mk - the fasti program.
bin_PROGRAMS += fasti
fasti_SOURCES = adapters/cli/command.h adapters/cli/commands.def
fasti_SOURCES += adapters/cli/main.c adapters/cli/options.c adapters/cli/help.c adapters/cli/completion.c
fasti_SOURCES += adapters/cli/file.c adapters/cli/locale.c adapters/cli/data.c
fasti_SOURCES += adapters/cli/check.c adapters/cli/coverage.c
fasti_SOURCES += adapters/cli/days.h adapters/cli/days.c adapters/cli/deadline.c
fasti_SOURCES += adapters/cli/decide.c adapters/cli/directory.c
fasti_SOURCES += adapters/cli/draw.c
fasti_SOURCES += adapters/cli/run.c adapters/cli/player.h adapters/cli/player.c adapters/cli/converse.c
fasti_SOURCES += adapters/cli/desk.h adapters/cli/desk.c adapters/cli/table.h adapters/cli/table.c
fasti_SOURCES += adapters/cli/story.h adapters/cli/story.c
fasti_SOURCES += adapters/cli/case.c adapters/cli/command.c adapters/cli/task.c adapters/cli/instrument.c
fasti_SOURCES += adapters/cli/office.c adapters/cli/journal.c adapters/cli/user.c adapters/cli/deputy.c adapters/cli/clock.c
fasti_SOURCES += adapters/cli/attach.h adapters/cli/attach.c adapters/cli/archive.c adapters/cli/backup.c
fasti_SOURCES += adapters/cli/import.c adapters/cli/import/import.h adapters/cli/import/columns.c \
  adapters/cli/import/values.c adapters/cli/import/report.c
fasti_SOURCES += adapters/cli/test.c adapters/cli/scenario/run.h adapters/cli/scenario/run.c \
  adapters/cli/scenario/expect.c adapters/cli/scenario/scenario.h adapters/cli/scenario/read.c \
  adapters/cli/scenario/words.h adapters/cli/scenario/words.c adapters/cli/scenario/learn.c
fasti_SOURCES += adapters/cli/simulate.c adapters/cli/simulate/simulate.h adapters/cli/simulate/bureau.c \
  adapters/cli/statistics.h adapters/cli/statistics.c
fasti_SOURCES += adapters/cli/account.c adapters/cli/codes.c
fasti_SOURCES += adapters/cli/configuration.h adapters/cli/configuration.c
fasti_SOURCES += adapters/cli/serve.c
fasti_SOURCES += adapters/cli/serve/serve.h
fasti_SOURCES += adapters/cli/serve/byfile.c
fasti_SOURCES += adapters/cli/serve/languages.c
fasti_SOURCES += adapters/cli/serve/notify.c
fasti_SOURCES += adapters/cli/serve/operations.c
fasti_SOURCES += adapters/cli/serve/post.c
fasti_SOURCES += adapters/cli/serve/rest.c
fasti_SOURCES += adapters/cli/serve/rooms.c
fasti_SOURCES += adapters/cli/serve/sheet.c
fasti_SOURCES += adapters/cli/serve/site.c
fasti_SOURCES += adapters/cli/serve/archive.c
fasti_SOURCES += adapters/cli/serve/stores.c
fasti_SOURCES += adapters/cli/messages.c adapters/cli/post.c adapters/cli/post.h adapters/cli/posting.c
fasti_SOURCES += adapters/cli/upkeep.h
fasti_SOURCES += adapters/cli/upkeep.c
fasti_CPPFLAGS = $(AM_CPPFLAGS) -DLOCALEDIR='"$(localedir)"' -DPKGDATADIR='"$(pkgdatadir)"'
fasti_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS) $(GRAPHVIZ_CFLAGS)
fasti_LDADD = $(fasti_adapters) libfasti.a $(ENGINE_LIBS) $(SQLITE_LIBS) $(ARCHIVE_LIBS) $(JANSSON_LIBS) $(GRAPHVIZ_LIBS) $(XLSXWRITER_LIBS) $(MICROHTTPD_LIBS) $(ZLIB_LIBS) $(CRYPTO_LIBS) $(CURL_LIBS)

# Completion is the program's own word.
completiondir = $(datadir)/bash-completion/completions
completion_DATA = adapters/cli/completion/fasti
CLEANFILES += adapters/cli/completion/fasti
adapters/cli/completion/fasti: fasti$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) $(@D) && LC_ALL=C ./fasti$(EXEEXT) completion bash >$@.tmp && mv $@.tmp $@

# What is installed works from where it is.
installcheck-local:
	test "$$(LC_ALL=zh_CN.UTF-8 LANGUAGE= $(DESTDIR)$(bindir)/fasti quux 2>&1 | head -n 1)" = \
	  "$$(LC_ALL=zh_CN.UTF-8 LANGUAGE= ./fasti quux 2>&1 | head -n 1)"
	test "$$($(DESTDIR)$(bindir)/fasti deadline --from 2025-09-30 --within '7 workdays' | tail -n 1)" = 2025-10-16
	test -f $(DESTDIR)$(man1dir)/fasti-run.1
	test -s $(DESTDIR)$(completiondir)/fasti
