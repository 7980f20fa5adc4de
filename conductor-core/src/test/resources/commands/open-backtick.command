# One that is not closed.
input: /ship env:staging version:`1.4.2
expect: refused
says: not closed
