"""The public Python API: sessions in ``session.py``, the library of scripts in ``library.py``."""
