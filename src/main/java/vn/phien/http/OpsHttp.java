package vn.phien.http;

import java.util.List;
import vn.phien.base.BadValue;
import vn.phien.base.Why;

/** What the person on duty looks at. */
public final class OpsHttp {
    private final Ops ops;

    public OpsHttp(Ops ops) {
        this.ops = ops;
    }

    public List<Route> routes() {
        return List.of(Route.get("/api/ops", Access.OPERATOR, "operations", "How every node fares, second by second, for up to five minutes.", Ops.OpsView.class, this::look)
            .with("since", "only what came after this moment, in ms, as a node told it"));
    }

    private Answer look(Ask ask) {
        return Answer.json(ops.view(ask.query("since").map(OpsHttp::moment).orElse(0L)));
    }

    private static long moment(String text) {
        if (!text.matches("\\d{1,15}")) throw new BadValue("since", Why.INVALID_VALUE);
        return Long.parseLong(text);
    }
}
