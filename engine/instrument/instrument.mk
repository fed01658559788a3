# engine/instrument/instrument.mk - sources of the room instrument.
