"""Sessions shared with a phone: a page and a feed on the local network, and the QR code that leads there.

Start with :func:`voicecoach.phone.sharing.share`, which the studio uses as well.
"""
