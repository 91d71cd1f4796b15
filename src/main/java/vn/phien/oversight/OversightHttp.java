package vn.phien.oversight;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.phien.accounts.Accounts;
import vn.phien.base.BadValue;
import vn.phien.base.BoothId;
import vn.phien.base.BoothRole;
import vn.phien.base.Check;
import vn.phien.base.Id;
import vn.phien.base.Limits;
import vn.phien.base.MatterId;
import vn.phien.base.OrderId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Result;
import vn.phien.base.Role;
import vn.phien.base.ShowId;
import vn.phien.base.Tones;
import vn.phien.base.Why;
import vn.phien.catalogue.Products;
import vn.phien.catalogue.Street;
import vn.phien.http.Access;
import vn.phien.http.Answer;
import vn.phien.http.Ask;
import vn.phien.http.Route;
import vn.phien.orders.OrderRecord;
import vn.phien.orders.Orders;
import vn.phien.protocol.BadMessage;
import vn.phien.protocol.MatterKind;
import vn.phien.protocol.MatterReason;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.OrderState;
import vn.phien.protocol.PaidState;
import vn.phien.protocol.Payment;
import vn.phien.protocol.Views.BoothView;
import vn.phien.protocol.Views.LineView;
import vn.phien.protocol.Views.MatterView;
import vn.phien.protocol.Views.OfferView;
import vn.phien.protocol.Views.ProductView;
import vn.phien.protocol.Views.RecipientView;
import vn.phien.protocol.Views.ShowView;
import vn.phien.shows.Shows;

/** The desk of officials and organizers over HTTP, and the answers of booths. */
public final class OversightHttp {
    private static final String TAG = "Oversight";
    private static final int FOUND = 60, SEARCHED = 2_000, AUDIT_PAGE = 1_000;
    static final Map<String, String> PRIVATE_PHOTO = Map.of("cache-control", "private, max-age=3600", "x-content-type-options", "nosniff", "content-security-policy", "default-src 'none'");
    private final Oversight oversight;
    private final Audit audit;
    private final Papers papers;
    private final Market market;

    /** Where the desk looks. */
    public record Market(Shows shows, Orders orders, Street street, Products products, Accounts accounts) { }

    public OversightHttp(Oversight oversight, Audit audit, Papers papers, Market market) {
        this.oversight = oversight;
        this.audit = audit;
        this.papers = papers;
        this.market = market;
    }

    public List<Route> routes() {
        return List.of(
            Route.get("/api/oversight/matters", Access.OVERSEEING, TAG, "All matters that are not closed, the newest first; with booth, all of that booth.", Matters.class, this::matters).with("booth", "All matters of one booth."),
            Route.post("/api/oversight/matters", Access.OVERSEEING, TAG, "Takes something up with a booth: a remark, a question for a paper, frozen goods, a stopped sale.", OpenMatter.class, MatterView.class, this::open),
            Route.get("/api/oversight/matters/{matter}", Access.OVERSEEING, TAG, "One matter.", MatterView.class, this::matter),
            Route.post("/api/oversight/matters/{matter}/words", Access.OVERSEEING, TAG, "Says on in a matter.", AddWord.class, MatterView.class, this::say),
            Route.post("/api/oversight/matters/{matter}/close", Access.OVERSEEING, TAG, "Closes a matter; what was frozen or stopped by it is free again.", CloseMatter.class, MatterView.class, this::close),
            Route.get("/api/oversight/shows/{room}", Access.OVERSEEING, TAG, "A show in any state with its line-up.", Watched.class, this::show),
            Route.get("/api/oversight/search", Access.OVERSEEING, TAG, "Booths and products by words or by the number of a certificate, with or without tones.", Found.class, this::search).with("q", "words, each of which must be found"),
            Route.get("/api/oversight/orders/{order}", Access.OVERSEEING, TAG, "An order without the person.", OrderSeen.class, this::order),
            Route.post("/api/oversight/orders/{order}/recipient", Access.OVERSEEING, TAG, "Opens who receives an order, with a reason; it is written down before it is answered, 50 an hour at most.", Reason.class, RecipientView.class, this::recipient),
            Route.get("/api/oversight/audit", Access.OVERSEEING, TAG, "What officials and organizers did and whose records they opened, as a file of lines in a chain of hashes.", byte[].class, this::auditFile),
            Route.get("/api/booths/{booth}/matters", Access.BOOTH_MODERATOR, TAG, "What officials and organizers have taken up with the booth, the newest first.", Matters.class, this::ofBooth),
            Route.post("/api/booths/{booth}/matters/{matter}/words", Access.BOOTH_STAFF, TAG, "Answers in a matter.", AddWord.class, MatterView.class, this::answer),
            Route.put("/api/papers", Access.SIGNED_IN, TAG, "Sends in a photo of a paper or of goods, to be named in an answer or a complaint: JPEG, PNG or WebP up to 10 MB as the raw body.", byte[].class, Paper.class, this::keepPaper).upTo(Limits.PHOTO_BYTES),
            Route.get("/api/matters/{matter}/papers/{paper}", Access.SIGNED_IN, TAG, "A photo that belongs to a matter, for its booth's staff, officials and organizers.", byte[].class, this::paper).with("small", "\"yes\" for the small one."));
    }

    public record Matters(List<MatterView> matters) { }

    /** {@code room} is the show in which it came up or that is stopped; a stop without one stops all that the booth sells. */
    public record OpenMatter(String key, MatterKind kind, BoothId booth, @Maybe PlaceId room, @Maybe ProductId product, MatterReason reason, String text, @Maybe List<String> papers) {
        public OpenMatter {
            Check.key(key);
            Check.present("kind", kind);
            Check.present("booth", booth);
            Check.present("reason", reason);
            text = Check.text("text", text, Limits.MATTER_TEXT);
            papers = names(papers);
        }
    }

    public record AddWord(String key, String text, @Maybe List<String> papers) {
        public AddWord {
            Check.key(key);
            text = Check.text("text", text, Limits.MATTER_TEXT);
            papers = names(papers);
        }
    }

    public record CloseMatter(MatterReason reason, String text) {
        public CloseMatter {
            Check.present("reason", reason);
            text = Check.text("text", text, Limits.MATTER_TEXT);
        }
    }

    /** Why a person's record is opened. */
    public record Reason(MatterReason reason, String text) {
        public Reason {
            Check.present("reason", reason);
            text = Check.text("text", text, Limits.MATTER_TEXT);
            if (reason.closes()) throw new BadValue("reason", Why.INVALID_VALUE);
        }
    }

    public record Paper(String paper) { }

    public record Watched(ShowView show, List<OfferView> lineUp) { }

    public record Found(List<BoothView> booths, List<ProductView> products) { }

    /** An order without the person. */
    public record OrderSeen(OrderId order, PlaceId room, BoothId booth, String boothName, OrderState state, List<LineView> lines, long totalVnd, Payment payment, PaidState paid, long placedMs) {
        static OrderSeen of(OrderRecord order) {
            return new OrderSeen(order.order(), order.place(), order.booth(), order.boothName(), order.state(), order.lines(), order.totalVnd(), order.payment(), order.paid(), order.placedMs());
        }
    }

    /** Names of papers: up to four, each once. */
    static List<String> names(List<String> papers) {
        var names = Check.list("papers", papers == null ? List.of() : papers, 0, Limits.PAPERS_PER_WORD);
        for (var name : names) if (!name.matches("[0-9a-z]{26}")) throw new BadValue("papers", Why.INVALID_ID);
        if (names.stream().distinct().count() < names.size()) throw new BadValue("papers", Why.DUPLICATE);
        return names;
    }

    private Answer matters(Ask ask) {
        var booth = ask.query("booth");
        return Answer.json(new Matters(booth.isPresent() ? oversight.ofBooth(new BoothId(booth.get())).await() : oversight.open().await()));
    }

    private Answer open(Ask ask) throws BadMessage {
        var in = ask.read(OpenMatter.class);
        return switch (oversight.open(ask.person(), new Oversight.Act(in.kind(), in.booth(), in.room(), in.product(), in.reason(), in.text(), in.papers()), in.key()).await()) {
            case Result.Ok<MatterView>(var matter) -> Answer.created(matter);
            case Result.Refused<MatterView>(var why, var field) -> Answer.refused(why, field);
        };
    }

    private Answer matter(Ask ask) {
        return Answer.of(oversight.found(new MatterId(ask.path("matter"))).await());
    }

    private Answer say(Ask ask) throws BadMessage {
        var in = ask.read(AddWord.class);
        return Answer.of(oversight.say(ask.person(), new MatterId(ask.path("matter")), in.text(), in.papers(), in.key()).await());
    }

    private Answer close(Ask ask) throws BadMessage {
        var in = ask.read(CloseMatter.class);
        return Answer.of(oversight.close(ask.person(), new MatterId(ask.path("matter")), in.reason(), in.text()).await());
    }

    private Answer show(Ask ask) {
        if (!Id.isSharded(ShowId.LETTER, ask.path("room"))) return Answer.refused(Why.NOT_FOUND, "room");
        var room = new PlaceId(ask.path("room"));
        return market.shows().planned(room).await().<Answer>map(show -> Answer.json(new Watched(show, market.shows().lineUp(room).await()))).orElse(Answer.refused(Why.NOT_FOUND, "room"));
    }

    private Answer search(Ask ask) {
        var text = Check.text("q", ask.query("q").orElse(null), Limits.NAME);
        var words = List.of(Tones.plain(text).strip().split("\\s+"));
        var products = new ArrayList<ProductView>();
        for (var booth : market.street().search("", null, null, 0, SEARCHED).await().booths()) {
            if (products.size() >= FOUND) break;
            market.products().of(booth.booth()).await().values().stream().filter(product -> fits(product, words)).limit(FOUND - products.size()).forEach(products::add);
        }
        return Answer.json(new Found(market.street().search(text, null, null, 0, FOUND).await().booths(), products));
    }

    private static boolean fits(ProductView product, List<String> words) {
        var certificate = product.certificate();
        var text = Tones.plain(product.name() + "\n" + (certificate == null ? "" : certificate.number() + "\n" + certificate.authority()) + "\n" + (product.gtin() == null ? "" : product.gtin()));
        return words.stream().allMatch(text::contains);
    }

    private Answer order(Ask ask) {
        return market.orders().record(new OrderId(ask.path("order"))).await().<Answer>map(order -> Answer.json(OrderSeen.of(order))).orElse(Answer.refused(Why.NOT_FOUND, "order"));
    }

    private Answer recipient(Ask ask) throws BadMessage {
        var in = ask.read(Reason.class);
        var order = market.orders().record(new OrderId(ask.path("order"))).await();
        if (order.isEmpty()) return Answer.refused(Why.NOT_FOUND, "order");
        var by = oversight.overseer(ask.person()).await().orElseThrow();
        if (audit.view(by, "recipient", order.get().order().value(), in.reason().code(), in.text()).await() instanceof Result.Refused<Void>(var why, var field)) return Answer.refused(why, field);
        return market.orders().openFor(order.get(), ask.person().account()).await().<Answer>map(Answer::json).orElse(Answer.refused(Why.ACCOUNT_ERASED, "order"));
    }

    private Answer auditFile(Ask ask) {
        var file = new StringBuilder();
        for (long from = 1; ; ) {
            var lines = audit.chain().lines(from, AUDIT_PAGE).await();
            lines.forEach(line -> file.append(line).append('\n'));
            if (lines.size() < AUDIT_PAGE) break;
            from += lines.size();
        }
        return Answer.download(file.toString().getBytes(StandardCharsets.UTF_8), "application/x-ndjson", "audit.ndjson");
    }

    private Answer ofBooth(Ask ask) {
        return Answer.json(new Matters(oversight.ofBooth(ask.booth()).await()));
    }

    private Answer answer(Ask ask) throws BadMessage {
        var in = ask.read(AddWord.class);
        if (!ask.person().worksIn(ask.booth(), BoothRole.STAFF)) return Answer.refused(Why.NOT_ALLOWED);
        return Answer.of(oversight.answer(ask.person(), ask.booth(), new MatterId(ask.path("matter")), in.text(), in.papers(), in.key()).await());
    }

    private Answer keepPaper(Ask ask) {
        return switch (papers.keep(ask.person().account(), ask.body())) {
            case Result.Ok<String>(var name) -> Answer.created(new Paper(name));
            case Result.Refused<String>(var why, var field) -> Answer.refused(why, field);
        };
    }

    private Answer paper(Ask ask) {
        if (!Oversight.isMatter(ask.path("matter"))) return Answer.refused(Why.NOT_FOUND);
        var matter = oversight.read(new MatterId(ask.path("matter"))).await();
        boolean may = matter.isPresent() && (ask.person().is(Role.OFFICIAL) || ask.person().is(Role.ORGANIZER) || ask.person().worksIn(matter.get().record().booth(), BoothRole.MODERATOR));
        if (!may) return Answer.refused(Why.NOT_FOUND);
        return papers.find(ask.path("paper"), ask.path("matter"), ask.query("small").isPresent()).<Answer>map(bytes -> new Answer.File(bytes, "image/jpeg", null, PRIVATE_PHOTO)).orElse(Answer.refused(Why.NOT_FOUND));
    }
}
