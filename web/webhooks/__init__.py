"""Webhooks: other systems are told of acts (Standard Webhooks).

Here: the file of endpoints, what is told of an act, the addresses that may be reached, the queue emptied.
May import: `web.mail`, `web.auth`, `services` and all below.
Door: `delivery.py`, which queues what is new and sends it.
"""
