package vn.phien.orders;

import java.util.Map;

/** How people call the bank behind a BIN that NAPAS gave it. */
final class BankNames {
    private static final Map<String, String> BY_BIN = Map.ofEntries(
        Map.entry("970436", "Vietcombank"), Map.entry("970415", "VietinBank"), Map.entry("970418", "BIDV"), Map.entry("970405", "Agribank"),
        Map.entry("970407", "Techcombank"), Map.entry("970422", "MB"), Map.entry("970416", "ACB"), Map.entry("970432", "VPBank"), Map.entry("970423", "TPBank"),
        Map.entry("970403", "Sacombank"), Map.entry("970437", "HDBank"), Map.entry("970441", "VIB"), Map.entry("970443", "SHB"), Map.entry("970431", "Eximbank"),
        Map.entry("970426", "MSB"), Map.entry("970448", "OCB"), Map.entry("970440", "SeABank"), Map.entry("970449", "LPBank"), Map.entry("970454", "BVBank"),
        Map.entry("970409", "Bac A Bank"), Map.entry("970412", "PVcomBank"), Map.entry("970419", "NCB"), Map.entry("970425", "ABBANK"), Map.entry("970427", "VietABank"),
        Map.entry("970428", "Nam A Bank"), Map.entry("970429", "SCB"), Map.entry("970433", "VietBank"), Map.entry("970438", "BAOVIET Bank"),
        Map.entry("970452", "Kienlongbank"), Map.entry("970400", "Saigonbank"), Map.entry("970430", "PGBank"), Map.entry("970424", "Shinhan Bank"));

    private BankNames() { }

    /** The name, or the BIN itself where it is not known here. */
    static String of(String bin) {
        return BY_BIN.getOrDefault(bin, bin);
    }
}
