package vn.phien.base;

/**
 * Cells of tables that people open in a spreadsheet. A text that begins with a sign of calculation would be run there as a
 * formula (OWASP, CSV injection), so an apostrophe is put before it, which spreadsheets do not show.
 */
public final class CsvSafe {
    private static final String CALCULATING = "=+-@\t\r\n＝＋－＠";

    private CsvSafe() { }

    /** The text of a cell to be written; null is empty. Quoting is the writer's. Numbers need none of this. */
    public static String cell(String text) {
        if (text == null || text.isEmpty()) return "";
        return CALCULATING.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    /** The text of a cell that was read: what {@link #cell} put before it is gone. */
    public static String read(String cell) {
        return cell.length() > 1 && cell.charAt(0) == '\'' && CALCULATING.indexOf(cell.charAt(1)) >= 0 ? cell.substring(1) : cell;
    }
}
