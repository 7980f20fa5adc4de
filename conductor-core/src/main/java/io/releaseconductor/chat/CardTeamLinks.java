package io.releaseconductor.chat;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.TeamLink;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The team's own links, filled with what the deployment says. One that needs what is not known yet is left out. */
final class CardTeamLinks {

    private CardTeamLinks() {}

    static void add(CardBuilder card, Deployment d) {
        d.request().profile().links().forEach(link -> card.link(link.label(), filled(link, d)));
    }

    private static @Nullable URI filled(TeamLink link, Deployment d) {
        String target = link.target();
        for (Map.Entry<String, @Nullable String> said : said(d).entrySet()) {
            String value = said.getValue();
            if (target.contains(said.getKey()) && value == null) {
                return null;
            }
            target = value == null ? target : target.replace(said.getKey(), encoded(value));
        }
        return URI.create(target);
    }

    private static Map<String, @Nullable String> said(Deployment d) {
        Map<String, @Nullable String> said = new LinkedHashMap<>();
        said.put("{version}", d.version());
        said.put("{ref}", d.request().ref());
        said.put("{deploy_id}", d.id().value());
        said.put("{env}", d.environment().name());
        return said;
    }

    /** As it may stand anywhere in an address; half a surrogate pair becomes a question mark. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
