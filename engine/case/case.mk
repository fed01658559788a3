# engine/case/case.mk - sources of the room case.
