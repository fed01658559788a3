# forms/land-registration/registration.mk - forms and instruments of land registration.
