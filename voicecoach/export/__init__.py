"""Blocks of samples to a file: encoders, tags and chapters, written atomically.

``file`` is the door (``check_target``, ``write_audio``). ``formats`` is the table of suffixes, one row each.
``encoders`` says what an encoder is; ``mp3``, ``aac``, ``ogg`` and ``sndfile`` are them, in the ``bitrates`` that each
format offers. ``info_frame`` and ``crc16`` make the length that an MP3 announces, ``mp4_boxes`` mends an MP4's chapters.
``tags`` is what a file says about itself, which ``id3``, ``vorbis`` and ``mp4`` write.
``atomic`` puts the finished file in place of the old one.
"""
