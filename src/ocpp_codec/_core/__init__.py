"""How the library works. Nothing in here is public: users import the modules one folder up."""
