# Pasted from a file.
input: \ufeff/ship env:prod\ufeff
expect: ok
says: env:prod
