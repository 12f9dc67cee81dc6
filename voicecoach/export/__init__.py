"""Blocks of samples to a file: encoders, tags and chapters, written atomically.

``file`` is the door (``check_target``, ``write_audio``). ``formats`` is the table of suffixes, one row each.
``encoders`` says what an encoder is; ``mp3``, ``aac``, ``ogg`` and ``sndfile`` are them, in the ``bitrates`` that each
format offers. An MP3 is encoded in ``mp3_pieces`` of ``mp3_frames``, which are ``kept`` from one export to the next;
``info_frame`` and ``crc16`` make the length that it announces. ``mp4_boxes`` mends an MP4's chapters.
``tags`` is what a file says about itself, which ``id3``, ``vorbis`` and ``mp4`` write; ``cover`` and its neighbours
draw its picture, ``embedded`` puts the cue sheet into it, ``sidecar`` writes what lies beside it.
``atomic`` puts the finished file in place of the old one, and ``proof`` reads it back before.
"""
