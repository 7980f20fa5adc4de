package io.releaseconductor.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Secret;
import java.security.PrivateKey;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Private keys of a GitHub App")
class PrivateKeysTest {

    private final Problems problems = new Problems();

    private Optional<PrivateKey> read(String pem) {
        return PrivateKeys.read(new Secret(pem), problems);
    }

    private void assertRead(String pem) {
        assertThat(read(pem)).contains(Keys.PAIR.getPrivate());
        assertThat(problems.messages()).isEmpty();
    }

    @Test
    void are_read_in_both_forms() {
        assertRead(Keys.pkcs1().reveal());
        assertRead(Keys.pkcs8().reveal());
    }

    @Test
    void are_read_as_variables_and_files_of_other_systems_hold_them() {
        assertRead(Keys.pkcs1().reveal().replace("\n", "\\n"));
        assertRead(Keys.pkcs1().reveal().replace("\n", "\r\n"));
        assertRead(Keys.pkcs1().reveal().replace("\n", "\\r\\n"));
        assertRead("  \n" + Keys.pkcs8().reveal() + "\n\n");
        assertRead(Keys.pkcs1().reveal().replaceAll("(?<=[A-Za-z0-9+/=])\n(?=[A-Za-z0-9+/])", " "));
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 1024})
    void are_read_whatever_their_length(int bits) {
        byte[] pkcs8 = Keys.generate("RSA", bits).getPrivate().getEncoded();
        int start = pkcs8.length - contentLength(pkcs8);
        byte[] pkcs1 = java.util.Arrays.copyOfRange(pkcs8, start, pkcs8.length);
        assertThat(read(Keys.pem("RSA PRIVATE KEY", pkcs1).reveal()))
                .hasValueSatisfying(key -> assertThat(key.getEncoded()).isEqualTo(pkcs8));
    }

    /** The last element of the envelope is the octet string, after 3 bytes of version and 15 of algorithm. */
    private static int contentLength(byte[] pkcs8) {
        int offset = 4 + 3 + 15 + 1;
        int length = pkcs8[offset] & 0xff;
        return length == 0x82
                ? ((pkcs8[offset + 1] & 0xff) << 8) | (pkcs8[offset + 2] & 0xff)
                : length == 0x81 ? pkcs8[offset + 1] & 0xff : length;
    }

    @Test
    void that_cannot_be_read_are_told_apart_without_being_quoted() {
        String secret = Keys.pkcs1().reveal().substring(100, 140);
        byte[] damaged = Keys.pkcs1Bytes();
        damaged[1] = 7;
        for (List<String> each : List.of(
                List.of(" ", "blank"),
                List.of("/etc/keys/app.pem", "a file name instead"),
                List.of(Keys.pkcs8().reveal().replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"), "passphrase"),
                List.of(
                        Keys.pkcs1().reveal().replace("KEY-----\n", "KEY-----\nProc-Type: 4,ENCRYPTED\n"),
                        "passphrase"),
                List.of(Keys.pem("RSA PRIVATE KEY", damaged).reveal(), "damaged"),
                List.of(Keys.pem("PRIVATE KEY", Keys.pkcs1Bytes()).reveal(), "damaged"),
                List.of(Keys.pem("PRIVATE KEY", new byte[0]).reveal(), "damaged"),
                List.of(Keys.pem("RSA PRIVATE KEY", new byte[0]).reveal(), "damaged"),
                List.of(
                        Keys.pem(
                                        "PRIVATE KEY",
                                        Keys.generate("EC", 256).getPrivate().getEncoded())
                                .reveal(),
                        "no RSA"),
                List.of(Keys.pkcs1().reveal().substring(0, 500), "not in PEM"))) {
            Problems own = new Problems();
            assertThat(PrivateKeys.read(new Secret(each.get(0)), own))
                    .as(each.get(1))
                    .isEmpty();
            assertThat(own.messages())
                    .singleElement()
                    .asString()
                    .startsWith("GitHub App: the private key is ")
                    .contains(each.get(1), "PKCS#1", "PKCS#8")
                    .doesNotContain(secret, "app.pem");
        }
    }
}
