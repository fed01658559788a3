# engine/form/form.mk - sources of the room form.
