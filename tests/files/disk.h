/* tests/files/disk.h - a disk that fails at a call that the test chooses.
 *
 * The test program is linked so that the calls by which a folder is written come here first.
 */
#ifndef FASTI_TESTS_FILES_DISK_H
#define FASTI_TESTS_FILES_DISK_H

/** From now on the Nth call fails with ERROR, and so does every later one; ERROR 0: the process ends there, as if
 *  killed. N 0: none. A write that fails with ENOSPC has written half of its bytes. */
void disk_fail(int call, int error);
/** How many calls there were since. */
int disk_calls(void);

/** A folder of its own for a test, removed by disk_folder_remove with all that is in it. @return borrowed, static */
const char *disk_folder_make(void);
void disk_folder_remove(void);
/** How many files a folder has, not counting folders; 0 when it is not there. */
int disk_count(const char *folder);

#endif
