# processes/rural-homestead/homestead.mk - supervision of the approval of homesteads.
nobase_dist_pkgdata_DATA += \
  processes/rural-homestead/approval.scxml \
  processes/rural-homestead/calendar.scxml \
  processes/rural-homestead/cases/S50-homestead-quarter.case \
  processes/rural-homestead/cases/S51-several-homesteads.case \
  processes/rural-homestead/cases/built-elsewhere.case \
  processes/rural-homestead/cases/case-settled.inc \
  processes/rural-homestead/cases/clean-quarter-luquan.case \
  processes/rural-homestead/cases/cross-check.case \
  processes/rural-homestead/cases/daily-check.case \
  processes/rural-homestead/cases/file-checked-luquan.inc \
  processes/rural-homestead/cases/file-checked.inc \
  processes/rural-homestead/cases/noticed-luquan.inc \
  processes/rural-homestead/cases/noticed.inc \
  processes/rural-homestead/cases/officers-added.case \
  processes/rural-homestead/cases/people-luquan.inc \
  processes/rural-homestead/cases/people.inc \
  processes/rural-homestead/cases/twenty-seven.inc \
  processes/rural-homestead/cross.scxml \
  processes/rural-homestead/process.scxml
