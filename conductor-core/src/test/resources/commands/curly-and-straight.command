# Half of them, sometimes.
input: /ship env:prod version:\u201c1.4.2"
expect: ok
says: version:1.4.2
