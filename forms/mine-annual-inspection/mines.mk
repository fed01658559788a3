# forms/mine-annual-inspection/mines.mk - forms and instruments of mines: yearly inspection, licences, restoration deposit.
