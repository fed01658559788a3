# adapters/web/admin.mk - pages of administration and of regulations.
libfasti_web_a_SOURCES += adapters/web/admin.c adapters/web/people.c adapters/web/people.h adapters/web/deputies.c adapters/web/packages.c
nobase_dist_pkgdata_DATA += \
  adapters/web/static/admin.css \
  adapters/web/texts/en/admin.xml \
  adapters/web/texts/zh-CN/admin.xml \
  adapters/web/xsl/admin.xsl \
  adapters/web/xsl/administration.xsl \
  adapters/web/xsl/journal.xsl \
  adapters/web/xsl/packages.xsl \
  adapters/web/xsl/people.xsl \
  adapters/web/xsl/person.xsl
