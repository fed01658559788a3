# engine/port/port.mk - sources of the room port.
