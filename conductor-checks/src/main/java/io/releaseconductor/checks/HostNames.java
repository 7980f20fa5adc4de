package io.releaseconductor.checks;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a host leads as far as its name tells, for hosts that are looked up by somebody else: names that mean the same everywhere,
 * and numbers in the ways in which addresses may be written.
 */
final class HostNames {

    private static final String NUMBER = "(?:0x[0-9a-f]{1,12}|\\d{1,16})";
    private static final Pattern NUMBERS = Pattern.compile(NUMBER + "(?:\\." + NUMBER + "){0,3}");

    /** What clouds call the services that hand out a machine's credentials: {@code metadata.google.internal} and the like. */
    private static final Set<String> OF_METADATA = Set.of("metadata", "instance-data");

    private HostNames() {}

    static AddressKind kind(String host) {
        String name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        List<String> labels = List.of(name.split("\\.", -1));
        if (labels.get(labels.size() - 1).equals("localhost")) {
            return AddressKind.LOOPBACK;
        }
        if (OF_METADATA.contains(labels.get(0))) {
            return AddressKind.METADATA;
        }
        return NUMBERS.matcher(name).matches() ? ofNumbers(labels) : AddressKind.ORDINARY;
    }

    /** Each number decimal, octal or hexadecimal; the last one fills all bytes that are left. */
    private static AddressKind ofNumbers(List<String> labels) {
        long address = 0;
        for (int i = 0; i < labels.size(); i++) {
            boolean last = i == labels.size() - 1;
            long number = number(labels.get(i));
            long most = last ? 1L << (8 * (5 - labels.size())) : 256;
            if (number < 0 || number >= most) {
                return AddressKind.ORDINARY;
            }
            address += last ? number : number << (8 * (3 - i));
        }
        byte[] bytes = {(byte) (address >> 24), (byte) (address >> 16), (byte) (address >> 8), (byte) address};
        try {
            return AddressKind.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are always an address", e);
        }
    }

    private static long number(String text) {
        try {
            if (text.startsWith("0x")) {
                return Long.parseLong(text.substring(2), 16);
            }
            return Long.parseLong(text, text.startsWith("0") ? 8 : 10);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
