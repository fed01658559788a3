# forms/mine-closure/mine-closure.mk - what the supervision of closed mines asks for.
nobase_dist_pkgdata_DATA += \
  forms/mine-closure/archive.xhtml \
  forms/mine-closure/cancellation.xhtml \
  forms/mine-closure/closure.xhtml \
  forms/mine-closure/notification.xhtml \
  forms/mine-closure/order.xhtml \
  forms/mine-closure/reinspection.xhtml \
  forms/mine-closure/reminder.xhtml \
  forms/mine-closure/special.xhtml \
  forms/mine-closure/summary.xhtml \
  forms/mine-closure/survey.xhtml
