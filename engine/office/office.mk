# engine/office/office.mk - sources of the room office.
