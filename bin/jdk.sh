# Sourced by the other scripts: finds a JDK 25 or newer and sets JAVA to its launcher.
find_jdk() {
  local candidate version
  for candidate in "${JAVA_HOME:-}/bin/java" "$(command -v java || true)" /usr/lib/jvm/*/bin/java \
      "$HOME"/.sdkman/candidates/java/*/bin/java "$HOME"/.jdks/*/bin/java /Library/Java/JavaVirtualMachines/*/Contents/Home/bin/java; do
    [ -x "$candidate" ] || continue
    version=$("$candidate" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -1)
    if [ "${version:-0}" -ge 25 ]; then JAVA=$candidate; return 0; fi
  done
  echo "Phiên needs a JDK 25 or newer (set JAVA_HOME to it)." >&2
  return 1
}
find_jdk || exit 1
# Objects with small headers, no heap dumps with people's data in them, and out when the memory is.
JAVA_FLAGS=(-XX:+UseCompactObjectHeaders -XX:-HeapDumpOnOutOfMemoryError -XX:+ExitOnOutOfMemoryError
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
