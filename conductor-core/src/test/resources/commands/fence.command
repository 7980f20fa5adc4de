# As a block of code.
input: ```\n/ship env:prod\n```
expect: ok
says: env:prod
