# The key beside it.
input: /ship env;prod
expect: refused
says: env:prod
