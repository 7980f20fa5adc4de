package io.releaseconductor.github;

import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Secret;
import java.security.PrivateKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Authenticates as an installation of a GitHub App. */
final class AppAuth extends GitHubAuth {

    private final String clientId;
    private final @Nullable PrivateKey privateKey;
    private final @Nullable Long installationId;

    private AppAuth(String clientId, @Nullable PrivateKey privateKey, @Nullable Long installationId) {
        this.clientId = clientId;
        this.privateKey = privateKey;
        this.installationId = installationId;
    }

    static AppAuth of(String clientId, Secret privateKey, @Nullable Long installationId, Problems problems) {
        String id = clientId.strip();
        if (id.isEmpty() || !HeaderText.isPlain(id)) {
            problems.add("GitHub App: client id \"" + id
                    + "\" is not allowed; allowed: the client id (or App id) that the" + " App's settings show");
        }
        if (installationId != null && installationId < 1) {
            problems.add("GitHub App: installation id " + installationId
                    + " is not allowed; allowed: the number at the end" + " of the installation's address, 1 or more");
        }
        Optional<PrivateKey> key = PrivateKeys.read(privateKey, problems);
        return new AppAuth(id, key.orElse(null), installationId);
    }

    @Override
    Credentials open(AuthSite site) {
        if (privateKey == null) {
            throw new IllegalStateException("made with problems that were not thrown");
        }
        return new InstallationTokens(
                new InstallationApi(site, new AppJwt(clientId, privateKey), installationId), site.clock());
    }

    @Override
    boolean isOfPerson() {
        return false;
    }

    @Override
    public String toString() {
        return "GitHub App " + clientId + (installationId == null ? "" : ", installation " + installationId);
    }
}
