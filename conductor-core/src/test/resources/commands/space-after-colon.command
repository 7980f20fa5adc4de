# A space after the colon takes the value away.
input: /ship env: prod
expect: refused
says: env
