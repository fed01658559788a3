# processes/land-registration/registration.mk - land registration.
