# Single ones.
input: /ship env:prod version:\u20181.4.2\u2019
expect: ok
says: version:1.4.2
