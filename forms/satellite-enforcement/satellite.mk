# forms/satellite-enforcement/satellite.mk - forms and instruments of the yearly satellite enforcement campaign.
