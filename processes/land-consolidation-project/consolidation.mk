# processes/land-consolidation-project/consolidation.mk - land consolidation projects.
