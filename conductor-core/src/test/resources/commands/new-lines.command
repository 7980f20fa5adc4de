# On lines of their own.
input: /ship\nenv:prod\nversion:1.4.2
expect: ok
says: env:prod
says: version:1.4.2
