package io.releaseconductor.discord;

import io.releaseconductor.chat.PlainLine;
import io.releaseconductor.model.Actor;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.ISnowflake;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.interactions.Interaction;
import org.jspecify.annotations.Nullable;

/** Who is at the other end of an interaction: the person and the roles that Discord sends along with it. */
final class Actors {

    /** By which records tell people of Discord from those of other chats; it is stored, and never changes. */
    static final String CHAT = "discord";

    private final @Nullable String guild;

    Actors(@Nullable String guild) {
        this.guild = guild;
    }

    /** Why nobody can act from where this comes from; null if they can. */
    @Nullable
    String refusal(Interaction interaction) {
        Guild from = interaction.getGuild();
        if (from == null || interaction.getMember() == null) {
            return "This works in a server only, in a channel that the team sees.";
        }
        if (from.isDetached()) {
            return "The bot is not in this server: invite it first.";
        }
        return guild == null || guild.equals(from.getId()) ? null : "This bot ships from another server only.";
    }

    static Actor of(Interaction interaction) {
        Member member = interaction.getMember();
        String id = interaction.getUser().getId();
        if (member == null) {
            return Actor.person(id, name(interaction.getUser().getEffectiveName(), id))
                    .withChat(CHAT);
        }
        return Actor.person(
                        id,
                        name(member.getEffectiveName(), id),
                        member.getRoles().stream().map(ISnowflake::getId).collect(Collectors.toSet()))
                .withChat(CHAT);
    }

    /** People call themselves what they like, nothing that can be seen included. */
    private static String name(String name, String id) {
        return PlainLine.isBlank(name) ? id : PlainLine.cut(name, 100);
    }
}
