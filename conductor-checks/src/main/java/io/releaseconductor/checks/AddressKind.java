package io.releaseconductor.checks;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import okio.ByteString;

/**
 * Where an address leads. All but the ordinary ones are places that the conductor's machine can reach and nobody else should
 * through it.
 */
enum AddressKind {
    /** Any host, the private networks included: applications and their storage are there often enough. */
    ORDINARY("an ordinary address"),
    LOOPBACK("a loopback address"),
    LINK_LOCAL("a link-local address"),
    METADATA("a cloud's metadata address"),
    MULTICAST("a multicast or broadcast address");

    private static final int IPV6_BYTES = 16;

    /** What clouds reserve for the services that hand out a machine's credentials and settings. */
    private static final List<ByteString> METADATA_STARTS = List.of(
            bytes(169, 254, 169, 254),
            bytes(169, 254, 170, 2),
            bytes(169, 254, 170, 23),
            bytes(100, 100, 100, 200),
            bytes(192, 0, 0, 192),
            bytes(168, 63, 129, 16),
            bytes(0xfd, 0x00, 0x0e, 0xc2),
            bytes(0xfd, 0x20, 0x00, 0xce),
            bytes(0xfd, 0x00, 0x00, 0x42));

    /** Ways to write an IPv4 address as an IPv6 one: what comes before its four bytes. */
    private static final List<ByteString> EMBEDDINGS = List.of(
            bytes(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff),
            bytes(0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0),
            bytes(0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0),
            bytes(0x20, 0x02));

    private final String words;

    AddressKind(String words) {
        this.words = words;
    }

    /** {@return such as {@code a loopback address}} */
    String words() {
        return words;
    }

    static AddressKind of(InetAddress address) {
        byte[] raw = address.getAddress();
        ByteString bytes = ByteString.of(raw);
        if (METADATA_STARTS.stream().anyMatch(bytes::startsWith)) {
            return METADATA;
        }
        if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
            return LOOPBACK;
        }
        if (address.isLinkLocalAddress()) {
            return LINK_LOCAL;
        }
        if (address.isMulticastAddress()) {
            return MULTICAST;
        }
        return raw.length == IPV6_BYTES ? ofIpv6(raw, bytes) : ofIpv4(bytes);
    }

    private static AddressKind ofIpv4(ByteString bytes) {
        if (bytes.getByte(0) == 0) {
            // "This host on this network": many systems take it for the machine itself.
            return LOOPBACK;
        }
        return bytes.equals(bytes(255, 255, 255, 255)) ? MULTICAST : ORDINARY;
    }

    private static AddressKind ofIpv6(byte[] raw, ByteString bytes) {
        for (ByteString embedding : EMBEDDINGS) {
            if (bytes.startsWith(embedding)) {
                return ofEmbedded(raw, embedding.size());
            }
        }
        boolean compatible = Arrays.equals(raw, 0, 12, new byte[12], 0, 12);
        return compatible ? ofEmbedded(raw, 12) : ORDINARY;
    }

    private static AddressKind ofEmbedded(byte[] raw, int from) {
        try {
            return of(InetAddress.getByAddress(Arrays.copyOfRange(raw, from, from + 4)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are always an address", e);
        }
    }

    private static ByteString bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return ByteString.of(bytes);
    }
}
