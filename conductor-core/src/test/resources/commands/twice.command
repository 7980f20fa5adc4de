# Given twice, it is not known which one is meant.
input: /ship env:prod env:staging
expect: refused
says: env
says: 2 times
