# forms/rural-land-improvement/improvement.mk - forms and instruments of rural land improvement projects.
