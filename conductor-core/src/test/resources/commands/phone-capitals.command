# Phones begin sentences with a capital.
input: /Ship Env:Prod Strategy:Canary
expect: ok
says: env:prod
says: strategy:canary
