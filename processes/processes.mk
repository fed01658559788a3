# processes/processes.mk - the shipped definitions.
nobase_dist_pkgdata_DATA += \
  processes/calendar/cn-2024.ics \
  processes/calendar/cn-2025.ics \
  processes/calendar/cn-2026.ics
