package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Label("The name of a host")
class HostNamesTest {

    @ParameterizedTest
    @CsvSource({
        "localhost, LOOPBACK",
        "app.localhost, LOOPBACK",
        "LOCALHOST., LOOPBACK",
        "0x7f000001, LOOPBACK",
        "0177.0.0.1, LOOPBACK",
        "127.1, LOOPBACK",
        "0, LOOPBACK",
        "017700000001, LOOPBACK",
        "0xa9.0xfe.0xa9.0xfe, METADATA",
        "0251.0376.0251.0376, METADATA",
        "169.254.43518, METADATA",
        "metadata.google.internal, METADATA",
        "metadata, METADATA",
        "instance-data.ec2.internal, METADATA",
        "10.0.0.1, ORDINARY",
        "0300.0250.1.1, ORDINARY",
        "256.1.1.1, ORDINARY",
        "09.1.1.1, ORDINARY",
        "1.2.3.4.5, ORDINARY",
        "shop.example, ORDINARY",
        "metadata-shop.example, ORDINARY",
        "localhost.example, ORDINARY",
        "0x, ORDINARY"
    })
    void tells_where_it_leads(String host, AddressKind kind) {
        assertThat(HostNames.kind(host)).isEqualTo(kind);
    }

    @Property
    @Label("is told alike in each way to write an address")
    void alike(
            @ForAll @IntRange(max = 255) int a,
            @ForAll @IntRange(max = 255) int b,
            @ForAll @IntRange(max = 255) int c,
            @ForAll @IntRange(max = 255) int d)
            throws UnknownHostException {
        byte[] bytes = {(byte) a, (byte) b, (byte) c, (byte) d};
        AddressKind kind = AddressKind.of(InetAddress.getByAddress(bytes));

        assertThat(HostNames.kind(a + "." + b + "." + c + "." + d)).isEqualTo(kind);
        assertThat(HostNames.kind("0x" + Integer.toHexString(a) + "." + b + "." + (c * 256 + d)))
                .isEqualTo(kind);
        assertThat(HostNames.kind(Long.toString(((long) a << 24) + (b << 16) + (c << 8) + d)))
                .isEqualTo(kind);
        assertThat(HostNames.kind("0" + Long.toString(((long) a << 24) + (b << 16) + (c << 8) + d, 8)))
                .isEqualTo(kind);
    }
}
