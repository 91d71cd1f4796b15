package vn.phien;

import java.util.Arrays;
import java.util.List;
import vn.phien.http.Route;

/** Every path of the HTTP API, in one table. Each feature lists its own in its {@code …Http} class; health and pages stand outside. */
public final class Routes {
    private Routes() { }

    /** The table, from the lists of the features. */
    @SafeVarargs
    public static List<Route> table(List<Route>... features) {
        return Arrays.stream(features).flatMap(List::stream).toList();
    }
}
