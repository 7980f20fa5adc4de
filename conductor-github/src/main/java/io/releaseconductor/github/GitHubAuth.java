package io.releaseconductor.github;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Secret;
import io.releaseconductor.config.Variables;

/**
 * How the adapter proves to GitHub who it is: by a token, or as a GitHub App. Immutable and safe for use by several threads;
 * prints no secret. See <a href="https://docs.github.com/en/rest/authentication/authenticating-to-the-rest-api">Authenticating
 * to the REST API</a>.
 */
public abstract sealed class GitHubAuth permits TokenAuth, AppAuth {

    GitHubAuth() {}

    /**
     * By a token: a fine-grained or classic personal access token, or an installation token that somebody else renews. It
     * needs the permission "Actions: read and write" on the repository ({@code repo}, for a classic one).
     *
     * @param token the token; white space around it is dropped
     * @return the way to authenticate
     * @throws ConfigurationException if the token is blank or holds what no header can carry
     */
    public static GitHubAuth token(Secret token) {
        Problems problems = new Problems();
        TokenAuth auth = TokenAuth.of(token, problems);
        problems.throwIfAny();
        return auth;
    }

    /**
     * As a GitHub App, by whichever installation of it holds the repository. The App needs the permission "Actions: read
     * and write", and asks for "Contents: read" and "Checks: read" as far as the installation grants them. Its installation token, good for
     * this repository and an hour, is renewed before it ends.
     *
     * @param clientId the client id from the App's settings (such as {@code Iv23li…}); its numeric App id works as well
     * @param privateKey a private key of the App in PEM: PKCS#1 ({@code BEGIN RSA PRIVATE KEY}, as GitHub hands it out) or
     *     PKCS#8 ({@code BEGIN PRIVATE KEY}). Line breaks may be written as {@code \n}
     * @return the way to authenticate
     * @throws ConfigurationException if the client id is blank or the key cannot be read
     */
    public static GitHubAuth app(String clientId, Secret privateKey) {
        Problems problems = new Problems();
        AppAuth auth = AppAuth.of(clientId, privateKey, null, problems);
        problems.throwIfAny();
        return auth;
    }

    /**
     * As a GitHub App, by a given installation; saves the one request that finds it.
     *
     * @param clientId as for {@link #app(String, Secret)}
     * @param privateKey as for {@link #app(String, Secret)}
     * @param installationId the number at the end of the installation's address, above 0
     * @return the way to authenticate
     * @throws ConfigurationException if the client id is blank, the key cannot be read or the number is not above 0
     */
    public static GitHubAuth app(String clientId, Secret privateKey, long installationId) {
        Problems problems = new Problems();
        AppAuth auth = AppAuth.of(clientId, privateKey, installationId, problems);
        problems.throwIfAny();
        return auth;
    }

    /**
     * Reads {@code GITHUB_TOKEN}; or, for a GitHub App, {@code GITHUB_APP_CLIENT_ID}, {@code GITHUB_APP_PRIVATE_KEY} (the PEM
     * file's content, its line breaks written as {@code \n} where need be) and, if the installation is not to be looked for, {@code
     * GITHUB_APP_INSTALLATION_ID}. One way or the other has to be set, and not both.
     *
     * @param variables the variables
     * @param problems where missing, malformed and contradicting variables are noted
     * @return the way to authenticate; a placeholder where there are problems
     */
    public static GitHubAuth fromVariables(Variables variables, Problems problems) {
        return AuthReader.read(variables.reader(problems));
    }

    /**
     * Gets ready to authenticate at one repository. Asks nobody yet.
     *
     * @param site where, with which client and by which clock
     * @return the source of the header, to be kept and shared by all threads
     */
    abstract Credentials open(AuthSite site);

    /** {@return whether it may do no more than a person, whose role in the repository GitHub tells} */
    abstract boolean isOfPerson();
}
