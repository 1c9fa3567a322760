"""The reader: from the bytes of one file to the forms it holds, with everything found on the way.

It knows neither disk nor warehouse: bytes, the place where they lay and the catalogue's words go
in; form readings and findings come out. ``reading`` is the entrance. A file's way: ``source`` makes
sheets of records, ``privacy`` looks for persons, ``header`` finds the table, ``titles`` read what
stands above it, ``rows`` and ``furniture`` part figures from signatures and notes, ``identity``
holds code, name and unit of a line together, ``figures`` read the cells; ``forms`` joins them.
"""
