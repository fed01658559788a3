# adapters/cli/cli.mk - the fasti program.
