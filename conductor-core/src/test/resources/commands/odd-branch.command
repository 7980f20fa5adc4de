# Branches of dependency bots.
input: /ship env:staging ref:dependabot/npm_and_yarn/@scope/pkg-1.2.3+build#4
expect: ok
says: dependabot/npm_and_yarn/@scope/pkg-1.2.3+build#4
