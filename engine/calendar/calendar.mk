# engine/calendar/calendar.mk - sources of the room calendar.
