# adapters/web/task.mk - the pages on which people work: tasks, actions, openings.
libfasti_web_a_SOURCES += adapters/web/form.h adapters/web/form.c adapters/web/task.h adapters/web/task.c \
  adapters/web/beside.c adapters/web/foresee.c
nobase_dist_pkgdata_DATA += \
  adapters/web/static/task.css \
  adapters/web/static/task.js \
  adapters/web/texts/en/task.xml \
  adapters/web/texts/zh-CN/task.xml \
  adapters/web/xsl/beside.xsl \
  adapters/web/xsl/form.xsl \
  adapters/web/xsl/task.xsl
