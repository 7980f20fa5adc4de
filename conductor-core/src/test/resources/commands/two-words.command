# Key and value as two words are one mistake.
input: /ship version 1.4.2 env prod
expect: refused
says: did you mean "version:1.4.2"
says: did you mean "env:prod"
hides: 1.0.0
hides: staging
