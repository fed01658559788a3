# processes/mine-annual-inspection/mines.mk - mines: yearly inspection, licences, restoration deposit.
