"""Mail: who wants it, what it says, and how it is sent.

Here: subscriptions, news and dates as a subscriber may see them, messages, the queue emptied over SMTP.
May import: `web.auth`, `web.rendering`, `web.i18n`, `services` and all below.
Door: `gather.py`, which queues what is new, and `delivery.py`, which sends it.
"""
