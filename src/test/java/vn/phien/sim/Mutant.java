package vn.phien.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.phien.redis.Script;

/** Scripts broken on purpose: a checker that does not notice checks nothing. */
enum Mutant {
    SELLS_WHAT_IS_NOT_THERE("if free <= 0 then return nil, 'sold-out', product, 0 end", "", "if free < quantity then return nil, 'not-enough', product, free end", ""),
    TAKES_TWICE_WHAT_IS_ASKED_TWICE("if json then\n  local hold = cjson.decode(json)\n  if hold.account ~= account or not", "if false then\n  local hold = cjson.decode(json)\n  if hold.account ~= account or not"),
    GIVES_BACK_TWICE("if hold.state == 'released' then return { 'exists', json, NOW } end", "",
        "if hold.state ~= 'taken' then return { 'hold-resolved' } end\n\ngive_back", "give_back"),
    PUTS_BACK_ON_THE_SHELF_TWICE("if state == to then return whole('exists') end", "", "if not string.find(allowed_from, ' ' .. state .. ' ', 1, true) then return { 'wrong-state' } end", ""),
    RECEIVES_GOODS_TWICE("if before then return before == asked", "if false then return before == asked"),
    LEAVES_A_NUMBER_OUT("redis.call('HINCRBY', STAGE, 'seq', 1)", "redis.call('HINCRBY', STAGE, 'seq', 2)"),
    SELLS_AFTER_THE_DEADLINE(" or hold.state == 'taken' and hold.deadline <= NOW", "", "local EXPIRED = expire_due(MOST_AT_ONCE)", "local EXPIRED = 0"),
    FORGETS_THE_LIMIT("if bought(account, product) + quantity > gate.limit then", "if false then"),
    CREDITS_A_TRANSFER_TWICE("if before then return { 'exists', before.outcome, before.order or '' } end", ""),
    TELLS_NO_FACT_OF_A_LAPSED_HOLD("fact('hold-' .. how, { hold = id, account = hold.account, lines = hold.lines, because = because })", ""),
    LETS_NOBODY_OUT_OF_THE_LINE("leave_line(product, account, wait)\n        make_hold", "make_hold"),
    SELLS_MORE_THAN_THE_DEAL_HAS("free = gate.deal.price, gate.deal.id, math.min(free, gate.deal.left)", "free = gate.deal.price, gate.deal.id, free"),
    LOSES_WHAT_A_SHOW_HAS_LEFT("allot(shelf_stock, product, free)", ""),
    NEVER_SWEEPS("local function expire_due(most)", "local function expire_due(most)\n  if true then return 0 end"),
    GIVES_TWO_VISITORS_ONE_NUMBER(true, "redis.call('HINCRBY', COUNTER, 'number', 1)", "1"),
    SELLS_WHAT_IS_FROZEN(true, "if redis.call('HEXISTS', frozen, line.product) == 1 then return { 'frozen' } end", "", "if act and not gate.frozen then", "if false then",
        "for _, line in ipairs(hold.lines) do hit = hit or acts[line.product] ~= nil end", ""),
    TELLS_NO_PHONE_THAT_GOODS_ARE_FROZEN(true, "shelf_event(cjson.encode({ t = 'goods-frozen', product = product, frozen = true }))", ""),
    COUNTS_DOUBLE_WHAT_WAS_SOLD(true, "redis.call('HINCRBY', FIGURES, ARGV[i], ARGV[i + 1])", "redis.call('HINCRBY', FIGURES, ARGV[i], 2 * ARGV[i + 1])"),
    WRITES_A_FACT_INTO_THE_JOURNAL_TWICE(true, "if last and not after(fact, last) then return { 'exists', known, known_hash } end", ""),
    GIVES_A_NOTICE_TWICE(true, "local fresh = redis.call('HEXISTS', NOTICES, name) == 0", "local fresh = true"),
    FORGETS_WHO_HAD_THE_MAIN_STAGE(true, "redis.call('HSET', stage, 'rotation', rotation, 'rev', rev + 1)",
        "redis.call('HSET', stage, 'rotation', string.gsub(rotation, '\"lastMs\":%d+', '\"lastMs\":0'), 'rev', rev + 1)"),
    KEEPS_A_LINE_OF_A_TALK_TWICE(true, "if before then return { 'exists', tonumber(before) } end", "");

    private final boolean market;
    private final List<String> changes;

    Mutant(String... changes) {
        this(false, changes);
    }

    Mutant(boolean market, String... changes) {
        this.market = market;
        this.changes = List.of(changes);
    }

    /** Whether it is noticed in the night of a whole market only. */
    boolean ofMarket() {
        return market;
    }

    /** The broken scripts, by the digest of the right ones. @throws AssertionError when a script does not have any more what was to be broken */
    Map<String, String> scripts() {
        var broken = new HashMap<String, String>();
        var found = new HashMap<String, Boolean>();
        for (var script : all()) {
            var text = script.text();
            for (int i = 0; i < changes.size(); i += 2) {
                if (text.contains(changes.get(i))) found.put(changes.get(i), true);
                text = text.replace(changes.get(i), changes.get(i + 1));
            }
            if (!text.equals(script.text())) broken.put(script.sha(), text);
        }
        for (int i = 0; i < changes.size(); i += 2) if (!found.containsKey(changes.get(i))) throw new AssertionError("no script has: " + changes.get(i));
        return broken;
    }

    private static List<Script> all() {
        try {
            var folder = Path.of(Script.class.getResource("/lua").toURI());
            try (var files = Files.walk(folder)) {
                return files.map(file -> folder.relativize(file).toString()).filter(name -> name.endsWith(".lua") && !name.startsWith("lib"))
                    .map(name -> Script.load(name.substring(0, name.length() - 4))).toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
