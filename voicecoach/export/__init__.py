"""Blocks of samples to a file: encoders, tags and chapters, written atomically.

``file`` is the door (``check_target``, ``write_audio``). ``formats`` is the table of suffixes, one row each.
``encoders`` says what an encoder is, ``lossless`` and ``mp3`` are them; ``info_frame`` and ``crc16`` make the
length that an MP3 announces. ``tags`` is what a file says about itself, which ``id3`` and ``vorbis`` write.
``atomic`` puts the finished file in place of the old one.
"""
