# Two dashes and a space.
input: /ship --env prod
expect: refused
says: env:prod
