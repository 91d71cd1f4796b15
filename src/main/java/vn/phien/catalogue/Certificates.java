package vn.phien.catalogue;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.phien.base.AccountId;
import vn.phien.base.Result;
import vn.phien.base.Tones;
import vn.phien.base.Why;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/** The certificates that organizers have revoked. A revoked one shows no stars, whichever booth names it. */
public final class Certificates {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private final Link link;
    private final InstantSource clock;

    /** @param by the organizer who revoked it */
    public record Revocation(String number, String reason, AccountId by, long atMs) {
        /** The day of it in Vietnam, not before the given one. */
        LocalDate day(LocalDate earliest) {
            var day = LocalDate.ofInstant(Instant.ofEpochMilli(atMs), VIETNAM);
            return day.isBefore(earliest) ? earliest : day;
        }
    }

    /** Those of some certificates that are revoked. */
    record Revoked(Map<String, Revocation> byNumber) {
        Optional<Revocation> of(String number) {
            return Optional.ofNullable(byNumber.get(folded(number)));
        }
    }

    public Certificates(Link link, InstantSource clock) {
        this.link = link;
        this.clock = clock;
    }

    /** The date in Vietnam. */
    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), VIETNAM);
    }

    Future<Revoked> revoked(Collection<Product> products) {
        var numbers = new LinkedHashSet<String>();
        for (var product : products) if (product.form().certificate() != null) numbers.add(folded(product.form().certificate().number()));
        if (numbers.isEmpty()) return Future.succeededFuture(new Revoked(Map.of()));
        var request = Link.request(Command.HMGET, Keys.revokedCertificates());
        for (var number : numbers) request.arg(number);
        return link.send(request).map(answer -> {
            var found = new HashMap<String, Revocation>();
            var at = 0;
            for (var number : numbers) if (answer.get(at++) instanceof Response json) found.put(number, Wire.trusted(json.toString(), Revocation.class));
            return new Revoked(Map.copyOf(found));
        });
    }

    /** Refused: {@code ALREADY_DONE} when it is revoked already. */
    public Future<Result<Revocation>> revoke(AccountId organizer, String number, String reason) {
        var revocation = new Revocation(number.strip(), reason, organizer, clock.millis());
        return link.send(Command.HSETNX, Keys.revokedCertificates(), folded(number), Wire.write(revocation))
            .map(written -> written.toInteger() == 1 ? Result.ok(revocation) : Result.refused(Why.ALREADY_DONE, "number"));
    }

    /** Takes back a revocation made in error. Refused: {@code NOT_FOUND}. */
    public Future<Result<String>> restore(String number) {
        return link.send(Command.HDEL, Keys.revokedCertificates(), folded(number))
            .map(gone -> gone.toInteger() == 1 ? Result.ok(number) : Result.refused(Why.NOT_FOUND, "number"));
    }

    /** All revocations, the newest first. */
    public Future<List<Revocation>> revocations() {
        return link.send(Command.HVALS, Keys.revokedCertificates()).map(answer -> {
            var all = new ArrayList<Revocation>();
            for (var json : answer) all.add(Wire.trusted(json.toString(), Revocation.class));
            all.sort(Comparator.comparing(Revocation::atMs).reversed());
            return List.copyOf(all);
        });
    }

    /** Numbers are compared without tones, case and spaces: people copy them by hand. */
    private static String folded(String number) {
        return Tones.plain(number).replaceAll("\\s+", "");
    }
}
