# processes/processes.mk - the shipped definitions.
