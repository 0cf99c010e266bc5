"""What PyInstaller has to know about the library."""

from ocpp_codec._core.pyinstaller import modules

hiddenimports = modules()
excludedimports = ["pydantic_core"]  # imported only if the application itself uses it
