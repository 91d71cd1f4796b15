package vn.phien.sim;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import vn.phien.base.PlaceId;
import vn.phien.oversight.Bench;
import vn.phien.oversight.Journal;
import vn.phien.oversight.JournalCheck;
import vn.phien.protocol.Wire;
import vn.phien.redis.Link;

/** The journals in the morning: whole, as far as their published root, and each fact of the show once and in order. */
final class Records {
    private static final String HASHED = "{\"hash\":";
    private final Link link;
    private final Server server;
    private final List<Stallholder> stalls;
    private final List<String> wrong = new ArrayList<>();

    Records(Link link, Server server, List<Stallholder> stalls) {
        this.link = link;
        this.server = server;
        this.stalls = stalls;
    }

    void check() {
        for (var stall : stalls) for (var show : stall.rooms()) journal(show);
        if (!wrong.isEmpty()) throw new AssertionError("the journals:\n  " + String.join("\n  ", wrong));
    }

    private void journal(PlaceId show) {
        var file = server.bench.journal(show);
        var published = server.bench.published(show).await();
        var facts = Remembered.of(link, show.shard()).stream().filter(fact -> show.equals(fact.place()) && Bench.belongs(fact)).map(fact -> fact.type() + " at " + fact.atMs()).toList();
        var records = new ArrayList<String>();
        for (var line : file.split("\n")) if (line.startsWith(HASHED)) {
            var record = Wire.trusted(line, JsonNode.class);
            records.add(record.get("t").asText() + " at " + record.get("at").asLong());
        }
        if (!records.equals(facts)) wrong.add("the journal of " + show + " has " + records.size() + " records of " + facts.size() + " facts: " + firstDifference(records, facts));
        if (published.last() == null || published.close() == null) {
            wrong.add("no root was published at the close of " + show);
            return;
        }
        whole("the journal of " + show, file, published, facts.size());
        whole("the public journal of " + show, server.bench.publicJournal(show), published, facts.size());
    }

    private void whole(String what, String file, Journal.Published published, int records) {
        var found = JournalCheck.of(file.getBytes(StandardCharsets.UTF_8), published.last().hash());
        if (!found.isWhole()) wrong.add(what + " is not whole: " + found.wrong());
        if (found.rooted() != records || !found.hash().equals(published.last().hash())) wrong.add("the published root of " + what + " vouches for " + found.rooted() + " of " + records + " records");
        if (!published.key().equals(found.key())) wrong.add(what + " is signed with another key");
    }

    private static String firstDifference(List<String> records, List<String> facts) {
        for (int i = 0; i < Math.max(records.size(), facts.size()); i++) {
            var record = i < records.size() ? records.get(i) : "nothing";
            var fact = i < facts.size() ? facts.get(i) : "nothing";
            if (!record.equals(fact)) return "number " + (i + 1) + " is " + record + " and should be " + fact;
        }
        return "none";
    }
}
