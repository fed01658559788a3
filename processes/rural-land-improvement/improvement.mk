# processes/rural-land-improvement/improvement.mk - rural land improvement projects.
