package io.releaseconductor.github;

import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Secret;
import io.releaseconductor.config.VariableReader;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads how to authenticate from variables. What is wrong is noted, and never quoted. */
final class AuthReader {

    private static final String TOKEN = "GITHUB_TOKEN";
    private static final String CLIENT_ID = "GITHUB_APP_CLIENT_ID";
    private static final String PRIVATE_KEY = "GITHUB_APP_PRIVATE_KEY";
    private static final String INSTALLATION_ID = "GITHUB_APP_INSTALLATION_ID";
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    private AuthReader() {}

    static GitHubAuth read(VariableReader reader) {
        reader.claim(GitHubVariables.FAMILY);
        Optional<Secret> token = reader.secret(TOKEN);
        boolean app = Stream.of(CLIENT_ID, PRIVATE_KEY, INSTALLATION_ID)
                .anyMatch(name -> reader.text(name).isPresent());
        if (token.isPresent() && app) {
            reader.problems()
                    .add(TOKEN + " and GITHUB_APP_… are both set; allowed: a token, or a GitHub App with " + CLIENT_ID
                            + " and " + PRIVATE_KEY);
        }
        if (app) {
            return app(reader, token.isEmpty());
        }
        if (token.isEmpty()) {
            reader.problems()
                    .add(TOKEN + " is not set; it is required (or " + CLIENT_ID + " and " + PRIVATE_KEY
                            + " for a GitHub App)");
        }
        return TokenAuth.of(token.orElse(new Secret("not-set")), token.isEmpty() ? new Problems() : reader.problems());
    }

    /** Beside a token nothing is missing: one of both has to go. */
    private static GitHubAuth app(VariableReader reader, boolean required) {
        VariableReader asking = required ? reader : reader.apart();
        String clientId = asking.requiredText(CLIENT_ID);
        Optional<Secret> key = reader.secret(PRIVATE_KEY);
        Long installation = installation(reader);
        if (key.isEmpty()) {
            asking.requiredSecret(PRIVATE_KEY);
        }
        return AppAuth.of(
                clientId, key.orElse(new Secret("")), installation, key.isEmpty() ? new Problems() : reader.problems());
    }

    private static @Nullable Long installation(VariableReader reader) {
        Optional<String> text = reader.text(INSTALLATION_ID);
        if (text.isEmpty()) {
            return null;
        }
        if (!NUMBER.matcher(text.get()).matches()) {
            reader.problems()
                    .add(INSTALLATION_ID + " is no number; allowed: the number at the end of the installation's"
                            + " address, 1 or more");
            return null;
        }
        return Long.valueOf(text.get());
    }
}
