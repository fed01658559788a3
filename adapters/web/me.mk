# adapters/web/me.mk - what people settle for themselves.
libfasti_web_a_SOURCES += adapters/web/me.c
nobase_dist_pkgdata_DATA += adapters/web/texts/en/me.xml adapters/web/texts/zh-CN/me.xml adapters/web/xsl/me.xsl
