"""Case files, papers and command lines that nobody would write: drawn by a seed, tried one by one."""
