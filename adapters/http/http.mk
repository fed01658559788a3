# adapters/http/http.mk - the server, by libmicrohttpd.
noinst_LIBRARIES += libfasti_http.a
libfasti_http_a_SOURCES = adapters/http/http.h adapters/http/room.h adapters/http/call.h \
  adapters/http/address.c adapters/http/body.c adapters/http/call.c adapters/http/encode.c adapters/http/factor.c adapters/http/form.c adapters/http/guard.c adapters/http/idle.c adapters/http/log.c adapters/http/reader.c \
  adapters/http/reply.c adapters/http/server.c adapters/http/session.c adapters/http/signon.c adapters/http/target.c adapters/http/watch.c \
  adapters/http/writer.c
include $(top_srcdir)/adapters/http/api/api.mk
libfasti_http_a_CFLAGS = $(AM_CFLAGS) $(MICROHTTPD_CFLAGS) $(JANSSON_CFLAGS) $(ZLIB_CFLAGS) $(CRYPTO_CFLAGS)
fasti_adapters += libfasti_http.a
