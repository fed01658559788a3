# tests/build/tests.mk - the build itself: the rooms, the engine's purity, set-up, size, translations.
TESTS += tests/build/rooms.sh tests/build/purity.sh tests/build/style.sh tests/build/setup.sh tests/build/catalogue.sh
EXTRA_DIST += tests/build/style.sh tests/build/setup.sh tests/build/catalogue.sh .shellcheckrc tests/build/rooms.sh tests/build/rooms.awk tests/build/purity.sh tests/build/purity.allow
