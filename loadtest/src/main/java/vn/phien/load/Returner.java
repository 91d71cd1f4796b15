package vn.phien.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import vn.phien.protocol.Wire;

/**
 * A phone as the pages have it: when its socket ends it comes back after a random wait, at another server, and goes on with the event
 * after the last one it saw. Everything in it is touched on the swarm's event loop.
 */
final class Returner {
    /** As in the pages: the longest first wait, doubled with every try. */
    private static final long FIRST_WAIT_MS = 1_000, LONGEST_WAIT_MS = 30_000, RESTART_WAIT_MS = 3_000;
    private static final long ANSWER_SECONDS = 15;
    private final Crowd crowd;
    private final String cookie;
    private Viewer viewer;
    private long seq = -1;
    private long n = -1;
    private String epoch;
    private int tries;
    private long lostNs;
    private long gaps;
    private boolean in;

    private Returner(Crowd crowd, String cookie) {
        this.crowd = crowd;
        this.cookie = cookie;
    }

    /** Phones that come back, the servers they may go to, and what happened to them. */
    static final class Crowd {
        private final Swarm swarm;
        private final String room;
        private final Map<Viewer, Returner> phones = new IdentityHashMap<>();
        private final Spread away = new Spread();
        private volatile List<URI> servers;
        private long losses, scenes, returns, refusals, later;

        Crowd(Swarm swarm, String room, List<URI> servers) {
            this.swarm = swarm;
            this.room = room;
            this.servers = servers;
            swarm.onClose(viewer -> {
                var phone = phones.remove(viewer);
                if (phone != null) phone.lost(viewer);
            });
        }

        /** From now on phones go to these servers. */
        void goTo(List<URI> servers) {
            this.servers = servers;
        }

        /** Brings so many phones in, in turn to each server. */
        List<Returner> join(int count) throws Exception {
            var all = new java.util.ArrayList<Returner>(count);
            var to = servers;
            for (int at = 0; at < count; at += 100) {
                var some = new java.util.ArrayList<CompletableFuture<?>>();
                for (int i = at; i < Math.min(count, at + 100); i++) {
                    var phone = new Returner(this, null);
                    all.add(phone);
                    some.add(phone.tries(to.get(i % to.size())).handle((done, e) -> null));
                }
                for (var one : some) one.get(60, TimeUnit.SECONDS);
                if (all.size() % 2_500 == 0) System.out.printf("  %,d phones are in%n", all.size());
            }
            settle(all, 60);
            return all;
        }

        /** A phone of somebody who has signed in. */
        Returner join(String cookie, URI server) throws Exception {
            var phone = new Returner(this, cookie);
            phone.tries(server).handle((done, e) -> null).get(60, TimeUnit.SECONDS);
            return phone;
        }

        /**
         * What has happened to a crowd.
         *
         * @param in      phones that are in the room now
         * @param behind  of them, those that have not seen the newest numbered event that any has
         * @param gaps    numbered events missed or heard twice
         * @param scenes  returns that got a scene, which was shorter than what was missed
         * @param later   times that a phone was asked to join a little later
         * @param away    how long phones were away
         */
        record State(int in, int behind, long gaps, long scenes, long returns, long refusals, long later, String away, double longestAwayMs) { }

        State state(List<Returner> all) throws Exception {
            return swarm.ask(() -> {
                long newest = all.stream().mapToLong(Returner::seqNow).max().orElse(-1);
                return new State((int) all.stream().filter(phone -> phone.in).count(), (int) all.stream().filter(phone -> phone.seqNow() < newest).count(),
                    all.stream().mapToLong(phone -> phone.gaps + (phone.viewer == null ? 0 : phone.viewer.shelfGaps())).sum(), scenes, returns, refusals, later, away.toString(), away.percentile(1));
            });
        }

        /** Waits until so many phones have lost their sockets. */
        void awaitLoss(int phones) throws Exception {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (swarm.ask(() -> losses) < phones && System.nanoTime() < end) TimeUnit.MILLISECONDS.sleep(20);
        }

        /** Waits until all are in again, at most so long. */
        void settle(List<Returner> all, int seconds) throws Exception {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            while (!swarm.ask(() -> all.stream().allMatch(phone -> phone.in)) && System.nanoTime() < end) TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private long seqNow() {
        return viewer == null ? seq : Math.max(seq, viewer.seq());
    }

    /** Says something in the room, where the phone is in it. */
    CompletableFuture<String> says(String type, String fields) {
        var answer = new CompletableFuture<String>();
        crowd.swarm.run(() -> {
            if (!in) answer.completeExceptionally(new TimeoutException("not in the room"));
            else viewer.says(type, fields).orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).whenComplete((text, e) -> {
                if (e == null) answer.complete(text);
                else answer.completeExceptionally(e);
            });
        });
        return answer;
    }

    private CompletableFuture<?> comesIn(URI server) {
        return crowd.swarm.open(server, cookie).thenCompose(opened -> {
            viewer = opened;
            crowd.phones.put(opened, this);
            return joins(opened);
        }).thenAccept(joined -> crowd.swarm.run(() -> {
            long at = joined.path("seq").asLong();
            var log = joined.path("epoch").asText();
            if (epoch != null) {
                boolean scene = !joined.path("recovered").asBoolean();
                if (scene) crowd.scenes++;
                if (scene ? !log.equals(epoch) || at < seq : at != seq) gaps++;
            }
            epoch = log;
            in = true;
            tries = 0;
            if (lostNs == 0) return;
            crowd.away.add(System.nanoTime() - lostNs);
            crowd.returns++;
            lostNs = 0;
        }));
    }

    /** Too many are coming at once: the house says when to ask again, and the socket stays. */
    private CompletableFuture<JsonNode> joins(Viewer opened) {
        return opened.says("join-room", "\"room\":\"" + crowd.room + "\"" + (epoch == null ? "" : ",\"seq\":" + seq + ",\"epoch\":\"" + epoch + "\",\"n\":" + Math.max(0, n))).thenCompose(text -> {
            try {
                var answer = Wire.json().readTree(text);
                return switch (answer.path("t").asText()) {
                    case "joined" -> CompletableFuture.completedFuture(answer);
                    case "join-later" -> {
                        crowd.later++;
                        var again = new CompletableFuture<JsonNode>();
                        crowd.swarm.later(answer.path("againMs").asLong(), () -> joins(opened).whenComplete((joined, e) -> {
                            if (e == null) again.complete(joined);
                            else again.completeExceptionally(e);
                        }));
                        yield again;
                    }
                    default -> CompletableFuture.failedFuture(new IllegalStateException(text));
                };
            } catch (IOException e) {
                return CompletableFuture.failedFuture(e);
            }
        });
    }

    private void lost(Viewer ended) {
        in = false;
        viewer = null;
        crowd.losses++;
        if (lostNs == 0) lostNs = System.nanoTime();
        seq = Math.max(seq, ended.seq());
        n = Math.max(n, ended.n());
        gaps += ended.shelfGaps();
        again(ended.closeCode() == 1012 ? RESTART_WAIT_MS : FIRST_WAIT_MS);
    }

    private void again(long firstMs) {
        long most = Math.min(LONGEST_WAIT_MS, Math.max(firstMs, FIRST_WAIT_MS << Math.min(tries, 10)));
        tries++;
        crowd.swarm.later(ThreadLocalRandom.current().nextLong(most + 1), () -> {
            var to = crowd.servers;
            tries(to.get(ThreadLocalRandom.current().nextInt(to.size())));
        });
    }

    /** Comes in, or tries again a little later. */
    private CompletableFuture<?> tries(URI server) {
        return comesIn(server).whenComplete((done, e) -> {
            if (e == null) return;
            crowd.swarm.run(() -> {
                // a socket that was open ends by itself, and comes here by that way
                if (viewer != null) {
                    viewer.close();
                    return;
                }
                crowd.refusals++;
                again(FIRST_WAIT_MS);
            });
        });
    }
}
