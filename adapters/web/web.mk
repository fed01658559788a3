# adapters/web/web.mk - the pages.
noinst_LIBRARIES += libfasti_web.a
libfasti_web_a_SOURCES = adapters/web/web.h adapters/web/room.h adapters/web/site.c adapters/web/call.c \
  adapters/web/view.c adapters/web/routes.c
libfasti_web_a_SOURCES += adapters/web/login.c adapters/web/work.c
libfasti_web_a_CFLAGS = $(AM_CFLAGS) -pthread
fasti_adapters += libfasti_web.a

# Read when the server starts: looks change without a compiler.
nobase_dist_pkgdata_DATA += \
  adapters/web/static/fasti.css \
  adapters/web/static/fasti.js \
  adapters/web/static/fasti.svg \
  adapters/web/texts/en/frame.xml \
  adapters/web/texts/en/work.xml \
  adapters/web/texts/zh-CN/frame.xml \
  adapters/web/texts/zh-CN/work.xml \
  adapters/web/xsl/layout.xsl \
  adapters/web/xsl/login.xsl \
  adapters/web/xsl/refused.xsl \
  adapters/web/xsl/work.xsl

# htmx comes from npm (adapters/web/package-lock.json), not with the sources; pages do without it where it was not fetched.
htmx = adapters/web/node_modules/htmx.org/dist/htmx.min.js
install-data-local:
	@if test -f $(srcdir)/$(htmx); then \
	  $(MKDIR_P) "$(DESTDIR)$(pkgdatadir)/$$(dirname $(htmx))" && \
	  $(INSTALL_DATA) $(srcdir)/$(htmx) "$(DESTDIR)$(pkgdatadir)/$(htmx)"; \
	else \
	  echo "note: without htmx, which npm ci in adapters/web fetches: pages load as a whole each time"; \
	fi
uninstall-local:
	rm -f "$(DESTDIR)$(pkgdatadir)/$(htmx)"
EXTRA_DIST += adapters/web/package.json adapters/web/package-lock.json adapters/web/.npmrc
