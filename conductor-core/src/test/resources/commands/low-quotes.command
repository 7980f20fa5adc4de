# German ones open below.
input: /ship env:prod version:\u201e1.4.2\u201c
expect: ok
says: version:1.4.2
