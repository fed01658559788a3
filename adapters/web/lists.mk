# adapters/web/lists.mk - pages with lists: My work, cases, deadlines, registers, the dashboard; settings and notices.
libfasti_web_a_SOURCES += adapters/web/lists.h adapters/web/lists.c adapters/web/saved.c adapters/web/file.c \
  adapters/web/work.h adapters/web/claim.c adapters/web/cases.c adapters/web/deadlines.c \
  adapters/web/facts.c adapters/web/registers.c adapters/web/notices.c adapters/web/me.c adapters/web/feed.h adapters/web/feed.c \
  adapters/web/dashboard.c adapters/web/figures.h adapters/web/figures.c
nobase_dist_pkgdata_DATA += \
  adapters/web/static/lists.css \
  adapters/web/texts/en/lists.xml \
  adapters/web/texts/zh-CN/lists.xml \
  adapters/web/xsl/cases.xsl \
  adapters/web/xsl/dashboard.xsl \
  adapters/web/xsl/deadlines.xsl \
  adapters/web/xsl/lists.xsl \
  adapters/web/xsl/me.xsl \
  adapters/web/xsl/notices.xsl \
  adapters/web/xsl/register.xsl \
  adapters/web/xsl/registers.xsl
