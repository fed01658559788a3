# tests/post/tests.mk - tests of what goes out: by a receiver on loopback, and on a fake clock.
TESTS += tests/post/post.sh
EXTRA_DIST += tests/post/post.sh tests/post/receiver.js

check_PROGRAMS += tests/post/post_test
TESTS += tests/post/post_test
tests_post_post_test_SOURCES = tests/post/post_test.c tests/office/definition.h tests/office/definition.c tests/tap.h
tests_post_post_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS) $(CURL_CFLAGS)
tests_post_post_test_LDADD = libfasti_post.a libfasti_memory.a $(test_libs) $(CURL_LIBS) $(JANSSON_LIBS)
