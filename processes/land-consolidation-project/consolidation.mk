# processes/land-consolidation-project/consolidation.mk - land consolidation projects.
nobase_dist_pkgdata_DATA += \
  processes/land-consolidation-project/calendar.scxml \
  processes/land-consolidation-project/cases/S34-monthly-patrols.case \
  processes/land-consolidation-project/cases/S35-special-and-full.case \
  processes/land-consolidation-project/cases/announced.inc \
  processes/land-consolidation-project/cases/city-project.case \
  processes/land-consolidation-project/cases/eleven.inc \
  processes/land-consolidation-project/cases/found.inc \
  processes/land-consolidation-project/cases/papers-late.case \
  processes/land-consolidation-project/cases/patrolled.inc \
  processes/land-consolidation-project/cases/people.inc \
  processes/land-consolidation-project/cases/project.inc \
  processes/land-consolidation-project/cases/round-first.case \
  processes/land-consolidation-project/cases/serious-failure.case \
  processes/land-consolidation-project/cases/to-closing.case \
  processes/land-consolidation-project/process.scxml \
  processes/land-consolidation-project/round.scxml \
  processes/packages/hongjiang/consolidation.xml
