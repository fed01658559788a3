# tests/build/tests.mk - the build itself: the rooms, the engine's purity, the size of functions and files.
TESTS += tests/build/rooms.sh tests/build/purity.sh tests/build/style.sh tests/build/setup.sh
EXTRA_DIST += tests/build/style.sh tests/build/setup.sh .shellcheckrc tests/build/rooms.sh tests/build/rooms.awk tests/build/purity.sh tests/build/purity.allow
