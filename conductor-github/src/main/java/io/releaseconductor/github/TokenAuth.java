package io.releaseconductor.github;

import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Secret;

/** Authenticates with one token, for ever the same. */
final class TokenAuth extends GitHubAuth implements Credentials {

    private final Secret header;

    private TokenAuth(Secret header) {
        this.header = header;
    }

    static TokenAuth of(Secret token, Problems problems) {
        String value = token.reveal().strip();
        if (value.isEmpty()) {
            problems.add("GitHub token: it is blank; allowed: a personal access token or an installation token");
        } else if (!HeaderText.isPlain(value)) {
            problems.add(
                    "GitHub token: it holds white space or characters that no token has; was something else pasted?");
        }
        return new TokenAuth(new Secret("Bearer " + value));
    }

    @Override
    Credentials open(AuthSite site) {
        return this;
    }

    @Override
    public String authorization() {
        return header.reveal();
    }

    @Override
    public boolean refused(String authorization) {
        return false;
    }

    @Override
    boolean isOfPerson() {
        return true;
    }

    @Override
    public String toString() {
        return "token ***";
    }
}
