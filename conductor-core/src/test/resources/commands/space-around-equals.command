# An equals sign with spaces.
input: /ship env = prod
expect: refused
says: did you mean "env:prod"
