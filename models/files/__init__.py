"""Files of the machine: read within limits, written whole.

Here: files that somebody names, TOML, atomic writes, the folders of the user.
May import: `workflow`.
Door: `input_file.py`, and `atomic_file.py`.
"""
