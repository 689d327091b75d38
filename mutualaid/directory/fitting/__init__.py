"""Which meetings of the next seven days fit one person: plain values in, plain values out.

The rules are our own, and the page "How was this ordered?" prints all of them: gates that keep a
meeting out, parts of a score of at most 100, and a fixed order. Nothing is learnt from what
others chose, and no fellowship is put before another: anybody can do the sum again by hand.
"""
