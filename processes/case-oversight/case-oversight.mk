# processes/case-oversight/case-oversight.mk - lists of major decisions, reviews of files, accountability for errors.
nobase_dist_pkgdata_DATA += \
  processes/case-oversight/calendar.scxml \
  processes/case-oversight/cases/S23-half-yearly-list-of-major-decisions.case \
  processes/case-oversight/cases/S23-not-sent-in-time.case \
  processes/case-oversight/cases/S24-error-accountability.case \
  processes/case-oversight/cases/S24-half-yearly-file-review.case \
  processes/case-oversight/cases/case-closed.inc \
  processes/case-oversight/cases/major-decision-made.inc \
  processes/case-oversight/cases/people.inc \
  processes/case-oversight/cases/review-files.inc \
  processes/case-oversight/error-accountability.scxml \
  processes/case-oversight/file-review.scxml \
  processes/case-oversight/major-decisions.scxml
