# adapters/web/board.mk - what is for everybody: the public board, the page about the REST interface.
libfasti_web_a_SOURCES += adapters/web/board.c adapters/web/complain.c adapters/web/api.c
nobase_dist_pkgdata_DATA += \
  adapters/web/static/api.css \
  adapters/web/static/board.css \
  adapters/web/texts/en/api.xml \
  adapters/web/texts/zh-CN/api.xml \
  adapters/web/xsl/api.xsl \
  adapters/web/texts/en/board.xml \
  adapters/web/texts/zh-CN/board.xml \
  adapters/web/xsl/board.xsl \
  adapters/web/xsl/complain.xsl \
  adapters/web/xsl/follow.xsl
