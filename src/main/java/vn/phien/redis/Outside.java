package vn.phien.redis;

import java.util.List;

/**
 * A store that others keep running.
 *
 * @param urls            one server, or some servers of a Cluster; with sentinels one address whose host is the name of the master
 * @param sentinels       the sentinels that know which server is the master, or none
 * @param authority       PEM file of the authority that signed the servers' certificates, or "" for those that Java knows
 * @param replicas        how many replicas must have what is told as done for good; 0: the master's disk is enough
 * @param replicasMs      how long to wait for them
 * @param volatileAllowed whether it may be one that keeps nothing on its disk
 */
public record Outside(List<String> urls, List<String> sentinels, String authority, int replicas, long replicasMs, boolean volatileAllowed) {
    /** One server, as it comes. */
    public static Outside at(String... urls) {
        return new Outside(List.of(urls), List.of(), "", 0, 0, false);
    }

    /** The same, that waits for replicas. */
    public Outside with(int moreReplicas, long withinMs) {
        return new Outside(urls, sentinels, authority, moreReplicas, withinMs, volatileAllowed);
    }

    /** Without the passwords in the addresses. */
    @Override
    public String toString() {
        return "Outside[" + urls.size() + " addresses, " + sentinels.size() + " sentinels, replicas=" + replicas + "]";
    }
}
