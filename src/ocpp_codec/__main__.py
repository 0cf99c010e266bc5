"""`python -m ocpp_codec` is the command `ocpp-codec`."""

from .cli import main

if __name__ == "__main__":
    main()
