# One letter of another script makes another branch that reads the same.
input: /ship env:staging ref:m\u0430in
expect: refused
says: U+0430
