# processes/processes.mk - the shipped definitions.
nobase_dist_pkgdata_DATA += \
  processes/calendar/cn-2024.ics \
  processes/calendar/cn-2025.ics \
  processes/calendar/cn-2026.ics \
  processes/case-handling/enforcement.scxml \
  processes/case-handling/notice.scxml \
  processes/case-handling/process.scxml \
  processes/common/rectify.scxml \
  processes/common/referral.scxml \
  processes/common/service.scxml \
  processes/packages/luquan/package.xml
