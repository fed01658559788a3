# forms/post-approval-land/parcels.mk - forms and instruments of construction land after approval.
