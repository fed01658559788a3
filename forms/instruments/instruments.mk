# forms/instruments/instruments.mk - templates of the instruments, shared by the bureaus.
nobase_dist_pkgdata_DATA += \
  forms/instruments/chinese.xsl \
  forms/instruments/closure-approval.xsl \
  forms/instruments/collective-minutes.xsl \
  forms/instruments/correction-order.xsl \
  forms/instruments/court-application.xsl \
  forms/instruments/delivery-receipt.xsl \
  forms/instruments/filing-approval.xsl \
  forms/instruments/hearing-notice.xsl \
  forms/instruments/hearing-report.xsl \
  forms/instruments/hearing-summons.xsl \
  forms/instruments/investigation-report.xsl \
  forms/instruments/lead-form.xsl \
  forms/instruments/no-filing-approval.xsl \
  forms/instruments/no-penalty-decision.xsl \
  forms/instruments/oral-statement-record.xsl \
  forms/instruments/page.xsl \
  forms/instruments/penalty-decision.xsl \
  forms/instruments/penalty-notice.xsl \
  forms/instruments/preservation-application.xsl \
  forms/instruments/questioning-record.xsl \
  forms/instruments/review-opinion.xsl \
  forms/instruments/site-survey-record.xsl \
  forms/instruments/stop-order.xsl \
  forms/instruments/transfer-letter.xsl \
  forms/instruments/urging-letter.xsl \
  forms/instruments/verification-record.xsl
