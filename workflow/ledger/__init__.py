"""The Merkle tree over records (RFC 9162).

Here: the tree, proofs over it, and checkpoints ready to be signed.
May import: `workflow.values`.
Door: `tree.py`.
"""
