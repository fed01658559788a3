# forms/survey-intermediary/survey.mk - forms and instruments of survey intermediaries.
nobase_dist_pkgdata_DATA += \
  forms/instruments/bureau-rating-form.xsl \
  forms/instruments/intermediary-list.xsl \
  forms/instruments/pre-examination-opinion.xsl \
  forms/instruments/survey-filing-record.xsl \
  forms/registers/intermediary-answer.xhtml \
  forms/registers/intermediary-change.xhtml \
  forms/registers/intermediary-complaint.xhtml \
  forms/registers/intermediary-filing.xhtml \
  forms/registers/intermediary.xhtml \
  forms/registers/publication-check.xhtml \
  forms/survey-intermediary/assessment.xhtml \
  forms/survey-intermediary/bureau-rating.xhtml \
  forms/survey-intermediary/centre-report.xhtml \
  forms/survey-intermediary/contract-check.xhtml \
  forms/survey-intermediary/contract.xhtml \
  forms/survey-intermediary/delivery.xhtml \
  forms/survey-intermediary/list-approval.xhtml \
  forms/survey-intermediary/list-lifting.xhtml \
  forms/survey-intermediary/owner-rating.xhtml \
  forms/survey-intermediary/pre-examination-opinion.xhtml \
  forms/survey-intermediary/pre-examination-review.xhtml \
  forms/survey-intermediary/pre-examination.xhtml \
  forms/survey-intermediary/report-review.xhtml \
  forms/survey-intermediary/score-correction.xhtml \
  forms/survey-intermediary/selection.xhtml \
  forms/survey-intermediary/submission.xhtml
