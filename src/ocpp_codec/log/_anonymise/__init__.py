"""A copy of a log in which secrets are pseudonyms.

pseudonyms.py  values -> pseudonyms: a keyed permutation of all values of one kind, length and pattern
names.py       which fields and variables are secret, which stay, as data
notation.py    values in every notation of a log: JSON, JSON within strings, Python, CSV, key=value
fields.py      where the values of named fields stand in a text
shapes.py      where secrets stand that show by their shape: addresses, e-mail, certificates, stations
known.py       secrets that were found somewhere, and where they stand elsewhere
windows.py     a text of any size in pieces of bounded size
copying.py     both readings of a log: one finds the secrets, one writes the copy
verify.py      compares a copy with its log
"""
