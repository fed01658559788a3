# engine/chart/chart.mk - sources of the room chart.
