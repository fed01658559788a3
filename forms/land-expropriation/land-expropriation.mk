# forms/land-expropriation/land-expropriation.mk - what the supervision of land expropriation asks for.
nobase_dist_pkgdata_DATA += \
  forms/land-expropriation/agreement.xhtml \
  forms/land-expropriation/archive.xhtml \
  forms/land-expropriation/assessment.xhtml \
  forms/land-expropriation/course.xhtml \
  forms/land-expropriation/criticism.xhtml \
  forms/land-expropriation/decision.xhtml \
  forms/land-expropriation/designation.xhtml \
  forms/land-expropriation/handled.xhtml \
  forms/land-expropriation/handler.xhtml \
  forms/land-expropriation/joining.xhtml \
  forms/land-expropriation/materials.xhtml \
  forms/land-expropriation/money.xhtml \
  forms/land-expropriation/notification.xhtml \
  forms/land-expropriation/plan.xhtml \
  forms/land-expropriation/policy.xhtml \
  forms/land-expropriation/trigger.xhtml \
  forms/land-expropriation/visits.xhtml
