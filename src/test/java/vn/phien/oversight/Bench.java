package vn.phien.oversight;

import io.vertx.core.Future;
import java.util.List;
import vn.phien.base.BoothId;
import vn.phien.base.Caller;
import vn.phien.base.ComplaintId;
import vn.phien.base.OrderId;
import vn.phien.base.PlaceId;
import vn.phien.base.Result;
import vn.phien.facts.Fact;
import vn.phien.protocol.ComplaintKind;
import vn.phien.protocol.ComplaintOutcome;
import vn.phien.protocol.Views.ComplaintView;
import vn.phien.protocol.Wire;

/** Complaints and journals without HTTP, for people of a simulated night. */
public final class Bench {
    private final Complaints complaints;
    private final Journal journal;

    public Bench(Complaints complaints, Journal journal) {
        this.complaints = complaints;
        this.journal = journal;
    }

    /** Complains of an order of one's own. */
    public Future<Result<ComplaintView>> complain(Caller.Person buyer, BoothId booth, OrderId order, ComplaintKind kind, String text, String key) {
        return complaints.make(buyer, new Complaints.Said(booth, null, order, kind, 0, text, List.of()), key);
    }

    public Future<Result<ComplaintView>> say(Caller.Person by, ComplaintId complaint, String text, String key) {
        return complaints.say(by, complaint, text, List.of(), key);
    }

    public Future<Result<ComplaintView>> accept(Caller.Person buyer, ComplaintId complaint) {
        return complaints.accept(buyer, complaint);
    }

    public Future<Result<ComplaintView>> escalate(Caller.Person buyer, ComplaintId complaint, String text, String key) {
        return complaints.escalate(buyer, complaint, text, key);
    }

    public Future<Result<ComplaintView>> decide(Caller.Person organizer, ComplaintId complaint, ComplaintOutcome outcome, String text) {
        return complaints.decide(organizer, complaint, outcome, text);
    }

    /** A complaint as its buyer finds it. */
    public Future<Result<ComplaintView>> find(Caller.Person by, ComplaintId complaint) {
        return complaints.find(by, complaint);
    }

    /** The journal of a show as those who may can download it. */
    public String journal(PlaceId show) {
        return journal.file(show);
    }

    /** The same as everybody can. */
    public String publicJournal(PlaceId show) {
        return journal.publicFile(show).orElseThrow();
    }

    /** What everybody may know of a journal. */
    public Future<Journal.Published> published(PlaceId show) {
        return journal.published(show);
    }

    /** Whether a fact belongs into the journal of its show. */
    public static boolean belongs(Fact fact) {
        return Entries.of(fact, Wire.json().createObjectNode()).isPresent();
    }
}
