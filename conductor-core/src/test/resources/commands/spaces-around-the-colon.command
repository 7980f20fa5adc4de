# Both sides of the colon.
input: /ship env : prod
expect: refused
says: env:prod
hides: ""
