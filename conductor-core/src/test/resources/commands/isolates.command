# Also isolates.
input: /ship env:staging ref:\u2067main\u2069
expect: refused
says: U+2067
