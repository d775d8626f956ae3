"""What runs beside a learner's code, copied into the sandbox; nothing here knows an answer."""
