# forms/satellite-enforcement/satellite.mk - what the satellite enforcement campaign and the register of townships ask for and issue.
nobase_dist_pkgdata_DATA += \
  forms/common/report-acceptance.xhtml \
  forms/common/report-signature.xhtml \
  forms/instruments/accountability-advice.xsl \
  forms/instruments/evaluation-report.xsl \
  forms/instruments/patch-form.xsl \
  forms/instruments/progress-report.xsl \
  forms/instruments/satellite-plan.xsl \
  forms/instruments/statistics-table.xsl \
  forms/registers/township-change.xhtml \
  forms/registers/township-closing.xhtml \
  forms/registers/township-entry.xhtml \
  forms/satellite-enforcement/acceptance.xhtml \
  forms/satellite-enforcement/approval.xhtml \
  forms/satellite-enforcement/archive.xhtml \
  forms/satellite-enforcement/campaign.xhtml \
  forms/satellite-enforcement/clue-result.xhtml \
  forms/satellite-enforcement/clue.xhtml \
  forms/satellite-enforcement/conformity.xhtml \
  forms/satellite-enforcement/demand.xhtml \
  forms/satellite-enforcement/evaluation-plan.xhtml \
  forms/satellite-enforcement/evaluation.xhtml \
  forms/satellite-enforcement/grade-decision.xhtml \
  forms/satellite-enforcement/guidance.xhtml \
  forms/satellite-enforcement/handling.xhtml \
  forms/satellite-enforcement/indoor.xhtml \
  forms/satellite-enforcement/measures.xhtml \
  forms/satellite-enforcement/opinion.xhtml \
  forms/satellite-enforcement/patch-check.xhtml \
  forms/satellite-enforcement/patch.xhtml \
  forms/satellite-enforcement/patches.xhtml \
  forms/satellite-enforcement/plan.xhtml \
  forms/satellite-enforcement/publication.xhtml \
  forms/satellite-enforcement/result-report.xhtml \
  forms/satellite-enforcement/signed-report.xhtml \
  forms/satellite-enforcement/statistics-signature.xhtml \
  forms/satellite-enforcement/statistics.xhtml
