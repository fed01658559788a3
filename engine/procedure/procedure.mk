# engine/procedure/procedure.mk - sources of the room procedure.
