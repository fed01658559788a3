# po/po.mk - translations of the messages. After changing texts: make update-po, translate in po/*.po, make check.
catalogue_zh_CN = po/zh_CN/LC_MESSAGES/fasti.mo
zh_CN_catalogue_dir = $(localedir)/zh_CN/LC_MESSAGES
zh_CN_catalogue__DATA = $(catalogue_zh_CN)
EXTRA_DIST += po/zh_CN.po po/keywords po/extract.sh po/choices.pl
CLEANFILES += $(catalogue_zh_CN)

$(catalogue_zh_CN): $(top_srcdir)/po/zh_CN.po
	$(AM_V_GEN)$(MKDIR_P) $(@D) && $(MSGFMT) --check -o $@ $(top_srcdir)/po/zh_CN.po

.PHONY: update-po
update-po:
	XGETTEXT='$(XGETTEXT)' $(SHELL) $(top_srcdir)/po/extract.sh $(top_srcdir) $(abs_top_builddir)/fasti.pot
	$(MSGMERGE) --quiet --update --backup=none --no-fuzzy-matching --no-location --no-wrap --sort-output \
	  $(top_srcdir)/po/zh_CN.po fasti.pot
	rm -f fasti.pot
