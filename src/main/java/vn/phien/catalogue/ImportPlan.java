package vn.phien.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.phien.base.BoothId;
import vn.phien.base.Limits;
import vn.phien.base.ProductId;
import vn.phien.base.Tones;
import vn.phien.base.Why;
import vn.phien.catalogue.ProductCsv.Problem;
import vn.phien.catalogue.ProductCsv.Reading;
import vn.phien.catalogue.Products.ProductDesk;
import vn.phien.protocol.Maybe;

/**
 * What an import would do. A row whose bar code, or else name and unit, is that of a product on offer changes that product and
 * leaves its photos, its drawing, its shelf and whatever the row leaves empty alone; every other row becomes a new product, with
 * its stock.
 *
 * @param steps    one for each row, in the order of the table; what is the same already is left out
 * @param same     rows that would change nothing
 * @param problems what must be mended before anything is imported
 * @param more     there are more problems than are told
 */
record ImportPlan(List<Step> steps, int same, List<Problem> problems, boolean more) {
    /**
     * @param line  of the table, from 1
     * @param rev   of the product as it was read, 0 for a new one
     * @param stock units to be counted onto the shelf; 0 for a product that is there already
     */
    record Step(int line, @Maybe ProductId product, int rev, ProductForm form, int stock) {
        boolean isNew() {
            return rev == 0;
        }
    }

    int added() {
        return (int) steps.stream().filter(Step::isNew).count();
    }

    static ImportPlan of(Reading reading, Map<ProductId, ProductDesk> present) {
        var byGtin = new HashMap<String, ProductDesk>();
        var byName = new HashMap<String, ProductDesk>();
        for (var desk : present.values()) {
            if (desk.product().archived()) continue;
            if (desk.form().gtin() != null) byGtin.putIfAbsent(desk.form().gtin(), desk);
            byName.putIfAbsent(named(desk.form().name(), desk.form().unit()), desk);
        }
        var steps = new ArrayList<Step>();
        var problems = new ArrayList<>(reading.problems());
        var lineOf = new HashMap<ProductId, Integer>();
        var same = 0;
        for (var row : reading.rows()) {
            var draft = row.draft();
            var now = draft.gtin() != null && byGtin.containsKey(draft.gtin()) ? byGtin.get(draft.gtin()) : byName.get(named(draft.name(), draft.unit()));
            if (now == null) {
                steps.add(new Step(row.line(), null, 0, form(draft, null), draft.stock() == null ? 0 : draft.stock()));
                continue;
            }
            var earlier = lineOf.putIfAbsent(now.product().product(), row.line());
            if (earlier != null) problems.add(new Problem(row.line(), "", Why.DUPLICATE, "Cùng một sản phẩm với dòng " + earlier + ".", "The same product as line " + earlier + "."));
            var form = form(draft, now.form());
            if (form.equals(now.form())) same++;
            else steps.add(new Step(row.line(), now.product().product(), now.rev(), form, 0));
        }
        var plan = new ImportPlan(List.copyOf(steps), same, List.copyOf(problems), reading.more());
        if (present.size() + plan.added() <= Limits.PRODUCTS) return plan;
        problems.add(new Problem(1, "", Why.TOO_MANY, "Gian hàng có tối đa 2.000 sản phẩm.", "A booth has at most 2,000 products."));
        return new ImportPlan(plan.steps, same, List.copyOf(problems), reading.more());
    }

    /** The same plan with a name for every new product, made from the key of the import, so that doing it twice does it once. */
    ImportPlan named(BoothId booth, String key) {
        var named = new ArrayList<Step>();
        for (var step : steps) named.add(step.isNew() ? new Step(step.line, ProductId.in(booth.shard(), key + "x" + step.line), 0, step.form, step.stock) : step);
        return new ImportPlan(List.copyOf(named), same, problems, more);
    }

    private static String named(String name, String unit) {
        return Tones.plain(name).strip() + "\n" + Tones.plain(unit).strip();
    }

    private static ProductForm form(ProductDraft draft, ProductForm now) {
        var certificate = draft.certificate().map(one -> new Certified(one.stars(), one.number(), one.authority(), one.issuedOn().toString())).orElse(null);
        var weight = draft.weightGrams() == null ? 0 : draft.weightGrams();
        if (now == null) return new ProductForm(draft.name(), draft.story(), draft.priceVnd(), draft.unit(), weight, draft.group(), certificate, draft.gtin(), null, null, List.of());
        return new ProductForm(draft.name(), draft.story() == null ? now.story() : draft.story(), draft.priceVnd(), draft.unit(), weight, draft.group(),
            certificate == null ? now.certificate() : certificate, draft.gtin() == null ? now.gtin() : draft.gtin(), now.drawing(), now.palette(), now.photos());
    }
}
