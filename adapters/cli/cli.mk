# adapters/cli/cli.mk - the fasti program.
bin_PROGRAMS += fasti
fasti_SOURCES = \
  adapters/cli/command.h adapters/cli/commands.def adapters/cli/main.c adapters/cli/options.c adapters/cli/help.c \
  adapters/cli/file.c adapters/cli/locale.c adapters/cli/completion.c adapters/cli/data.c \
  adapters/cli/deadline.c
fasti_CPPFLAGS = $(AM_CPPFLAGS) -DLOCALEDIR='"$(localedir)"' -DPKGDATADIR='"$(pkgdatadir)"'
fasti_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS) $(GRAPHVIZ_CFLAGS)
fasti_LDADD = $(fasti_adapters) libfasti.a $(ENGINE_LIBS) $(SQLITE_LIBS) $(JANSSON_LIBS) $(GRAPHVIZ_LIBS)

# Completion is the program's own word.
completiondir = $(datadir)/bash-completion/completions
completion_DATA = adapters/cli/completion/fasti
CLEANFILES += adapters/cli/completion/fasti
adapters/cli/completion/fasti: fasti$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) $(@D) && LC_ALL=C ./fasti$(EXEEXT) completion bash >$@.tmp && mv $@.tmp $@
