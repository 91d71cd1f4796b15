package vn.phien.orders;

import java.time.InstantSource;
import java.util.List;
import vn.phien.base.BadValue;
import vn.phien.base.Check;
import vn.phien.base.OrderId;
import vn.phien.base.Why;
import vn.phien.http.Access;
import vn.phien.http.Answer;
import vn.phien.http.Ask;
import vn.phien.http.Route;
import vn.phien.protocol.BadMessage;

/** What banks tell over HTTP, and what people do with transfers that fit no order. */
public final class PaymentsHttp {
    private final Payments payments;
    private final BankSignature signature;
    private final InstantSource clock;

    public PaymentsHttp(Payments payments, BankSignature signature, InstantSource clock) {
        this.payments = payments;
        this.signature = signature;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
            Route.post("/api/webhooks/bank", Access.SIGNED, "payments", "A bank tells of a movement on an account. Header X-Phien-Signature: t=SECONDS,v1=HEX, "
                + "HMAC-SHA-256 over SECONDS.BODY. Telling it again changes nothing; tell it again after any answer but 2xx and 4xx.", BankNotice.class, Payments.Settled.class, this::bank),
            Route.get("/api/booths/{booth}/suspense", Access.BOOTH_STAFF, "payments", "Transfers to the booth's account that fit no order, newest first.", Aside.class, this::ofBooth),
            Route.post("/api/booths/{booth}/suspense/{transaction}/assign", Access.BOOTH_STAFF, "payments", "Credits such a transfer to an order of the booth.", Assign.class, Payments.Settled.class, this::assign),
            Route.get("/api/suspense", Access.ORGANIZER, "payments", "Transfers to accounts of no known booth, newest first.", Aside.class, this::ofHouse),
            Route.post("/api/suspense/{transaction}/assign", Access.ORGANIZER, "payments", "Credits such a transfer to an order.", Assign.class, Payments.Settled.class, this::assignOfHouse));
    }

    record Aside(List<Payments.AsideView> transfers) { }

    record Assign(OrderId order) {
        Assign {
            Check.present("order", order);
        }
    }

    private Answer bank(Ask ask) throws BadMessage {
        // over the bytes as they came, before anything is read from them
        var refused = signature.refuses(ask.header(BankSignature.HEADER).orElse(null), ask.body(), clock.millis());
        if (refused.isPresent()) return Answer.refused(refused.get());
        return Answer.of(payments.settle(ask.read(BankNotice.class)).await());
    }

    private Answer ofBooth(Ask ask) {
        return Answer.json(new Aside(payments.aside(ask.booth()).await()));
    }

    private Answer ofHouse(Ask ask) {
        return Answer.json(new Aside(payments.aside(null).await()));
    }

    private Answer assign(Ask ask) throws BadMessage {
        return Answer.of(payments.assign(ask.booth(), transaction(ask), ask.read(Assign.class).order(), ask.person()).await());
    }

    private Answer assignOfHouse(Ask ask) throws BadMessage {
        return Answer.of(payments.assign(transaction(ask), ask.read(Assign.class).order(), ask.person()).await());
    }

    private static String transaction(Ask ask) {
        var transaction = ask.path("transaction");
        if (!transaction.matches("[A-Za-z0-9._-]{1,64}")) throw new BadValue("transaction", Why.INVALID_VALUE);
        return transaction;
    }
}
