# processes/survey-intermediary/survey.mk - land survey intermediaries.
