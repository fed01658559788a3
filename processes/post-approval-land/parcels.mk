# processes/post-approval-land/parcels.mk - construction land after approval.
