"""Places for every form: addresses while they are typed, the address of a point; the register's import for offices."""
