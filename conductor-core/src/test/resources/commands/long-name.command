# What the environment is called besides.
input: /ship env:production
expect: refused
says: did you mean
