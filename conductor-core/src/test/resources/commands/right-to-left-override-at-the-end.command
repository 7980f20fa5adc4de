# Also at the end.
input: /ship env:staging ref:main\u202e
expect: refused
says: U+202E
