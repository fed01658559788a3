# adapters/web/task.mk - the pages on which people work: tasks, actions, openings.
libfasti_web_a_SOURCES += adapters/web/form.h adapters/web/form.c adapters/web/task.h adapters/web/task.c adapters/web/task_page.h adapters/web/task_view.c \
  adapters/web/attach.c adapters/web/beside.c adapters/web/foresee.c adapters/web/act.c adapters/web/start.c adapters/web/dossier.c
nobase_dist_pkgdata_DATA += \
  adapters/web/static/task.css \
  adapters/web/static/task.js \
  adapters/web/texts/en/task.xml \
  adapters/web/texts/zh-CN/task.xml \
  adapters/web/xsl/act.xsl \
  adapters/web/xsl/beside.xsl \
  adapters/web/xsl/form.xsl \
  adapters/web/xsl/start.xsl \
  adapters/web/xsl/start-form.xsl \
  adapters/web/xsl/task.xsl
