# processes/satellite-enforcement/satellite.mk - the yearly satellite enforcement campaign.
