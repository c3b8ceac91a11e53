"""The register on its way: sealed files and backups.

Here: writing and loading a sealed file, copying a register.
May import: every other part of `models`, `workflow`.
Door: `unseal.py`, `backup.py`.
"""
