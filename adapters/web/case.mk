# adapters/web/case.mk - the pages of one case.
libfasti_web_a_SOURCES += adapters/web/case.h adapters/web/case.c adapters/web/case_now.c adapters/web/case_clock.c \
  adapters/web/case_story.c adapters/web/case_form.c \
  adapters/web/case_draw.c adapters/web/case_files.c adapters/web/case_links.c
nobase_dist_pkgdata_DATA += \
  adapters/web/static/case.css \
  adapters/web/static/case.js \
  adapters/web/texts/en/case.xml \
  adapters/web/texts/zh-CN/case.xml \
  adapters/web/xsl/case.xsl \
  adapters/web/xsl/case-now.xsl \
  adapters/web/xsl/case-data.xsl \
  adapters/web/xsl/case-documents.xsl \
  adapters/web/xsl/case-evidence.xsl \
  adapters/web/xsl/case-links.xsl \
  adapters/web/xsl/case-outline.xsl \
  adapters/web/xsl/case-print.xsl \
  adapters/web/xsl/case-timeline.xsl
