# Capitals are the same everywhere.
input: /SHIP ENV:STAGING STRATEGY:FULL VERSION:v1
expect: ok
says: env:staging
locale: tr-TR
