# tests/build/tests.mk - the build itself: the rooms, the engine's purity, the size of functions and files.
TESTS += tests/build/rooms.sh tests/build/purity.sh tests/build/style.sh
EXTRA_DIST += tests/build/style.sh .shellcheckrc tests/build/rooms.sh tests/build/rooms.awk tests/build/purity.sh tests/build/purity.allow
