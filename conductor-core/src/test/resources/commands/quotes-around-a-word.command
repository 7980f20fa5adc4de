# Around the whole word.
input: /ship "env:prod" "version:1.4.2"
expect: ok
says: env:prod
says: version:1.4.2
