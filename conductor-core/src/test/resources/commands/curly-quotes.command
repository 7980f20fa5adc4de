# Phones make curly quotes of straight ones.
input: /ship env:prod version:\u201c1.4.2\u201d
expect: ok
says: version:1.4.2
hides: \u201c
