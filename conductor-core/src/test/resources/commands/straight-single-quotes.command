# Shells take these.
input: /ship env:prod version:'1.4.2'
expect: ok
says: version:1.4.2
hides: '
