# forms/forms.mk - the shipped forms and instruments.
