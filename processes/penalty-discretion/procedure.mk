# processes/penalty-discretion/procedure.mk - maintaining a standard of discretion, and complaints about its use.
nobase_dist_pkgdata_DATA += \
  processes/common/publicity.scxml \
  processes/penalty-discretion/cases/complaint.case \
  processes/penalty-discretion/cases/decision-deviating.inc \
  processes/penalty-discretion/cases/deviations-ask-for-an-evaluation.case \
  processes/penalty-discretion/cases/standard-published.inc \
  processes/penalty-discretion/cases/people.inc \
  processes/penalty-discretion/cases/standard-from-draft-to-evaluation.case \
  processes/penalty-discretion/cases/standard-of-hongjiang.case \
  processes/penalty-discretion/cases/S54-new-discretion-standard.case \
  processes/penalty-discretion/cases/hongjiang-report.inc \
  processes/penalty-discretion/cases/standard-refused.case \
  processes/penalty-discretion/cases/standard-superseded.case \
  processes/penalty-discretion/cases/standard.inc \
  processes/penalty-discretion/complaint.scxml \
  processes/penalty-discretion/process.scxml
