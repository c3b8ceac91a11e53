"""What is new, as programs outside ask for it.

Here: decisions, consultations and papers as entries, the dates of consultations.
May import: `services.views`, `models`, `workflow`.
Door: `news.py`.
"""
