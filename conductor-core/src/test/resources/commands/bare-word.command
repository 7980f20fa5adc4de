# A value without its name.
input: /ship prod
expect: refused
says: env:prod
