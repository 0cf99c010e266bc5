"""The kinds of strings that the specifications name: `String20` holds at most 20 characters (code points).

No schema says which characters a string may hold. Where the text of a specification does, `characters` names them.
"""

from typing import Annotated

from msgspec import Meta

#: The characters of a string and a CiString of 1.6 (OCPP 1.6, 2.2).
PRINTABLE_ASCII = "printable ASCII"
#: The characters of an identifierString (Part 2 of OCPP 2.0.1 and 2.1, 2.1.4).
IDENTIFIER = "a-z A-Z 0-9 * - _ = : + | . @"

# OCPP 1.6, 2.2 and 7.43: printable ASCII, and a decimal number unless another field has a value: (its name, the value).
# Strings without a limit in the security extension may hold any character.
DecimalString = Annotated[str, Meta(extra={"characters": PRINTABLE_ASCII, "decimal_unless": ("format", "SignedData")})]

# OCPP 1.6, 2.2 and 7, and its security extension, 6: case-insensitive to compare, carried as they came.
CiString20 = Annotated[str, Meta(max_length=20, extra={"characters": PRINTABLE_ASCII})]
CiString25 = Annotated[str, Meta(max_length=25, extra={"characters": PRINTABLE_ASCII})]
CiString40 = Annotated[str, Meta(max_length=40, extra={"characters": PRINTABLE_ASCII})]
CiString50 = Annotated[str, Meta(max_length=50, extra={"characters": PRINTABLE_ASCII})]
CiString128 = Annotated[str, Meta(max_length=128, extra={"characters": PRINTABLE_ASCII})]
CiString255 = Annotated[str, Meta(max_length=255, extra={"characters": PRINTABLE_ASCII})]
CiString500 = Annotated[str, Meta(max_length=500, extra={"characters": PRINTABLE_ASCII})]

# Case-insensitive to compare, carried as they came.
IdentifierString6 = Annotated[str, Meta(max_length=6, extra={"characters": IDENTIFIER})]
IdentifierString20 = Annotated[str, Meta(max_length=20, extra={"characters": IDENTIFIER})]
IdentifierString32 = Annotated[str, Meta(max_length=32, extra={"characters": IDENTIFIER})]
IdentifierString36 = Annotated[str, Meta(max_length=36, extra={"characters": IDENTIFIER})]
IdentifierString40 = Annotated[str, Meta(max_length=40, extra={"characters": IDENTIFIER})]
IdentifierString50 = Annotated[str, Meta(max_length=50, extra={"characters": IDENTIFIER})]
IdentifierString128 = Annotated[str, Meta(max_length=128, extra={"characters": IDENTIFIER})]
IdentifierString255 = Annotated[str, Meta(max_length=255, extra={"characters": IDENTIFIER})]

String3 = Annotated[str, Meta(max_length=3)]
String8 = Annotated[str, Meta(max_length=8)]
String16 = Annotated[str, Meta(max_length=16)]
String20 = Annotated[str, Meta(max_length=20)]
String25 = Annotated[str, Meta(max_length=25)]
String32 = Annotated[str, Meta(max_length=32)]
String48 = Annotated[str, Meta(max_length=48)]
String50 = Annotated[str, Meta(max_length=50)]
String60 = Annotated[str, Meta(max_length=60)]
String64 = Annotated[str, Meta(max_length=64)]
String80 = Annotated[str, Meta(max_length=80)]
String88 = Annotated[str, Meta(max_length=88)]
String100 = Annotated[str, Meta(max_length=100)]
String128 = Annotated[str, Meta(max_length=128)]
String160 = Annotated[str, Meta(max_length=160)]
String200 = Annotated[str, Meta(max_length=200)]
String255 = Annotated[str, Meta(max_length=255)]
String256 = Annotated[str, Meta(max_length=256)]
String500 = Annotated[str, Meta(max_length=500)]
String512 = Annotated[str, Meta(max_length=512)]
String800 = Annotated[str, Meta(max_length=800)]
String1000 = Annotated[str, Meta(max_length=1000)]
String1024 = Annotated[str, Meta(max_length=1024)]
String2000 = Annotated[str, Meta(max_length=2000)]
String2500 = Annotated[str, Meta(max_length=2500)]
String5500 = Annotated[str, Meta(max_length=5500)]
String5600 = Annotated[str, Meta(max_length=5600)]
String10000 = Annotated[str, Meta(max_length=10000)]
String11000 = Annotated[str, Meta(max_length=11000)]
String17000 = Annotated[str, Meta(max_length=17000)]
String18000 = Annotated[str, Meta(max_length=18000)]
String32768 = Annotated[str, Meta(max_length=32768)]
