# engine/expr/expr.mk - sources of the room expr.
