# As on a command line.
input: /ship env=prod version=1.4.2
expect: refused
says: env:prod
says: version:1.4.2
