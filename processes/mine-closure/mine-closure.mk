# processes/mine-closure/mine-closure.mk - supervision of closed mines.
nobase_dist_pkgdata_DATA += \
  processes/mine-closure/cases/S57-mine-closure.case \
  processes/mine-closure/cases/closed-in-order.case \
  processes/mine-closure/cases/closed.inc \
  processes/mine-closure/cases/not-in-hongjiang.case \
  processes/mine-closure/cases/papers-missing.case \
  processes/mine-closure/cases/people.inc \
  processes/mine-closure/process.scxml
