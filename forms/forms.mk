# forms/forms.mk - the shipped forms and instruments.
include $(top_srcdir)/forms/instruments/instruments.mk
