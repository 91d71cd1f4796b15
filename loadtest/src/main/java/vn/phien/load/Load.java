package vn.phien.load;

import java.util.HashMap;
import java.util.Map;

/** {@code bin/load PROFILE [name=value …]}. Exit 1 when a promise was broken. */
public final class Load {
    private Load() { }

    static void main(String[] args) throws Exception {
        var settings = new HashMap<String, Integer>();
        for (int i = 1; i < args.length; i++) {
            var parts = args[i].split("=");
            if (parts.length != 2 || !parts[1].matches("\\d{1,7}")) usage("what is " + args[i] + "?");
            settings.put(parts[0], Integer.parseInt(parts[1]));
        }
        if (args.length == 0) usage("which profile?");
        var kept = switch (args[0]) {
            case "flash-sale" -> FlashSale.run(settings);
            case "chat-storm" -> ChatStorm.run(settings);
            case "slow-phones" -> SlowPhones.run(settings);
            case "cluster" -> ClusterKill.run(settings);
            case "reconnect-storm" -> ReconnectStorm.run(settings);
            case "night" -> NightVisit.run(settings);
            case "overload" -> Overload.run(settings);
            case "soak" -> Soak.run(settings);
            case "snapshots" -> Snapshots.run(settings);
            default -> {
                usage("no profile " + args[0]);
                yield false;
            }
        };
        System.out.println(kept ? "KEPT: every promise held." : "BROKEN: see above.");
        System.exit(kept ? 0 : 1);
    }

    static int setting(Map<String, Integer> settings, String name, int usual) {
        return settings.getOrDefault(name, usual);
    }

    private static void usage(String why) {
        System.err.println(why);
        System.err.println("bin/load flash-sale [buyers=2000] [units=100] [seconds=15]");
        System.err.println("bin/load chat-storm [viewers=5000] [rate=100, 0 for memory alone, 1 or 2 for a quiet room] [seconds=20, 120 for a quiet room] [warm=20, 0 for a server that has just started] [floor=1]");
        System.err.println("bin/load slow-phones [viewers=2000] [stuck=200] [rate=100] [seconds=20]");
        System.err.println("bin/load cluster [nodes=3] [viewers=3000] [buyers=60] [rate=20] [seconds=20]");
        System.err.println("bin/load reconnect-storm [viewers=10000] [buyers=60] [window=10000] [seconds=15]");
        System.err.println("bin/load night [visitors=5000] [booths=200] [live=20] [seconds=20]");
        System.err.println("bin/load overload [viewers=1000] [talkers=240] [buyers=120] [most=24] [seconds=20]");
        System.err.println("bin/load soak [minutes=10] [viewers=300] [churn=50] [rate=20] [buyers=40]");
        System.err.println("bin/load snapshots [viewers=2000] [rate=10] [seconds=15]");
        System.exit(2);
    }
}
