package vn.phien.catalogue;

import java.util.Comparator;
import java.util.List;
import vn.phien.base.ProductId;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.catalogue.Certificates.Revocation;
import vn.phien.catalogue.ProductRequests.RestoreCertificate;
import vn.phien.catalogue.ProductRequests.RevokeCertificate;
import vn.phien.http.Access;
import vn.phien.http.Answer;
import vn.phien.http.Ask;
import vn.phien.http.Route;
import vn.phien.protocol.BadMessage;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.Views.CertificateView;

/** Certificates over HTTP. */
public final class CertificateHttp {
    private final Booths booths;
    private final Products products;
    private final Certificates certificates;

    /** @param reason why it was revoked, if it was */
    public record Held(ProductId product, String name, CertificateView certificate, @Maybe String reason) { }

    public record AllHeld(List<Held> certificates) { }

    public record Revocations(List<Revocation> revocations) { }

    public CertificateHttp(Booths booths, Products products, Certificates certificates) {
        this.booths = booths;
        this.products = products;
        this.certificates = certificates;
    }

    public List<Route> routes() {
        return List.of(
            Route.get("/api/booths/{booth}/certificates", Access.BOOTH_STAFF, "Certificates", "The certificates of a booth's products, those with the fewest days left first.", AllHeld.class, this::held),
            Route.get("/api/certificates/revocations", Access.ORGANIZER, "Certificates", "All revoked certificates, the newest first.", Revocations.class, this::revocations),
            Route.post("/api/certificates/revocations", Access.ORGANIZER, "Certificates", "Revokes a certificate by its number: its product shows no stars any more.", RevokeCertificate.class, Revocation.class, this::revoke),
            Route.post("/api/certificates/revocations/taken-back", Access.ORGANIZER, "Certificates", "Takes back a revocation made in error.", RestoreCertificate.class, Void.class, this::restore));
    }

    private Answer held(Ask ask) {
        if (booths.find(ask.booth()).await().isEmpty()) return Answer.refused(Why.NOT_FOUND);
        return Answer.json(new AllHeld(products.desks(ask.booth()).await().values().stream()
            .filter(desk -> desk.product().certificate() != null && !desk.product().archived())
            .sorted(Comparator.comparing(desk -> desk.product().certificate().daysLeft()))
            .map(desk -> new Held(desk.product().product(), desk.product().name(), desk.product().certificate(), desk.revokedBecause())).toList()));
    }

    private Answer revocations(Ask ask) {
        return Answer.json(new Revocations(certificates.revocations().await()));
    }

    private Answer revoke(Ask ask) throws BadMessage {
        var request = ask.read(RevokeCertificate.class);
        var result = certificates.revoke(ask.person().account(), request.number(), request.reason()).await();
        products.forgetAll();
        return switch (result) {
            case Result.Ok<Revocation>(var revocation) -> Answer.created(revocation);
            case Result.Refused<Revocation>(var why, var field) -> Answer.refused(why, field);
        };
    }

    private Answer restore(Ask ask) throws BadMessage {
        var result = certificates.restore(ask.read(RestoreCertificate.class).number()).await();
        products.forgetAll();
        return result instanceof Result.Refused<String>(var why, var field) ? Answer.refused(why, field) : Answer.empty();
    }
}
