# forms/land-consolidation-project/consolidation.mk - forms and instruments of land consolidation projects.
