"""The reader: from the bytes of one file to the forms it holds, with everything found on the way.

It knows neither disk nor warehouse: bytes, the place where they lay and the catalogue's words go
in; form readings and findings come out. In the order of a file's way through it: decoding,
delimited or workbook, header, titles, privacy, then observations (cells, declared), narrative or
events; reading joins them.
"""
