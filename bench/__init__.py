"""Measure the product beside yardsticks that stand on the same machine in the same run.

An absolute number says more of the machine than of the program. So every figure that is judged is a ratio to a
yardstick (a bare Flask view, a bare durable insert, oTree), measured in turns with it, and the median of rounds.
"""
