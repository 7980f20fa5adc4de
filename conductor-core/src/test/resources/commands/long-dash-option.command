# Editors make one dash of two.
input: /ship \u2014env=prod
expect: refused
says: env:prod
