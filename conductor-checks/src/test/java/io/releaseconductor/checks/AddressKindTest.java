package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Label("The kind of an address")
class AddressKindTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, LOOPBACK",
        "127.255.0.9, LOOPBACK",
        "2130706433, LOOPBACK",
        "0.0.0.0, LOOPBACK",
        "0.1.2.3, LOOPBACK",
        "::1, LOOPBACK",
        "::, LOOPBACK",
        "::127.0.0.1, LOOPBACK",
        "::ffff:7f00:1, LOOPBACK",
        "64:ff9b::7f00:1, LOOPBACK",
        "2002:7f00:1::, LOOPBACK",
        "169.254.1.1, LINK_LOCAL",
        "fe80::1, LINK_LOCAL",
        "::ffff:169.254.7.7, LINK_LOCAL",
        "169.254.169.254, METADATA",
        "2852039166, METADATA",
        "::ffff:a9fe:a9fe, METADATA",
        "64:ff9b::a9fe:a9fe, METADATA",
        "2002:a9fe:a9fe::1, METADATA",
        "169.254.170.2, METADATA",
        "fd00:ec2::254, METADATA",
        "fd20:ce::254, METADATA",
        "100.100.100.200, METADATA",
        "168.63.129.16, METADATA",
        "224.0.0.1, MULTICAST",
        "ff02::1, MULTICAST",
        "255.255.255.255, MULTICAST",
        "10.0.0.1, ORDINARY",
        "172.16.0.9, ORDINARY",
        "192.168.1.1, ORDINARY",
        "fd12:3456::1, ORDINARY",
        "203.0.113.7, ORDINARY",
        "2001:db8::1, ORDINARY",
        "::ffff:cb00:7107, ORDINARY"
    })
    void is_told_however_it_is_written(String address, AddressKind kind) throws UnknownHostException {
        assertThat(AddressKind.of(InetAddress.getByName(address))).isEqualTo(kind);
    }

    @Property
    void is_the_same_within_IPv6(@ForAll @Size(4) byte[] bytes, @ForAll @ByteRange(min = 0, max = 3) byte form)
            throws UnknownHostException {
        byte[] mapped = new byte[16];
        switch (form) {
            case 0 -> {
                mapped[10] = -1;
                mapped[11] = -1;
            }
            case 1 -> {
                mapped[8] = -1;
                mapped[9] = -1;
            }
            case 2 -> {
                mapped[1] = 0x64;
                mapped[2] = -1;
                mapped[3] = (byte) 0x9b;
            }
            default -> {
                mapped[0] = 0x20;
                mapped[1] = 0x02;
            }
        }
        System.arraycopy(bytes, 0, mapped, form == 3 ? 2 : 12, 4);

        assertThat(AddressKind.of(InetAddress.getByAddress(mapped)))
                .isEqualTo(AddressKind.of(InetAddress.getByAddress(bytes)));
    }
}
