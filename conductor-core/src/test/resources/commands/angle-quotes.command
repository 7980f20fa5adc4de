# French ones.
input: /ship env:prod version:\u00ab1.4.2\u00bb
expect: ok
says: version:1.4.2
