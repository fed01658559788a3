# tests/http/tests.mk - tests of the server, on connections that say anything.
check_PROGRAMS += tests/http/server_test
TESTS += tests/http/server_test
tests_http_server_test_SOURCES = tests/http/server_test.c tests/http/house.h tests/http/house.c tests/http/inside.h \
  tests/http/room.c tests/http/client.c tests/http/guard_test.c tests/http/body_test.c tests/http/answer_test.c tests/http/session_test.c tests/http/factor_test.c tests/http/change_test.c tests/http/crowd_test.c \
  tests/office/definition.h tests/office/definition.c tests/tap.h
tests_http_server_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS) $(JANSSON_CFLAGS)
tests_http_server_test_LDADD = libfasti_http.a libfasti_files.a libfasti_sqlite.a $(test_libs) $(SQLITE_LIBS) \
  $(MICROHTTPD_LIBS) $(JANSSON_LIBS) $(ZLIB_LIBS) $(CRYPTO_LIBS)

# The REST interface, by curl and jq.
rest_tests = tests/http/api.sh tests/http/description.sh tests/http/permissions.sh tests/http/guide.sh
TESTS += $(rest_tests)
EXTRA_DIST += tests/http/rest.sh tests/http/samples.json tests/http/requests.jq tests/http/valid.jq \
  tests/http/permissions.txt $(rest_tests)
