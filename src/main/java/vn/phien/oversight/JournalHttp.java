package vn.phien.oversight;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import vn.phien.base.BoothRole;
import vn.phien.base.Check;
import vn.phien.base.Id;
import vn.phien.base.Limits;
import vn.phien.base.PhonesInText;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Result;
import vn.phien.base.Role;
import vn.phien.base.ShowId;
import vn.phien.base.Why;
import vn.phien.http.Access;
import vn.phien.http.Answer;
import vn.phien.http.Ask;
import vn.phien.http.Route;
import vn.phien.orders.Orders;
import vn.phien.protocol.BadMessage;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.Views.ShowView;
import vn.phien.protocol.Wire;
import vn.phien.shows.Shows;
import vn.phien.shows.Stage;

/** The journals of sales over HTTP: their roots for everybody, the journals for those concerned. */
public final class JournalHttp {
    /** It may be long, and anybody may ask. */
    private static final int PUBLIC_COST = 10;
    private static final String TAG = "Journal", LINES = "application/x-ndjson", ZIP = "application/zip";
    private final Journal journal;
    private final Oversight oversight;
    private final Shows shows;
    private final Stage stage;
    private final Orders orders;
    private final InstantSource clock;

    public JournalHttp(Journal journal, Oversight oversight, Shows shows, Stage stage, Orders orders, InstantSource clock) {
        this.journal = journal;
        this.oversight = oversight;
        this.shows = shows;
        this.stage = stage;
        this.orders = orders;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
            Route.get("/api/shows/{room}/journal/root", Access.ANYONE, TAG, "The published roots of a show's journal, to compare a copy with.", Journal.Published.class, this::root),
            Route.get("/api/shows/{room}/journal/public", Access.ANYONE, TAG, "The journal of a show that is over as everybody may have it: records about single buyers and what was written to each other are withheld, their digests stand for them, so that it can be checked against the same roots.", byte[].class, this::publicFile).costing(PUBLIC_COST),
            Route.get("/api/shows/{room}/journal", Access.SIGNED_IN, TAG, "The journal as a file of lines, for the booth's staff, officials and organizers; without persons.", byte[].class, this::file),
            Route.get("/api/shows/{room}/journal/export", Access.SIGNED_IN, TAG, "The journal, its roots, the orders without persons and how to check them, in one file with their hashes.", byte[].class, this::export),
            Route.post("/api/booths/{booth}/shows/{room}/claims", Access.BOOTH_STAFF, TAG, "Writes down what the host states of the goods.", Claim.class, Void.class, this::claim),
            Route.get("/api/oversight/legal-holds", Access.OVERSEEING, TAG, "Journals that must be kept longer than usual.", Holds.class, this::holds),
            Route.put("/api/oversight/shows/{room}/legal-hold", Access.OVERSEEING, TAG, "Keeps a journal until it is said otherwise, with a reason.", HoldReason.class, Journal.LegalHold.class, this::hold),
            Route.delete("/api/oversight/shows/{room}/legal-hold", Access.OVERSEEING, TAG, "Lets a journal go when its time is over.", this::release));
    }

    /** What the host states, of a product or of all. */
    public record Claim(String key, @Maybe ProductId product, String text) {
        public Claim {
            Check.key(key);
            text = Check.text("text", text, Limits.CLAIM).strip();
        }
    }

    public record HoldReason(String text) {
        public HoldReason {
            text = Check.text("text", text, Limits.MATTER_TEXT).strip();
        }
    }

    public record Holds(List<Journal.LegalHold> holds) { }

    private static Optional<PlaceId> room(Ask ask) {
        return Id.isSharded(ShowId.LETTER, ask.path("room")) ? Optional.of(new PlaceId(ask.path("room"))) : Optional.empty();
    }

    private Answer root(Ask ask) {
        var show = room(ask).flatMap(room -> shows.find(room).await());
        return show.isEmpty() ? Answer.refused(Why.NOT_FOUND, "room") : Answer.json(journal.published(show.get().room()).await());
    }

    private Answer publicFile(Ask ask) {
        var show = room(ask).flatMap(room -> shows.find(room).await());
        if (show.isEmpty()) return Answer.refused(Why.NOT_FOUND, "room");
        if (journal.published(show.get().room()).await().close() == null) return Answer.refused(Why.WRONG_STATE, "room");
        return journal.publicFile(show.get().room()).<Answer>map(file -> Answer.download(file.getBytes(StandardCharsets.UTF_8), LINES, "journal-public-" + show.get().room() + ".ndjson")).orElse(Answer.refused(Why.NOT_FOUND, "journal"));
    }

    /** The show for those who may read its journal; for others it is not there. */
    private Optional<ShowView> read(Ask ask) {
        return room(ask).flatMap(room -> shows.planned(room).await()).filter(show -> ask.person().worksIn(show.booth().booth(), BoothRole.MODERATOR) || ask.person().is(Role.OFFICIAL) || ask.person().is(Role.ORGANIZER));
    }

    private Answer file(Ask ask) {
        return read(ask).<Answer>map(show -> Answer.download(journal.file(show.room()).getBytes(StandardCharsets.UTF_8), LINES, "journal-" + show.room() + ".ndjson")).orElse(Answer.refused(Why.NOT_FOUND, "room"));
    }

    private Answer export(Ask ask) {
        return read(ask).<Answer>map(show -> Answer.download(pack(show), ZIP, "sale-" + show.room() + ".zip")).orElse(Answer.refused(Why.NOT_FOUND, "room"));
    }

    private byte[] pack(ShowView show) {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("journal.ndjson", journal.file(show.room()).getBytes(StandardCharsets.UTF_8));
        files.put("root.json", Wire.bytes(journal.published(show.room()).await()));
        files.put("orders.csv", orders.withoutPersons(show.booth().booth(), show.room()).await());
        files.put("DOC-TRUOC.txt", words("vi"));
        files.put("READ-FIRST.txt", words("en"));
        var hashes = new StringBuilder();
        files.forEach((name, bytes) -> hashes.append(HexFormat.of().formatHex(Line.sha256().digest(bytes))).append("  ").append(name).append('\n'));
        files.put("SHA256SUMS", hashes.toString().getBytes(StandardCharsets.UTF_8));
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var file : files.entrySet()) {
                var entry = new ZipEntry(file.getKey());
                entry.setTime(clock.millis());
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] words(String language) {
        try (InputStream in = JournalHttp.class.getResourceAsStream("/oversight/read-first." + language + ".txt")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer claim(Ask ask) throws BadMessage {
        var in = ask.read(Claim.class);
        var room = room(ask);
        if (room.isEmpty() || !shows.boothOf(room.get()).await().equals(Optional.of(ask.booth()))) return Answer.refused(Why.NOT_FOUND, "room");
        return stage.makeClaim(ask.person(), room.get(), in.product(), PhonesInText.mask(in.text()), in.key()).await() instanceof Result.Refused<Void>(var why, var field) ? Answer.refused(why, field) : Answer.empty();
    }

    private Answer holds(Ask ask) {
        return Answer.json(new Holds(journal.holds().await()));
    }

    private Answer hold(Ask ask) throws BadMessage {
        var in = ask.read(HoldReason.class);
        var show = room(ask).flatMap(room -> shows.planned(room).await());
        if (show.isEmpty()) return Answer.refused(Why.NOT_FOUND, "room");
        var hold = new Journal.LegalHold(show.get().room().value(), in.text(), oversight.overseer(ask.person()).await().orElseThrow().office(), clock.millis());
        journal.hold(show.get().room(), hold).await();
        return Answer.json(hold);
    }

    private Answer release(Ask ask) {
        var room = room(ask);
        return room.isPresent() && journal.release(room.get()).await() ? Answer.empty() : Answer.refused(Why.NOT_FOUND, "room");
    }
}
