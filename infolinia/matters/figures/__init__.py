"""The figures of supervision: what each number is made of, how it is counted, kept, and shown as a list."""
