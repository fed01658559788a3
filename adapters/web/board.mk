# adapters/web/board.mk - the public board.
libfasti_web_a_SOURCES += adapters/web/board.c adapters/web/complain.c
nobase_dist_pkgdata_DATA += \
  adapters/web/static/board.css \
  adapters/web/texts/en/board.xml \
  adapters/web/texts/zh-CN/board.xml \
  adapters/web/xsl/board.xsl \
  adapters/web/xsl/complain.xsl \
  adapters/web/xsl/follow.xsl
