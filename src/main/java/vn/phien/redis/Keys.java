package vn.phien.redis;

import java.util.List;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.ComplaintId;
import vn.phien.base.Id;
import vn.phien.base.MarketId;
import vn.phien.base.NightId;
import vn.phien.base.MatterId;
import vn.phien.base.OrderId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Role;
import vn.phien.base.Shard;
import vn.phien.base.TicketId;

/** The name of every key in the books. docs/DATA.md tells what is in each. */
public final class Keys {
    private Keys() { }

    // ── a shard ───────────────────────────────────────────────────────────────────────────────────────────────────

    /** Hash: {@code last}, the newest time a script has seen in ms; {@code shift}, ms that a test or a rehearsal adds. */
    public static String clock(Shard shard) { return shard.tag() + ":clock"; }

    /** Sorted set: each place with open deadlines, by the earliest of them in ms. */
    public static String due(Shard shard) { return shard.tag() + ":due"; }

    /** Stream: what the books remember, in order, of the last week at least. */
    public static String facts(Shard shard) { return shard.tag() + ":facts"; }

    /** Hash: reader to the last fact it has folded. */
    public static String readers(Shard shard) { return shard.tag() + ":readers"; }

    /** Sorted set: shows that are announced or on air, by start in ms. */
    public static String openShows(Shard shard) { return shard.tag() + ":open-shows"; }

    /** Sorted set: shows that are over, by end in ms. */
    public static String endedShows(Shard shard) { return shard.tag() + ":ended-shows"; }

    /** Set: the booths of this shard. */
    public static String booths(Shard shard) { return shard.tag() + ":booths"; }

    // ── a place: the books of a show, or of a booth's standing shelf ──────────────────────────────────────────────

    /** Hash: {@code PRODUCT.allotted}, {@code .free}, {@code .held}, {@code .sold}, {@code .rev}. */
    public static String stock(PlaceId place) { return of(place, "stock"); }

    /** Hash: product to its gate as JSON: {@code code, price, was, limit, open, frozen, deal}; "*" to the place's own gate. */
    public static String gates(PlaceId place) { return of(place, "gates"); }

    /** Hash: hold to its record as JSON. */
    public static String holds(PlaceId place) { return of(place, "holds"); }

    /** Sorted set: open holds and open deals by deadline in ms. */
    public static String deadlines(PlaceId place) { return of(place, "deadlines"); }

    /** Sorted set, all scores 0: {@code PRODUCT|NUMBER|ACCOUNT}, so that the first in line is the first in order. */
    public static String line(PlaceId place) { return of(place, "line"); }

    /** Hash: {@code PRODUCT|ACCOUNT} to the place in line as JSON; {@code PRODUCT} to the last number given. */
    public static String waiters(PlaceId place) { return of(place, "waiters"); }

    /** Hash: {@code ACCOUNT|PRODUCT} and {@code ACCOUNT|DEAL} to units held and bought; {@code ACCOUNT|holds} to open holds. */
    public static String bought(PlaceId place) { return of(place, "bought"); }

    /** Hash: key of a command to its answer, for those whose repeat is not seen by the thing they make. */
    public static String seen(PlaceId place) { return of(place, "seen"); }

    /** Hash: running figures for staff and the report. */
    public static String tally(PlaceId place) { return of(place, "tally"); }

    /**
     * Hash: the stage: {@code state}, {@code epoch}, {@code seq}, {@code chatN}, {@code ordersOpen}, {@code pins}, {@code lineUp}, {@code slow}, {@code halted} (the matter that stopped the sale),
     * {@code pinnedMessage}, {@code booth}, {@code before} (the state before a rehearsal), {@code startedMs}, {@code endedMs}, {@code peakViewers}, {@code toldLineUp} (a print of the line-up that phones were shown or told last, and when).
     */
    public static String stage(PlaceId place) { return of(place, "stage"); }

    /** Stream: numbered events that must arrive; entry {@code SEQ-0} has field {@code e}. */
    public static String shelf(PlaceId place) { return of(place, "shelf"); }

    /** Stream: chat; entry {@code N-0} has fields {@code e}, the event, and {@code m}, the message. */
    public static String chat(PlaceId place) { return of(place, "chat"); }

    /** Sorted set: chat message by its number, as far back as the chat is kept; {@code MESSAGE=EARLIER} beside one that counts as an earlier order. */
    public static String messages(PlaceId place) { return of(place, "messages"); }

    /** Sorted set: questions of the chat that nobody has answered, by number. */
    public static String questions(PlaceId place) { return of(place, "questions"); }

    /** Hash: change of staff to what it was before as JSON, for a minute, so that it can be undone. */
    public static String changes(PlaceId place) { return of(place, "changes"); }

    /** Hash: account to when it last spoke in ms, {@code muted.ACCOUNT} to 1, {@code order.ACCOUNT} to its last order by comment as JSON. */
    public static String speakers(PlaceId place) { return of(place, "speakers"); }

    /** Sorted set: orders placed here by time in ms. */
    public static String placeOrders(PlaceId place) { return of(place, "orders"); }

    /** String, kept for less than a minute: somebody of the staff is in the room, on whichever node. */
    public static String hostHere(PlaceId place) { return of(place, "host-here"); }

    /** Stream: viewers over time; entry has fields {@code at}, {@code viewers}. */
    public static String audience(PlaceId place) { return of(place, "audience"); }

    private static String of(PlaceId place, String what) { return place.shard().tag() + ":" + place + ":" + what; }

    /** The keys of every stock script, in the order in which {@code lib/books.lua} names them. */
    public static List<String> books(PlaceId place) {
        var shard = place.shard();
        return List.of(clock(shard), due(shard), facts(shard), stock(place), gates(place), holds(place), deadlines(place), line(place),
            waiters(place), bought(place), seen(place), tally(place), stage(place), shelf(place));
    }

    // ── a booth ───────────────────────────────────────────────────────────────────────────────────────────────────

    /** Hash: {@code record} as JSON, {@code rev}, {@code owner} who opened it, {@code opened} in ms, {@code bank} (sealed), {@code group.CODE} how many products it offers of a group. */
    public static String booth(BoothId booth) { return booth.shard().tag() + ":" + booth; }

    /** Hash: account to role in the booth. */
    public static String staff(BoothId booth) { return booth.shard().tag() + ":" + booth + ":staff"; }

    /** Hash: product to its record as JSON. */
    public static String products(BoothId booth) { return booth.shard().tag() + ":" + booth + ":products"; }

    /** Set: the names of the photos that the booth keeps. */
    public static String photos(BoothId booth) { return booth.shard().tag() + ":" + booth + ":photos"; }

    /** Hash: key of a stock count to who, how many and why, as JSON. */
    public static String stockNotes(BoothId booth) { return booth.shard().tag() + ":" + booth + ":stock-notes"; }

    /** String, kept a week: how far an import of a table is, as JSON. */
    public static String imported(BoothId booth, String key) { return booth.shard().tag() + ":" + booth + ":import:" + key; }

    /** Sorted set: shows by start in ms. */
    public static String shows(BoothId booth) { return booth.shard().tag() + ":" + booth + ":shows"; }

    /** Sorted set: orders by time in ms. */
    public static String orders(BoothId booth) { return booth.shard().tag() + ":" + booth + ":orders"; }

    /** Set: the booth's own blocked words. */
    public static String blockedWords(BoothId booth) { return booth.shard().tag() + ":" + booth + ":blocked-words"; }

    /** String: which booth a product belongs to. */
    public static String productBooth(ProductId product) { return product.shard().tag() + ":" + product; }

    /** Hash: the show's record: {@code booth}, {@code title}, {@code startsMs}, {@code videoKind}, {@code videoUrl}, {@code cover}, {@code madeMs}. */
    public static String show(PlaceId show) { return show.shard().tag() + ":" + show; }

    // ── a night market: a market and its nights share one shard ───────────────────────────────────────────────────

    /** Set: the markets of this shard. */
    public static String markets(Shard shard) { return shard.tag() + ":markets"; }

    /** Hash: {@code record} of the market as JSON, {@code rev}, {@code by} who opened it, {@code opened} in ms. */
    public static String market(MarketId market) { return market.shard().tag() + ":" + market; }

    /** Sorted set: every night of the market, by opening in ms. */
    public static String nights(MarketId market) { return market.shard().tag() + ":" + market + ":nights"; }

    /** Sorted set: nights that the clock will move on, by when in ms. */
    public static String dueNights(Shard shard) { return shard.tag() + ":due-nights"; }

    /** Sorted set: nights that are not over, by opening in ms. */
    public static String openNights(Shard shard) { return shard.tag() + ":open-nights"; }

    /** Sorted set: nights that are over, by when they closed in ms. */
    public static String closedNights(Shard shard) { return shard.tag() + ":closed-nights"; }

    /** Sorted set: {@code NIGHT|WHAT} to be told to those who follow, by when in ms. */
    public static String reminders(Shard shard) { return shard.tag() + ":reminders"; }

    /**
     * Hash: the night: {@code market}, {@code name}, {@code state}, {@code opensMs}, {@code closesMs}, {@code applyFromMs}, {@code applyUntilMs}, {@code publishMs},
     * {@code halls} as JSON, {@code rev}, {@code held} 1 when the clock must not move it, {@code own} 1 when its times were set by hand, {@code hallsOwn} its halls, {@code rehearsal}, {@code cancelled} why, {@code copied} the key of the last copy, {@code endedMs}.
     */
    public static String night(NightId night) { return night.shard().tag() + ":" + night; }

    /** Hash: booth to its application as JSON; {@code BOOTH|form} to what it sent, {@code BOOTH|changes} to who changed what and why. */
    public static String applications(NightId night) { return night.shard().tag() + ":" + night + ":applications"; }

    /** Hash: booth to {@code HALL|PLACE} where it stands. */
    public static String stands(NightId night) { return night.shard().tag() + ":" + night + ":stands"; }

    /** Hash: the main stage of the night: {@code rotation} as JSON, {@code rev}. */
    public static String spotlight(NightId night) { return night.shard().tag() + ":" + night + ":spotlight"; }

    /** Set: the accounts that follow a market, a night or a booth. */
    public static String followers(Id.Sharded thing) { return thing.shard().tag() + ":" + thing + ":followers"; }

    /** List: what was done to the night, by whom and why, as JSON. */
    public static String nightChanges(NightId night) { return night.shard().tag() + ":" + night + ":changes"; }

    /**
     * Hash, in the booth's shard: what a booth did on a night, folded from the facts: {@code last} the last fact folded, {@code orders}, {@code units}, {@code vnd}, {@code cancelled}, {@code cancelledVnd},
     * {@code refused}, {@code returned}, {@code returnedVnd}, {@code delivered}, {@code holds}, {@code lapsed}, {@code waits}, {@code pay.PAYMENT}, {@code PRODUCT.units}, {@code PRODUCT.vnd}, {@code PRODUCT.orders},
     * {@code PRODUCT.waits}, {@code at.SPAN.orders} and {@code at.SPAN.vnd} for each five minutes since 1970.
     */
    public static String figures(NightId night, BoothId booth) { return booth.shard().tag() + ":" + booth + ":figures:" + night; }

    /** HyperLogLog, in the booth's shard: who visited a booth on a night. Nobody can be read from it. */
    public static String visits(NightId night, BoothId booth) { return booth.shard().tag() + ":" + booth + ":visits:" + night; }

    /** HyperLogLog: who visited a night; {@code part} is "", a hall or the code of a province. Nobody can be read from it. */
    public static String visits(NightId night, String part) { return night(night) + ":visits" + (part.isEmpty() ? "" : ":" + part); }

    /** Sorted set: words that were searched for on a night and not found, by how often. */
    public static String askedInVain(NightId night) { return night(night) + ":asked"; }

    /** Sorted set, in the booth's shard: codes that buyers wrote in a booth's chats on a night and that no item had, by how often. */
    public static String unknownCodes(NightId night, BoothId booth) { return booth.shard().tag() + ":" + booth + ":codes:" + night; }

    /** Hash: announcement to its record as JSON; {@code ID|said} a print of what was asked for, {@code ID|back} who took it back and when as JSON. */
    public static String announcements(NightId night) { return night(night) + ":announcements"; }

    /** Hash: incident to its record as JSON; {@code ID|said} a print of what was asked for. */
    public static String incidents(NightId night) { return night(night) + ":incidents"; }

    /** List: incidents in the order in which they were raised. */
    public static String incidentOrder(NightId night) { return night(night) + ":incident-order"; }

    /** List: the results of the night's rehearsals as JSON, the newest first. */
    public static String rehearsals(NightId night) { return night(night) + ":rehearsals"; }

    /** The keys of every script of a night, in the order in which {@code lib/night.lua} names them. */
    public static List<String> books(NightId night) {
        var shard = night.shard();
        return List.of(clock(shard), facts(shard), night(night), applications(night), stands(night), nightChanges(night), dueNights(shard), openNights(shard), closedNights(shard), reminders(shard));
    }
    // ── the counter of a booth ────────────────────────────────────────────────────────────────────────────────────

    /** Hash: {@code number}, the last one given; {@code closed}; {@code open.ACCOUNT} to the ticket of a visitor; {@code talks.ACCOUNT} how many talks one of the staff is in. */
    public static String counter(BoothId booth) { return booth.shard().tag() + ":" + booth + ":counter"; }

    /** Sorted set: tickets that wait, by number. */
    public static String waitingAt(BoothId booth) { return booth.shard().tag() + ":" + booth + ":waiting"; }

    /** Sorted set: tickets of the last weeks, by when they were taken in ms. */
    public static String tickets(BoothId booth) { return booth.shard().tag() + ":" + booth + ":tickets"; }

    /** Hash, kept some weeks after the end: the ticket: {@code booth}, {@code account}, {@code name} and {@code reason} (sealed), {@code product}, {@code number}, {@code state}, {@code takenMs}, {@code calledMs}, {@code endedMs}, {@code staff}, {@code staffName}, {@code endedBy}, {@code said}, {@code said.KEY} a line's number. */
    public static String ticket(TicketId ticket) { return ticket.shard().tag() + ":" + ticket; }

    /** Stream, kept as long: what was said; entry {@code N-0} has fields {@code by}, {@code name} (sealed), {@code at} and {@code x}, the words (sealed). */
    public static String talk(TicketId ticket) { return ticket.shard().tag() + ":" + ticket + ":talk"; }

    // ── supervision of a booth ────────────────────────────────────────────────────────────────────────────────────

    /** Hash: what an official or organizer has frozen, a product, a show or ("*") all the booth sells, to {@code matter, role, office, reason} as JSON. The truth; gates and stages are brought in line with it. */
    public static String frozen(BoothId booth) { return booth.shard().tag() + ":" + booth + ":frozen"; }

    /** Hash: a matter: {@code record} as JSON, {@code state}, {@code target} in {@link #frozen}, {@code role}, {@code openedMs}, {@code dueMs}, {@code closedMs}, {@code words}, {@code said.KEY}. */
    public static String matter(MatterId matter) { return matter.shard().tag() + ":" + matter; }

    /** List: what was said in a matter, as JSON, oldest first. */
    public static String matterWords(MatterId matter) { return matter.shard().tag() + ":" + matter + ":words"; }

    /** Sorted set: all matters of a booth by when they were opened in ms. */
    public static String matters(BoothId booth) { return booth.shard().tag() + ":" + booth + ":matters"; }

    /** Sorted set: matters of the shard that are not closed, by when they were opened in ms. */
    public static String openMatters(Shard shard) { return shard.tag() + ":open-matters"; }

    /** Hash: a complaint: {@code record} as JSON, {@code account}, {@code state}, {@code madeMs}, {@code dueMs}, {@code momentMs}, {@code intoMs}, {@code late}, {@code outcome}, {@code closedMs}, {@code print}, {@code said.KEY}. */
    public static String complaint(ComplaintId complaint) { return complaint.shard().tag() + ":" + complaint; }

    /** List: what was said in a complaint, as JSON, oldest first. */
    public static String complaintWords(ComplaintId complaint) { return complaint.shard().tag() + ":" + complaint + ":words"; }

    /** Sorted set: all complaints about a booth by when they were made in ms. */
    public static String complaints(BoothId booth) { return booth.shard().tag() + ":" + booth + ":complaints"; }

    /** Sorted set: complaints in which somebody has to move, by until when in ms. */
    public static String dueComplaints(Shard shard) { return shard.tag() + ":due-complaints"; }

    /** Sorted set: complaints that organizers did not decide in time, by when officials came to see them in ms. */
    public static String referredComplaints(Shard shard) { return shard.tag() + ":referred-complaints"; }

    /** Hash: official and node, as {@code OFFICIAL@NODE}, to the seat in a room as JSON: {@code office}, {@code untilMs}. */
    public static String seats(PlaceId place) { return of(place, "seats"); }

    /** Hash: a photo that somebody sent in as a paper: {@code account} and, once it is part of a matter or a complaint, {@code of}. No shard. */
    public static String paper(String name) { return "paper:{" + name + "}"; }

    /** Sorted set: papers that belong to nothing yet, by when they came in ms. No shard. */
    public static String loosePapers() { return "papers:loose"; }

    // ── what may not be changed: records in a chain of hashes ─────────────────────────────────────────────────────

    /** Hash: the end of a show's journal: {@code n}, {@code hash}, {@code last.facts} the last fact in it, {@code ended} its record that ends the show, {@code packed} how many records lie in its pack. */
    public static String journalHead(PlaceId show) { return of(show, "journal-head"); }

    /** Stream: the journal of a show, as far as it is not packed; entry {@code N-0} has field {@code r}, one line of the file. */
    public static String journal(PlaceId show) { return of(show, "journal"); }

    /** String: the lines of a closed show's journal from the first one on, deflated (RFC 1950). */
    public static String journalPack(PlaceId show) { return of(show, "journal-pack"); }

    /** List: the published roots of a show's journal as JSON: {@code n, hash, atMs, signature}. */
    public static String journalRoots(PlaceId show) { return of(show, "journal-roots"); }

    /** Hash: shows whose journal must be kept longer to who said so, when and why, as JSON. */
    public static String legalHolds(Shard shard) { return shard.tag() + ":legal-holds"; }

    /** Hash: the end of the audit: {@code n}, {@code hash}, {@code last.SHARD} the last fact of a shard in it. */
    public static String auditHead() { return "{audit}:head"; }

    /** Stream: the audit: what officials and organizers did, and whose records they opened; entry {@code N-0} has field {@code r}. */
    public static String audit() { return "{audit}:records"; }

    /** Sorted set, kept an hour: records of people that an official or organizer has opened, by time in ms. */
    public static String views(AccountId account) { return "{audit}:views:" + account; }

    // ── an order ──────────────────────────────────────────────────────────────────────────────────────────────────

    /** Hash: the order, without the person; {@code complaint} while one about it is open. */
    public static String order(OrderId order) { return order.shard().tag() + ":" + order; }

    /** String: the recipient as cipher text; deleting it erases the person from the order. */
    public static String recipient(OrderId order) { return order.shard().tag() + ":" + order + ":recipient"; }

    /** Hash: the orders that are sent as one parcel, each to its booth's name. No shard. */
    public static String parcel(String parcel) { return "parcel:{" + parcel + "}"; }

    /** String: the order that a payment code in a bank's memo stands for. No shard. */
    public static String payCode(String code) { return "pay-code:{" + code + "}"; }

    /** Sorted set: orders that wait for a bank transfer, by when they are given up in ms. */
    public static String unpaid(Shard shard) { return shard.tag() + ":unpaid"; }

    /** Hash: bank transaction to what became of it as JSON. */
    public static String payments(Shard shard) { return shard.tag() + ":payments"; }

    /** Hash: bank transaction that fits no order of the booth to its notice as JSON. */
    public static String suspense(BoothId booth) { return booth.shard().tag() + ":" + booth + ":suspense"; }

    /** Hash: bank transactions to accounts of no known booth, as JSON, for organizers. No shard. */
    public static String suspense() { return "bank:{suspense}"; }

    /** String: which books a bank transaction went to, so that it goes there alone. No shard. */
    public static String bankTransaction(String transaction) { return "bank:{" + transaction + "}"; }

    /** Set: the booths that were ever paid through a bank account, by keyed hash of its number. No shard. */
    public static String bankAccount(String accountKey) { return "bank-account:{" + accountKey + "}"; }


    // ── the market: no shard ──────────────────────────────────────────────────────────────────────────────────────

    /** Hash: number of a revoked certificate, in plain letters, to who, when and why as JSON. */
    public static String revokedCertificates() { return "certificates:revoked"; }

    /** String: the table of exchange rates as JSON: {@code rev}, {@code table}, and {@code since}: who set each rate, and when. */
    public static String exchangeRates() { return "exchange"; }

    // ── people: no shard ──────────────────────────────────────────────────────────────────────────────────────────

    /** Hash: the account: {@code created}, {@code print} and {@code phone} (sealed) and {@code masked}, {@code name}, {@code consent}, {@code consentMs}, {@code role.ROLE}, {@code recipient} (sealed), {@code office} of an official, {@code erased}. */
    public static String account(AccountId account) { return "account:{" + account + "}"; }

    /** Sorted set: the account's orders by time in ms, folded from the facts. */
    public static String accountOrders(AccountId account) { return "account:{" + account + "}:orders"; }

    /** Sorted set: the account's complaints by time in ms, folded from the facts. */
    public static String accountComplaints(AccountId account) { return "account:{" + account + "}:complaints"; }

    /** Hash: the account's open cash-on-delivery orders to {@code KIND SINCE_MS ACT}. */
    public static String openCod(AccountId account) { return "account:{" + account + "}:open-cod"; }

    /** Hash: open cash-on-delivery orders to a number that is not the buyer's own, by keyed hash of the number. */
    public static String openCodTo(String recipientKey) { return "open-cod:{" + recipientKey + "}"; }

    /** String: the booth that the account opened for itself. */
    public static String openedBooth(AccountId account) { return "account:{" + account + "}:booth"; }

    /** String, kept two days: the booth that an organizer opened with this key. */
    public static String openedBooth(AccountId account, String key) { return "account:{" + account + "}:booth:" + key; }

    /** Set: hashes of the account's login tokens. */
    public static String logins(AccountId account) { return "account:{" + account + "}:logins"; }

    /** Set: rooms in whose chats the account has spoken, folded from the facts, to find its words again. */
    public static String spokeIn(AccountId account) { return "account:{" + account + "}:spoke-in"; }

    /** Set: tickets that the account took at counters, folded from the facts, to find its words again. */
    public static String accountTickets(AccountId account) { return "account:{" + account + "}:tickets"; }

    /** Set: booths in which the account may have a post; which one stands in {@link #staff}. */
    public static String posts(AccountId account) { return "account:{" + account + "}:booths"; }

    /** Hash: market, night or booth that the account follows to since when in ms. */
    public static String follows(AccountId account) { return "account:{" + account + "}:follows"; }

    /** Hash: notices to the account by name as JSON. */
    public static String notices(AccountId account) { return "account:{" + account + "}:notices"; }

    /** Sorted set: names of the account's notices by time in ms. */
    public static String noticeTimes(AccountId account) { return "account:{" + account + "}:notice-times"; }

    /** Set: names of the notices that the account has not read. */
    public static String unreadNotices(AccountId account) { return "account:{" + account + "}:unread-notices"; }

    /** Hash: where reminders go beside the page: {@code mail} (sealed), {@code wanted} (sealed) with {@code code}, {@code codeUntilMs} and {@code tries} until it is confirmed, {@code message} 1 for text messages, {@code language} in which the person reads. */
    public static String doors(AccountId account) { return "account:{" + account + "}:doors"; }

    /** Hash: {@code DOOR/NOTICE} to the notice as JSON, for each letter to the account that has not gone out. */
    public static String outbox(AccountId account) { return "account:{" + account + "}:outbox"; }

    /** Sorted set: letters that are to go out, {@code ACCOUNT/DOOR/NOTICE}, by when they are tried next in ms. No shard. */
    public static String letters() { return "{letters}:due"; }

    /** Hash: how often each letter that is to go out was tried. No shard. */
    public static String letterTries() { return "{letters}:tries"; }

    /** String: the account of a phone number, by the number's fingerprint. */
    public static String phone(String fingerprint) { return "phone:{" + fingerprint + "}"; }

    /** Hash: a login by the hash of its token: {@code account}, {@code device}, {@code created}, {@code seen}, {@code expires} in ms. */
    public static String login(String hash) { return "login:{" + hash + "}"; }

    /** Set: accounts with a role in the whole market. */
    public static String holders(Role role) { return "role:{" + role.code() + "}"; }

    /** Hash: a machine's key by its hash: {@code id}, {@code name}, {@code scope}, {@code account}. */
    public static String apiKey(String hash) { return "api-key:{" + hash + "}"; }

    /** Hash: the keys of a scope, a booth or "organizer": key id to its record as JSON. */
    public static String apiKeys(String scope) { return "api-keys:{" + scope + "}"; }

    /** String: the mark of the key file with which the personal data here were sealed. */
    public static String vaultMark() { return "vault:mark"; }

    /** Sorted set: hashes of the logins and keys that ended in the last minutes, by time in ms, so that every node closes their sockets. */
    public static String ended() { return "logins:ended"; }

    /** String, kept for moments: the node whose turn it is at some work. */
    public static String turn(String work) { return "turn:{" + work + "}"; }

    /** String: when the next token of a bucket is due, in ms. */
    public static String rate(String bucket) { return "rate:{" + bucket + "}"; }

    // ── one-time codes: one slot, for they share a daily total ────────────────────────────────────────────────────

    /** Hash: the code that stands for a number (by fingerprint): {@code request}, {@code code}, {@code expires} in ms, {@code tries}. */
    public static String code(String number) { return "{codes}:number:" + number; }

    /** Sorted set: codes sent to a number, an address block or a prefix (by fingerprint) within a day, by time in ms. */
    public static String codesSent(String to) { return "{codes}:sent:" + to; }

    /** Hash: {@code sent} and {@code used} codes of a prefix (by fingerprint) within a week. */
    public static String codeYield(String prefix) { return "{codes}:yield:" + prefix; }

    /** String: codes sent on a day, in all. */
    public static String codesOfDay(String day) { return "{codes}:day:" + day; }

    // ── the store itself ──────────────────────────────────────────────────────────────────────────────────────────

    /** String, kept a minute: written before replicas are asked whether they have everything, so that the question covers all that came before it. */
    public static String kept(String tag) { return "{" + tag + "}:kept"; }
}
