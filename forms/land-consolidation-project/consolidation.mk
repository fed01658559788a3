# forms/land-consolidation-project/consolidation.mk - what the supervision of land consolidation projects asks for and issues.
nobase_dist_pkgdata_DATA += \
  forms/instruments/acceptance-opinion.xsl \
  forms/instruments/assessment-sheet.xsl \
  forms/land-consolidation-project/acceptance.xhtml \
  forms/land-consolidation-project/archive.xhtml \
  forms/land-consolidation-project/materials.xhtml \
  forms/land-consolidation-project/notification.xhtml \
  forms/land-consolidation-project/penalty.xhtml \
  forms/land-consolidation-project/proceed.xhtml \
  forms/land-consolidation-project/progress.xhtml \
  forms/land-consolidation-project/project.xhtml \
  forms/land-consolidation-project/round-plan.xhtml \
  forms/land-consolidation-project/start.xhtml \
  forms/land-consolidation-project/superior-acceptance.xhtml \
  forms/land-consolidation-project/upkeep-check.xhtml \
  forms/land-consolidation-project/upkeep-end.xhtml \
  forms/land-consolidation-project/upkeep.xhtml \
  forms/land-consolidation-project/works.xhtml
