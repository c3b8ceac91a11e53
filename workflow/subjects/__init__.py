"""What the procedure is about: body, meeting, round, topic.

Here: each subject as its records make it, and the standing that rules look at.
May import: `workflow.records`, `workflow.motions`, `workflow.values`.
Door: `subject.py`, and `standing.py`.
"""
