"""The encoders: one module for each library and kind of stream."""
