"""Sound devices: a base class, a table of names, and one module for each device."""
