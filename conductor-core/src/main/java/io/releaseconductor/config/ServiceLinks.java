package io.releaseconductor.config;

import java.util.regex.Pattern;

/**
 * What Kubernetes and Docker set in every container for each service beside it, named after the service: {@code SHIP_SERVICE_HOST} and
 * {@code SHIP_PORT_8080_TCP_ADDR} for one that is called ship.
 */
final class ServiceLinks {

    private static final Pattern NAME = Pattern.compile(
            ".+_SERVICE_(HOST|PORT|PORT_.+)|.+_PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR|START|END))?");

    private static final Pattern ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

    private ServiceLinks() {}

    static boolean include(String name, String value) {
        return NAME.matcher(name).matches()
                || (name.endsWith("_PORT") && ADDRESS.matcher(value.strip()).matches());
    }
}
