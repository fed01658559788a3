# processes/survey-intermediary/survey.mk - survey intermediaries, and the pre-examination of land.
nobase_dist_pkgdata_DATA += \
  processes/packages/luquan/survey.xml \
  processes/registers/intermediary/process.scxml \
  processes/survey-intermediary/assessment.scxml \
  processes/survey-intermediary/calendar.scxml \
  processes/survey-intermediary/cases/S58-survey-contract-filing.case \
  processes/survey-intermediary/cases/S59-sampling-lists-blacklist.case \
  processes/survey-intermediary/cases/filed.inc \
  processes/survey-intermediary/cases/one-service.inc \
  processes/survey-intermediary/cases/people.inc \
  processes/survey-intermediary/cases/rate.inc \
  processes/survey-intermediary/cases/second-service.inc \
  processes/survey-intermediary/cases/service.case \
  processes/survey-intermediary/cases/third-service.inc \
  processes/survey-intermediary/cases/warning.case \
  processes/survey-intermediary/contract.scxml \
  processes/survey-intermediary/pre-examination.scxml
