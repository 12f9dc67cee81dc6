"""Sound devices: a base class, and one module for each device."""
