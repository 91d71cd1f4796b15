package vn.phien.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.phien.base.BadValue;
import vn.phien.base.Dice;
import vn.phien.base.Why;

/** The name of a kept photo: 26 random letters and digits, so that nobody finds one by counting. It travels as its path. */
public record PhotoName(String body) {
    private static final Pattern PATH = Pattern.compile("/photos/([0-9a-z]{26})\\.jpg");
    private static final Pattern FILE = Pattern.compile("([0-9a-z]{26})(-480)?\\.jpg");

    /** Which of the two kept sizes. */
    public enum Size { FULL, THUMB }

    /** One kept file. */
    public record File(PhotoName name, Size size) { }

    public static PhotoName random(Dice dice) {
        return new PhotoName(dice.token(26));
    }

    /** @param path such as {@code /photos/BODY.jpg}, the full size */
    @JsonCreator
    public static PhotoName ofPath(String path) {
        var found = PATH.matcher(path == null ? "" : path);
        if (!found.matches()) throw new BadValue("photo", Why.INVALID_ID);
        return new PhotoName(found.group(1));
    }

    /** @param file the last part of a path, such as {@code BODY-480.jpg} */
    public static Optional<File> ofFile(String file) {
        var found = FILE.matcher(file == null ? "" : file);
        return found.matches() ? Optional.of(new File(new PhotoName(found.group(1)), found.group(2) == null ? Size.FULL : Size.THUMB)) : Optional.empty();
    }

    /** Where the pages find it. */
    @JsonValue
    public String path() {
        return "/photos/" + file(Size.FULL);
    }

    /** Where the pages find it small. */
    public String thumbPath() {
        return "/photos/" + file(Size.THUMB);
    }

    String file(Size size) {
        return switch (size) {
            case FULL -> body + ".jpg";
            case THUMB -> body + "-480.jpg";
        };
    }
}
