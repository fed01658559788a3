# tests/post/tests.mk - tests of what goes out: by a receiver on loopback, and on a fake clock.
TESTS += tests/post/post.sh
EXTRA_DIST += tests/post/post.sh tests/post/receiver.js
