# engine/step/step.mk - sources of the room step.
