# Chinese and Japanese keyboards type a wide colon.
input: /ship env\uff1aprod version\uff1a1.4.2
expect: ok
says: env:prod
says: version:1.4.2
