# A sentence, again: the version would be another one.
input: /ship version:1.4.2; env:staging
expect: refused
says: 1.4.2
