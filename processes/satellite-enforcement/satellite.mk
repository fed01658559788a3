# processes/satellite-enforcement/satellite.mk - the yearly satellite enforcement campaign, and the register of townships.
nobase_dist_pkgdata_DATA += \
  processes/common/signed-report.scxml \
  processes/registers/township/cases/people.inc \
  processes/registers/township/cases/register.case \
  processes/registers/township/process.scxml \
  processes/satellite-enforcement/cases/S31-the-main-leader-signs.case \
  processes/satellite-enforcement/cases/S32-exact-limits.case \
  processes/satellite-enforcement/cases/S32-exactly-fifteen-and-serious.case \
  processes/satellite-enforcement/cases/S33-luquan-goes-to-the-city.case \
  processes/satellite-enforcement/cases/case-settled.inc \
  processes/satellite-enforcement/cases/clues.case \
  processes/satellite-enforcement/cases/hearings.inc \
  processes/satellite-enforcement/cases/patches.case \
  processes/satellite-enforcement/cases/people-hongjiang.inc \
  processes/satellite-enforcement/cases/people.inc \
  processes/satellite-enforcement/cases/registered.inc \
  processes/satellite-enforcement/cases/running.inc \
  processes/satellite-enforcement/cases/seven-townships.inc \
  processes/satellite-enforcement/patch.scxml \
  processes/satellite-enforcement/process.scxml
