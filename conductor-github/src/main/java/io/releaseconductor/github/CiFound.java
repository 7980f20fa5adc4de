package io.releaseconductor.github;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What GitHub tells of CI at a commit.
 *
 * @param items all that has to be green
 * @param unseen what the token may not see, in words
 * @param trouble why not all of it is known, or null
 * @param absent whether there certainly is no such commit
 */
record CiFound(
        List<CiItem> items, List<String> unseen, @Nullable String trouble, boolean absent) {

    CiFound {
        items = List.copyOf(items);
        unseen = List.copyOf(unseen);
    }

    List<CiItem> which(CiItem.State state) {
        return items.stream().filter(item -> item.state() == state).toList();
    }
}
