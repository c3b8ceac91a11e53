"""What a server tells its operator.

Here: metrics, structured logs, and where both are fed.
May import: `services` and all below.
Door: `metrics.py`.
"""
