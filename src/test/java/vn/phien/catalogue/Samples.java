package vn.phien.catalogue;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.BoothRole;

/** Things that tests of the catalogue share. */
final class Samples {
    private Samples() { }

    static BoothDraft booth(String name, String province) {
        return new BoothDraft(name, province, "Đồng Văn", "Mật ong bạc hà trên cao nguyên đá.", null, null, null, "HTX " + name, null, "Đổi trả trong 7 ngày.");
    }

    /** A safe that only turns the text around: what matters to these tests is that nothing is kept as it came. */
    static final Booths.Safe SAFE = new Booths.Safe(Samples::turned, Samples::turned);

    private static String turned(String text) {
        return new StringBuilder(text).reverse().toString();
    }

    /** Remembers who was given which post. */
    static final class Posts implements Booths.Grant {
        final Map<BoothId, Map<AccountId, BoothRole>> given = new HashMap<>();

        @Override
        public Future<?> grant(AccountId account, BoothId booth, BoothRole role) {
            given.computeIfAbsent(booth, b -> new HashMap<>()).put(account, role);
            return Future.succeededFuture();
        }
    }
}
