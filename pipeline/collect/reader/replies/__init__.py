"""The sheet of findings in a correction workbook, filled in: corrections, and words for findings.

``columns`` names its heads, ``sheet`` finds it and reads its rows, ``corrections`` says which cells
of the forms they change, ``answers`` holds them against the forms once these have been read.
"""
