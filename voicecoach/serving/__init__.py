"""A small HTTP server for one person's machine or network: the ground of ``phone`` and ``studio``.

Start with :class:`~voicecoach.serving.server.Server`, which runs a Starlette app. The app stands behind
:class:`~voicecoach.serving.guard.Guard`, and gives files and sound as
:class:`~voicecoach.serving.answer.ResourceAnswer`.
"""
