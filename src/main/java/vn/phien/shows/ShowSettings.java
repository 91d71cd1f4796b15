package vn.phien.shows;

import java.util.Set;

/**
 * What an operator decides about shows.
 *
 * @param hlsHosts the hosts whose HLS streams may be shown, in lower case; the pages may load video from these alone
 */
public record ShowSettings(Set<String> hlsHosts) {
    public ShowSettings {
        hlsHosts = Set.copyOf(hlsHosts);
    }
}
