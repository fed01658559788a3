# engine/xml/xml.mk - sources of the room xml.
