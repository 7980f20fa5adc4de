package io.releaseconductor.redis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is wrong with how a server keeps what it is given. What it does not say counts as well. */
final class Safekeeping {

    private Safekeeping() {}

    /**
     * Judges a server by what it says of itself.
     *
     * @param info what INFO says, or nothing
     * @return what is wrong and what to do, each for people; empty if nothing is, or nothing is known
     */
    static List<String> complaints(String info) {
        Map<String, String> said = read(info);
        List<String> complaints = new ArrayList<>();
        String policy = said.getOrDefault("maxmemory_policy", "");
        // the others drop only what expires, and nothing expires here
        if (policy.startsWith("allkeys-")) {
            boolean limited = !said.getOrDefault("maxmemory", "0").equals("0");
            complaints.add("Redis " + (limited ? "drops" : "would drop, once maxmemory is set,")
                    + " deployments in flight when memory is short (maxmemory-policy " + policy
                    + "), and their runs are watched by nobody then. Set \"maxmemory-policy noeviction\".");
        }
        if (said.getOrDefault("aof_enabled", "").equals("0")) {
            complaints.add(
                    "Redis does not log its writes (appendonly no): when it ends, what was written since its last snapshot is"
                            + " forgotten, or everything if it takes none. Set \"appendonly yes\", with \"appendfsync everysec\" or"
                            + " \"always\".");
        }
        if (isBad(said, "aof_last_write_status")) {
            complaints.add("Redis cannot write its log. See the server's own log; usually its disk is full.");
        }
        if (isBad(said, "rdb_last_bgsave_status")) {
            complaints.add(
                    "Redis' last snapshot failed, and it may refuse writes. See the server's own log; usually its disk"
                            + " is full.");
        }
        return List.copyOf(complaints);
    }

    private static boolean isBad(Map<String, String> said, String field) {
        return said.getOrDefault(field, "ok").equals("err");
    }

    private static Map<String, String> read(String info) {
        Map<String, String> said = new HashMap<>();
        info.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                said.putIfAbsent(
                        line.substring(0, colon), line.substring(colon + 1).strip());
            }
        });
        return said;
    }
}
