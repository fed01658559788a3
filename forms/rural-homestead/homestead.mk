# forms/rural-homestead/homestead.mk - forms and instruments of rural homesteads.
