package io.releaseconductor.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that are reached without a proxy: this machine, and those of {@code NO_PROXY}, with commas between: {@code *} for all,
 * {@code example.com} for it and all below, {@code .example.com} for all below, an address, or a range such as {@code 10.0.0.0/8}; each
 * with {@code :port} for that port alone.
 */
record NoProxy(List<String> entries) {

    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern WITH_PORT = Pattern.compile("(?:[^:\\[\\]]+|\\[[^\\]]+]):[0-9]{1,5}");

    static NoProxy parse(String text) {
        return new NoProxy(Arrays.stream(text.split("[,\\s]+", -1))
                .filter(entry -> !entry.isBlank())
                .map(entry -> entry.toLowerCase(Locale.ROOT))
                .toList());
    }

    boolean covers(String host, int port) {
        String name = bare(host.toLowerCase(Locale.ROOT));
        InetAddress address = literal(name);
        boolean here = name.equals("localhost") || (address != null && address.isLoopbackAddress());
        return here || entries.stream().anyMatch(entry -> covers(entry, name, address, port));
    }

    private static boolean covers(String entry, String host, @Nullable InetAddress address, int port) {
        String what = entry;
        if (WITH_PORT.matcher(entry).matches()) {
            int colon = entry.lastIndexOf(':');
            if (Integer.parseInt(entry.substring(colon + 1)) != port) {
                return false;
            }
            what = entry.substring(0, colon);
        }
        what = bare(what);
        if (what.equals("*")) {
            return true;
        }
        if (address != null) {
            return what.contains("/") ? within(what, address) : address.equals(literal(what));
        }
        String domain = what.startsWith("*.") ? what.substring(1) : what;
        return domain.startsWith(".") ? host.endsWith(domain) : host.equals(domain) || host.endsWith("." + domain);
    }

    private static boolean within(String range, InetAddress address) {
        int slash = range.indexOf('/');
        InetAddress network = literal(range.substring(0, slash));
        String length = range.substring(slash + 1);
        if (network == null || !length.matches("[0-9]{1,3}")) {
            return false;
        }
        byte[] of = network.getAddress();
        byte[] is = address.getAddress();
        int bits = Integer.parseInt(length);
        if (of.length != is.length || bits > of.length * 8) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((of[bit / 8] & mask) != (is[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /** Never asks a name server. */
    private static @Nullable InetAddress literal(String text) {
        try {
            return LITERAL.matcher(text).matches() ? InetAddress.getByName(text) : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
