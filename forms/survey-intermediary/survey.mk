# forms/survey-intermediary/survey.mk - forms and instruments of land survey intermediaries.
