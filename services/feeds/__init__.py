"""What is new, as programs outside ask for it.

Here: decisions, consultations and papers as entries, the dates of consultations, acts as events for collectors of logs.
May import: `services.views`, `models`, `workflow`.
Door: `news.py`.
"""
