package vn.phien;

/** Starts the server. */
public final class Main {
    private Main() { }

    static void main(String[] args) { }
}
