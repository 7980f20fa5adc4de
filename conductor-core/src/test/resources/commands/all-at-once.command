# Three mistakes, one answer.
input: /ship enviroment:prod strategy:canry version:
expect: refused
says: did you mean "env"
says: did you mean "canary"
says: version: has no value
