"""What a check has found, for people, for programs and for services that run checks: a module a format."""
