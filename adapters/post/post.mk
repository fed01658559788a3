# adapters/post/post.mk - webhooks and mail, by libcurl.
noinst_LIBRARIES += libfasti_post.a
libfasti_post_a_SOURCES = \
  adapters/post/post.h adapters/post/room.h adapters/post/address.c adapters/post/event.c adapters/post/hook.c \
  adapters/post/letter.c adapters/post/mail.c adapters/post/post.c adapters/post/setting.c adapters/post/transfer.c
libfasti_post_a_CFLAGS = $(AM_CFLAGS) $(CURL_CFLAGS) $(JANSSON_CFLAGS) $(ENGINE_CFLAGS)
fasti_adapters += libfasti_post.a
