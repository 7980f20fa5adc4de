# The value first.
input: /ship prod:env
expect: refused
says: did you mean "env:prod"
