# processes/rural-homestead/homestead.mk - rural homesteads.
