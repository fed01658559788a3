# processes/rural-land-improvement/improvement.mk - rural land improvement projects, and the register of units that are assessed.
nobase_dist_pkgdata_DATA += \
  processes/packages/hongjiang/improvement.xml \
  processes/packages/luquan/improvement.xml \
  processes/registers/unit/process.scxml \
  processes/rural-land-improvement/calendar.scxml \
  processes/rural-land-improvement/cases/S52-two-townships.case \
  processes/rural-land-improvement/cases/S53-acceptance-refused.case \
  processes/rural-land-improvement/cases/accepted.inc \
  processes/rural-land-improvement/cases/found-on-patrol.case \
  processes/rural-land-improvement/cases/four.inc \
  processes/rural-land-improvement/cases/initiation-refused.case \
  processes/rural-land-improvement/cases/inspected.inc \
  processes/rural-land-improvement/cases/patrol-first.case \
  processes/rural-land-improvement/cases/patrolled.inc \
  processes/rural-land-improvement/cases/people.inc \
  processes/rural-land-improvement/cases/registered-townships.case \
  processes/rural-land-improvement/cases/reviewed.inc \
  processes/rural-land-improvement/cases/round-first.case \
  processes/rural-land-improvement/cases/year-of-inspections.case \
  processes/rural-land-improvement/process.scxml \
  processes/rural-land-improvement/round.scxml
