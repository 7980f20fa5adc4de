# Right-to-left keyboards add them.
input: /ship env:prod\u200f version:1.4.2\u200e
expect: ok
says: env:prod
says: version:1.4.2
