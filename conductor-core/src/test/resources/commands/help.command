# Somebody asks how it goes.
input: /ship help
expect: refused
says: env, strategy, ref, version
