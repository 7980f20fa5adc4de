# No colon at all.
input: /ship env.prod
expect: refused
says: env:prod
