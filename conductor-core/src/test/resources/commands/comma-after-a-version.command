# And with a comma.
input: /ship version:1.4.2, env:staging
expect: refused
says: did you mean
says: "1.4.2"
