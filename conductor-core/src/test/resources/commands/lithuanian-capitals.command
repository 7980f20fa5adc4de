# Another language with letters of its own.
locale: lt-LT
input: /SHIP ENV:STAGING STRATEGY:FULL
expect: ok
says: env:staging
