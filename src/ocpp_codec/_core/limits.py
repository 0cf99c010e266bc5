"""The numbers that bound what is read, kept and written. Each is defined only here."""

#: Characters of a message id (OCPP-J 1.6, 4.1.4; Part 4 of 2.0.1, 4.1.4): a UUID fits.
MAX_ID = 36

#: Characters of an id that can be read: a reply repeats it, and stays short. A longer one counts as unreadable.
MAX_READABLE_ID = 255

#: Characters of `vendorId` in customData (schemas of 2.0.1 and 2.1).
MAX_VENDOR_ID = 255

#: Levels of arrays and objects in a value of any shape: customData, `DataTransfer.data`, error details.
MAX_DEPTH = 64

#: Levels of arrays and objects in a frame. No message of any version has more than a dozen of its own.
MAX_NESTING = 200

#: Digits of the longest integer that msgspec reads; Python converts as many by default.
MAX_DIGITS = 4300

#: A double holds every integer up to this one.
MAX_EXACT = (1 << 53) - 1

#: Bytes of UTF-8 in a frame, by default.
MAX_SIZE = 1 << 20

#: Findings of a frame that are kept, by default.
MAX_FINDINGS = 100

#: Deviations that are repaired in one message; one more refuses it.
MAX_TOLERATED = 10_000

#: Bytes of a reply, and characters of an error description in it (Part 4, 4.2.3; 1.6 sets no limit).
MAX_REPLY = 2000
MAX_DESCRIPTION = 255
